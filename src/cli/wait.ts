// `interlock wait RESOURCE_ID --for CONDITION…`: the gate for pipelines. Looks at the resource through
// the service until everything holds at once; nothing is held meanwhile, so it is true of the moment
// that it was seen.

import type { Command } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import { gateText } from "../domain/gate-condition.ts";
import type { GateCondition } from "../domain/gate-condition.ts";
import { whyItNeverHolds } from "../domain/gate-subject.ts";
import { parseScope } from "../domain/scope.ts";
import { durationMs } from "./duration.ts";
import { gateConditions } from "./gate-options.ts";
import { seenGate, waitText } from "./gate-view.ts";
import type { SeenGate } from "./gate-view.ts";
import { patiently } from "./patience.ts";
import { printable } from "./printable.ts";
import { progressDisplay, silentDisplay } from "./progress-display.ts";
import type { ProgressDisplay } from "./progress-display.ts";
import { repeatedOption } from "./repeated-option.ts";
import { resourceIdOf } from "./resource-argument.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { createSteadyClock } from "./steady-clock.ts";
import type { SteadyClock } from "./steady-clock.ts";
import { Trouble } from "./trouble.ts";
import { fitted } from "./wrapping.ts";

interface WaitOptions {
  readonly for?: readonly string[];
  readonly timeout?: string;
  readonly json?: boolean;
}

export function addWaitCommand(program: Command): void {
  program
    .command("wait")
    .description("wait until a resource is as it has to be; nothing is held for you")
    .usage("<RESOURCE_ID> --for <condition> [options]")
    .argument("<RESOURCE_ID>", "ID of the resource, or of a resource group")
    .addOption(
      repeatedOption(
        "--for <condition>",
        "what has to hold; several times for several, which must hold at once",
      ).makeOptionMandatory(),
    )
    .option("--timeout <time>", "wait no longer, such as 30m (default: as long as it takes)")
    .option("--json", "print what was seen last as JSON, and nothing else")
    .addHelpText("after", `\n${afterHelp}`)
    .action(wait);
}

const afterHelp = [
  "Conditions: settled, exists, gone, unlocked, unattached, provisioning-state=Succeeded,",
  "power-state=deallocated, size=Standard_D4s_v5; several values with | between them.",
  "What does not exist is settled: ask for exists as well where a name may be mistyped.",
  "",
  "The exit code is 0 once they hold, 14 when the time is over, 10 when Azure refuses to show the",
  "resource, 3 when the service cannot be reached for two minutes.",
].join("\n");

async function wait(typed: string, options: WaitOptions): Promise<void> {
  const resourceId = resourceIdOf(typed);
  const conditions = gateConditions(options.for ?? [], "--for");
  refuseWhatNeverHolds(conditions, resourceId);
  const timeoutMs = timeoutOf(options.timeout);
  const service = await findService(process.env);
  const client = createServiceClient(service);
  const clock = createSteadyClock(service.speed ?? 1);
  const display = options.json === true ? silentDisplay : progressDisplay(process.stderr);
  const leave = endWhenInterrupted(display);
  const afterwards = "Whether the conditions hold is not known.";
  const from = clock.now();
  const look = async (): Promise<SeenGate> => {
    const view = await patiently(() => client.resource(resourceId), { display, afterwards });
    return seenGate(conditions, view);
  };
  try {
    const seen = await lookUntil(look, { clock, from, timeoutMs, display });
    const waitedMs = clock.now() - from;
    process.exitCode = exitCodes[exitOf(seen)].code;
    const text =
      options.json === true
        ? JSON.stringify({ ...seen, waitedMs: Math.round(waitedMs) })
        : fitted(waitText(seen, waitedMs), process.stdout);
    process.stdout.write(`${text}\n`);
  } finally {
    leave();
    display.end();
  }
}

function exitOf({ status }: SeenGate): "done" | "refused" | "timedOut" {
  if (status === "waiting") return "timedOut";
  return status === "met" ? "done" : "refused";
}

/** It would be waited for without an end. */
function refuseWhatNeverHolds(conditions: readonly GateCondition[], resourceId: string): void {
  const parsed = parseScope(resourceId);
  if (!parsed.ok) return;
  for (const condition of conditions) {
    const never = whyItNeverHolds(condition, parsed.scope);
    if (never === null) continue;
    throw new Trouble("badInput", `--for: ${printable(`${gateText(condition)} ${never}`)}`);
  }
}

function timeoutOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  throw new Trouble("badInput", "--timeout: a time such as 30m is needed.");
}

interface LookHow {
  readonly clock: SteadyClock;
  readonly from: number;
  readonly timeoutMs: number;
  readonly display: ProgressDisplay;
}

/** Resolves with the last look: everything holds, it is refused, or the time is over. */
async function lookUntil(look: () => Promise<SeenGate>, how: LookHow): Promise<SeenGate> {
  const { clock, from, timeoutMs, display } = how;
  let said = "";
  for (;;) {
    const seen = await look();
    display.end();
    if (seen.status !== "waiting") return seen;
    const waitedMs = clock.now() - from;
    if (waitedMs >= timeoutMs) return seen;
    if (seen.sentence !== said) display.line(seen.sentence);
    said = seen.sentence;
    display.now(seen.sentence);
    const until = clock.now() + Math.min(lookEveryMs(waitedMs), timeoutMs - waitedMs);
    while (clock.now() < until) await clock.pause(until - clock.now());
  }
}

/** As often as the service itself looks: it costs of what Azure allows for reads. */
function lookEveryMs(waitedMs: number): number {
  return waitedMs < 60_000 ? 5_000 : 15_000;
}

function endWhenInterrupted(display: ProgressDisplay): () => void {
  const onInterrupt = (): void => {
    display.end();
    process.stderr.write("No longer waiting.\n");
    process.exit(exitCodes.interrupted.code);
  };
  process.once("SIGINT", onInterrupt);
  return () => process.off("SIGINT", onInterrupt);
}
