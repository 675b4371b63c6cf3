// Leases that other tools take over HTTP, to write to Azure by themselves while nothing of ours does.
// A tool's lease is one grant over several resources, known by an ID; what the tool may do with it is
// bound to its principal and to a token that only it has been given. Here is what is said to and by
// the record that keeps it (`toolLease`, one per lease ID); the leases themselves are kept like
// everybody's in `resourceLease`.

import type { GateCondition } from "../domain/gate-condition.ts";
import type { Instant } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { LeaseClaim, LeaseMode } from "./lease-messages.ts";

/** After it has passed the door; the input of the orchestration `holdLease`. */
export interface ToolLeaseRequest {
  /** `lease-` and 32 hex digits; also the orchestration's instance ID. */
  readonly leaseId: string;
  readonly principal: Principal;
  /** What was asked for, in the caller's order. */
  readonly resources: readonly { readonly resourceId: string; readonly mode: LeaseMode }[];
  /** What is taken for it, parents included, in canonical order. */
  readonly claims: readonly LeaseClaim[];
  readonly durationMs: number;
  readonly purpose: string;
  readonly whenBusy: "queue" | "reject";
  /** The end of waiting. */
  readonly waitUntil: Instant;
  /** What must hold of every named resource that is held exclusively before it is granted. */
  readonly until: readonly GateCondition[];
  /** SHA-256 over what the caller sent; the same key with another digest is refused. */
  readonly requestDigest: string;
  /** SHA-256 of the token, in hex. The token itself is kept nowhere. */
  readonly tokenHash: string;
  readonly startToken: string;
  readonly correlationId: string;
  readonly acceptedAt: Instant;
}

/** A lease that the tool holds, with the number that fences it. */
export interface ToolGrant {
  readonly key: string;
  readonly resourceId: string;
  readonly mode: LeaseMode;
  readonly fencing: number;
  readonly expiresAt: Instant;
}

/**
 * - `waiting`: it queues, or waits for Azure to settle.
 * - `held`: granted, until `expiresAt` at the longest unless it is renewed.
 * - `released`: given back by its owner.
 * - `busy`: not granted: rejected, or its time to wait is over.
 * - `lost`: somebody else was granted what had run out, or a person has broken it.
 * - `failed`: a fault of ours or of the platform; nothing is held.
 */
export type ToolLeaseStatus = "waiting" | "held" | "released" | "busy" | "lost" | "failed";
