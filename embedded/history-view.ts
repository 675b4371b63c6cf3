/** A history as the management API shows it to people (`showHistory=true`). */
import { EventType } from "./history.ts";
import type { ExecutionStarted, HistoryEvent, ScheduledEvent } from "./history.ts";

export interface HistoryViewOptions {
  readonly showInput: boolean;
  readonly showHistoryOutput: boolean;
}

const eventNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(EventType).map(([name, number]) => [number, name]),
);

/**
 * Scheduling events and episode marks are left out; a completion tells instead when its task was
 * scheduled and by which name. Outputs are shown only on request.
 */
export function historyView(
  history: readonly HistoryEvent[],
  options: HistoryViewOptions,
): readonly object[] {
  const scheduled = new Map<number, ScheduledEvent>();
  const view: object[] = [];
  for (const event of history) {
    if (
      event.EventType === EventType.TaskScheduled ||
      event.EventType === EventType.SubOrchestrationInstanceCreated
    ) {
      scheduled.set(event.EventId, event);
      continue;
    }
    if (
      event.EventType === EventType.OrchestratorStarted ||
      event.EventType === EventType.OrchestratorCompleted
    ) {
      continue;
    }
    view.push(viewOf(event, scheduled, options));
  }
  return view;
}

function viewOf(
  event: HistoryEvent,
  scheduled: ReadonlyMap<number, ScheduledEvent>,
  options: HistoryViewOptions,
): object {
  const head = { EventType: eventNames[event.EventType] };
  const output = (result: string | null) =>
    options.showHistoryOutput ? { Result: outputOf(result) } : {};
  switch (event.EventType) {
    case EventType.ExecutionStarted:
      return { ...head, ...startOf(event, options) };
    case EventType.ExecutionCompleted:
      return {
        ...head,
        OrchestrationStatus: event.OrchestrationStatus,
        ...output(event.Result),
        FailureDetails: null,
        Timestamp: event.Timestamp,
      };
    case EventType.TaskCompleted:
    case EventType.SubOrchestrationInstanceCompleted:
      return {
        ...head,
        ...output(event.Result),
        Timestamp: event.Timestamp,
        ...origin(scheduled.get(event.TaskScheduledId)),
      };
    case EventType.TaskFailed:
    case EventType.SubOrchestrationInstanceFailed:
      return {
        ...head,
        Reason: event.Reason,
        Details: event.Details,
        FailureDetails: null,
        Timestamp: event.Timestamp,
        ...origin(scheduled.get(event.TaskScheduledId)),
      };
    case EventType.ExecutionTerminated:
    case EventType.TaskScheduled:
    case EventType.SubOrchestrationInstanceCreated:
    case EventType.TimerCreated:
    case EventType.TimerFired:
    case EventType.OrchestratorStarted:
    case EventType.OrchestratorCompleted:
    case EventType.EventSent:
    case EventType.EventRaised: {
      const { EventId: _id, EventType: _type, Timestamp, ...rest } = event;
      const fields = Object.entries(rest).filter(([name]) => name !== "TimerId");
      return { ...head, ...Object.fromEntries(fields), Timestamp };
    }
  }
}

function startOf(event: ExecutionStarted, options: HistoryViewOptions): object {
  return {
    ...(options.showInput ? { Input: event.Input } : {}),
    Correlation: null,
    ParentTraceContext: null,
    ScheduledStartTime: null,
    Generation: event.Generation,
    GenerateNewTrace: false,
    Timestamp: event.Timestamp,
    FunctionName: event.Name,
  };
}

function outputOf(result: string | null): unknown {
  if (result === null) return null;
  try {
    return JSON.parse(result) as unknown;
  } catch {
    return result;
  }
}

function origin(event: ScheduledEvent | undefined): object {
  if (event === undefined) return {};
  return {
    ScheduledTime: event.Timestamp.replace(/Z$/, "+00:00"),
    FunctionName: "Name" in event ? event.Name : null,
    ...(event.EventType === EventType.SubOrchestrationInstanceCreated
      ? { InstanceId: event.InstanceId }
      : {}),
    Input: null,
  };
}
