/**
 * Turns the new actions of an episode into scheduling events for the history and into the work they
 * stand for. Events are made before the transaction, the work inside it.
 */
import { randomUUID } from "node:crypto";
import type { EngineParts } from "./engine-parts.ts";
import { EventType } from "./history.ts";
import type { EntityRequest, ScheduledEvent, TaskFailed } from "./history.ts";
import type { ScheduledAction } from "./scheduled-action.ts";
import { startInstance } from "./start-instance.ts";
import type { InstanceRow } from "./store.ts";

/** One new action with the event that records it. */
export interface OutboxItem {
  readonly action: ScheduledAction;
  readonly event: ScheduledEvent;
}

export interface WakeList {
  readonly orchestrations: Set<string>;
  readonly entities: Set<string>;
  readonly activities: number[];
  timers: boolean;
}

export function toOutboxItem(
  action: ScheduledAction,
  instance: InstanceRow,
  now: string,
): OutboxItem {
  const stamped = { EventId: action.id, Timestamp: now };
  switch (action.kind) {
    case "activity":
      return {
        action,
        event: { EventType: EventType.TaskScheduled, Name: action.name, Version: "", ...stamped },
      };
    case "sub-orchestration":
      return {
        action,
        event: {
          EventType: EventType.SubOrchestrationInstanceCreated,
          Name: action.name,
          InstanceId: action.instanceId,
          Version: action.version,
          ...stamped,
        },
      };
    case "timer":
      return {
        action,
        event: { EventType: EventType.TimerCreated, FireAt: action.fireAt, ...stamped },
      };
    case "entity":
      return {
        action,
        event: {
          EventType: EventType.EventSent,
          InstanceId: action.entityId,
          Name: "op",
          Input: JSON.stringify(entityRequest(action, instance)),
          ...stamped,
        },
      };
  }
}

function entityRequest(
  action: Extract<ScheduledAction, { kind: "entity" }>,
  instance: InstanceRow,
): EntityRequest {
  return {
    op: action.operation,
    ...(action.input === undefined ? {} : { input: JSON.stringify(action.input) }),
    ...(action.signal ? { signal: true } : {}),
    id: randomUUID(),
    parent: instance.id,
    parentExecution: instance.executionId,
  };
}

/** To be called inside the episode's transaction; adds to `wake` what is to be woken after it. */
export function dispatch(
  parts: EngineParts,
  instance: InstanceRow,
  items: readonly OutboxItem[],
  wake: WakeList,
): void {
  for (const { action, event } of items) {
    switch (action.kind) {
      case "activity":
        wake.activities.push(
          parts.work.addActivity({
            instanceId: instance.id,
            executionId: instance.executionId,
            taskId: action.id,
            name: action.name,
            input: activityInput(action.input),
          }),
        );
        break;
      case "timer":
        if (!action.cancelled) addTimer(parts, instance, action, event.Timestamp);
        wake.timers = true;
        break;
      case "entity":
        if (event.EventType !== EventType.EventSent) break;
        // The cast is safe: the event was made by toOutboxItem.
        parts.work.sendToEntity(action.entityId, JSON.parse(event.Input) as EntityRequest);
        wake.entities.add(action.entityId);
        break;
      case "sub-orchestration":
        startChild(parts, instance, action, event.Timestamp, wake);
        break;
    }
  }
}

/** The SDK has stringified a string once more already; a missing or null input arrives as none. */
function activityInput(input: unknown): string | null {
  if (input === undefined || input === null) return null;
  return typeof input === "string" ? input : JSON.stringify(input);
}

function addTimer(
  parts: EngineParts,
  instance: InstanceRow,
  action: Extract<ScheduledAction, { kind: "timer" }>,
  createdAt: string,
): void {
  parts.work.addTimer({
    instanceId: instance.id,
    executionId: instance.executionId,
    taskId: action.id,
    fireAtMs: Date.parse(action.fireAt),
    event: JSON.stringify({
      EventType: EventType.TimerFired,
      TimerId: action.id,
      FireAt: action.fireAt,
      EventId: -1,
      // As recorded: the message is stamped when the timer is made, not when it fires.
      Timestamp: createdAt,
    }),
  });
}

function startChild(
  parts: EngineParts,
  instance: InstanceRow,
  action: Extract<ScheduledAction, { kind: "sub-orchestration" }>,
  now: string,
  wake: WakeList,
): void {
  const refused = startInstance(parts, {
    id: action.instanceId,
    name: action.name,
    input: action.input === undefined ? null : JSON.stringify(action.input),
    version: action.version,
    parent: {
      Name: instance.name,
      OrchestrationInstance: { InstanceId: instance.id, ExecutionId: instance.executionId },
      TaskScheduleId: action.id,
      Version: instance.version,
    },
  });
  if (refused === undefined) {
    wake.orchestrations.add(action.instanceId);
    return;
  }
  // The framework would drop the start message and the parent would wait for ever.
  const reason = `An Orchestration instance with the status ${refused} already exists.`;
  const event: TaskFailed = {
    EventType: EventType.SubOrchestrationInstanceFailed,
    TaskScheduledId: action.id,
    Reason: reason,
    Details: `Message: ${reason}, StackTrace: none, refused by the embedded host`,
    FailureDetails: null,
    EventId: -1,
    Timestamp: now,
  };
  parts.instances.send({ instanceId: instance.id, executionId: instance.executionId, event });
  wake.orchestrations.add(instance.id);
}
