// What one generation of an operation leaves to the next, where it continues as new in the middle of its
// work. What may have been sent is not in it: the operation's record has that, over any death.

import type { Instant } from "./instant.ts";
import type { LockObservation, VmState } from "./observation.ts";
import type { StepReport, TimelineEntry } from "./outcome.ts";
import type { ConflictClass, Verdict } from "./verdict.ts";

/** A wait for a lock that has not come to its end, or whose end is still to be told of a write. */
export interface LockWait {
  readonly since: Instant;
  /** How often the locks were read; pauses grow with it. */
  readonly looks: number;
  readonly locks: readonly LockObservation[];
  /** Whether the last reading has shown none. */
  readonly isGone: boolean;
}

/** A lock that no reading shows and a write still meets: since when, by which step. */
export interface LockAftermath {
  readonly stepId: string;
  readonly since: Instant;
}

export interface CapacityWait {
  readonly since: Instant;
  readonly tries: number;
}

/** A step that Azure has refused for the state of something, and the machine as it was then. */
export interface StateRefusal {
  readonly stepId: string;
  readonly verdict: Verdict;
  readonly seen: VmState | null;
}

export interface CarriedRun {
  readonly timeline: readonly TimelineEntry[];
  readonly steps: readonly StepReport[];
  /** IDs of the steps of the record that were or may have been sent, oldest first. */
  readonly sentIds: readonly string[];
  /** By step ID; a client request ID counts them. */
  readonly submissions: Readonly<Record<string, number>>;
  readonly refusedSteps: readonly { readonly stepId: string; readonly class: ConflictClass }[];
  /** Not in what a generation of an earlier version has left. */
  readonly refusedBefore?: readonly StateRefusal[];
  readonly lockWait: LockWait | null;
  readonly lockAftermath: LockAftermath | null;
  readonly capacityWait: CapacityWait | null;
}
