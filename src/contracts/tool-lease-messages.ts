// Leases that other tools take over HTTP, to write to Azure by themselves while nothing of ours does.
// A tool's lease is one grant over several resources, known by an ID; what the tool may do with it is
// bound to its principal and to a token that only it has been given. Here is what is said to and by
// the record that keeps it (`toolLease`, one per lease ID); the leases themselves are kept like
// everybody's in `resourceLease`.

import type { BusyWith } from "../domain/busy-with.ts";
import type { GateCondition } from "../domain/gate-condition.ts";
import type { Instant } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { LeaseClaim, LeaseHolderView, LeaseMode } from "./lease-messages.ts";

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
 * - `failed`: a fault of ours or of the platform, or Azure does not show what must be seen; nothing is
 *   held.
 */
export type ToolLeaseStatus = "waiting" | "held" | "released" | "busy" | "lost" | "failed";

/** Who asks to renew or to release: nobody else has both. */
export interface ToolProof {
  readonly principalId: string;
  readonly tokenHash: string;
}

export interface ToolLeaseCommands {
  /** The first step of `holdLease`. */
  readonly claim: { readonly request: ToolLeaseRequest; readonly at: Instant };
  /** The same request came again: whoever sent it gets a token of its own. */
  readonly admit: ToolProof & { readonly requestDigest: string; readonly at: Instant };
  /** Asked by `holdLease` while it waits: whether it is still to go on. */
  readonly ask: { readonly startToken: string; readonly at: Instant };
  /** Everything is held and every condition holds. */
  readonly grant: {
    readonly startToken: string;
    readonly grants: readonly Omit<ToolGrant, "resourceId" | "mode">[];
    readonly at: Instant;
  };
  /** Asks whether it may be renewed. Changes nothing. */
  readonly permit: ToolProof & { readonly at: Instant };
  /** Every lease of it was renewed. Ends are never taken back. */
  readonly renewed: {
    readonly ownerId: string;
    readonly grants: readonly Omit<ToolGrant, "resourceId" | "mode">[];
    readonly at: Instant;
  };
  /** Its owner gives it back, or does not want to wait any longer. */
  readonly release: ToolProof & { readonly at: Instant };
  /** It came to an end that its owner did not ask for. What has an end keeps it. */
  readonly end: {
    readonly ownerId: string;
    readonly status: "busy" | "lost" | "failed";
    readonly sentence: string;
    readonly inTheWay: BusyWith | null;
    readonly at: Instant;
  };
  readonly read: { readonly at: Instant };
}

/** What has to be given back at the resources of a lease, under each of the names that it had there. */
export interface ToolHoldings {
  readonly ownerIds: readonly string[];
  readonly claims: readonly LeaseClaim[];
}

export interface ToolLeaseRecordView {
  readonly request: ToolLeaseRequest;
  readonly status: ToolLeaseStatus;
  /** Why it ended; empty while it has not. */
  readonly sentence: string;
  readonly claimedAt: Instant;
  readonly grantedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly grants: readonly ToolGrant[];
  /** Who was in the way, when it ended for that. */
  readonly inTheWay: BusyWith | null;
}

/** It has ended, or another start of it goes on. */
export interface ToolLeaseOver {
  readonly kind: "over";
  readonly view: ToolLeaseRecordView;
  readonly holdings: ToolHoldings;
}

type Turned = { readonly kind: "unknown-lease" } | { readonly kind: "forbidden" };

