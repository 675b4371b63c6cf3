// The classifier's answer, and the words it is given in. The classes are what a refusal means, the
// recoveries what an orchestrator can do about it: each class has one recovery.

export type ConflictClass =
  | "lifecycle-state"
  | "concurrent-operation"
  | "management-lock"
  | "version-token"
  | "policy-or-sku"
  | "quota"
  | "capacity"
  | "throttled"
  | "authorization"
  | "not-found"
  | "already-exists"
  | "invalid-request"
  | "transient-service"
  | "unknown";

/**
 * - `stop`: never retried; what was taken apart is put back.
 * - `re-plan`: read everything again and plan again.
 * - `follow-blocker`: wait until nothing is at work on the resource, then go on.
 * - `back-off`: nothing was done; send again after the delay.
 * - `compare`: something is there already; what was wanted is done, anything else stops.
 * - `look`: it is not known whether it was done; read, then decide.
 */
export type Recovery = "stop" | "re-plan" | "follow-blocker" | "back-off" | "compare" | "look";

/** How sure a verdict is: `high` where a code or a status that leaves no doubt says it, `medium` where
 * only words do, `low` where nothing is known: the cautious row decides, or the likeness of its words. */
export type Confidence = "high" | "medium" | "low";

/** What a limit on requests counts, and so what has to hold back when it is met. */
export type ThrottledScope = "resource" | "subscription-region" | "subscription";

export interface Verdict {
  readonly class: ConflictClass;
  readonly recovery: Recovery;
  /** The least time before the next attempt; 0 where only a state is waited for. */
  readonly delayMs: number;
  /** How often this class may be met in one step before it counts as `stop`. */
  readonly attemptsMax: number;
  readonly confidence: Confidence;
  /** Of `throttled`: whose requests are held back until then; null of every other class. */
  readonly holdsBack: ThrottledScope | null;
  /** Letter of the row of the table that decided. */
  readonly row: string;
  /** One sentence for the caller: what came back and what it means. */
  readonly sentence: string;
  /** What the caller can do about it; null when there is nothing to do but wait. */
  readonly nextAction: string | null;
}
