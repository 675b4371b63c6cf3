// Follows what a step has started, or what stands in its way, until its end or the step's.

import type { FollowAnswer } from "../contracts/follow-messages.ts";
import type { OperationAddress } from "../domain/arm-write.ts";
import { earlierOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Workflow } from "../platform/durable.ts";
import { follow } from "./follow.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepResult, StepTask, TryResult } from "./step-task.ts";
import type { StepTrial } from "./step-trial.ts";

type Ended = FollowAnswer & { readonly kind: "ended" };

/** The end of what was followed, or the result that this means for the step. */
export function* followTask(
  run: OperationRun,
  task: StepTask,
  what: {
    readonly address: OperationAddress | null;
    readonly startedAt: Instant;
    readonly until: Instant;
  },
): Workflow<Ended | (StepResult & { readonly kind: "still-running" | "lease-lost" })> {
  const { address, startedAt, until } = what;
  const target = task.write.resourceId;
  const followed = yield* follow(run, {
    target,
    stepId: task.id,
    address,
    writeKind: task.write.kind,
    after: task.after,
    startedAt,
    until,
  });
  switch (followed.kind) {
    case "ended":
      return followed;
    case "stopped":
    case "still-running":
      return { kind: "still-running", running: { target, stepId: task.id, address, startedAt } };
    case "lease-lost":
      return { kind: "lease-lost" };
  }
}

/** A step that is done is done, also when nothing more could be sent. Whoever has sent it, it counts as
 * ours, because an earlier run of the activity may have. */
export function foundDone(run: OperationRun, task: StepTask, trial: StepTrial): StepResult {
  if (task.phase === "forward") {
    run.maySend(task.step);
    run.wasTaken(task.step.id);
  }
  return { kind: "done", already: trial.taken === 0 };
}

/** Follows what is at work, ours or not, until the machine is settled. Whether it was ours is not told
 * by its end: the next try reads before it sends anything. */
export function* waitUntilSettled(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
): Workflow<TryResult> {
  const followed = yield* followTask(run, task, {
    address: null,
    startedAt: run.now,
    until: trial.endsAt,
  });
  if (followed.kind !== "ended") return followed;
  if (followed.unmet.length === 0 && trial.isLast(run)) return foundDone(run, task, trial);
  const { resendAt } = trial;
  trial.resendAt = null;
  if (resendAt === null || followed.unmet.length === 0) return { kind: "try-again" };
  const kept = yield* run.leases.pauseUntil(earlierOf(resendAt, trial.endsAt));
  return kept === "lost" ? { kind: "lease-lost" } : { kind: "try-again" };
}
