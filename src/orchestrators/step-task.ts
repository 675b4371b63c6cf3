// A step as it is carried out, forward or as an undo, and what can come of it. Both directions run
// through the same code: an undo is a write like any other, with conditions before and after.

import type { OperationAddress } from "../domain/arm-write.ts";
import type { Instant } from "../domain/instant.ts";
import type { StepPhase } from "../domain/outcome.ts";
import type { Step, Undo, UndoWrite } from "../domain/plan.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";

export interface StepTask extends Pick<
  Step,
  "id" | "title" | "write" | "before" | "after" | "budgetMs" | "attemptsMax"
> {
  readonly phase: StepPhase;
  /** The step of the plan: itself, or the one that is undone. */
  readonly step: Step;
  /** Noted in the lease: what a person can do to put back what this write takes apart. */
  readonly undoCommands: readonly string[];
}

export function forwardTask(step: Step): StepTask {
  const { id, title, write, before, after, budgetMs, attemptsMax } = step;
  return {
    id,
    title,
    write,
    before,
    after,
    budgetMs,
    attemptsMax,
    phase: "forward",
    step,
    undoCommands: undoCommandsOf(step),
  };
}

/** What puts a step back, in order. */
export function undoTasks(step: Step): readonly StepTask[] {
  return undoWritesOf(step.undo).map((undo, index) => undoTask(step, undo, index));
}

/** What a person can type to put a step back. */
export function undoCommandsOf(step: Step): readonly string[] {
  return undoWritesOf(step.undo).flatMap((undo) => undo.commands);
}

function undoWritesOf(undo: Undo): readonly UndoWrite[] {
  if (undo.kind === "none") return [];
  return [undo, ...(undo.afterwards === undefined ? [] : undoWritesOf(undo.afterwards))];
}

function undoTask(step: Step, undo: UndoWrite, index: number): StepTask {
  const { title, write, before, after, budgetMs, commands } = undo;
  return {
    id: index === 0 ? `undo-${step.id}` : `undo-${step.id}-${index + 1}`,
    title,
    write,
    before,
    after,
    budgetMs,
    attemptsMax: limits.undoAttemptsMax,
    phase: "undo",
    step,
    undoCommands: commands,
  };
}

/** What runs in Azure on a step's behalf, or may. */
export interface Running {
  /** The resource that it is at work on. */
  readonly target: string;
  readonly stepId: string;
  readonly address: OperationAddress | null;
  readonly startedAt: Instant;
}

/** Refused for something that the caller wants to be waited for. Nothing of the step is running. */
export interface StepWaits {
  readonly kind: "waits";
  readonly for: "lock" | "capacity";
  readonly stepId: string;
  readonly verdict: Verdict;
  /** For which there was no room. */
  readonly size: string | null;
}

export type StepResult =
  /** The effect has been read; `already`: nothing was sent for it. */
  | { readonly kind: "done"; readonly already: boolean }
  /** The machine is not as the plan took it to be. Nothing of the step is running. */
  | { readonly kind: "re-plan"; readonly why: string }
  /** It cannot be done. Nothing of the step is running. */
  | { readonly kind: "stopped"; readonly ending: Ending; readonly targetGone: boolean }
  /** Its time is over. Nothing of the step is running. */
  | { readonly kind: "out-of-time" }
  /** Its time is over, and something is at work in Azure. */
  | { readonly kind: "still-running"; readonly running: Running }
  | { readonly kind: "lease-lost" }
  | StepWaits;

export type TryResult = StepResult | { readonly kind: "try-again" };
