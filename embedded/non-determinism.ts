/**
 * Compares one scheduling event of the history with the action that the replay produced under the
 * same id. The texts are those of the Durable Task Framework, which operators search for.
 *
 * Entity messages are compared more strictly than there: the framework looks only at their kind, and
 * would go on with the answer of another entity or operation.
 */
import { EventType } from "./history.ts";
import type { EntityRequest, ScheduledEvent } from "./history.ts";
import type { ScheduledAction } from "./scheduled-action.ts";

const question =
  "Was a change made to the orchestrator code after this instance had already started running?";

/** The text of the difference, or undefined where event and action are the same. */
export function nonDeterminism(
  event: ScheduledEvent,
  action: ScheduledAction | undefined,
): string | undefined {
  const subject = describe(event);
  const previous = `A previous execution of this orchestration scheduled ${subject.kind}`;
  if (action === undefined) {
    return `${previous} with sequence ID ${event.EventId}${subject.details}, but the current replay execution hasn't (yet?) scheduled this task. ${question}`;
  }
  const named = subject.name === "" ? "" : ` named '${subject.name}'`;
  if (action.kind !== subject.actionKind) {
    return `${previous} with sequence number ${event.EventId}${named}, but the current orchestration replay instead produced a ${frameworkNames[action.kind]} action with this sequence number. ${question}`;
  }
  const now = nameOf(action);
  if (sameName(action.kind, subject.name, now)) return undefined;
  return `${previous} with sequence number ${event.EventId}${named}, but the current orchestration replay instead scheduled ${subject.kind} named '${now}' with this sequence number. ${question}`;
}

/** Function names ignore letter case in the framework; the key of an entity does not. */
function sameName(kind: ScheduledAction["kind"], then: string, now: string): boolean {
  return kind === "entity" ? then === now : then.toLowerCase() === now.toLowerCase();
}

const frameworkNames: Readonly<Record<ScheduledAction["kind"], string>> = {
  activity: "ScheduleTaskOrchestratorAction",
  "sub-orchestration": "CreateSubOrchestrationAction",
  timer: "CreateTimerOrchestratorAction",
  entity: "SendEventOrchestratorAction",
};

function nameOf(action: ScheduledAction): string {
  switch (action.kind) {
    case "activity":
    case "sub-orchestration":
      return action.name;
    case "timer":
      return "";
    case "entity":
      return entityName(action.entityId, action.operation, action.signal);
  }
}

interface Subject {
  readonly kind: string;
  readonly actionKind: ScheduledAction["kind"];
  readonly name: string;
  readonly details: string;
}

function describe(event: ScheduledEvent): Subject {
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return {
        kind: "an activity task",
        actionKind: "activity",
        name: event.Name,
        details: ` and name '${event.Name}' (version '${event.Version}')`,
      };
    case EventType.SubOrchestrationInstanceCreated:
      return {
        kind: "a sub-orchestration task",
        actionKind: "sub-orchestration",
        name: event.Name,
        details: ` and name '${event.Name}' (version '${event.Version ?? ""}', instance ID '${event.InstanceId}')`,
      };
    case EventType.TimerCreated:
      return { kind: "a timer task", actionKind: "timer", name: "", details: "" };
    case EventType.EventSent: {
      // The cast is safe: this host wrote the input itself, as an EntityRequest.
      const request = JSON.parse(event.Input) as EntityRequest;
      return {
        kind: "a send event task",
        actionKind: "entity",
        name: entityName(event.InstanceId, request.op, request.signal === true),
        details: `, name '${event.Name}', instance ID '${event.InstanceId}'`,
      };
    }
  }
}

function entityName(entityId: string, operation: string, signal: boolean): string {
  return `${signal ? "signal" : "call"} ${entityId} ${operation}`;
}
