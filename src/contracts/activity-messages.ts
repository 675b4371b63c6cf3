// Inputs and answers of the activities. All of them are JSON values; answers are tagged records,
// because a refusal, a busy resource or a lost answer is an expected outcome and not a fault.
// Every activity may run twice with the same input.

import type { OperationAddress } from "../domain/arm-write.ts";
import type { Condition } from "../domain/condition.ts";
import type { Instant } from "../domain/instant.ts";
import type { LockObservation, VmState } from "../domain/observation.ts";
import type { OperationRequest } from "../domain/operation-request.ts";
import type { StepPhase } from "../domain/outcome.ts";
import type { Plan, Step } from "../domain/plan.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ConflictClass, Verdict } from "../domain/verdict.ts";
import type { LeaseClaim, WakeTarget } from "./lease-messages.ts";

/** Nothing could be read for now; nothing was sent. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly refusal: Refusal | null;
  readonly sentence: string;
  readonly retryAt: Instant;
  /** Present where Azure's refusal to show it is one that asking again does not change. */
  readonly verdict?: Verdict;
}

export interface PlanOperationInput {
  readonly request: OperationRequest;
  /** The machine as it was before the operation's first write; absent until something was sent. The
   * power state to give back is the one found there, not the one that our own steps have caused,
   * and a digest that the caller approved is not compared again. */
  readonly found?: VmState;
  /** Steps that Azure has refused in this operation with a verdict to plan again. A plan that would
   * only send the same once more has missed a prerequisite: where a rule allows it, it is inserted. */
  readonly refused?: readonly { readonly stepId: string; readonly class: ConflictClass }[];
}

export type PlanOperationAnswer =
  | {
      readonly kind: "planned";
      readonly plan: Plan;
      /** What must be held before its steps are carried out, in canonical order. */
      readonly claims: readonly LeaseClaim[];
    }
  /** Azure refused to show what must be seen: not there, or not allowed. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly verdict: Verdict }
  | Unreadable;

/** What of a step is needed to send it. */
export interface SubmitStepInput {
  readonly operationId: string;
  readonly correlationId: string;
  readonly step: Pick<Step, "id" | "title" | "write" | "before" | "after">;
  readonly phase: StepPhase;
  /** 1 for the first submission; part of the client request ID (client-request-id.ts). */
  readonly attempt: number;
  readonly fencing: number;
  /** Nothing is sent after it. */
  readonly notAfter: Instant;
}

export type SubmitStepAnswer =
  | {
      readonly kind: "accepted";
      readonly address: OperationAddress;
      readonly retryAfterMs: number | null;
      readonly sentAt: Instant;
      readonly seenBefore: VmState;
    }
  /** The effect is there already and nothing runs; nothing was sent. */
  | { readonly kind: "already"; readonly seen: VmState }
  /** Something is at work on the resource, perhaps an earlier try of this very step; not sent. */
  | { readonly kind: "busy"; readonly seen: VmState }
  /** What must hold before the step does not; not sent. */
  | { readonly kind: "unmet"; readonly unmet: readonly string[]; readonly seen: VmState }
  /** Nothing stands in the way but the time; not sent, nor was it before as far as can be read. */
  | { readonly kind: "too-late" }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly seen: VmState }
  /** Sent, but no usable answer came: it may have been done. */
  | { readonly kind: "unknown"; readonly refusal: Refusal | null; readonly seen: VmState }
  | Unreadable;

/** One look at what runs. Reads the state or polls the operation, whichever is due and allowed, and
 * says when to look next. */
export interface LookInput {
  readonly operationId: string;
  readonly correlationId: string;
  readonly target: string;
  /** Null when there is no address: then the resource's own state tells the end. */
  readonly address: OperationAddress | null;
  /** What kind of write runs, which tells how long it usually takes; null for a foreign one. */
  readonly writeKind: string | null;
  /** Judged once it has ended. */
  readonly after: readonly Condition[];
  readonly startedAt: Instant;
  /** What the last look said; null for the first. */
  readonly schedule: LookSchedule | null;
}

/** Carried from look to look. */
export interface LookSchedule {
  readonly nextLookAt: Instant;
  /** The operation's own address is not asked before this, unless the state shows the end. */
  readonly pollNotBefore: Instant;
  readonly polls: number;
  readonly reads: number;
  /** Settled reads in a row without an address to ask. */
  readonly settledReads: number;
  /** Answers in a row that told nothing. */
  readonly troubles: number;
  /** The operation's last word, once it is known: it is not asked again, only the effect is read. */
  readonly terminal?: {
    readonly how: "succeeded" | "failed" | "canceled";
    readonly refusal: Refusal | null;
    readonly at: Instant;
  };
}

export type LookAnswer =
  | {
      readonly kind: "running";
      readonly schedule: LookSchedule;
      readonly seen: VmState | null;
      readonly sentence: string;
    }
  | {
      readonly kind: "ended";
      /** `settled`: there was no address, or it was gone, and nothing runs any more. */
      readonly how: "succeeded" | "failed" | "canceled" | "settled";
      readonly refusal: Refusal | null;
      readonly seen: VmState;
      /** Conditions that do not hold, in words; empty when the effect is there. */
      readonly unmet: readonly string[];
      readonly schedule: LookSchedule;
    };

export interface LookAtLocksInput {
  readonly operationId: string;
  readonly correlationId: string;
  readonly target: string;
}

export type LookAtLocksAnswer =
  | { readonly kind: "locked"; readonly locks: readonly LockObservation[] }
  /** No lock that is listed forbids a write. One that was removed a moment ago may still do so. */
  | { readonly kind: "clear" }
  | Unreadable;

export interface JudgeInput {
  readonly refusal: Refusal;
  readonly write: string | null;
  readonly resourceType: string;
}

export interface WakeInput {
  readonly targets: readonly WakeTarget[];
}
