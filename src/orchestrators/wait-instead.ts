// Whether a refusal of a class that stops is one that the caller wants to be waited for instead. Nothing is
// sent again before what stands in the way has been seen to go, or a pause has passed.

import { isBefore } from "../domain/instant.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepTask, StepWaits } from "./step-task.ts";

/** Null where it stops as its class says. An undo is not tried over and over for want of room. */
export function waitInstead(
  run: OperationRun,
  { id: stepId, write, phase }: StepTask,
  verdict: Verdict,
): StepWaits | null {
  const { onLock, onNoCapacity, deadlineAt } = run.request;
  if (verdict.recovery !== "stop" || !isBefore(run.now, deadlineAt)) return null;
  if (verdict.class === "management-lock" && onLock === "wait") {
    return { kind: "waits", for: "lock", stepId, verdict, size: null };
  }
  if (verdict.class === "capacity" && onNoCapacity === "wait" && phase === "forward") {
    const size = write.kind === "vm-set-size" ? write.size : (run.seen?.size ?? null);
    return { kind: "waits", for: "capacity", stepId, verdict, size };
  }
  return null;
}
