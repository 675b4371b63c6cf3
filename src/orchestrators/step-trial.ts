// How far the tries of one step have come: until when it may take, what was sent, and what the
// activity last knew of the machine.

import { longestRequestMs } from "../contracts/lease-state.ts";
import { addMs, earlierOf, isBefore, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Verdict } from "../domain/verdict.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepTask } from "./step-task.ts";

export class StepTrial {
  /** After it nothing more is sent, and what runs is followed by others. */
  endsAt: Instant;
  /** Writes of this trial that were taken by Azure, or may have been. */
  taken = 0;
  /** Tries in a row that could not even read. */
  hindered = 0;
  /** Tries that came to nothing because Azure had asked another operation to be left alone. */
  heldBack = 0;
  /** Nothing is sent again before it, unless something has changed. */
  resendAt: Instant | null = null;
  #trouble = "it was not done yet";
  #verdict: Verdict | null = null;

  readonly #task: StepTask;

  constructor(run: OperationRun, task: StepTask) {
    this.#task = task;
    this.endsAt = this.#budgetEnds(run);
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
    const backOffMs = Math.min(limits.resendFirstMs * 3 ** (this.taken - 1), limits.resendLastMs);
    this.resendAt = addMs(run.now, Math.max(backOffMs, retryAfterMs));
  }

  /** Time that was not the step's own is put to its budget. */
  prolong(run: OperationRun, ms: number): void {
    const ends = addMs(this.endsAt, ms);
    this.endsAt = this.#task.phase === "forward" ? earlierOf(ends, run.request.deadlineAt) : ends;
  }

  isOver(run: OperationRun): boolean {
    return !isBefore(run.now, this.endsAt);
  }

  /** Whether there is no further try: what has been read by now is the last word. */
  isLast(run: OperationRun): boolean {
    return this.isOver(run) || this.taken >= this.#task.attemptsMax;
  }

  /** A try that came to nothing and took longer than any request was one in which nobody was there to
   * send: the host was down. That is no time that Azure took, and the step's budget begins anew. */
  beginAnew(run: OperationRun, begunAt: Instant): void {
    if (msBetween(begunAt, run.now) > longestRequestMs) this.endsAt = this.#budgetEnds(run);
  }

  /** An undo has its own budget: what was taken apart is put back also after the deadline. */
  #budgetEnds(run: OperationRun): Instant {
    const { phase, budgetMs } = this.#task;
    const ends = addMs(run.now, budgetMs);
    return phase === "forward" ? earlierOf(ends, run.request.deadlineAt) : ends;
  }
}
