/** A history as the management API shows it to people (`showHistory=true`). */
import { EventType } from "./history.ts";
import type {
  ExecutionStarted,
  HistoryEvent,
  SubOrchestrationInstanceCreated,
  TaskScheduled,
} from "./history.ts";

export interface HistoryViewOptions {
  readonly showInput: boolean;
  readonly showHistoryOutput: boolean;
}

const eventNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(EventType).map(([name, number]) => [number, name]),
);

/**
 * Episode marks are left out, and the scheduling of a task once the task has ended: its completion
 * tells instead when it was scheduled and by which name. Outputs are shown only on request.
 */
export function historyView(
  history: readonly HistoryEvent[],
  options: HistoryViewOptions,
): readonly object[] {
  const scheduled = new Map<number, TaskEvent>();
  const ended = new Set<number>();
  for (const event of history) {
    if (isTask(event)) scheduled.set(event.EventId, event);
    else if ("TaskScheduledId" in event) ended.add(event.TaskScheduledId);
  }
  return history
    .filter((event) => !isMark(event) && !(isTask(event) && ended.has(event.EventId)))
    .map((event) => viewOf(event, scheduled, options));
}

function isMark(event: HistoryEvent): boolean {
  return (
    event.EventType === EventType.OrchestratorStarted ||
    event.EventType === EventType.OrchestratorCompleted
  );
}

type TaskEvent = TaskScheduled | SubOrchestrationInstanceCreated;

function isTask(event: HistoryEvent): event is TaskEvent {
  return (
    event.EventType === EventType.TaskScheduled ||
    event.EventType === EventType.SubOrchestrationInstanceCreated
  );
}

function viewOf(
  event: HistoryEvent,
  scheduled: ReadonlyMap<number, TaskEvent>,
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
        ...origin(scheduled.get(event.TaskScheduledId), options),
      };
    case EventType.TaskFailed:
    case EventType.SubOrchestrationInstanceFailed:
      return {
        ...head,
        Reason: event.Reason,
        Details: event.Details,
        FailureDetails: null,
        Timestamp: event.Timestamp,
        ...origin(scheduled.get(event.TaskScheduledId), options),
      };
    case EventType.TaskScheduled:
      return { ...head, Name: event.Name, ...noTrace, Tags: null, Timestamp: event.Timestamp };
    case EventType.SubOrchestrationInstanceCreated: {
      const { Name, InstanceId, Timestamp } = event;
      return { ...head, Name, InstanceId, Input: null, ClientSpanId: null, Tags: null, Timestamp };
    }
    case EventType.EventRaised: {
      const { Name, Input, Timestamp } = event;
      return { ...head, Name, Input, ParentTraceContext: null, Timestamp };
    }
    case EventType.ExecutionTerminated:
    case EventType.TimerCreated:
    case EventType.TimerFired:
    case EventType.OrchestratorStarted:
    case EventType.OrchestratorCompleted:
    case EventType.EventSent: {
      const { EventId: _id, EventType: _type, Timestamp, ...rest } = event;
      const fields = Object.entries(rest).filter(([name]) => name !== "TimerId");
      return { ...head, ...Object.fromEntries(fields), Timestamp };
    }
  }
}

const noTrace = { Input: null, ParentTraceContext: null };

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

function origin(event: TaskEvent | undefined, options: HistoryViewOptions): object {
  if (event === undefined) return {};
  return {
    ScheduledTime: event.Timestamp.replace(/Z$/, "+00:00"),
    FunctionName: event.Name,
    ...(event.EventType === EventType.SubOrchestrationInstanceCreated
      ? { InstanceId: event.InstanceId }
      : {}),
    ...(options.showInput ? { Input: null } : {}),
  };
}