export interface ToolLeaseAnswers {
  readonly claim:
    /** `earlier`: what starts before this one may hold. Only one execution of an instance can live, so
     * they are dead, and what they were granted was told to nobody. */
    | { readonly kind: "claimed"; readonly earlier: ToolHoldings }
    | ToolLeaseOver
    | { readonly kind: "other-request" };
  readonly admit:
    | { readonly kind: "admitted"; readonly view: ToolLeaseRecordView }
    | { readonly kind: "other-request" }
    | Turned;
  readonly ask: { readonly kind: "goes-on" } | ToolLeaseOver;
  readonly grant: { readonly kind: "held" } | ToolLeaseOver;
  readonly permit:
    | {
        readonly kind: "permitted";
        readonly ownerId: string;
        readonly grants: readonly ToolGrant[];
        readonly durationMs: number;
        readonly holdings: ToolHoldings;
      }
    /** It waits, so there is nothing to renew yet. */
    | { readonly kind: "not-yet"; readonly view: ToolLeaseRecordView }
    | ToolLeaseOver
    | Turned;
  readonly renewed: { readonly kind: "noted"; readonly view: ToolLeaseRecordView } | ToolLeaseOver;
  readonly release: ToolLeaseOver | Turned;
  readonly end:
    | { readonly kind: "noted"; readonly view: ToolLeaseRecordView }
    | { readonly kind: "unknown-lease" };
  readonly read: ToolLeaseRecordView | null;
}

/** What `holdLease` carries from one generation to the next. */
export interface HoldLeaseInput extends ToolLeaseRequest {
  readonly carried?: {
    readonly generation: number;
    readonly held: readonly ToolGrant[];
    /** The looks so far, when everything is held and the conditions are awaited. */
    readonly gate: GateSchedule | null;
  };
}

export interface HoldLeaseEnd {
  readonly status: ToolLeaseStatus;
  readonly sentence: string;
}

/** What `holdLease` says of itself while it runs; its custom status. */
export interface ToolLeaseProgress {
  readonly phase: "claiming" | "waiting-for-lease" | "waiting-for-azure" | "ended";
  readonly sentence: string;
  readonly inTheWay: BusyWith | null;
}

/** Carried from look to look. */
export interface GateSchedule {
  readonly startedAt: Instant;
  readonly nextLookAt: Instant;
  readonly looks: number;
  /** Looks in a row at which Azure did not show what must be seen. */
  readonly troubles: number;
}

/** One look at the resources whose conditions are awaited. */
export interface LookAtResourcesInput {
  readonly leaseId: string;
  readonly correlationId: string;
  readonly resources: readonly string[];
  readonly until: readonly GateCondition[];
  /** Null for the first look. */
  readonly schedule: GateSchedule | null;
}

export type LookAtResourcesAnswer =
  | { readonly kind: "hold" }
  /** `resourceId`: the first of which something does not hold yet. */
  | {
      readonly kind: "wait";
      readonly resourceId: string;
      readonly sentence: string;
      readonly schedule: GateSchedule;
    }
  /** Azure refuses to show it, and will not stop to do so by itself. */
  | { readonly kind: "refused"; readonly resourceId: string; readonly sentence: string };

/** Inputs of the short orchestrations that HTTP handlers start and wait for: an orchestration can ask
 * entities and hear their answers, a client cannot. */
export interface AdmitToLeaseInput extends ToolProof {
  readonly leaseId: string;
  readonly requestDigest: string;
}

export interface RenewLeaseInput extends ToolProof {
  readonly leaseId: string;
  /** Null for the duration with which it was taken. */
  readonly durationMs: number | null;
}

export interface ReleaseLeaseInput extends ToolProof {
  readonly leaseId: string;
}

export interface BreakLeaseInput {
  readonly resourceId: string;
  /** The leases by which the resource is kept: several for a resource group. */
  readonly claims: readonly LeaseClaim[];
  readonly by: Principal;
  readonly reason: string;
  readonly ownerId: string | null;
}

/** What a short orchestration has come to. How the lease stands is read from its record afterwards, so
 * that no history keeps it once more. */
export type AdmitToLeaseEnd = { readonly kind: "admitted" | "other-request" } | Turned;

export type RenewLeaseEnd = { readonly kind: "renewed" | "not-yet" | "over" } | Turned;

export type ReleaseLeaseEnd = { readonly kind: "over" } | Turned;

export interface BreakLeaseEnd {
  readonly at: Instant;
  /** Each once, however many parts of the resource it held. */
  readonly holders: readonly LeaseHolderView[];
}
