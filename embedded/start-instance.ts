/**
 * Puts a new orchestration into the store. An id that is alive is refused, one that has ended is
 * taken over (`overridableExistingInstanceStates: NonRunningStates`, the extension's default).
 */
import { randomUUID } from "node:crypto";
import { isoNow } from "./engine-parts.ts";
import type { EngineParts } from "./engine-parts.ts";
import { EventType } from "./history.ts";
import type { ExecutionStarted, ParentInstance } from "./history.ts";
import { isFinished } from "./store.ts";
import type { InstanceRow, RuntimeStatus } from "./store.ts";

export interface NewInstance {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string | null;
  /** Null takes the host's default version. */
  readonly version: string | null;
  readonly parent?: ParentInstance;
}

/** To be called inside a transaction. Answers the status that stood in the way, or undefined. */
export function startInstance(
  parts: EngineParts,
  instance: NewInstance,
): RuntimeStatus | undefined {
  const existing = parts.instances.find(instance.id);
  if (existing !== undefined && !isFinished(existing.status)) return existing.status;
  const started = startedEvent(parts, instance, generationAfter(existing));
  parts.instances.insert({
    id: instance.id,
    executionId: started.OrchestrationInstance.ExecutionId,
    name: instance.name,
    version: started.Version,
    status: "Pending",
    startEvent: JSON.stringify(started),
    output: null,
    customStatus: null,
    createdAt: started.Timestamp,
    updatedAt: started.Timestamp,
  });
  return undefined;
}

/** How many instances have had the id before; a child and a later generation count as none. */
function generationAfter(existing: InstanceRow | undefined): number {
  if (existing === undefined) return 0;
  // The cast is safe: only this file and the next generation write this column.
  const before = JSON.parse(existing.startEvent) as ExecutionStarted;
  return before.Generation === null ? 0 : before.Generation + 1;
}

function startedEvent(
  parts: EngineParts,
  instance: NewInstance,
  generation: number,
): ExecutionStarted {
  return {
    EventType: EventType.ExecutionStarted,
    OrchestrationInstance: { InstanceId: instance.id, ExecutionId: randomUUID() },
    ParentInstance: instance.parent ?? null,
    Name: instance.name,
    Version: instance.version ?? parts.settings.defaultVersion,
    Input: instance.input,
    Generation: instance.parent === undefined ? generation : null,
    EventId: -1,
    Timestamp: isoNow(parts.clock),
  };
}
