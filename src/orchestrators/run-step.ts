// Carries out one step: renew the lease and note the write in it, submit, follow to the end, verify.
// Whatever comes in between is waited out, or handed up: this is the only place from which writes are
// sent, and each try starts with reading.
//
// S1. Nothing is sent that was not noted in its lease, with all leases renewed just before, nor in the
//     last minutes of the first of them to run out.
// S2. After an answer that leaves open whether it was done, reading decides: the activity sends again
//     only where it finds neither the effect nor anything at work.
// S3. A step is done when its effect has been read, whatever Azure has answered.
// S4. The record knows of a step before it is sent, so that an execution that comes after this one's
//     death can put back what this one has taken apart.

import type { SubmitStepAnswer } from "../contracts/activity-messages.ts";
import { clientRequestIdOf } from "../contracts/client-request-id.ts";
import type { OpenOperation } from "../contracts/lease-messages.ts";
import { longestRequestMs } from "../contracts/lease-state.ts";
import type { RecordAnswers } from "../contracts/operation-record-messages.ts";
import type { ThrottleAnswers } from "../contracts/throttle-messages.ts";
import type { OperationAddress } from "../domain/arm-write.ts";
import { sayCondition } from "../domain/condition.ts";
import { addMs, earlierOf, laterOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { activity, call, entity } from "../platform/durable.ts";
import type { Call, Workflow } from "../platform/durable.ts";
import { cancelledBy, mayGoOn } from "./cancelling.ts";
import type { Stop } from "./cancelling.ts";
import { closeStep } from "./close-step.ts";
import { ending, stoppedBy } from "./ending.ts";
import { followTask, waitUntilSettled } from "./follow-step.ts";
import { askLimits, waitForLimit } from "./limits-of-azure.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { recover, recoverFromDoubt } from "./recover.ts";
import type { StepResult, StepTask, TryResult } from "./step-task.ts";
import { StepTrial } from "./step-trial.ts";
import { wasTaken, weighAnswer } from "./weigh-answer.ts";

export function* runStep(run: OperationRun, task: StepTask): Workflow<StepResult> {
  const trial = new StepTrial(run, task);
  run.reportStep(task, { result: "running" });
  run.show(phaseOf(task), `${task.title}.`);
  for (let round = 0; round < limits.stepRoundsMax + trial.heldBack; round += 1) {
    const result = yield* tryStep(run, task, trial);
    if (result.kind !== "try-again") return yield* closeStep(run, task, result);
  }
  return yield* closeStep(run, task, triedEnough(task, trial));
}

function phaseOf(task: StepTask): "applying" | "undoing" {
  return task.phase === "forward" ? "applying" : "undoing";
}

function* tryStep(run: OperationRun, task: StepTask, trial: StepTrial): Workflow<TryResult> {
  if (trial.isOver(run)) return { kind: "out-of-time" };
  if (trial.taken >= task.attemptsMax) return triedEnough(task, trial);
  const known = task.phase === "forward" ? run.refusedBefore.endingOf(task.id, run.seen) : null;
  if (known !== null) return known;
  const attempt = run.nextAttempt(task.id);
  const begunAt = run.now;
  const answer = yield* submit(run, task, { attempt, endsAt: trial.endsAt });
  if (answer.kind === "lease-lost") return answer;
  if (answer.kind === "hold-back") return yield* waitForLimit(run, task, trial, answer.until);
  if (answer.kind === "stop") {
    return { kind: "stopped", ending: cancelledBy(run, answer.cancelled), targetGone: false };
  }
  if ("seen" in answer) run.see(answer.seen);
  if (task.phase === "forward") weighAnswer(run, task.step, answer);
  if (answer.kind !== "unreadable" && answer.kind !== "too-late") trial.hindered = 0;
  switch (answer.kind) {
    case "accepted":
      run.see(answer.seenBefore);
      trial.taken += 1;
      run.reportStep(task, { result: "running", sent: 1, fencing: answer.fencing });
      run.say("submitted", `Azure has accepted "${task.title}".`, task.id);
      return yield* followAccepted(run, task, trial, answer);
    case "already":
      return { kind: "done", already: trial.taken === 0 };
    case "busy":
      run.say("waiting-for-azure", "Something is at work on the machine; waiting.", task.id);
      trial.meet("something was at work on the machine");
      return yield* waitUntilSettled(run, task, trial);
    case "unknown":
      trial.taken += 1;
      run.reportStep(task, { result: "running", sent: 1, fencing: answer.fencing });
      run.say("answer-lost", `No usable answer to "${task.title}"; reading will tell.`, task.id);
      trial.meet("Azure's answer was lost, and the effect did not show");
      trial.waitToResend(run, answer.refusal?.retryAfterMs ?? 0);
      return yield* recoverFromDoubt(run, task, trial, answer.refusal);
    case "unmet":
      return unmet(task, answer);
    case "too-late":
      if (trial.isOver(run)) trial.beginAnew(run, begunAt);
      trial.meet("the time in which it could be sent was over each time");
      return yield* pauseHindered(run, trial, run.now);
    case "refused":
      if (wasTaken(answer.refusal)) trial.taken += 1;
      run.reportStep(task, { result: "running", sent: 1, fencing: answer.fencing });
      return yield* recover(run, task, trial, answer.refusal);
    case "unreadable":
      if (answer.verdict !== undefined) {
        run.say("refused", answer.verdict.sentence, task.id);
        return { kind: "stopped", ending: stoppedBy(answer.verdict), targetGone: false };
      }
      run.say("unreadable", answer.sentence, task.id);
      trial.meet(answer.sentence);
      return yield* pauseHindered(run, trial, laterOf(answer.retryAt, shortly(run)));
  }
}

type Submitted =
  | (SubmitStepAnswer & { readonly fencing: number })
  | Stop
  | (ThrottleAnswers["ask"] & { readonly kind: "hold-back" })
  | { readonly kind: "lease-lost" };

type Noted = RecordAnswers["noteStep"] | RecordAnswers["mayGoOn"];
type Beside = Noted | ThrottleAnswers["ask"];

/** S1. From here on the step counts as sent, until the activity says that it was not. */
function* submit(
  run: OperationRun,
  task: StepTask,
  trial: { readonly attempt: number; readonly endsAt: Instant },
): Workflow<Submitted> {
  const { operationId, correlationId } = run.request;
  const lease = run.leases.on(task.write.resourceId);
  if (lease === undefined) return { kind: "lease-lost" };
  const { fencing } = lease;
  const intends: OpenOperation = {
    stepId: task.id,
    write: task.write,
    clientRequestId: clientRequestIdOf({
      operationId,
      stepId: task.id,
      attempt: trial.attempt,
      fencing,
    }),
    intendedAt: run.now,
    address: null,
    undoCommands: task.undoCommands,
  };
  const beside: readonly Call<Beside>[] = [...noteInRecord(run, task), askLimits(run, task)];
  const renewed = yield* run.leases.renew(intends, beside);
  if (renewed.beside.some((noted) => noted.kind === "superseded")) {
    throw new Error("A later start of the same operation goes on in place of this one.");
  }
  if (renewed.kept === "lost") return { kind: "lease-lost" };
  run.open(task.id);
  const stop = renewed.beside.find((noted) => noted.kind === "stop");
  if (stop !== undefined) return stop;
  const heldBack = renewed.beside.find((told) => told.kind === "hold-back");
  if (heldBack !== undefined) return heldBack;
  // The first lease to run out counts: a parent that is lost is as bad as the resource itself.
  const leaseEnds = addMs(run.leases.expiresAt ?? lease.expiresAt, -longestRequestMs);
  const { id, title, write, before, after } = task;
  if (task.phase === "forward") run.maySend(task.step);
  const answer = yield* call(
    run.context,
    activity("submitStep", {
      operationId,
      correlationId,
      step: { id, title, write, before, after },
      phase: task.phase,
      attempt: trial.attempt,
      fencing,
      notAfter: earlierOf(leaseEnds, trial.endsAt),
    }),
  );
  return { ...answer, fencing };
}

/** S4. Once for each step, and again when others were sent since; the record also says whether the
 * operation is still wanted. An undo is carried out in any case. */
function noteInRecord(run: OperationRun, task: StepTask): readonly Call<Noted>[] {
  const { operationId, startToken } = run.request;
  const { step, phase } = task;
  if (phase === "undo") return [];
  if (run.found === null || run.isNewestSent(step.id)) return [mayGoOn(run)];
  const keeps = run.sent.map((sent) => sent.id);
  const input = { startToken, found: run.found, step, keeps, at: run.now };
  return [entity("operationRecord", operationId, "noteStep", input)];
}

function* followAccepted(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  accepted: { readonly address: OperationAddress; readonly sentAt: Instant },
): Workflow<TryResult> {
  const awaited = task.after.map((condition) => sayCondition(condition)).join(" and ");
  run.show(phaseOf(task), `${task.title}: waiting for ${awaited}.`);
  const followed = yield* followTask(run, task, {
    address: accepted.address,
    startedAt: accepted.sentAt,
    until: trial.endsAt,
  });
  if (followed.kind !== "ended") return followed;
  if (followed.unmet.length === 0) return { kind: "done", already: false };
  if (followed.refusal !== null) return yield* recover(run, task, trial, followed.refusal);
  // The address told nothing, or Azure called it done and it is not: the next read decides.
  trial.meet(`its effect did not show (${followed.unmet.join("; ")})`);
  run.say("effect-missing", `"${task.title}" has ended, but ${trial.trouble}.`, task.id);
  if (followed.how === "succeeded" && task.phase === "forward") {
    return { kind: "re-plan", why: trial.trouble };
  }
  return { kind: "try-again" };
}

/** Pauses before a try that could not even read; longer each time in a row. */
function* pauseHindered(
  run: OperationRun,
  trial: StepTrial,
  notBefore: Instant,
): Workflow<TryResult> {
  const next = laterOf(notBefore, addMs(run.now, backOffMs(trial.hindered)));
  trial.hindered += 1;
  const kept = yield* run.leases.pauseUntil(earlierOf(next, trial.endsAt));
  return kept === "lost" ? { kind: "lease-lost" } : { kind: "try-again" };
}

/** None for the first, then doubled from the first pause to the last. */
function backOffMs(times: number): number {
  if (times === 0) return 0;
  return Math.min(limits.unreadableFirstMs * 2 ** times, limits.unreadableLastMs);
}

function shortly(run: OperationRun): Instant {
  return addMs(run.now, limits.unreadableFirstMs);
}

function unmet(task: StepTask, answer: SubmitStepAnswer & { readonly kind: "unmet" }): TryResult {
  const why = `${task.title}: it needs ${answer.unmet.join("; ")}`;
  if (task.phase === "forward") return { kind: "re-plan", why };
  return {
    kind: "stopped",
    ending: ending("failed", `${why}.`, { class: "lifecycle-state" }),
    targetGone: !answer.seen.exists,
  };
}

function triedEnough(task: StepTask, trial: StepTrial): StepResult {
  const { taken, trouble, verdict } = trial;
  const sentence = `"${task.title}" was given up after ${taken} submissions: ${trouble.replace(/\.$/, "")}.`;
  const ended =
    verdict === null
      ? ending("failed", sentence, { class: "unknown" })
      : {
          ...stoppedBy(verdict),
          sentence,
          nextAction: verdict.nextAction ?? "Send it again later.",
        };
  return { kind: "stopped", ending: ended, targetGone: false };
}
