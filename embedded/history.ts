/**
 * History events in the form in which the Durable extension hands them to durable-functions 3.5.0:
 * the field names are the wire's, so an event is stored as it will be replayed. `IsPlayed` is not
 * stored, because it depends on the episode that reads the event (see `historyText`).
 */

export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventSent: 14,
  EventRaised: 15,
} as const;

interface Stamped {
  readonly EventId: number;
  /** ISO time on the host's clock. */
  readonly Timestamp: string;
}

export interface ParentInstance {
  readonly Name: string;
  readonly OrchestrationInstance: OrchestrationInstance;
  readonly TaskScheduleId: number;
  readonly Version: string | null;
}

interface OrchestrationInstance {
  readonly InstanceId: string;
  readonly ExecutionId: string;
}

export interface ExecutionStarted extends Stamped {
  readonly EventType: 0;
  readonly OrchestrationInstance: OrchestrationInstance;
  readonly ParentInstance: ParentInstance | null;
  readonly Name: string;
  readonly Version: string | null;
  /** JSON text. */
  readonly Input: string | null;
  /** 0 for an instance that a client started, null for a child or a later generation. */
  readonly Generation: number | null;
}

export interface ExecutionCompleted extends Stamped {
  readonly EventType: 1;
  readonly OrchestrationStatus: "Completed" | "Failed" | "Terminated";
  /** JSON text of the output, or the plain text of a failure or reason. */
  readonly Result: string | null;
}

export interface ExecutionTerminated extends Stamped {
  readonly EventType: 3;
  readonly Input: string;
}

export interface TaskScheduled extends Stamped {
  readonly EventType: 4;
  readonly Name: string;
  readonly Version: "";
}

export interface SubOrchestrationInstanceCreated extends Stamped {
  readonly EventType: 7;
  readonly Name: string;
  readonly InstanceId: string;
  readonly Version: string | null;
}

export interface TimerCreated extends Stamped {
  readonly EventType: 10;
  readonly FireAt: string;
}

export interface EventSent extends Stamped {
  readonly EventType: 14;
  /** `@name@key` of the entity. */
  readonly InstanceId: string;
  readonly Name: "op";
  /** JSON text of an EntityRequest. */
  readonly Input: string;
}

/** What an orchestrator asked for, as it stands in the history. */
export type ScheduledEvent =
  | TaskScheduled
  | SubOrchestrationInstanceCreated
  | TimerCreated
  | EventSent;

export interface TaskCompleted extends Stamped {
  readonly EventType: 5 | 8;
  readonly TaskScheduledId: number;
  readonly Result: string | null;
}

export interface TaskFailed extends Stamped {
  readonly EventType: 6 | 9;
  readonly TaskScheduledId: number;
  readonly Reason: string;
  readonly Details: string | null;
  /** The extension up to 3.15 leaves it null for JavaScript, seen in the recordings. */
  readonly FailureDetails: null;
}

export interface TimerFired extends Stamped {
  readonly EventType: 11;
  readonly TimerId: number;
  readonly FireAt: string;
}

export interface EventRaised extends Stamped {
  readonly EventType: 15;
  readonly Name: string;
  readonly Input: string | null;
}

/** What reaches a running instance from outside. */
export type IncomingEvent =
  | TaskCompleted
  | TaskFailed
  | TimerFired
  | EventRaised
  | ExecutionTerminated;

export interface OrchestratorMark extends Stamped {
  readonly EventType: 12 | 13;
}

export type HistoryEvent =
  | ExecutionStarted
  | ExecutionCompleted
  | ScheduledEvent
  | IncomingEvent
  | OrchestratorMark;

/** The request that an entity receives, kept as the input of EventSent. */
export interface EntityRequest {
  readonly op: string;
  /** JSON text. */
  readonly input?: string;
  readonly signal?: boolean;
  readonly id: string;
  readonly parent?: string;
  readonly parentExecution?: string;
}

export function isScheduledEvent(event: HistoryEvent): event is ScheduledEvent {
  return (
    event.EventType === EventType.TaskScheduled ||
    event.EventType === EventType.SubOrchestrationInstanceCreated ||
    event.EventType === EventType.TimerCreated ||
    event.EventType === EventType.EventSent
  );
}

/** The id of the task that an event ends, where it ends one. */
export function completedTaskId(event: HistoryEvent): number | undefined {
  if ("TaskScheduledId" in event) return event.TaskScheduledId;
  return event.EventType === EventType.TimerFired ? event.TimerId : undefined;
}

/**
 * Events as one JSON array for the SDK. Of the events of earlier episodes those that move the code
 * on are marked as played; the marks on scheduling events are always false, as recorded.
 */
export function historyText(options: {
  earlier: readonly HistoryText[];
  fresh: readonly HistoryText[];
}): string {
  const parts = [
    ...options.earlier.map((each) => mark(each, each.movesCode)),
    ...options.fresh.map((each) => mark(each, false)),
  ];
  return `[${parts.join(",")}]`;
}

/** An event's JSON text, made once; a long history is not stringified again in every episode. */
export interface HistoryText {
  readonly text: string;
  readonly movesCode: boolean;
}

export function toHistoryText(event: HistoryEvent): HistoryText {
  return {
    text: JSON.stringify(event),
    movesCode:
      event.EventType === EventType.ExecutionStarted ||
      event.EventType === EventType.EventRaised ||
      completedTaskId(event) !== undefined,
  };
}

function mark(event: HistoryText, played: boolean): string {
  return `${event.text.slice(0, -1)},"IsPlayed":${played}}`;
}
