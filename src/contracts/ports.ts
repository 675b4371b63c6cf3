// What activities and triggers ask of the outside world. `src/arm` implements the Azure ports, the
// wiring in main injects them, tests put the simulator behind them.

import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import type { Instant } from "../domain/instant.ts";
import type { LockObservation, VmObservation, VmState } from "../domain/observation.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import type { WakeTarget } from "./lease-messages.ts";

export interface Clock {
  now(): Instant;
}

/** Sent with every request: which operation it belongs to. */
export interface RequestContext {
  readonly correlationId: string;
  /** Goes into x-ms-client-request-id; deterministic for writes. */
  readonly clientRequestId: string;
}

/** How many more requests of the policy Azure allows; null where it did not tell. */
export interface Allowance {
  /** Reads of one machine: LowCostGet, at most 36. */
  readonly resourceReads: number | null;
  /** Reads of operation addresses of one machine, at most 45. */
  readonly operationReads: number | null;
}

export type Read<T> =
  | { readonly kind: "read"; readonly value: T; readonly allowance: Allowance }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** No answer at all. */
  | { readonly kind: "no-answer"; readonly reason: string };

export type Sent =
  | {
      readonly kind: "accepted";
      readonly address: OperationAddress;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** No token could be had, so the request never left: nothing was done. */
  | { readonly kind: "not-sent"; readonly reason: string }
  /** A 5xx, a timeout, or no answer: it may have been done. */
  | { readonly kind: "unknown"; readonly refusal: Refusal | null };

export type Polled =
  | {
      readonly kind: "running";
      readonly retryAfterMs: number | null;
      readonly allowance: Allowance;
      /** The operation's word for how it is, where it is none that is known; told, and followed on. */
      readonly unknownWord: string | null;
    }
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed" | "canceled"; readonly refusal: Refusal }
  /** The address is not known any more, or none that may be asked: only the ARM endpoint's own
   * origin is. That says nothing about the operation. */
  | { readonly kind: "gone" }
  /** The status could not be read, which is no failure of the operation. */
  | {
      readonly kind: "unreadable";
      readonly refusal: Refusal | null;
      readonly retryAfterMs: number | null;
    };

export interface VirtualMachinePort {
  /** One GET with the instance view. A 404 of the machine is a read whose `exists` is false. */
  readState(resourceId: string, context: RequestContext): Promise<Read<VmState>>;
  /** Everything that a plan is made from; `wantedSize` is looked up in the location's sizes. */
  observe(
    options: { readonly resourceId: string; readonly wantedSize: string },
    context: RequestContext,
  ): Promise<Read<VmObservation>>;
}

export interface ResourceStatePort {
  /** One GET of a resource of any type or of a resource group; a machine's is that of
   * `VirtualMachinePort`. What ARM does not find is a read whose `exists` is false. Throws for an ID
   * that names no resource and no group. */
  readState(resourceId: string, context: RequestContext): Promise<Read<ResourceState>>;
}

export interface WritePort {
  /** Sends one write, once, without retries. Gives up waiting for the answer after a minute. */
  send(
    options: {
      readonly write: ArmWrite;
      /** Version token for If-Match; null where the write does not honour one. */
      readonly ifMatch: string | null;
      readonly fencing: number;
    },
    context: RequestContext,
  ): Promise<Sent>;
}

export interface OperationStatusPort {
  poll(address: OperationAddress, context: RequestContext): Promise<Polled>;
}

export interface LockPort {
  /** Every lock that covers the resource or group, inherited ones included. */
  listLocks(resourceId: string, context: RequestContext): Promise<Read<readonly LockObservation[]>>;
}

/** One entry of the Activity Log; empty texts where Azure left something out. */
export interface ActivityEvent {
  readonly at: Instant;
  /** `Microsoft.Compute/virtualMachines/deallocate/action`. */
  readonly operationName: string;
  /** `BeginRequest`, `EndRequest`. */
  readonly eventName: string;
  /** `Started`, `Accepted`, `Succeeded`, `Failed`. */
  readonly status: string;
  readonly subStatus: string;
  readonly caller: string;
  readonly resourceId: string;
  readonly operationId: string;
  readonly correlationId: string;
  /** What the request carried in x-ms-client-request-id: our own requests are known by it. */
  readonly clientRequestId: string | null;
}

export interface ActivityLogPort {
  /** What the Activity Log tells of a resource, oldest first. It lags by minutes, so a missing entry
   * proves nothing yet. `complete` is false when there was more than is read at once. */
  listEvents(
    options: { readonly resourceId: string; readonly from: Instant; readonly to: Instant },
    context: RequestContext,
  ): Promise<Read<{ readonly events: readonly ActivityEvent[]; readonly complete: boolean }>>;
}

export interface AzurePorts {
  readonly virtualMachines: VirtualMachinePort;
  readonly resources: ResourceStatePort;
  readonly writes: WritePort;
  readonly operations: OperationStatusPort;
  readonly locks: LockPort;
  readonly activityLog: ActivityLogPort;
}

/** Raises external events. Answers how many could be delivered; a target that has ended counts. */
export interface WakePort {
  wake(targets: readonly WakeTarget[]): Promise<number>;
}
