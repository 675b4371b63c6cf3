// What is said to and by the record entity (`operationRecord`, keyed by operation ID). It remembers
// the digest of the request and later the outcome, longer than the orchestration's history lives, and
// of two starts of one operation ID lets one go on.

import type { Instant } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import type { OperationRequest } from "../domain/operation-request.ts";
import type { OperationReport } from "../domain/outcome.ts";
import type { Step } from "../domain/plan.ts";
import type { Principal } from "../domain/principal.ts";
import type { WakeTarget } from "./lease-messages.ts";

export interface RecordCommands {
  /** The first step of an orchestration. */
  readonly claim: { readonly request: OperationRequest; readonly at: Instant };
  /** Notes a step that is about to be sent, with the machine as it was before the first one, so that a
   * later execution can give back what an earlier one has taken apart. A step is kept once, as it
   * was first planned, at the place where it was noted last. */
  readonly noteStep: {
    readonly startToken: string;
    readonly found: VmState;
    readonly step: Step;
    /** IDs of the steps that still count as sent; others turned out not to have been, and are
     * forgotten. Absent: all of them count. */
    readonly keeps?: readonly string[];
    readonly at: Instant;
  };
  /** Tells the outcome. `final` is false for an outcome that was told before everything that was
   * sent is known to have ended; a final report replaces it. */
  readonly complete: {
    readonly startToken: string;
    readonly report: OperationReport;
    readonly final: boolean;
    readonly at: Instant;
  };
  /** Somebody wants the operation to stop. It is said by a signal, so nobody hears the answer; whoever
   * has said it reads the state. Kept as it was said first, and without effect after the end. */
  readonly cancel: { readonly by: Principal; readonly at: Instant };
  /** Whether the operation is to go on, asked before it waits on and before it sends. */
  readonly mayGoOn: { readonly at: Instant };
  /** Asks for the outcome, and to be woken when there is one. */
  readonly watch: { readonly waiter: WakeTarget; readonly at: Instant };
  readonly read: { readonly at: Instant };
}

export interface OperationRecordView {
  readonly request: OperationRequest;
  readonly claimedAt: Instant;
  readonly report: OperationReport | null;
  readonly final: boolean;
  /** Who wanted it to stop, and when. */
  readonly cancelled?: Cancellation;
}

export interface Cancellation {
  readonly by: Principal;
  readonly at: Instant;
}

export type MayGoOn =
  | { readonly kind: "go-on" }
  | { readonly kind: "stop"; readonly cancelled: Cancellation };

export interface RecordAnswers {
  readonly claim:
    /** `again`: an earlier start claimed it and did not come to an end; only one execution of an
     * instance ID can be alive, so the earlier one is dead. Its leases run out by themselves; the
     * steps that it noted may have been sent. */
    | {
        readonly kind: "claimed";
        readonly again: boolean;
        readonly found: VmState | null;
        readonly steps: readonly Step[];
      }
    | { readonly kind: "ended"; readonly report: OperationReport }
    | { readonly kind: "other-request" };
  /** `superseded`: a later start goes on; this one may send nothing. `stop`: it is to be cancelled, and
   * the step was not noted. */
  readonly noteStep:
    | { readonly kind: "noted" }
    | { readonly kind: "superseded" }
    | (MayGoOn & { readonly kind: "stop" });
  readonly cancel: { readonly kind: "cancelling" | "ended" | "unknown-operation" };
  readonly mayGoOn: MayGoOn;
  readonly complete: { readonly kind: "noted"; readonly wake: readonly WakeTarget[] };
  readonly watch:
    | { readonly kind: "ended"; readonly report: OperationReport }
    | { readonly kind: "watching" }
    | { readonly kind: "unknown-operation" };
  readonly read: OperationRecordView | null;
}
