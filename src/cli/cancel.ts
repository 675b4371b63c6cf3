// `interlock cancel OPERATION`: asks an operation to stop and to put back what it has taken apart, and
// waits for that unless told otherwise.

import type { Command } from "commander";
import { exitCodeOf, exitCodes } from "../contracts/exit-codes.ts";
import type { OperationView } from "../contracts/http-shapes.ts";
import { followOperation } from "./follow-operation.ts";
import { operationIdOf } from "./operation-argument.ts";
import { operationText } from "./operation-text.ts";
import { paintFor } from "./paint.ts";
import { progressDisplay, silentDisplay } from "./progress-display.ts";
import { findService } from "./service-address.ts";
import { ServiceRefusal } from "./service-call.ts";
import { createServiceClient } from "./service-client.ts";
import type { ServiceClient } from "./service-client.ts";
import { fitted } from "./wrapping.ts";

interface CancelOptions {
  readonly wait?: boolean;
  readonly json?: boolean;
}

export function addCancelCommand(program: Command): void {
  program
    .command("cancel")
    .description("stop an operation and have everything put back")
    .argument("<OPERATION>", "ID of the operation, op-…")
    .option("--no-wait", "only ask for it: the exit code is 0 once that is accepted")
    .option("--json", "print the operation as JSON, and nothing else")
    .addHelpText("after", `\n${afterHelp}`)
    .action(cancel);
}

const afterHelp = [
  "The exit code is 0 when it was cancelled and everything is back as it was. When the operation had",
  "another end before the wish could reach it, the code is that of its end, 13 failed for instance;",
  `one that has succeeded is not undone, and the code is ${exitCodes.refused.code}.`,
].join("\n");

async function cancel(typed: string, options: CancelOptions): Promise<void> {
  const operationId = operationIdOf(typed);
  const client = createServiceClient(await findService(process.env));
  let view = await asked(client, operationId);
  if (options.wait !== false) {
    const display = options.json === true ? silentDisplay : progressDisplay(process.stderr);
    const paint = paintFor(process.stderr);
    view = await followOperation(view, { client, display, paint, until: "ended" });
    process.exitCode = codeOf(view);
  }
  const how = { paint: paintFor(process.stdout), url: client.url, timeline: false };
  const text =
    options.json === true ? JSON.stringify(view) : fitted(operationText(view, how), process.stdout);
  process.stdout.write(`${text}\n`);
}

/** One that has ended cannot be cancelled: then it is told how that was. */
async function asked(client: ServiceClient, operationId: string): Promise<OperationView> {
  try {
    return await client.cancel(operationId);
  } catch (thrown) {
    if (!(thrown instanceof ServiceRefusal) || thrown.status !== 409) throw thrown;
    process.stderr.write(`${fitted(thrown.message, process.stderr)}\n`);
    return client.read(operationId);
  }
}

/** What was wanted is that nothing of it is left: who gets that is done. */
function codeOf({ outcome }: OperationView): number {
  if (outcome === "cancelled") return exitCodes.done.code;
  if (outcome === "succeeded" || outcome === "nothing-to-do") return exitCodes.refused.code;
  return outcome === null ? exitCodes.fault.code : exitCodeOf(outcome);
}
