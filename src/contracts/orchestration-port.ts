// What triggers ask of the durable runtime. `src/platform` implements it with the durable client of
// the invocation; entity states are read as they were last committed, which may be a moment old.

import type { Instant } from "../domain/instant.ts";
import type { OperationKind, OperationRequest } from "../domain/operation-request.ts";
import type { Entities } from "./function-names.ts";

export interface OrchestrationStatus {
  readonly instanceId: string;
  readonly name: string;
  readonly runtimeStatus:
    | "Pending"
    | "Running"
    | "Suspended"
    | "Completed"
    | "Failed"
    | "Terminated"
    | "Canceled"
    | "ContinuedAsNew"
    | "Unknown";
  readonly input: unknown;
  readonly output: unknown;
  readonly customStatus: unknown;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface OrchestrationPort {
  /** `exists`: an instance with this ID is alive. One that has ended would be replaced: whoever asks
   * looks into the operation's record first. */
  start(kind: OperationKind, request: OperationRequest): Promise<"started" | "exists">;
  status(instanceId: string): Promise<OrchestrationStatus | null>;
  /** Operations (instances named `op-…`) created at or after the instant, newest first, at most `max`. */
  list(options: {
    readonly createdFrom: Instant;
    readonly max: number;
  }): Promise<readonly OrchestrationStatus[]>;
  /** The committed state, unparsed; null where the entity has none. */
  entityState(entity: keyof Entities, key: string): Promise<unknown>;
}
