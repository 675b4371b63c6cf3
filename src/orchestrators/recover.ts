// What follows from a refusal. The verdict comes from an activity, so it stands in the history and
// the table that made it may change under a running operation; this only obeys it.
//
// V1. A class that stops is never sent again.
// V2. Every recovery is limited: by how often the class may be met in one step, over all plans, and
//     by the step's time.
// V3. Nothing is sent again blindly: before each further write something was read, and where the
//     state of things was the reason, something has changed.

import { addMs, earlierOf } from "../domain/instant.ts";
import type { Refusal } from "../domain/refusal.ts";
import { partsOf, resourceTypeOf } from "../domain/resource-id.ts";
import type { Verdict } from "../domain/verdict.ts";
import { activity, call } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { stoppedBy } from "./ending.ts";
import { followBlocker } from "./follow-blocker.ts";
import type { Met } from "./follow-blocker.ts";
import { foundDone, waitUntilSettled } from "./follow-step.ts";
import { backOff } from "./limits-of-azure.ts";
import { limits } from "./limits.ts";
import { compare, look, lookAndPlan, lookAndRepeat, lookTwice } from "./look-after-refusal.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepResult, StepTask, TryResult } from "./step-task.ts";
import type { StepTrial } from "./step-trial.ts";
import { waitInstead } from "./wait-instead.ts";

export function* recover(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  refusal: Refusal,
): Workflow<TryResult> {
  const verdict = yield* judged(run, task, refusal);
  run.say("refused", verdict.sentence, task.id);
  trial.meet(verdict.sentence, verdict);
  run.lastVerdict = verdict;
  if (task.phase === "forward" && saysUnsent(verdict)) run.wasNotSent(task.step.id);
  const waits = waitInstead(run, task, verdict);
  if (waits !== null) return waits;
  const times = run.meet(task.id, verdict.class);
  if (times > verdict.attemptsMax) return stopped(run, metTooOften(verdict, times));
  const met: Met = { refusal, verdict, times };
  switch (verdict.recovery) {
    case "stop":
      return stopped(run, verdict);
    case "re-plan":
      return yield* planAgain(run, task, trial, met);
    case "back-off":
      return yield* backOff(run, task, trial, verdict);
    case "compare":
      return yield* compare(run, task, trial, met);
    case "follow-blocker":
      return yield* followBlocker(run, task, trial, met);
    case "look":
      // What nobody knows, or only seems to.
      return verdict.confidence === "low"
        ? yield* lookTwice(run, task, trial, met)
        : yield* lookAndRepeat(run, task, trial, met);
  }
}

/** After an answer that leaves open whether it was done. Where it gives a reason of a class that stops,
 * it is not sent again, whatever its status. */
export function* recoverFromDoubt(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  refusal: Refusal | null,
): Workflow<TryResult> {
  const verdict = refusal === null ? null : yield* judged(run, task, refusal);
  if (verdict !== null) trial.meet(verdict.sentence, verdict);
  if (verdict?.recovery !== "stop") return yield* waitUntilSettled(run, task, trial);
  trial.resendAt = null;
  const looked = yield* look(run, task, trial);
  if (looked.kind !== "looked") return looked;
  if (looked.hasEffect) return foundDone(run, task, trial);
  run.say("refused", verdict.sentence, task.id);
  return waitInstead(run, task, verdict) ?? stopped(run, verdict);
}

function* judged(run: OperationRun, task: StepTask, refusal: Refusal): Workflow<Verdict> {
  const { kind: write, resourceId } = task.write;
  const resourceType = resourceTypeOf(partsOf(resourceId));
  return yield* call(run.context, activity("judgeRefusal", { refusal, write, resourceType }));
}

/** Whether nothing of the step can be at work. What Azure has refused because something is at work, or
 * because of the state of things, may itself be what an earlier run of the same activity, or somebody on
 * the way who repeats requests, has sent. */
function saysUnsent(verdict: Verdict): boolean {
  switch (verdict.recovery) {
    case "stop":
    case "back-off":
    case "compare":
      return true;
    case "re-plan":
      return verdict.class === "version-token";
    case "follow-blocker":
    case "look":
      return false;
  }
}

function* planAgain(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  met: Met,
): Workflow<TryResult> {
  const { verdict, times } = met;
  if (verdict.class === "concurrent-operation") return yield* lookAndPlan(run, task, trial, met);
  const { seen } = run;
  const pauseMs = pauseMsBefore(task, verdict, times);
  const until = earlierOf(addMs(run.now, pauseMs), trial.endsAt);
  if ((yield* run.leases.pauseUntil(until)) === "lost") return { kind: "lease-lost" };
  // An undo has no other plan: it reads again and tries again.
  if (task.phase === "undo") return { kind: "try-again" };
  if (!saysUnsent(verdict)) {
    const looked = yield* look(run, task, trial);
    if (looked.kind !== "looked") return looked;
    if (looked.hasEffect) return foundDone(run, task, trial);
    run.wasNotSent(task.step.id);
  }
  run.refusedSteps = [...run.refusedSteps, { stepId: task.id, class: verdict.class }];
  // V3. What only time changes does not show in the machine.
  const isLasting = verdict.class === "lifecycle-state" && verdict.delayMs === 0;
  if (isLasting) run.refusedBefore.note(task.id, verdict, seen);
  return { kind: "re-plan", why: verdict.sentence };
}

/** What a plan would bring about an undo can only wait for; and what Azure has just shown and then not
 * found may need a moment to be found everywhere. */
function pauseMsBefore(task: StepTask, verdict: Verdict, times: number): number {
  if (verdict.class === "not-found") return Math.max(verdict.delayMs, limits.notFoundPauseMs);
  if (verdict.class !== "lifecycle-state" || task.phase === "forward") return verdict.delayMs;
  return Math.max(verdict.delayMs, limits.undoStatePauseMs * times);
}

/** V2. */
function metTooOften(verdict: Verdict, times: number): Verdict {
  if (verdict.recovery === "stop") return verdict;
  return {
    ...verdict,
    sentence: `${verdict.sentence} That was met ${times} times in one step.`,
    nextAction: verdict.nextAction ?? "Find out what keeps it so, then send it again.",
  };
}

function stopped(run: OperationRun, verdict: Verdict): StepResult {
  return {
    kind: "stopped",
    ending: stoppedBy(verdict),
    // What is not found may as well be something that the machine names.
    targetGone: run.seen?.exists === false,
  };
}
