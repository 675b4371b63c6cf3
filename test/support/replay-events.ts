// The history events that reach an orchestration, as the real host writes them.

import type { HistoryEvent } from "../../embedded/history.ts";
import { EventType } from "../../embedded/history.ts";

export function started(
  instance: { readonly id: string; readonly name: string; readonly input: unknown },
  at: string,
): HistoryEvent {
  return {
    ...stamp(at),
    EventType: EventType.ExecutionStarted,
    OrchestrationInstance: { InstanceId: instance.id, ExecutionId: instance.id },
    ParentInstance: null,
    Name: instance.name,
    Version: null,
    Input: JSON.stringify(instance.input),
    Generation: null,
  };
}

export function timerFired(
  timer: { readonly id: number; readonly fireAtMs: number },
  at: string,
): HistoryEvent {
  return {
    ...stamp(at),
    EventType: EventType.TimerFired,
    TimerId: timer.id,
    FireAt: new Date(timer.fireAtMs).toISOString(),
  };
}

export function activityEnded(
  activity: { readonly id: number; readonly name: string },
  end: { readonly result: unknown } | { readonly thrown: unknown },
  at: string,
): HistoryEvent {
  const ended = { ...stamp(at), TaskScheduledId: activity.id };
  if ("result" in end) {
    const Result = JSON.stringify(end.result ?? null);
    return { ...ended, EventType: EventType.TaskCompleted, Result };
  }
  return {
    ...ended,
    EventType: EventType.TaskFailed,
    Reason: `Activity function '${activity.name}' failed:  ${String(end.thrown)}`,
    Details: "{}",
    FailureDetails: null,
  };
}

export function childEnded(
  child: { readonly taskId: number; readonly succeeded: boolean; readonly output: unknown },
  at: string,
): HistoryEvent {
  const ended = { ...stamp(at), TaskScheduledId: child.taskId };
  if (child.succeeded) {
    const Result = JSON.stringify(child.output ?? null);
    return { ...ended, EventType: EventType.SubOrchestrationInstanceCompleted, Result };
  }
  return {
    ...ended,
    EventType: EventType.SubOrchestrationInstanceFailed,
    Reason: String(child.output),
    Details: "{}",
    FailureDetails: null,
  };
}

export function entityAnswered(requestId: string, answer: unknown, at: string): HistoryEvent {
  return {
    ...stamp(at),
    EventType: EventType.EventRaised,
    Name: requestId,
    Input: JSON.stringify({ result: JSON.stringify(answer) }),
  };
}

function stamp(at: string): { readonly EventId: number; readonly Timestamp: string } {
  return { EventId: -1, Timestamp: at };
}
