// `interlock hold RESOURCE_ID… -- COMMAND …`: waits its turn, runs the command while nobody else writes
// to the resources, and ends as the command did. Standard output belongs to the command; what is said
// here goes to standard error, its last line always with the exit code and whose it is.

import { randomUUID } from "node:crypto";
import { Option } from "commander";
import type { Command } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import type { ExitName } from "../contracts/exit-codes.ts";
import { holdRequest } from "./hold-request.ts";
import type { HoldOptions, HoldRequest } from "./hold-request.ts";
import { listenForSignals } from "./hold-signals.ts";
import type { HoldSignals } from "./hold-signals.ts";
import { createLeaseClient } from "./lease-client.ts";
import { placeOf } from "./machine-text.ts";
import { refuseWaitForItself } from "./own-lease.ts";
import { printable } from "./printable.ts";
import { progressDisplay } from "./progress-display.ts";
import type { ProgressDisplay } from "./progress-display.ts";
import { repeatedOption } from "./repeated-option.ts";
import { runUnderLease } from "./run-under-lease.ts";
import type { RunEnd } from "./run-under-lease.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { createSteadyClock } from "./steady-clock.ts";
import { takeLease } from "./take-lease.ts";
import type { Taken } from "./take-lease.ts";
import { typedAfterDashes } from "./typed-after-dashes.ts";
import { fitted } from "./wrapping.ts";

export function addHoldCommand(program: Command): void {
  program
    .command("hold")
    .description("run a command while nobody else writes to the resources")
    .usage("<RESOURCE_ID...> [options] -- COMMAND [ARGS]")
    .argument("<RESOURCE_ID...>", "IDs of what the command writes to")
    .addOption(
      repeatedOption(
        "--until <condition>",
        "wait until it holds too, several times for several; none for nothing (default: settled)",
      ),
    )
    .addOption(
      new Option(
        "--mode <mode>",
        "intent for what lies below it only (default: exclusive)",
      ).choices(["exclusive", "intent"]),
    )
    .option("--duration <time>", "of the lease, which is renewed meanwhile (default: 15m)")
    .option("--purpose <text>", "what it is held for, told to whoever waits")
    .addOption(
      new Option("--when-busy <how>", "what to do when it is held (default: queue)").choices([
        "queue",
        "reject",
      ]),
    )
    .option(
      "--deadline <when>",
      "wait no longer: a time such as 2h, or an ISO 8601 instant (default: 4h)",
    )
    .option("--grace <time>", "between TERM and KILL when the lease is lost (default: 10s)")
    .addHelpText("after", `\n${afterHelp}`)
    .action((operands: readonly string[], options: HoldOptions, command: Command) => {
      const typed = typedAfterDashes(command);
      const resources = operands.slice(0, operands.length - typed.length);
      return hold(holdRequest(resources, typed, options));
    });
}

const afterHelp = [
  "The command finds in its environment:",
  "  INTERLOCK_LEASE    ID of the lease",
  "  INTERLOCK_FENCING  the number that fences the first resource; it grows with every holder",
  "  INTERLOCK_LEASES   the number of each, as JSON by resource ID",
  "  INTERLOCK_HELD     IDs of the leases that it runs under, should hold run under another",
  "",
  "It runs in a process group and session of its own; Ctrl-C, TERM, HUP and QUIT are passed to it.",
  "When the lease is lost the whole group is told to end, and killed after the grace. When hold itself",
  "is killed the group is told to end too, and the lease runs out by itself.",
  "",
  "The exit code is that of the command (126 or 127 if it cannot be started, 128 and the number of the",
  "signal that killed it), or 11 busy, 14 timed out, 17 lost. The last line on standard error says whose",
  "it is.",
].join("\n");

async function hold(request: HoldRequest): Promise<void> {
  // Who reads standard error may go; the command does not end for that.
  process.stderr.on("error", () => undefined);
  const say = (sentence: string): void => {
    process.stderr.write(`${fitted(`interlock: ${sentence}`, process.stderr)}\n`);
  };
  const signals = listenForSignals(say);
  try {
    const service = await findService(process.env);
    const speed = service.speed ?? 1;
    const clock = createSteadyClock(speed);
    await refuseWaitForItself(createServiceClient(service), request.wanted, process.env);
    const taken = await takeLease({
      client: createLeaseClient(service),
      body: request.body,
      key: randomUUID(),
      duration: request.duration,
      durationMs: request.durationMs,
      clock,
      display: named(progressDisplay(process.stderr)),
      signal: signals.unwanted,
    });
    if (taken.kind !== "held") {
      tellUnheld(taken, { request, signals, say });
      return;
    }
    say(sayHeld(taken, request));
    const connect = async () => createLeaseClient(await findService(process.env));
    tellEnd(await runUnderLease({ request, speed, clock, connect, signals, say, ...taken }), {
      request,
      say,
    });
  } finally {
    signals.stop();
  }
}

function named(display: ProgressDisplay): ProgressDisplay {
  return { ...display, line: (text) => display.line(`interlock: ${text}`) };
}

function sayHeld({ lease }: Extract<Taken, { kind: "held" }>, request: HoldRequest): string {
  const held = lease.resources.map(
    ({ resourceId, fencing }) => `${placeOf(resourceId)} under number ${fencing}`,
  );
  return `${printable(lease.id)} holds ${held.join(", ")}; ${printable(request.command)} starts.`;
}

function tellUnheld(
  taken: Exclude<Taken, { kind: "held" }>,
  given: {
    readonly request: HoldRequest;
    readonly signals: HoldSignals;
    readonly say: (sentence: string) => void;
  },
): void {
  const command = printable(given.request.command);
  if (taken.kind === "unwanted") {
    const code = given.signals.code() ?? exitCodes.interrupted.code;
    given.say("It no longer waits and has left the queue.");
    given.say(`exit code ${code}, interrupted; ${command} was not started.`);
    process.exitCode = code;
    return;
  }
  given.say(taken.sentence);
  given.say(`exit code ${wordOf(taken.exit)}; ${command} was not started.`);
  process.exitCode = exitCodes[taken.exit].code;
}

function tellEnd(
  run: RunEnd,
  given: { readonly request: HoldRequest; readonly say: (sentence: string) => void },
): void {
  const command = printable(given.request.command);
  const { end, lost } = run;
  if (run.hasLeftovers) {
    given.say(`Processes that ${command} has started still run, without a lease.`);
  }
  if (lost !== null) {
    given.say(`exit code ${wordOf("lost")}; ${command} was ended${howOf(end)}.`);
    process.exitCode = exitCodes.lost.code;
    return;
  }
  const lease =
    run.notReleased === null
      ? "the lease is given back"
      : `the lease could not be given back: ${run.notReleased}`;
  given.say(`exit code ${end.code}, from ${command}${howOf(end)}; ${lease}.`.replace(/\.\.$/, "."));
  process.exitCode = end.code;
}

/** `14 timed out`. */
function wordOf(exit: ExitName): string {
  const word = exit.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${exitCodes[exit].code}, ${word}, from interlock`;
}

function howOf(end: RunEnd["end"]): string {
  switch (end.kind) {
    case "exited":
      return "";
    case "killed":
      return `, killed by ${end.signal}`;
    case "not-started":
      return `, which was not started: ${printable(end.why)}`;
  }
}
