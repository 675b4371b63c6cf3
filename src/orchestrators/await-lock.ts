// Waits until a person has removed a management lock, for a caller who asked for it. The locks are read
// again with growing pauses; no write is sent, and no lock is touched. Leases that are held are kept alive;
// whoever has sent nothing has given them back before.
//
// K1. It ends with the deadline and with a wish to stop, at the latest at the next reading.
// K2. A lock that no reading shows any more may still refuse a write for minutes. So a step that was
//     refused without a lock to be seen is tried again after a pause, at most for a quarter of an hour.

import type { LockWait } from "../domain/carried-run.ts";
import { addMs, earlierOf, isBefore, laterOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { lockBlocker, sayLock } from "../domain/lock-blocker.ts";
import type { LockObservation } from "../domain/observation.ts";
import type { Verdict } from "../domain/verdict.ts";
import { activity, all } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { cancelledBy, mayGoOn } from "./cancelling.ts";
import type { Stop } from "./cancelling.ts";
import { refusedWith, stoppedBy } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";
import { pauseUnlessStopped } from "./pause.ts";

/** Where a lock was met: in what was read for a plan, or by a step that Azure refused. */
export type MetLock =
  | { readonly by: "plan"; readonly locks: readonly LockObservation[] }
  | { readonly by: "step"; readonly stepId: string; readonly verdict: Verdict };

export type LockAwaited =
  /** Nothing that is to be seen forbids a write any more. */
  | { readonly kind: "gone" }
  | { readonly kind: "looked-enough" }
  | { readonly kind: "ended"; readonly ending: Ending }
  | { readonly kind: "lease-lost" };

export function* awaitLock(
  run: OperationRun,
  met: MetLock,
  looksMax: number,
): Workflow<LockAwaited> {
  const awaited = yield* lookUntilGone(run, met, looksMax);
  run.awaited = null;
  return awaited;
}

function* lookUntilGone(run: OperationRun, met: MetLock, looksMax: number): Workflow<LockAwaited> {
  if (met.by === "plan") noteLocks(run, met.locks);
  let notBefore = run.now;
  for (let looks = 0; looks < looksMax; looks += 1) {
    // What a step has met is looked at straight away.
    if (met.by === "plan" || looks > 0) {
      const paused = yield* pauseForLock(run, nextLookAt(run, notBefore));
      if (paused !== "over") return pauseEnded(run, paused);
    }
    const [looked, sign] = yield* lookAndAsk(run);
    if (sign.kind === "stop") return { kind: "ended", ending: cancelledBy(run, sign.cancelled) };
    switch (looked.kind) {
      case "clear":
        return met.by === "step" && looks === 0 ? yield* letItTakeEffect(run, met) : gone(run);
      case "locked":
        noteLocks(run, looked.locks);
        break;
      case "unreadable":
        if (looked.verdict !== undefined) {
          run.say("refused", looked.verdict.sentence);
          return { kind: "ended", ending: stoppedBy(looked.verdict) };
        }
        noteUnread(run, looked.sentence);
        notBefore = looked.retryAt;
    }
    if (!isBefore(run.now, run.request.deadlineAt)) {
      return { kind: "ended", ending: tooLong(run, met) };
    }
  }
  return { kind: "looked-enough" };
}

function lookAndAsk(run: OperationRun) {
  const { operationId, correlationId, target } = run.request;
  const look = activity("lookAtLocks", { operationId, correlationId, target });
  return all(run.context, [look, mayGoOn(run)]);
}

/** The wait that is on, with one more reading; a new one where the last has come to its end. */
function noteLocks(run: OperationRun, locks: readonly LockObservation[]): void {
  const before = waitOn(run);
  run.lockAftermath = null;
  run.lockWait = {
    since: before?.since ?? run.now,
    looks: (before?.looks ?? -1) + 1,
    locks,
    isGone: false,
  };
  if (before === null || idsOf(before.locks) !== idsOf(locks)) {
    run.note("waiting-for-lock", `${sayLocks(locks)} forbids every write; its removal is awaited.`);
  }
}

function noteUnread(run: OperationRun, sentence: string): void {
  run.say("unreadable", sentence);
  const before = waitOn(run);
  const since = before?.since ?? run.now;
  run.lockWait = {
    since,
    looks: (before?.looks ?? 0) + 1,
    locks: before?.locks ?? [],
    isGone: false,
  };
}

function waitOn({ lockWait }: OperationRun): LockWait | null {
  return lockWait === null || lockWait.isGone ? null : lockWait;
}

function gone(run: OperationRun): LockAwaited {
  noteLocksGone(run);
  return { kind: "gone" };
}

/** Once; nothing where none is waited for. */
export function noteLocksGone(run: OperationRun): void {
  const wait = waitOn(run);
  if (wait === null) return;
  run.lockWait = { ...wait, isGone: true };
  const sentence = `No lock forbids a write any more; it was waited for since ${wait.since}.`;
  run.note("lock-gone", sentence);
}

/** K2. */
function* letItTakeEffect(
  run: OperationRun,
  { stepId, verdict }: MetLock & { readonly by: "step" },
): Workflow<LockAwaited> {
  const before = run.lockAftermath;
  const since = before?.stepId === stepId ? before.since : run.now;
  run.lockAftermath = { stepId, since };
  const ends = earlierOf(addMs(since, limits.lockAftermathMs), run.request.deadlineAt);
  if (!isBefore(run.now, ends)) {
    const sentence = `${verdict.sentence} No lock on ${nameOf(run.request.target)} or above it is to be seen any more, and it was tried since ${since}.`;
    return { kind: "ended", ending: { ...stoppedBy(verdict), sentence } };
  }
  run.lockWait = { since, looks: 0, locks: [], isGone: true };
  run.note(
    "lock-lingers",
    `No lock is to be seen, and Azure still refuses for one: it takes minutes until a removal counts.`,
    stepId,
  );
  const pauseMs = Math.min(
    Math.max(msBetween(since, run.now), limits.lockLookFirstMs),
    limits.lockLookLastMs,
  );
  const paused = yield* pauseForLock(run, earlierOf(addMs(run.now, pauseMs), ends));
  return paused === "over" ? { kind: "gone" } : pauseEnded(run, paused);
}

function* pauseForLock(run: OperationRun, until: Instant): Workflow<"over" | "lost" | Stop> {
  const { locks, since } = run.lockWait ?? { locks: [], since: run.now };
  run.awaited = {
    kind: "lock",
    locks: locks.slice(0, shownMax).map(({ name, level, scope, notes }) => ({
      name,
      level,
      scope,
      notes: notes?.slice(0, notesLength) ?? null,
    })),
    since,
    nextTryAt: until,
  };
  const what =
    locks.length === 0
      ? "the removal of a lock to take effect"
      : `a person to remove ${sayLocks(locks).replace(/^The/, "the")}`;
  const sentence = `Waiting for ${what}, since ${since}.`;
  return yield* pauseUnlessStopped(run, until, () => run.show("waiting-for-lock", sentence));
}

function pauseEnded(run: OperationRun, paused: "lost" | Stop): LockAwaited {
  if (paused === "lost") return { kind: "lease-lost" };
  return { kind: "ended", ending: cancelledBy(run, paused.cancelled) };
}

/** Azure may have asked to be left alone for longer. */
function nextLookAt(run: OperationRun, notBefore: Instant): Instant {
  const looks = run.lockWait?.looks ?? 0;
  const pauseMs = Math.min(limits.lockLookFirstMs * 2 ** looks, limits.lockLookLastMs);
  return earlierOf(laterOf(addMs(run.now, pauseMs), notBefore), run.request.deadlineAt);
}

/** K1. */
function tooLong(run: OperationRun, met: MetLock): Ending {
  const { locks, since } = run.lockWait ?? { locks: [], since: run.now };
  const name = nameOf(run.request.target);
  const ended =
    locks.length === 0 && met.by === "step"
      ? stoppedBy(met.verdict)
      : refusedWith(locks.map((lock) => lockBlocker(lock, name)));
  const waited = `The deadline passed; the removal of the lock was awaited since ${since}.`;
  return { ...ended, sentence: `${waited} ${ended.sentence}` };
}

function sayLocks(locks: readonly LockObservation[]): string {
  const [first, ...others] = locks;
  if (first === undefined) return "A lock";
  return others.length === 0 ? sayLock(first) : `${sayLock(first)} and ${others.length} more`;
}

function idsOf(locks: readonly LockObservation[]): string {
  return locks
    .map(({ id }) => id.toLowerCase())
    .toSorted()
    .join(" ");
}

/** What is shown has its bounds. */
const shownMax = 5;
const notesLength = 200;
