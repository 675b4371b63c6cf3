// `interlock state RESOURCE_ID`: what Azure says of a resource, which locks cover it, who holds it.

import type { Command } from "commander";
import { parseResourceId } from "../domain/resource-id.ts";
import { paintFor } from "./paint.ts";
import { resourceText } from "./resource-text.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { Trouble } from "./trouble.ts";
import { fitted } from "./wrapping.ts";

export function addStateCommand(program: Command): void {
  program
    .command("state")
    .description("show a resource's state, its locks, and who is at work on it")
    .argument("<RESOURCE_ID>", "ID of the resource")
    .option("--json", "print it as JSON, and nothing else")
    .action(state);
}

async function state(target: string, options: { readonly json?: boolean }): Promise<void> {
  const parsed = parseResourceId(target);
  if (!parsed.ok) throw new Trouble("badInput", parsed.problem);
  const client = createServiceClient(await findService(process.env));
  const view = await client.resource(parsed.parts.id);
  const text =
    options.json === true
      ? JSON.stringify(view)
      : resourceText(view, { paint: paintFor(process.stdout), url: client.url });
  process.stdout.write(`${options.json === true ? text : fitted(text, process.stdout)}\n`);
}
