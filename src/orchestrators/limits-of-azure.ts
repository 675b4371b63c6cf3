// Limits on requests that Azure has told: what they count is held back for as long as was asked, here and
// in every other operation. An early try makes ARM's wait begin anew.
//
// T1. Nothing is sent before the instant that Azure has named for what the write counts to.
// T2. An undo goes at that instant, everything else a moment of its own later: what was taken apart is
//     put back first, and not all come at once.
// T3. Waiting for a limit is no time of the step's own: its budget is what is left of it afterwards. A
//     forward write waits until the deadline at the longest.

import { entityKeyOf } from "../contracts/lease-messages.ts";
import { throttleKeyOf } from "../contracts/throttle-messages.ts";
import type { CountedWrite, ThrottleAnswers } from "../contracts/throttle-messages.ts";
import { addMs, earlierOf, laterOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Verdict } from "../domain/verdict.ts";
import { call, entity } from "../platform/durable.ts";
import type { Call, Workflow } from "../platform/durable.ts";
import { attempt } from "./attempt.ts";
import { cancelledBy } from "./cancelling.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { pauseUnlessStopped } from "./pause.ts";
import type { StepTask, TryResult } from "./step-task.ts";
import type { StepTrial } from "./step-trial.ts";

/** Whether a limit holds the step's write back now. */
export function askLimits(run: OperationRun, task: StepTask): Call<ThrottleAnswers["ask"]> {
  const { resourceId } = task.write;
  const question = { ...countedWrite(run, task), at: run.now };
  return entity("throttle", throttleKeyOf(resourceId), "ask", question);
}

/** Azure has refused the step's write for too many requests. */
export function* backOff(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  verdict: Verdict,
): Workflow<TryResult> {
  const { delayMs: forMs, holdsBack } = verdict;
  const scope = holdsBack ?? "subscription";
  const until = addMs(run.now, forMs);
  const { resourceId } = task.write;
  const told = { ...countedWrite(run, task), scope, at: run.now, forMs };
  const hold = entity("throttle", throttleKeyOf(resourceId), "hold", told);
  yield* attempt(run, "Telling other operations of the limit", call(run.context, hold));
  // Under its lease nobody else writes to the resource.
  const at = scope === "resource" ? until : writeAt(run, task, until);
  return yield* pauseUntilAllowed(run, task, trial, at);
}

/** Another operation was told of a limit that counts this write, too. */
export function* waitForLimit(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  until: Instant,
): Workflow<TryResult> {
  trial.meet("Azure had asked other operations of the subscription not to send more");
  if (trial.heldBack < limits.holdBacksMax) trial.heldBack += 1;
  // A host may wake early, and asked at once it would be the same again.
  const later = laterOf(until, addMs(run.now, limits.allowedFirstMs));
  return yield* pauseUntilAllowed(run, task, trial, writeAt(run, task, later));
}

function* pauseUntilAllowed(
  run: OperationRun,
  task: StepTask,
  trial: StepTrial,
  at: Instant,
): Workflow<TryResult> {
  const begunAt = run.now;
  const sentence = `Azure has asked to be left alone for a while; "${task.title}" waits until ${at}.`;
  run.note("held-back", sentence, task.id);
  const paused = yield* pause(run, task, at, () => run.show("waiting-for-azure", sentence));
  if (paused === "lost") return { kind: "lease-lost" };
  if (typeof paused === "object") {
    return { kind: "stopped", ending: cancelledBy(run, paused.cancelled), targetGone: false };
  }
  trial.prolong(run, msBetween(begunAt, run.now)); // T3
  run.show(task.phase === "forward" ? "applying" : "undoing", `${task.title}.`);
  return { kind: "try-again" };
}

function* pause(run: OperationRun, { phase }: StepTask, at: Instant, show: () => void) {
  if (phase === "forward") {
    return yield* pauseUnlessStopped(run, earlierOf(at, run.request.deadlineAt), show);
  }
  show();
  return yield* run.leases.pauseUntil(at);
}

/** T2. */
function writeAt({ request }: OperationRun, { phase }: StepTask, until: Instant): Instant {
  if (phase === "undo") return until;
  return addMs(until, limits.spreadFirstMs + (hashOf(request.operationId) % limits.spreadMs));
}

function countedWrite(run: OperationRun, { write }: StepTask): CountedWrite {
  return { resource: entityKeyOf(write.resourceId), location: run.place?.location ?? null };
}

/** Only to spread them: any two IDs may share one. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) % 999_983;
  return hash;
}
