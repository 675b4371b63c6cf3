// A caller's request after it has passed the door: validated, with its principal, canonical target
// and computed identity. It is the orchestration's input and never changes afterwards.

import type { CarriedRun } from "./carried-run.ts";
import type { Instant } from "./instant.ts";
import type { Acceptance, Touch } from "./plan.ts";
import type { Principal } from "./principal.ts";

export type OperationKind = "vm-resize";

export type WhenBusy = "queue" | "join" | "reject";

/** What to do about a management lock: `wait` waits until a person has removed it. */
export type OnLock = "refuse" | "wait";

/** What to do where Azure has no room: put back what was done, or try again until the deadline. */
export type OnNoCapacity = "go-back" | "wait";

export interface OperationRequest {
  /** `op-` and 32 hex digits; also the orchestration's instance ID. */
  readonly operationId: string;
  readonly kind: OperationKind;
  /** Canonical resource ID, in the letter case of the caller. */
  readonly target: string;
  /** The leases that the target's ID alone calls for, in canonical order; taken before anything is read. */
  readonly claims?: readonly (Touch & { readonly key: string })[];
  /** As the operation's own schema has parsed them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly accept: readonly Acceptance[];
  readonly whenBusy: WhenBusy;
  readonly onLock: OnLock;
  readonly onNoCapacity: OnNoCapacity;
  readonly deadlineAt: Instant;
  readonly dryRun: boolean;
  /** The digest of the plan that the caller approved; null when none was named. */
  readonly approvedPlan: string | null;
  readonly principal: Principal;
  /** SHA-256 over what the caller sent; the same key with another digest is refused. */
  readonly requestDigest: string;
  /** SHA-256 over kind, target and parameters; two requests with the same one may be joined. */
  readonly effectDigest: string;
  /** Differs with each start of the same operation ID. */
  readonly startToken: string;
  readonly acceptedAt: Instant;
  /** Of a later generation of the same start: nothing had been sent by the end of the one before. */
  readonly nothingSent?: true;
  /** Of a later generation that goes on in the middle of the work. */
  readonly carried?: CarriedRun;
  /** A UUID, sent to ARM with every request of the operation. */
  readonly correlationId: string;
}
