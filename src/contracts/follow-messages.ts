// Input and answer of the sub-orchestration that follows one long-running operation to its end. It
// continues as new before its history grows long; what it carries over stands in the input.

import type { OperationAddress } from "../domain/arm-write.ts";
import type { Condition } from "../domain/condition.ts";
import type { Instant } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { LookSchedule } from "./activity-messages.ts";
import type { LeaseClaim } from "./lease-messages.ts";
import type { Cancellation } from "./operation-record-messages.ts";

/** A lease that is kept alive while it is followed. */
export interface FollowedLease extends LeaseClaim {
  readonly ownerId: string;
  readonly fencing: number;
  readonly leaseMs: number;
  readonly expiresAt: Instant;
}

export interface FollowInput {
  readonly operationId: string;
  readonly correlationId: string;
  /** The resource that is looked at. Where it is written by a noted write, its lease is told. */
  readonly target: string;
  readonly stepId: string;
  /** Names one of several open writes of steps with the same ID. */
  readonly clientRequestId?: string;
  /** Null when only the resource itself can tell the end. */
  readonly address: OperationAddress | null;
  readonly writeKind: string | null;
  /** Judged at the end. */
  readonly after: readonly Condition[];
  readonly startedAt: Instant;
  /** When to give up for now and tell that it is still running. */
  readonly until: Instant;
  readonly leases: readonly FollowedLease[];
  /** What is followed is not the operation's own: it need not be waited for once that is cancelled. */
  readonly stoppable?: boolean;
  /** Carried over from the generation before; null in the first. */
  readonly carried: {
    readonly schedule: LookSchedule;
    readonly generation: number;
  } | null;
}

export type FollowAnswer = {
  readonly leases: readonly FollowedLease[];
  readonly polls: number;
  readonly reads: number;
} & (
  | {
      readonly kind: "ended";
      readonly how: "succeeded" | "failed" | "canceled" | "settled";
      readonly refusal: Refusal | null;
      readonly seen: VmState;
      readonly unmet: readonly string[];
    }
  /** `until` has passed and it still runs. */
  | { readonly kind: "still-running"; readonly seen: VmState | null }
  /** The operation is to be cancelled, and what runs is not its own. */
  | {
      readonly kind: "stopped";
      readonly seen: VmState | null;
      readonly cancelled: Cancellation;
    }
  /** The lease went to somebody else; nothing more may be sent. */
  | { readonly kind: "lease-lost"; readonly seen: VmState | null }
);
