// When a running operation is looked at, as data: for each kind of write the seconds after its start
// at which Azure has usually ended it, by the recorded durations (medians: deallocate 25.5 s, start
// 11 s, power off 7.5 s; a resize takes 0.7 s on a deallocated machine and 35 to 48 s on a running
// one). Looks lie close where the end is likely and far apart where it is not, because a machine has
// an allowance of its own: 12 reads a minute with 36 in hand, 15 polls with 45 in hand.
//
// T1. After the first minute there are at most four looks a minute.
// T2. The lower half of an allowance is spent no faster than it refills, the last of it slower: others
//     read this machine too.

import type { Allowance } from "../contracts/ports.ts";
import { addMs, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";

interface Rhythm {
  /** Seconds after the start, ascending, within the first minute. */
  readonly looksAtS: readonly number[];
  /** The Retry-After with which Azure accepts the write; 0 where it sends none. */
  readonly firstPollS: number;
}

const rhythms: ReadonlyMap<string, Rhythm> = new Map([
  [
    "vm-deallocate",
    {
      looksAtS: [13, 16, 18, 20, 22, 24, 26, 28, 30, 32, 35, 38, 42, 47, 53, 60],
      firstPollS: 10,
    },
  ],
  [
    "vm-start",
    {
      looksAtS: [5, 8, 9, 10, 11, 12, 13, 14.3, 16, 19, 23, 28, 34, 42, 51, 60],
      firstPollS: 10,
    },
  ],
  [
    "vm-power-off",
    { looksAtS: [3.7, 5, 6, 7, 8, 9, 10.5, 12, 14, 17, 22, 28, 36, 48, 60], firstPollS: 0 },
  ],
  [
    "vm-set-size",
    { looksAtS: [0.9, 2, 4, 8, 15, 25, 34, 36, 38, 40, 42, 44, 46, 48.5, 53, 60], firstPollS: 0 },
  ],
]);

/** For what somebody else has started, or is not known. */
const anyRhythm: Rhythm = {
  looksAtS: [2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60],
  firstPollS: 0,
};

const lateGapMs = 15_000;
/** Two looks closer together than this tell the same. */
const leastGapMs = 700;

export interface LookClock {
  readonly writeKind: string | null;
  readonly startedAt: Instant;
  readonly now: Instant;
}

/** When to look again. `allowance` is what the last answer told. */
export function nextLookAt(looking: LookClock, allowance: Allowance): Instant {
  const { startedAt, now } = looking;
  const elapsedMs = msBetween(startedAt, now);
  const { looksAtS } = rhythmOf(looking.writeKind);
  const nextS = looksAtS.find((atS) => atS * 1000 >= elapsedMs + leastGapMs);
  const gapMs = nextS === undefined ? lateGapMs : nextS * 1000 - elapsedMs;
  return addMs(now, Math.max(gapMs, allowedGapMs(allowance)));
}

/** When the operation's address may first be asked. */
export function firstPollAt(writeKind: string | null, startedAt: Instant): Instant {
  return addMs(startedAt, rhythmOf(writeKind).firstPollS * 1000);
}

/** After answers that told nothing: longer each time, up to a minute. */
export function backOffMs(troubles: number, retryAfterMs: number | null): number {
  const doubledMs = Math.min(60_000, 2_500 * 2 ** Math.min(troubles, 10));
  return Math.max(doubledMs, retryAfterMs ?? 0);
}

/** When an effect that is late is looked for again, if the operation succeeded `sinceMs` ago. */
export function lateEffectGapMs(sinceMs: number): number {
  return Math.max(2_000, Math.min(lateGapMs, sinceMs / 2));
}

function rhythmOf(writeKind: string | null): Rhythm {
  return (writeKind === null ? undefined : rhythms.get(writeKind)) ?? anyRhythm;
}

/** T2: each policy's steps, from the least that is left upwards. Refill is one read in 5 s and one poll
 * in 4 s; the steps below leave room for the reads of plans and submissions, which cannot wait. */
const readSteps: readonly PaceStep[] = [
  { below: 6, gapMs: 30_000 },
  { below: 12, gapMs: lateGapMs },
  { below: 18, gapMs: 5_000 },
];
const pollSteps: readonly PaceStep[] = [
  { below: 10, gapMs: lateGapMs },
  { below: 22, gapMs: 4_000 },
];

interface PaceStep {
  readonly below: number;
  readonly gapMs: number;
}

function allowedGapMs({ resourceReads, operationReads }: Allowance): number {
  return Math.max(paceFor(resourceReads, readSteps), paceFor(operationReads, pollSteps));
}

function paceFor(left: number | null, steps: readonly PaceStep[]): number {
  if (left === null) return 0;
  return steps.find(({ below }) => left < below)?.gapMs ?? 0;
}
