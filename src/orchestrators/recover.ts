// What follows from a refusal. The verdict comes from an activity, so it stands in the history and
// the table that made it may change under a running operation; this only obeys it.
//
// V1. A class that stops is never sent again.
// V2. Every recovery is limited: by how often the class may be met in one step, over all plans, and
//     by the step's time.

import { addMs, earlierOf } from "../domain/instant.ts";
import type { Refusal } from "../domain/refusal.ts";
import { partsOf, resourceTypeOf } from "../domain/resource-id.ts";
import type { Verdict } from "../domain/verdict.ts";
import { activity, call } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { stoppedBy } from "./ending.ts";
import { waitUntilSettled } from "./follow-step.ts";
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
  const verdict = yield* call(
    run.context,
    activity("judgeRefusal", {
      refusal,
      write: task.write.kind,
      resourceType: resourceTypeOf(partsOf(task.write.resourceId)),
    }),
  );
  run.say("refused", verdict.sentence, task.id);
  trial.meet(verdict.sentence, verdict);
  if (task.phase === "forward" && saysUnsent(verdict)) run.wasNotSent(task.step.id);
  const waits = waitInstead(run, task, verdict);
  if (waits !== null) return waits;
  if (run.meet(task.id, verdict.class) > verdict.attemptsMax) return stopped(run, verdict);
  if (verdict.recovery === "stop") return stopped(run, verdict);
  const until = earlierOf(addMs(run.now, verdict.delayMs), trial.endsAt);
  if ((yield* run.leases.pauseUntil(until)) === "lost") return { kind: "lease-lost" };
  switch (verdict.recovery) {
    case "re-plan":
      return rePlan(run, task, verdict);
    case "back-off":
    case "compare":
      return { kind: "try-again" };
    case "follow-blocker":
    case "look":
      return yield* waitUntilSettled(run, task, trial);
  }
}

/** Whether nothing of the step can be at work. What Azure has refused because something is at work may
 * itself be what an earlier run of the same activity has sent. */
function saysUnsent({ recovery }: Verdict): boolean {
  switch (recovery) {
    case "stop":
    case "re-plan":
    case "back-off":
    case "compare":
      return true;
    case "follow-blocker":
    case "look":
      return false;
  }
}

/** An undo has no other plan: it reads again and tries again. */
function rePlan(run: OperationRun, task: StepTask, verdict: Verdict): TryResult {
  if (task.phase === "undo") return { kind: "try-again" };
  run.refusedSteps = [...run.refusedSteps, { stepId: task.id, class: verdict.class }];
  return { kind: "re-plan", why: verdict.sentence };
}

function stopped(run: OperationRun, verdict: Verdict): StepResult {
  return {
    kind: "stopped",
    ending: stoppedBy(verdict),
    // What is not found may as well be something that the machine names.
    targetGone: run.seen?.exists === false,
  };
}
