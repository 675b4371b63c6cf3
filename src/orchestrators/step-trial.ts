// How far the tries of one step have come: until when it may take, what was sent, and what the
// activity last knew of the machine.

import { addMs, earlierOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Verdict } from "../domain/verdict.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepTask } from "./step-task.ts";

export class StepTrial {
  /** After it nothing more is sent, and what runs is followed by others. */
  readonly endsAt: Instant;
  /** Writes of this trial that were taken by Azure, or may have been. */
  taken = 0;
  /** Tries in a row that could not even read. */
  hindered = 0;
  /** Nothing is sent again before it, unless something has changed. */
  resendAt: Instant | null = null;
  #trouble = "it was not done yet";
  #verdict: Verdict | null = null;

  constructor(run: OperationRun, task: StepTask) {
    const budgetEnds = addMs(run.now, task.budgetMs);
    // An undo has its own budget: what was taken apart is put back also after the deadline.
    this.endsAt =
      task.phase === "forward" ? earlierOf(budgetEnds, run.request.deadlineAt) : budgetEnds;
  }

  /** Notes why a try did not succeed, for the case that there is no further one; with the verdict
   * where Azure has said why. */
  meet(trouble: string, verdict: Verdict | null = null): void {
    this.#trouble = trouble;
    this.#verdict = verdict;
  }

  get trouble(): string {
    return this.#trouble;
  }

  get verdict(): Verdict | null {
    return this.#verdict;
  }

  /** Azure has trouble: the next submission waits longer than the last one, or as long as told. */
  waitToResend(run: OperationRun, retryAfterMs: number): void {
    const backOffMs = Math.min(limits.resendFirstMs * 2 ** this.taken, limits.resendLastMs);
    this.resendAt = addMs(run.now, Math.max(backOffMs, retryAfterMs));
  }

  isOver(run: OperationRun): boolean {
    return !isBefore(run.now, this.endsAt);
  }
}
