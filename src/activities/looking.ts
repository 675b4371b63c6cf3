// How one look at a running operation goes on from answer to answer: pure, so that every order of
// answers can be tried. Each function takes what is known and the time, and says what is to be asked
// next or what is to be told. A state read is cheap and only brings the poll of the operation's own
// address forward; the address has the last word, and after it only the state is read, which tells
// whether the effect is there.
//
// K1. A poll that cannot be read says nothing about the operation.
// K2. Without an address, or with one that Azure does not know any more, the operation has ended when
//     the machine was found settled twice, ten seconds apart, or once with the effect there.
// K3. A success whose effect does not show yet is looked at for a minute before that is told.
// K4. A look ends after at most four questions.

import type { LookAnswer, LookInput, LookSchedule } from "../contracts/activity-messages.ts";
import type { Allowance, Polled, Read } from "../contracts/ports.ts";
import { sayCondition, unmetOf } from "../domain/condition.ts";
import { addMs, isBefore, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { isSettled } from "../domain/observation.ts";
import type { VmState } from "../domain/observation.ts";
import type { Refusal } from "../domain/refusal.ts";
import { backOffMs, firstPollAt, lateEffectGapMs, nextLookAt } from "./look-times.ts";

export interface Looking {
  readonly input: LookInput;
  readonly schedule: LookSchedule;
  /** Read in this look. */
  readonly seen: VmState | null;
}

export type Next =
  | { readonly kind: "read"; readonly looking: Looking }
  | { readonly kind: "poll"; readonly looking: Looking }
  | { readonly kind: "tell"; readonly answer: LookAnswer };

/** The address is not asked any more. */
const never: Instant = "9999-12-31T23:59:59.999Z";
const settledGapMs = 10_000;
const lateEffectMs = 60_000;
const untold: Allowance = { resourceReads: null, operationReads: null };
/** Refused polls in a row after which the address counts as not ours to ask. */
const refusedPollsMax = 3;

export function beginLook(input: LookInput, now: Instant): Next {
  const schedule = input.schedule ?? firstSchedule(input);
  const looking: Looking = { input, schedule, seen: null };
  if (schedule.terminal !== undefined || !hasAddress(looking)) return { kind: "read", looking };
  // Straight after the acceptance nothing can be new yet, and reads are scarce.
  if (input.schedule === null && isBefore(now, schedule.nextLookAt)) return tellRunning(looking);
  return { kind: isBefore(now, schedule.pollNotBefore) ? "read" : "poll", looking };
}

export function afterRead(before: Looking, read: Read<VmState>, now: Instant): Next {
  const counted = note(before, { reads: before.schedule.reads + 1 });
  if (read.kind !== "read") {
    const troubles = counted.schedule.troubles + 1;
    const retryAfterMs = read.kind === "refused" ? read.refusal.retryAfterMs : null;
    const next = addMs(now, backOffMs(troubles, retryAfterMs));
    return tellRunning(note(counted, { troubles, nextLookAt: next }));
  }
  const looking: Looking = { ...counted, seen: read.value };
  if (looking.schedule.terminal !== undefined) return verify(looking, read.value, now);
  if (!hasAddress(looking)) return judgeByState(looking, read.value, now, read.allowance);
  const mayHaveEnded = isSettled(read.value) || hasEffect(looking, read.value);
  if (!mayHaveEnded) return lookAgain(looking, read.allowance, now);
  if (isHeldOff(looking, now)) {
    return tellRunning(note(looking, { nextLookAt: looking.schedule.pollNotBefore }));
  }
  return { kind: "poll", looking };
}

export function afterPoll(before: Looking, polled: Polled, now: Instant): Next {
  const looking = note(before, { polls: before.schedule.polls + 1 });
  switch (polled.kind) {
    case "running": {
      const pollNotBefore = addMs(now, polled.retryAfterMs ?? 0);
      const { allowance, unknownWord } = polled;
      return lookAgain(note(looking, { troubles: 0, pollNotBefore }), allowance, now, unknownWord);
    }
    case "succeeded":
      return afterTerminal(looking, { how: "succeeded", refusal: null, at: now });
    case "failed":
    case "canceled":
      return afterTerminal(looking, { how: polled.kind, refusal: polled.refusal, at: now });
    case "gone":
      return goOnWithoutAddress(looking, now);
    case "unreadable":
      return afterUnreadablePoll(looking, polled, now);
  }
}

function afterTerminal(before: Looking, terminal: NonNullable<LookSchedule["terminal"]>): Next {
  const looking = note(before, { troubles: 0, terminal });
  const { seen } = looking;
  // A read that was made just before and shows the effect is the verification.
  if (seen !== null && isSettled(seen) && hasEffect(looking, seen)) {
    return tellEnded(looking, { ...terminal, seen });
  }
  return { kind: "read", looking };
}

/** K1. */
function afterUnreadablePoll(
  looking: Looking,
  polled: Extract<Polled, { kind: "unreadable" }>,
  now: Instant,
): Next {
  const troubles = looking.schedule.troubles + 1;
  if (troubles >= refusedPollsMax && isRefusedForGood(polled.refusal)) {
    return goOnWithoutAddress(looking, now);
  }
  // The state may still be read meanwhile, at its own pace.
  const pollNotBefore = addMs(now, backOffMs(troubles, polled.retryAfterMs));
  return lookAgain(note(looking, { troubles, pollNotBefore }), untold, now);
}

function goOnWithoutAddress(before: Looking, now: Instant): Next {
  const looking = note(before, { pollNotBefore: never, troubles: 0 });
  const { seen } = looking;
  return seen === null ? { kind: "read", looking } : judgeByState(looking, seen, now, untold);
}

/** K2. */
function judgeByState(before: Looking, state: VmState, now: Instant, allowance: Allowance): Next {
  const looking = note(before, { troubles: 0 });
  if (!isSettled(state)) return lookAgain(note(looking, { settledReads: 0 }), allowance, now);
  const { settledReads, nextLookAt: due } = looking.schedule;
  const end = { how: "settled", refusal: null, seen: state } as const;
  if (hasEffect(looking, state)) return tellEnded(looking, end);
  if (settledReads === 0) {
    return tellRunning(note(looking, { settledReads: 1, nextLookAt: addMs(now, settledGapMs) }));
  }
  // An event may wake a waiter before the ten seconds are over.
  return isBefore(now, due) ? tellRunning(looking) : tellEnded(looking, end);
}

/** K3. */
function verify(looking: Looking, seen: VmState, now: Instant): Next {
  const { terminal } = looking.schedule;
  if (terminal === undefined) throw new Error("An operation is verified before it has ended.");
  const sinceMs = msBetween(terminal.at, now);
  const isLate = terminal.how === "succeeded" && unmetOf(looking.input.after, seen).length > 0;
  if (!isLate || sinceMs >= lateEffectMs) return tellEnded(looking, { ...terminal, seen });
  const next = addMs(now, lateEffectGapMs(sinceMs));
  return tellRunning(note(looking, { troubles: 0, nextLookAt: next }));
}

function lookAgain(
  looking: Looking,
  allowance: Allowance,
  now: Instant,
  unknownWord: string | null = null,
): Next {
  const { writeKind, startedAt } = looking.input;
  const next = nextLookAt({ writeKind, startedAt, now }, allowance);
  return tellRunning(note(looking, { nextLookAt: next }), unknownWord);
}

function tellRunning(looking: Looking, unknownWord: string | null = null): Next {
  const { schedule, seen } = looking;
  const wait = sayWait(looking);
  const sentence =
    unknownWord === null
      ? `${wait}.`
      : `${wait}; Azure calls its operation "${unknownWord}", which is not known here and counts as running.`;
  return { kind: "tell", answer: { kind: "running", schedule, seen, sentence } };
}

function tellEnded(
  { input, schedule }: Looking,
  end: {
    readonly how: "succeeded" | "failed" | "canceled" | "settled";
    readonly refusal: Refusal | null;
    readonly seen: VmState;
  },
): Next {
  const { how, refusal, seen } = end;
  const unmet = unmetOf(input.after, seen).map((condition) => sayCondition(condition, seen));
  return { kind: "tell", answer: { kind: "ended", how, refusal, seen, unmet, schedule } };
}

function sayWait({ input, schedule, seen }: Looking): string {
  const awaited = (seen === null ? input.after : unmetOf(input.after, seen))[0];
  const what =
    awaited === undefined ? "the operation's end" : sayCondition(awaited, seen ?? undefined);
  const { troubles } = schedule;
  if (troubles === 0) return `Waiting for ${what}`;
  return `Waiting for ${what}; Azure could not tell (${troubles} in a row)`;
}

/** A running operation's Retry-After is advice, and the state may know better; after a 429 or another
 * answer that told nothing, asking early would only lengthen the wait. */
function isHeldOff({ schedule }: Looking, now: Instant): boolean {
  return schedule.troubles > 0 && isBefore(now, schedule.pollNotBefore);
}

function hasAddress({ input, schedule }: Looking): boolean {
  return input.address !== null && schedule.pollNotBefore !== never;
}

/** No conditions are no effect: what somebody else's operation is to lead to is not known. */
function hasEffect({ input }: Looking, state: VmState): boolean {
  return input.after.length > 0 && unmetOf(input.after, state).length === 0;
}

function note(looking: Looking, change: Partial<LookSchedule>): Looking {
  return { ...looking, schedule: { ...looking.schedule, ...change } };
}

function firstSchedule({ writeKind, startedAt }: LookInput): LookSchedule {
  return {
    nextLookAt: nextLookAt({ writeKind, startedAt, now: startedAt }, untold),
    pollNotBefore: firstPollAt(writeKind, startedAt),
    polls: 0,
    reads: 0,
    settledReads: 0,
    troubles: 0,
  };
}

/** A client error is about our asking, and asking again does not change it: reading operations needs
 * a permission of its own. Nor does it where an address answers, but not as an operation does: one that
 * a refusal has named may be of something else. */
function isRefusedForGood(refusal: Refusal | null): boolean {
  const status = refusal?.status ?? null;
  if (status === null) return false;
  return status < 300 || (status >= 400 && status < 500 && status !== 408 && status !== 429);
}
