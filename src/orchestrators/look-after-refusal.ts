// What is done after a refusal that leaves open how things stand: looks until the machine is settled, and
// goes by what is there.

import { addMs, earlierOf } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Workflow } from "../platform/durable.ts";
import { ending, stoppedBy } from "./ending.ts";
import { followAddress } from "./follow-blocker.ts";
import type { Met } from "./follow-blocker.ts";
import { followTask, foundDone, waitUntilSettled } from "./follow-step.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { isSameState } from "./refused-before.ts";
import type { StepResult, StepTask, TryResult } from "./step-task.ts";
import type { StepTrial } from "./step-trial.ts";

type Looked =
  | { readonly kind: "looked"; readonly hasEffect: boolean; readonly seen: VmState }
  | (StepResult & { readonly kind: "still-running" | "lease-lost" });

/** It may have been done, and the next try reads before it sends. */
export function* lookAndRepeat(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  { verdict }: Met,
): Workflow<TryResult> {
  const until = earlierOf(addMs(run.now, verdict.delayMs), trial.endsAt);
  if ((yield* run.leases.pauseUntil(until)) === "lost") return { kind: "lease-lost" };
  return yield* waitUntilSettled(run, task, trial);
}

/** Nobody knows what the refusal means: it is sent again only if something has changed, and otherwise told
 * with everything that was seen. */
export function* lookTwice(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  { refusal, verdict }: Met,
): Workflow<TryResult> {
  const before = run.seen;
  for (const pauseMs of [verdict.delayMs, limits.unknownPauseMs]) {
    const until = earlierOf(addMs(run.now, pauseMs), trial.endsAt);
    if ((yield* run.leases.pauseUntil(until)) === "lost") return { kind: "lease-lost" };
    const looked = yield* look(run, task, trial);
    if (looked.kind !== "looked") return looked;
    if (looked.hasEffect) return foundDone(run, task, trial);
    if (!isSameState(before, looked.seen)) return { kind: "try-again" };
  }
  const ended = stoppedBy(verdict);
  const sentence = `${ended.sentence} It was looked at twice and nothing has changed: ${sayState(run.seen)}. ${sayFacts(refusal)}`;
  return { kind: "stopped", ending: { ...ended, sentence }, targetGone: false };
}

/** There is something already. Where it is what was wanted, that is the success. */
export function* compare(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  { verdict }: Met,
): Workflow<TryResult> {
  const looked = yield* look(run, task, trial);
  if (looked.kind !== "looked") return looked;
  if (looked.hasEffect) return foundDone(run, task, trial);
  const { outcome, sentence, nextAction } = stoppedBy(verdict);
  const told = ending(outcome, `${sentence} What is there is not what was asked for.`, {
    class: verdict.class,
    nextAction,
  });
  return { kind: "stopped", ending: told, targetGone: false };
}

/** A more recent operation has taken its place. What that leaves is the new start. */
export function* lookAndPlan(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  { refusal, verdict }: Met,
): Workflow<TryResult> {
  if (refusal.blockedBy !== null) {
    const followed = yield* followAddress(run, task, trial, refusal.blockedBy);
    if (followed.kind !== "try-again") return followed;
  }
  const looked = yield* look(run, task, trial);
  if (looked.kind !== "looked") return looked;
  if (looked.hasEffect) return foundDone(run, task, trial);
  // An undo has no other plan: it reads again and tries again.
  return task.phase === "undo" ? { kind: "try-again" } : { kind: "re-plan", why: verdict.sentence };
}

/** Whether a write whose answer told nothing certain has had its effect; nothing is sent after it. */
export function* look(run: OperationRun, task: StepTask, trial: StepTrial): Workflow<Looked> {
  const followed = yield* followTask(run, task, {
    address: null,
    startedAt: run.now,
    until: trial.endsAt,
  });
  if (followed.kind !== "ended") return followed;
  return { kind: "looked", hasEffect: followed.unmet.length === 0, seen: followed.seen };
}

function sayState(seen: VmState | null): string {
  if (seen === null) return "the machine could not be read";
  if (!seen.exists) return "the machine does not exist";
  const { provisioningState, powerState, size, etag } = seen;
  const version = etag === null ? "" : `, version ${etag}`;
  return `${provisioningState}, PowerState/${powerState}, size ${size}${version}`;
}

function sayFacts({ code, innerCodes, requestId, correlationId }: Refusal): string {
  const codes = [code, ...innerCodes].filter((one) => one !== null);
  const facts = [
    `Codes: ${codes.length === 0 ? "none" : codes.join(", ")}`,
    ...(requestId === null ? [] : [`request ${requestId}`]),
    ...(correlationId === null ? [] : [`correlation ${correlationId}`]),
  ];
  return `${facts.join("; ")}.`;
}
