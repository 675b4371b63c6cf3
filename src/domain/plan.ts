// The pure answer of (observation, request): steps, nothing to do, or all blockers at once.

import type { ArmWrite } from "./arm-write.ts";
import type { Condition } from "./condition.ts";
import type { LockObservation, VmState } from "./observation.ts";
import type { ConflictClass } from "./verdict.ts";

/** What a request must accept by name before a plan may cause it. */
export type Acceptance =
  | "downtime"
  | "temporary-disk-loss"
  | "dynamic-address-change"
  | "os-disk-loss";

/** What puts back what a step takes apart, or why nothing can. */
export type Undo = UndoWrite | { readonly kind: "none"; readonly reason: string };

export interface UndoWrite {
  readonly kind: "write";
  readonly title: string;
  readonly write: ArmWrite;
  readonly before: readonly Condition[];
  readonly after: readonly Condition[];
  readonly budgetMs: number;
  /** For a person, should the undo fail: Azure CLI commands. */
  readonly commands: readonly string[];
  /** What follows it, where one write does not put back all that the step may take apart. */
  readonly afterwards?: UndoWrite;
}

/** One ARM write with what must hold before and after it. */
export interface Step {
  /** Unique in its plan, kebab-case; part of the client request ID, so never random. */
  readonly id: string;
  /** Imperative, for people: "Deallocate the virtual machine". */
  readonly title: string;
  readonly write: ArmWrite;
  readonly before: readonly Condition[];
  readonly after: readonly Condition[];
  readonly undo: Undo;
  /** The longest that the step may take from submit to verified effect. */
  readonly budgetMs: number;
  /** How often it may be submitted. */
  readonly attemptsMax: number;
}

/** Why an operation cannot go on as asked. */
export interface Blocker {
  readonly class: ConflictClass;
  /** Kebab-case name of the rule: `size-not-found`, `management-lock`, `acceptance-missing`, … */
  readonly rule: string;
  readonly sentence: string;
  readonly nextAction: string | null;
  /** What the request would have to accept; empty for other blockers. */
  readonly mustAccept: readonly Acceptance[];
  /** Of a management lock. */
  readonly lock?: LockObservation;
}

export interface Place {
  readonly location: string;
  /** Null where it is pinned to none. */
  readonly zone: string | null;
}

export interface PlanFacts {
  /** SHA-256 in hex over what the plan was made from and what it does; approval names it. */
  readonly digest: string;
  readonly seen: VmState;
  /** Where it is, as far as that matters to whether there is room. */
  readonly place: Place;
  readonly downtime: { readonly expected: boolean; readonly why: string };
  /** Things the caller should know that do not hinder. */
  readonly notes: readonly string[];
}

/** A resource that must be kept from others while the steps are carried out: exclusively where it is
 * written, with an intent where something that belongs to it is. Its parents go without saying. */
export interface Touch {
  readonly resourceId: string;
  readonly mode: "exclusive" | "intent";
}

export type Plan =
  | (PlanFacts & {
      readonly kind: "steps";
      readonly steps: readonly Step[];
      readonly touches: readonly Touch[];
    })
  | (PlanFacts & { readonly kind: "nothing-to-do"; readonly sentence: string })
  | (PlanFacts & { readonly kind: "blocked"; readonly blockers: readonly Blocker[] })
  /** Somebody else is at work on the machine; plan again when the conditions hold. */
  | (PlanFacts & {
      readonly kind: "wait";
      readonly until: readonly Condition[];
      readonly sentence: string;
    });
