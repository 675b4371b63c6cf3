// What `interlock hold` was asked, judged as far as that is possible here: whatever is wrong with it is
// told before anything is sent.

import { hostname } from "node:os";
import { basename } from "node:path";
import { takeLeaseSchema, toolLeaseLimits } from "../contracts/lease-http-shapes.ts";
import type { TakeLeaseBody } from "../contracts/lease-http-shapes.ts";
import { deadlineOption } from "./catalogue-options.ts";
import { durationMs } from "./duration.ts";
import { gateOptions } from "./gate-options.ts";
import type { Wanted } from "./own-lease.ts";
import { printable } from "./printable.ts";
import { resourceIdOf } from "./resource-argument.ts";
import { Trouble } from "./trouble.ts";

export interface HoldOptions {
  readonly until?: readonly string[];
  readonly mode?: "exclusive" | "intent";
  readonly duration?: string;
  readonly purpose?: string;
  readonly whenBusy?: "queue" | "reject";
  readonly deadline?: string;
  readonly grace?: string;
}

export interface HoldRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly body: TakeLeaseBody;
  readonly wanted: readonly Wanted[];
  /** ISO 8601; what every renewal asks for. */
  readonly duration: string;
  readonly durationMs: number;
  readonly graceMs: number;
}

const graceDefault = "10s";
const deadlineDefault = "4h";
const purposeMax = 160;

export function holdRequest(
  resources: readonly string[],
  typed: readonly string[],
  options: HoldOptions,
): HoldRequest {
  const [command, ...args] = typed;
  if (command === undefined || command === "") {
    throw new Trouble("badInput", "Name the command to run after two dashes: … -- COMMAND [ARGS]");
  }
  if (resources.length === 0) {
    throw new Trouble("badInput", "Name at least one RESOURCE_ID to hold before the two dashes.");
  }
  const heldMs = durationOf(options.duration);
  const duration = `PT${heldMs / 1000}S`;
  const body = {
    resources: resources.map(resourceIdOf),
    ...(options.mode === undefined ? {} : { mode: options.mode }),
    duration,
    purpose: options.purpose ?? purposeOf(command),
    ...(options.whenBusy === undefined ? {} : { whenBusy: options.whenBusy }),
    // Always told, so that it is known here when it has passed.
    deadline: deadlineOption(options.deadline ?? deadlineDefault),
    ...(options.until === undefined ? {} : { until: [...gateOptions(options.until, "--until")] }),
  };
  const parsed = takeLeaseSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? "");
    const flag = name === "resources" ? "RESOURCE_ID" : `--${name}`;
    throw new Trouble("badInput", `${flag}: ${printable(issue?.message ?? "not valid")}`);
  }
  return {
    command,
    args,
    body,
    wanted: body.resources.map((resourceId) => ({ resourceId, mode: options.mode ?? "exclusive" })),
    duration,
    durationMs: heldMs,
    graceMs: graceOf(options.grace, heldMs),
  };
}

function durationOf(text: string | undefined): number {
  const { durationMinMs, durationMaxMs, durationDefaultMs } = toolLeaseLimits;
  const ms = text === undefined ? durationDefaultMs : durationMs(text);
  if (ms === undefined || ms < durationMinMs || ms > durationMaxMs) {
    throw new Trouble(
      "badInput",
      "--duration: a time from 1m to 1h is needed, such as 15m; it is renewed while the command runs.",
    );
  }
  return ms;
}

/** The command must have ended when the lease runs out, and there must be time to renew before. */
function graceOf(text: string = graceDefault, heldMs: number): number {
  const ms = durationMs(text);
  if (ms === undefined || ms > heldMs / 4) {
    throw new Trouble(
      "badInput",
      "--grace: a time such as 10s is needed, at most a quarter of the lease's duration.",
    );
  }
  return ms;
}

/** Arguments may hold secrets, so they stay here. */
function purposeOf(command: string): string {
  return `${basename(command)} on ${hostname()}`.slice(0, purposeMax);
}
