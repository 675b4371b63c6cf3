// `interlock list`: the operations of the service, newest first.

import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { listText } from "./list-text.ts";
import { wholeNumber } from "./option-numbers.ts";
import { paintFor } from "./paint.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { fitted } from "./wrapping.ts";

interface ListOptions {
  readonly max?: number;
  readonly status?: string;
  readonly json?: boolean;
}

export function addListCommand(program: Command): void {
  program
    .command("list")
    .description("list operations, newest first")
    .option("--max <number>", "at most so many, from 1 to 200 (default: 50)", showable)
    .addOption(
      new Option("--status <status>", "only those that are so").choices([
        "accepted",
        "running",
        "ended",
      ]),
    )
    .option("--json", "print them as JSON, and nothing else")
    .action(list);
}

function showable(text: string): number {
  const value = wholeNumber(text);
  if (value < 1 || value > 200) throw new InvalidArgumentError("A number from 1 to 200 is needed.");
  return value;
}

async function list({ max, status, json }: ListOptions): Promise<void> {
  const client = createServiceClient(await findService(process.env));
  const found = await client.list({
    ...(max === undefined ? {} : { max: String(max) }),
    ...(status === undefined ? {} : { status }),
  });
  const text =
    json === true
      ? JSON.stringify(found)
      : listText(found.operations, { paint: paintFor(process.stdout), url: client.url });
  process.stdout.write(`${json === true ? text : fitted(text, process.stdout)}\n`);
}
