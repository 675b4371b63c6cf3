// Who of the waiters of a lease is next, and for how long it is kept for them.
//
// What a release or an expiry frees is not handed out, it is reserved: the first in line are woken and
// get the lease when they ask again. Handing it out at once would be simpler, but the lease of a
// waiter that died in the queue would then have to run out with its whole grace, a quarter of an hour
// for each dead one, and that of a living one would already be running while its wake-up is under way.
// A reservation needs no grace, because whoever has not been told of a grant has sent nothing.
//
// L1. First come, first served: nobody is granted while somebody before him, who is not silent, has
//     to wait for it. Intents that come before an exclusive waiter may go together; none overtakes it.
// L2. A waiter keeps its place until it is granted, leaves, or its `waitUntil` has passed.
// L3. Nobody waits for ever behind the dead: a reservation that is not taken in time makes its waiter
//     silent, and the silent are passed over until they ask again, at their old place.

import type { LeaseAnswers, LeaseMode, WakeTarget } from "../contracts/lease-messages.ts";
import { hasGivenUp, inTheWayAt, inTheWayViewOf, isOverdue } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState, LeaseWaiter } from "../contracts/lease-state.ts";
import { addMs, earlierOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { rememberedAt } from "./past-owners.ts";
import { keptEmptyMs, leaseHoldersMax, reservationMs } from "./waiting-limits.ts";

/** Two intents go together; an exclusive lease goes with nothing. */
export function isCompatible(one: LeaseMode, other: LeaseMode): boolean {
  return one === "intent" && other === "intent";
}

/** What the passing of time alone makes of a state. Every command starts and ends with it. */
export function settle(state: LeaseState, at: Instant): LeaseState {
  // A day after it ran out nobody comes back for a lease; kept for ever it would keep the entity.
  const holders = state.holders.filter((holder) =>
    isBefore(at, addMs(holder.expiresAt, keptEmptyMs)),
  );
  const broken = state.broken.filter((holder) => !isOverdue(holder, at));
  const past = rememberedAt(state.past, at);
  const kept = { ...state, holders, broken, past };
  const waiters = reserve(
    state.waiters.filter((waiter) => !hasGivenUp(waiter, at)), // L2
    inTheWayAt(kept, at),
    at,
  );
  const isEmpty = [holders, broken, waiters, state.open].every((list) => list.length === 0);
  return { ...kept, waiters, emptySince: isEmpty ? (state.emptySince ?? at) : null };
}

/** Null for a lease that nobody has held, waited for or left anything open in for a day. */
export function keptOrRemoved(state: LeaseState, at: Instant): LeaseState | null {
  const { emptySince, past } = state;
  if (emptySince === null || past.length > 0) return state;
  return isBefore(at, addMs(emptySince, keptEmptyMs)) ? state : null;
}

/** Whether the lease is kept for this waiter now. */
export function isCalled(waiter: LeaseWaiter, at: Instant): boolean {
  return waiter.reservedUntil !== null && isBefore(at, waiter.reservedUntil);
}

/** Whether it was called and let the time for it pass. */
export function isSilent(waiter: LeaseWaiter, at: Instant): boolean {
  return waiter.reservedUntil !== null && !isBefore(at, waiter.reservedUntil);
}

export function calledOf(state: LeaseState, at: Instant): readonly LeaseWaiter[] {
  return state.waiters.filter((waiter) => isCalled(waiter, at));
}

export function wakeTargetOf(waiter: LeaseWaiter): WakeTarget {
  return { instanceId: waiter.owner.instanceId, eventName: waiter.waitEvent };
}

/** The earliest instant at which time alone can bring this waiter forward, but no later than a living
 * waiter may be silent. Always after `at`. */
export function askAgainAtOf(options: {
  readonly state: LeaseState;
  readonly waiter: LeaseWaiter;
  readonly at: Instant;
  readonly freeAt: readonly Instant[];
  readonly latest: Instant;
}): Instant {
  const { state, waiter, at, freeAt, latest } = options;
  const ahead = aheadOf(state, waiter, at);
  const helpful = [
    ...freeAt,
    ...ahead.map((other) => addMs(other.waitUntil, 1)),
    ...ahead.flatMap((other) => (other.reservedUntil === null ? [] : [other.reservedUntil])),
  ];
  return helpful.reduce(earlierOf, latest);
}

/** The waiters before this one that are not silent. */
export function aheadOf(
  state: LeaseState,
  waiter: LeaseWaiter,
  at: Instant,
): readonly LeaseWaiter[] {
  return state.waiters
    .slice(0, state.waiters.indexOf(waiter))
    .filter((other) => !isSilent(other, at));
}

/** Marks the waiters for which the lease is free, as many from the front as can hold it together. */
function reserve(
  waiters: readonly LeaseWaiter[],
  inTheWay: readonly LeaseHolder[],
  at: Instant,
): readonly LeaseWaiter[] {
  const taken = inTheWay.map((holder) => holder.mode);
  let isBlocked = false;
  return waiters.map((waiter) => {
    if (isSilent(waiter, at)) return waiter; // L3
    isBlocked ||=
      taken.length >= leaseHoldersMax || taken.some((mode) => !isCompatible(mode, waiter.mode));
    if (isBlocked) return { ...waiter, reservedUntil: null }; // L1
    taken.push(waiter.mode);
    return { ...waiter, reservedUntil: waiter.reservedUntil ?? addMs(at, reservationMs) };
  });
}

/** Whom it is told that it waits for. A crowd is in the way of nobody in particular: there is no room
 * for one more. */
export function firstInTheWay(
  state: LeaseState,
  waiter: LeaseWaiter,
  at: Instant,
): Pick<Extract<LeaseAnswers["acquire"], { kind: "rejected" }>, "holder" | "crowd"> {
  const inTheWay = inTheWayOf(state, waiter, at);
  const [first] = inTheWay;
  const isCrowded = inTheWay.every((holder) => isCompatible(holder.mode, waiter.mode));
  return {
    holder: first === undefined ? null : inTheWayViewOf(state, first),
    ...(first !== undefined && isCrowded ? { crowd: inTheWay.length } : {}),
  };
}

/** Beside whom it cannot hold: all of them, where there are too many. */
export function inTheWayOf(
  state: LeaseState,
  waiter: LeaseWaiter,
  at: Instant,
): readonly LeaseHolder[] {
  const all = inTheWayAt(state, at);
  return all.length >= leaseHoldersMax
    ? all
    : all.filter((holder) => !isCompatible(holder.mode, waiter.mode));
}
