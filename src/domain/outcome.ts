// How an operation ended and all that its caller is told about it. Bounded: a report must fit into an
// entity's state and an orchestration's output.

import type { BusyWith } from "./busy-with.ts";
import type { Instant } from "./instant.ts";
import type { VmState } from "./observation.ts";
import type { Blocker } from "./plan.ts";
import type { ConflictClass } from "./verdict.ts";

/**
 * - `succeeded`: done, the effect read back.
 * - `nothing-to-do`: it was already so.
 * - `planned`: a dry run; nothing was sent.
 * - `refused`: a lock, policy, quota, authorization or the request itself stands in the way.
 * - `busy`: somebody else is at work and the caller did not want to wait, or not that long.
 * - `conflict`: Azure refused for a conflict that could not be resolved.
 * - `timed-out`: the deadline passed while Azure was still at work.
 * - `failed`: it could not be done; everything was put back.
 * - `cancelled`: stopped at the caller's wish; everything was put back.
 * - `stuck`: something is left behind; a person is needed.
 */
export type Outcome =
  | "succeeded"
  | "nothing-to-do"
  | "planned"
  | "refused"
  | "busy"
  | "conflict"
  | "timed-out"
  | "failed"
  | "cancelled"
  | "stuck";

export interface TimelineEntry {
  readonly at: Instant;
  /** Kebab-case: `turn-taken`, `planned`, `lease-granted`, `submitted`, `operation-ended`, … */
  readonly event: string;
  readonly sentence: string;
  readonly stepId: string | null;
}

export type StepPhase = "forward" | "undo";

export interface StepReport {
  readonly id: string;
  readonly title: string;
  readonly phase: StepPhase;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** `already`: the effect was there when it was to be sent. */
  readonly result: "done" | "already" | "failed" | "running" | "skipped";
  /** Writes sent to ARM for this step. */
  readonly submissions: number;
  /** The fencing number under which the last of them was sent. */
  readonly fencing: number | null;
}

export interface PlanSummary {
  readonly digest: string;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
  readonly downtime: { readonly expected: boolean; readonly why: string };
  readonly notes: readonly string[];
}

export interface OperationReport {
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly class: ConflictClass | null;
  readonly nextAction: string | null;
  readonly blockers: readonly Blocker[];
  readonly before: VmState | null;
  readonly after: VmState | null;
  /** What was planned; null when it did not come to a plan. */
  readonly plan: PlanSummary | null;
  readonly steps: readonly StepReport[];
  /** For a person, when something is left behind: what, and the exact commands. */
  readonly leftBehind: readonly string[];
  readonly commands: readonly string[];
  /** The operation whose outcome this is, when the request joined another. */
  readonly joined: string | null;
  /** Who was in the way, when the outcome is `busy` and it is known. */
  readonly busyWith?: BusyWith;
  readonly timeline: readonly TimelineEntry[];
  readonly endedAt: Instant;
}
