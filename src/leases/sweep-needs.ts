// Which leases and turns a sweep has to visit, told from their committed states and from who is dead. A
// visit writes a history, so whoever is well is left alone.
//
// S1. Asked about is only who would have to leave, were it dead: whoever waits, and whoever holds a
//     lease that has run out together with its grace.
// S2. A tool's lease outlives the orchestration that took it, and may be renewed after it has run out as
//     long as nobody has taken it. So its end is left to time and to whoever comes next.
// S3. Visited is also where a waiter has been free to go on for a while and has not come, because its
//     wake-up may have been lost; where time has emptied an entity and nothing else would come to it;
//     and where an entity has been empty for long enough to be removed.

import { hasGivenUp, isOverdue } from "../contracts/lease-state.ts";
import type { LeaseState } from "../contracts/lease-state.ts";
import { instanceIdOf, ownerIdOf } from "../contracts/stored-owner.ts";
import { headOf, isPastHold } from "../contracts/turn-state.ts";
import type { TurnState } from "../contracts/turn-state.ts";
import { addMs, epochMsOf, instantOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { calledOf, keptOrRemoved, settle } from "./lease-queue.ts";
import { keptEmptyMs, reservationMs } from "./waiting-limits.ts";

export interface PresentOwner {
  readonly id: string;
  readonly operationId: string;
  readonly instanceId: string;
  readonly kind: string;
  readonly since: Instant;
}

/** Owners of this kind are tools, see S2. */
export const toolLeaseKind = "tool-lease";

/** A wake-up that is under way arrives within moments. */
const wakeUpMs = 30_000;

/** S1, in the order in which they would come to their turn. */
export function leaseOwnersToAsk(state: LeaseState, at: Instant): readonly PresentOwner[] {
  const holders = state.holders.filter(
    (holder) => isOverdue(holder, at) && holder.owner.kind !== toolLeaseKind, // S2
  );
  const waiters = state.waiters.filter((waiter) => !hasGivenUp(waiter, at));
  return [...holders, ...waiters].map(({ owner, since }) => {
    const { id, operationId, instanceId, kind } = owner;
    return { id, operationId, instanceId, kind, since };
  });
}

/** `dead`: those of the owners that were asked about. */
export function leaseNeedsSweep(state: LeaseState, dead: readonly string[], at: Instant): boolean {
  const settled = settle(state, at);
  const isEmptied = settled.emptySince !== null && state.emptySince === null;
  return (
    dead.length > 0 || isEmptied || isUnwoken(state, at) || keptOrRemoved(settled, at) === null // S3
  );
}

/** S1: a turn holds nothing, so its head is asked about, too. */
export function turnOwnersToAsk(state: TurnState, at: Instant): readonly PresentOwner[] {
  return presentTickets(state, at).map((ticket) => ({
    id: ownerIdOf(ticket),
    operationId: ticket.operationId,
    instanceId: instanceIdOf(ticket),
    kind: ticket.kind,
    since: instantOf(ticket.since),
  }));
}

export function turnNeedsSweep(state: TurnState, dead: readonly string[], at: Instant): boolean {
  if (dead.length > 0) return true;
  const atMs = epochMsOf(at);
  const present = presentTickets(state, at);
  if (present.length === 0) {
    const { emptySince } = state;
    return emptySince === null || emptySince + keptEmptyMs <= atMs; // S3
  }
  const head = headOf(present, atMs);
  if (head === undefined || head.headSince !== undefined) return false;
  return isLate(head.reservedUntil === undefined ? null : instantOf(head.reservedUntil), at);
}

function presentTickets(state: TurnState, at: Instant) {
  return state.tickets.filter((ticket) => !isPastHold(ticket, epochMsOf(at)));
}

/** Whether somebody could have the lease and has not come for it. */
function isUnwoken(state: LeaseState, at: Instant): boolean {
  const free = new Set(calledOf(settle(state, at), at).map(({ owner }) => owner.id));
  return state.waiters.some(
    ({ owner, reservedUntil }) => free.has(owner.id) && isLate(reservedUntil, at),
  );
}

/** A null reservation: it has come free by the passing of time, of which nobody is told. */
function isLate(reservedUntil: Instant | null, at: Instant): boolean {
  return reservedUntil === null || !isBefore(at, addMs(reservedUntil, wakeUpMs - reservationMs));
}
