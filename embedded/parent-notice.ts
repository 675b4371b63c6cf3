/** Tells a parent orchestration how its child ended. */
import type { EngineParts } from "./engine-parts.ts";
import { EventType } from "./history.ts";
import type { ExecutionStarted, TaskCompleted, TaskFailed } from "./history.ts";
import { isFinished } from "./store.ts";

export type Ending =
  /** `output` is JSON text. */
  | { readonly status: "Completed"; readonly output: string | null }
  | { readonly status: "Failed"; readonly text: string; readonly details: string }
  | { readonly status: "Terminated"; readonly text: string };

/** To be called inside the child's transaction. Answers the parent to wake, if it still waits. */
export function notifyParent(
  parts: EngineParts,
  child: ExecutionStarted,
  ending: Ending,
  now: string,
): string | undefined {
  const parent = child.ParentInstance;
  if (parent === null) return undefined;
  const { InstanceId: instanceId, ExecutionId: executionId } = parent.OrchestrationInstance;
  const row = parts.instances.find(instanceId);
  if (row?.executionId !== executionId || isFinished(row.status)) return undefined;
  parts.instances.send({
    instanceId,
    executionId,
    event: noticeOf(parent.TaskScheduleId, ending, now),
  });
  return instanceId;
}

function noticeOf(taskId: number, ending: Ending, now: string): TaskCompleted | TaskFailed {
  const stamped = { TaskScheduledId: taskId, EventId: -1, Timestamp: now };
  if (ending.status === "Completed") {
    return {
      EventType: EventType.SubOrchestrationInstanceCompleted,
      Result: ending.output,
      ...stamped,
    };
  }
  return {
    EventType: EventType.SubOrchestrationInstanceFailed,
    Reason: ending.text,
    // A terminated child has no details; the SDK cannot read that, and the parent fails (recorded).
    Details: ending.status === "Failed" ? ending.details : null,
    FailureDetails: null,
    ...stamped,
  };
}
