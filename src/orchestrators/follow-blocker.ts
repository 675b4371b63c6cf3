// Somebody else's operation is in the way. Where Azure has told its address that is followed to its end,
// which need not show in the machine at all: it may be at work on something that the machine depends
// on. Otherwise the machine's own state tells, and what does not show there either is given time.
//
// B1. Nothing is sent before what is followed has ended.
// B2. Others' work is no time of the step's own, and takes until the deadline at the longest.

import { addMs, earlierOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Workflow } from "../platform/durable.ts";
import { cancelledBy } from "./cancelling.ts";
import { waitUntilSettled } from "./follow-step.ts";
import { follow } from "./follow.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepTask, TryResult } from "./step-task.ts";
import type { StepTrial } from "./step-trial.ts";

export interface Met {
  readonly refusal: Refusal;
  readonly verdict: Verdict;
  /** How often the step has met the class by now. */
  readonly times: number;
}

export function* followBlocker(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  met: Met,
): Workflow<TryResult> {
  const { refusal } = met;
  const until = earlierOf(addMs(run.now, pauseMsFor(met)), trial.endsAt);
  if ((yield* run.leases.pauseUntil(until)) === "lost") return { kind: "lease-lost" };
  if (refusal.blockedBy === null) return yield* waitUntilSettled(run, task, trial);
  return yield* followAddress(run, task, trial, refusal.blockedBy);
}

/** What is named can be followed at once; what is not may not show yet, each time for longer. An address
 * that has ended and is named again is not what is in the way. */
function pauseMsFor({ refusal, verdict, times }: Met): number {
  const asked = refusal.retryAfterMs ?? 0;
  const grown = refusal.blockedBy === null ? times : times - 1;
  const own = refusal.retryAfterMs === null ? verdict.delayMs : 0;
  return Math.max(asked, own * Math.min(grown, limits.blockerPausesMax));
}

/** Its end, by its own address and with a read of the machine after it; then the step is tried again. */
export function* followAddress(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  address: string,
): Workflow<TryResult> {
  const target = task.write.resourceId;
  const startedAt = run.now;
  const blocker = { asyncOperation: address, location: null };
  run.note("following-blocker", "Azure has named the operation that is in the way.", task.id);
  const followed = yield* follow(run, {
    target,
    // By a name of its own: the leases know the step's write by the step's.
    stepId: "blocker",
    address: blocker,
    writeKind: null,
    after: [],
    startedAt,
    until: latestEnd(run, task, trial),
    stoppable: task.phase === "forward" && !run.hasSent,
  });
  switch (followed.kind) {
    case "ended":
      trial.prolong(run, msBetween(startedAt, run.now)); // B2
      run.note("blocker-ended", "The operation that was in the way has ended.", task.id);
      return { kind: "try-again" };
    case "stopped":
      return { kind: "stopped", ending: cancelledBy(run, followed.cancelled), targetGone: false };
    case "still-running": {
      // What is in the way may be what an earlier run of the activity has sent: its end is the step's.
      const running = { target, stepId: task.id, address: blocker, startedAt };
      return { kind: "still-running", running };
    }
    case "lease-lost":
      return { kind: "lease-lost" };
  }
}

function latestEnd(run: OperationRun, { phase }: StepTask, trial: StepTrial): Instant {
  return phase === "forward" ? run.request.deadlineAt : trial.endsAt;
}
