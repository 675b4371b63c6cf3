// `interlock run KIND RESOURCE_ID …`: starts an operation and, unless told otherwise, waits for its
// end. The exit code says how it ended.

import { randomUUID } from "node:crypto";
import { Option } from "commander";
import type { Command } from "commander";
import { exitCodeOf, exitCodes } from "../contracts/exit-codes.ts";
import type { OperationView, StartOperationBody } from "../contracts/http-shapes.ts";
import { catalogue } from "../operations/index.ts";
import type { Operation } from "../operations/index.ts";
import { busyWithOf, operationOf } from "./busy-answer.ts";
import { busyLines } from "./busy-text.ts";
import { requestBody } from "./catalogue-options.ts";
import type { RequestOptions } from "./catalogue-options.ts";
import { followOperation } from "./follow-operation.ts";
import { addKindCommand } from "./kind-command.ts";
import { operationText } from "./operation-text.ts";
import { refuseWaitForItself } from "./own-lease.ts";
import { paintFor } from "./paint.ts";
import { planText } from "./plan-text.ts";
import { progressDisplay, silentDisplay } from "./progress-display.ts";
import { findService } from "./service-address.ts";
import { ServiceRefusal } from "./service-call.ts";
import { createServiceClient } from "./service-client.ts";
import type { ServiceClient } from "./service-client.ts";
import { Trouble } from "./trouble.ts";
import { fitted } from "./wrapping.ts";

interface RunOptions extends RequestOptions, Record<string, unknown> {
  readonly idempotencyKey?: string | undefined;
  readonly wait?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export function addRunCommand(program: Command): void {
  const run = program
    .command("run")
    .description("start an operation and wait for its end")
    .usage("KIND RESOURCE_ID [options]");
  for (const operation of catalogue) addKind(run, operation);
}

function addKind(run: Command, operation: Operation): void {
  addKindCommand(run, operation)
    .addOption(
      new Option(
        "--when-busy <how>",
        "what to do when another operation is at work (default: queue)",
      ).choices(["queue", "join", "reject"]),
    )
    .option("--deadline <when>", "a time from now such as 2h or 90m, or an ISO 8601 instant")
    .option("--approved-plan <digest>", "refuse it if the plan is another than the one approved")
    .option("--idempotency-key <key>", "the same key again meets the same operation")
    .option("--dry-run", "plan only, as `interlock plan` does")
    .option("--no-wait", "only start it: the exit code is 0 once it is accepted")
    .option("--json", "print the operation as JSON, and nothing else")
    .action((target: string, options: RunOptions) => runOperation(operation, target, options));
}

export async function runOperation(
  operation: Operation,
  target: string,
  options: RunOptions,
): Promise<void> {
  const body = requestBody(operation, { target, options });
  const key = options.idempotencyKey ?? randomUUID();
  if (!/^[\u0021-\u007e]{1,200}$/.test(key)) {
    throw new Trouble(
      "badInput",
      "--idempotency-key: 1 to 200 visible ASCII characters are needed.",
    );
  }
  const client = createServiceClient(await findService(process.env));
  // A plan takes no lease.
  if (body.dryRun !== true) {
    const wanted = [{ resourceId: body.target, mode: "exclusive" as const }];
    await refuseWaitForItself(client, wanted, process.env);
  }
  const started = await startOrBusy(client, body, key);
  if (options.wait === false && started.status !== "ended") {
    print(started, client.url, options);
    return;
  }
  // A plan is made in a moment and says everything itself.
  const isSilent = options.json === true || options.dryRun === true;
  const display = isSilent ? silentDisplay : progressDisplay(process.stderr);
  const paint = paintFor(process.stderr);
  display.line(`Operation ${started.id}`);
  const ended = await followOperation(started, { client, display, paint, until: "told" });
  const accepted = await planIfAccepted(ended, { client, body, options });
  print(ended, client.url, options, accepted);
  process.exitCode = ended.outcome === null ? exitCodes.fault.code : exitCodeOf(ended.outcome);
}

/** Whoever does not want to wait is refused with what his operation has met; it tells the rest. */
async function startOrBusy(
  client: ServiceClient,
  body: StartOperationBody,
  key: string,
): Promise<OperationView> {
  try {
    return await client.start(body, key);
  } catch (thrown) {
    if (!(thrown instanceof ServiceRefusal) || thrown.status !== 409) throw thrown;
    const operationId = operationOf(thrown.problem);
    const busyWith = busyWithOf(thrown.problem);
    if (operationId !== null) return client.read(operationId);
    if (busyWith === null) throw thrown;
    throw new Trouble("busy", [thrown.message, ...busyLines(busyWith)].join("\n"));
  }
}

/** A plan to which nothing but an acceptance is missing is more than a refusal: what it would do is asked
 * for with it. Null for any other, and where a program reads the answer. */
async function planIfAccepted(
  view: OperationView,
  given: {
    readonly client: ServiceClient;
    readonly body: StartOperationBody;
    readonly options: RunOptions;
  },
): Promise<OperationView | null> {
  const { client, body, options } = given;
  const blockers = view.report?.blockers ?? [];
  const isMissing = blockers.length > 0 && blockers.every((each) => each.mustAccept.length > 0);
  if (options.dryRun !== true || options.json === true || !isMissing) return null;
  const missing = blockers.flatMap((blocker) => blocker.mustAccept);
  const accept = [...new Set([...(body.accept ?? []), ...missing])];
  const planned = await client.start({ ...body, accept }, randomUUID());
  const paint = paintFor(process.stderr);
  return followOperation(planned, { client, display: silentDisplay, paint, until: "told" });
}

function print(
  view: OperationView,
  url: string,
  options: RunOptions,
  accepted: OperationView | null = null,
): void {
  const paint = paintFor(process.stdout);
  const text =
    options.json === true
      ? JSON.stringify(view)
      : options.dryRun === true
        ? planText(view, { paint, url, accepted })
        : operationText(view, { paint, url, timeline: false });
  process.stdout.write(`${options.json === true ? text : fitted(text, process.stdout)}\n`);
}
