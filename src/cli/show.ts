// `interlock show OPERATION`: one operation with its timeline; with --wait, to its end.

import type { Command } from "commander";
import { exitCodeOf } from "../contracts/exit-codes.ts";
import { followOperation } from "./follow-operation.ts";
import { operationIdOf } from "./operation-argument.ts";
import { operationText } from "./operation-text.ts";
import { paintFor } from "./paint.ts";
import { progressDisplay, silentDisplay } from "./progress-display.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { fitted } from "./wrapping.ts";

interface ShowOptions {
  readonly wait?: boolean;
  readonly json?: boolean;
}

export function addShowCommand(program: Command): void {
  program
    .command("show")
    .description("show an operation with its timeline")
    .argument("<OPERATION>", "ID of the operation, op-…")
    .option(
      "--wait",
      "wait until nothing of it runs any more; the exit code then says how it ended",
    )
    .option("--json", "print the operation as JSON, and nothing else")
    .action(show);
}

async function show(typed: string, options: ShowOptions): Promise<void> {
  const operationId = operationIdOf(typed);
  const client = createServiceClient(await findService(process.env));
  let view = await client.read(operationId);
  if (options.wait === true) {
    const display = options.json === true ? silentDisplay : progressDisplay(process.stderr);
    const paint = paintFor(process.stderr);
    view = await followOperation(view, { client, display, paint, until: "ended" });
    if (view.outcome !== null) process.exitCode = exitCodeOf(view.outcome);
  }
  const { url } = client;
  const text =
    options.json === true
      ? JSON.stringify(view)
      : operationText(view, {
          paint: paintFor(process.stdout),
          url,
          timeline: options.wait !== true,
        });
  process.stdout.write(`${options.json === true ? text : fitted(text, process.stdout)}\n`);
}
