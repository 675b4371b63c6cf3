// What is written down of a run while it goes on, to be judged when it has ended: by the callers, of
// what they were told, and by whoever looks at the queues.

import type { LeaseMode } from "../../src/contracts/lease-messages.ts";
import type { ToolLeaseStatus } from "../../src/contracts/tool-lease-messages.ts";
import type { Instant } from "../../src/domain/instant.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { HoldPlan, OperationPlan } from "./crowd.ts";

export type CallerTrace = OperationTrace | HoldTrace;

export interface OperationTrace {
  readonly kind: "operation";
  readonly plan: OperationPlan;
  /** Requests that he sent again, because no answer had come. */
  readonly retries: number;
  /** Null when he was never told how it ended. */
  readonly answer: OperationAnswer | null;
  /** What went wrong with him, when he gave up. */
  readonly trouble: string | null;
}

export interface OperationAnswer {
  readonly operationId: string;
  readonly correlationId: string;
  readonly outcome: Outcome;
  readonly joined: string | null;
  readonly sentence: string;
}

export interface HoldTrace {
  readonly kind: "hold";
  readonly plan: HoldPlan;
  readonly retries: number;
  /** Null when he was never told whether he has it. */
  readonly answer: HoldAnswer | null;
  readonly held: Held | null;
  readonly renewals: number;
  readonly writes: number;
  readonly died: boolean;
  readonly trouble: string | null;
}

export interface HoldAnswer {
  readonly leaseId: string;
  /** What he was told last. */
  readonly status: ToolLeaseStatus;
  readonly sentence: string;
  /** When he was told it. */
  readonly at: Instant;
}

/** As long as the holder had to believe that he holds it: from the answer that told him so until he
 * gave it back, or until the instant that he was told it runs out at. */
export interface Held {
  readonly resources: readonly {
    readonly resourceId: string;
    readonly mode: LeaseMode;
    readonly fencing: number | null;
  }[];
  readonly from: Instant;
  readonly until: Instant;
}

/** One look at all queues. */
export interface QueueSample {
  readonly at: Instant;
  readonly resources: readonly SampledResource[];
}

export interface SampledResource {
  readonly resourceId: string;
  readonly holders: readonly SampledOwner[];
  /** The first in line first. */
  readonly waiting: readonly SampledOwner[];
  readonly head: SampledTicket | null;
  readonly tickets: readonly SampledTicket[];
}

export interface SampledOwner {
  readonly ownerId: string;
  readonly mode: LeaseMode;
  readonly since: Instant;
}

export interface SampledTicket {
  readonly operationId: string;
  readonly number: number;
}
