// What triggers ask of the durable runtime. `src/platform` implements it with the durable client of
// the invocation; entity states are read as they were last committed, which may be a moment old.

import type { Instant } from "../domain/instant.ts";
import type { OperationKind, OperationRequest } from "../domain/operation-request.ts";
import type { Entities, Orchestrations } from "./function-names.ts";

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
  /** Starts any other orchestration, with the same meaning. */
  begin<N extends keyof Orchestrations>(
    name: N,
    instance: { readonly id: string; readonly input: Orchestrations[N]["input"] },
  ): Promise<"started" | "exists">;
  status(instanceId: string): Promise<OrchestrationStatus | null>;
  /** Operations (instances named `op-…`) created at or after the instant, newest first, at most `max`. */
  list(options: {
    readonly createdFrom: Instant;
    readonly max: number;
  }): Promise<readonly OrchestrationStatus[]>;
  /** The committed state, unparsed; null where the entity has none. */
  entityState(entity: keyof Entities, key: string): Promise<unknown>;
  /** Entities of one name with their committed states, in the order of their keys. */
  entityPage(query: EntityPageQuery): Promise<EntityPage>;
}

export interface EntityPageQuery {
  readonly entity: keyof Entities;
  readonly top: number;
  /** What the page before said of the next one; null for the first. */
  readonly from: string | null;
}

export interface EntityPage {
  readonly entities: readonly { readonly key: string; readonly state: unknown }[];
  /** Null after the last page. Another page may be empty and still not be the last. */
  readonly next: string | null;
}
