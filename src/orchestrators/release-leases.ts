// Gives leases and the turn back, and wakes whoever comes next. The wake-up is an activity of its own,
// because it is then in the history and is tried again where it could not be delivered; should it be
// lost all the same, the waiter's timer makes up for it.

import { entityKeyOf } from "../contracts/lease-messages.ts";
import type { WakeTarget } from "../contracts/lease-messages.ts";
import { addMs } from "../domain/instant.ts";
import { activity, all, call, entity, sleepUntil } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { attempt } from "./attempt.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** Gives back every lease that is held or queued for, and wakes the next. */
export function* releaseLeases(run: OperationRun): Workflow<void> {
  if (run.askedLeases.length === 0) return;
  const answers = yield* all(run.context, releasesOf(run));
  forgetLeases(run);
  yield* wakeWaiters(
    run,
    answers.flatMap((answer) => answer.wake),
  );
}

/** Gives back leases and turn together and answers who is to be woken. Leases with something open
 * stay: they carry its address to whoever comes next, and run out by themselves. */
export function* giveEverythingBack(run: OperationRun): Workflow<readonly WakeTarget[]> {
  const leave = entity("targetTurn", run.targetKey, "leave", {
    ownerId: run.owner.id,
    at: run.now,
  });
  const releases = keepsLeases(run) ? [] : releasesOf(run);
  const calls = run.turnAsked ? [...releases, leave] : releases;
  if (calls.length === 0) return [];
  const answers = yield* all(run.context, calls);
  run.turnAsked = false;
  if (!keepsLeases(run)) forgetLeases(run);
  return answers.flatMap((answer) => answer.wake);
}

/** Whether something that is noted in the leases may still be at work. */
export function keepsLeases(run: OperationRun): boolean {
  return run.openSteps.length > 0 && run.leases.length > 0;
}

export function* wakeWaiters(run: OperationRun, targets: readonly WakeTarget[]): Workflow<void> {
  if (targets.length > 0) yield* attempt(run, "Waking whoever waits", wake(run, targets));
}

function* wake(run: OperationRun, targets: readonly WakeTarget[]): Workflow<void> {
  for (let tries = 0; tries < limits.wakesMax; tries += 1) {
    if (tries > 0) yield* sleepUntil(run.context, addMs(run.now, limits.wakePauseMs));
    const delivered = yield* call(run.context, activity("wakeWaiters", { targets }));
    if (delivered >= targets.length) return;
  }
}

function releasesOf(run: OperationRun) {
  return run.askedLeases.map((resourceId) =>
    entity("resourceLease", entityKeyOf(resourceId), "release", {
      ownerId: run.owner.id,
      at: run.now,
    }),
  );
}

function forgetLeases(run: OperationRun): void {
  run.askedLeases = [];
  run.leases = [];
}
