// The state of the lease entity as the reducers see it, and what of it is shown; how it is kept is in
// `stored-lease.ts`. Who is granted what is decided in `src/leases`; the instants at which a holder
// stops being in the way and a waiter counts as gone stand here, because a reader needs them too.

import { addMs, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type {
  LeaseBreak,
  LeaseHolderView,
  LeaseMode,
  LeaseOwner,
  LeaseView,
  OpenOperation,
} from "./lease-messages.ts";

/**
 * The longest that one request to ARM may be under way, from the last look at the clock to the moment
 * at which Azure has taken it. Azure cannot check a fencing number, so a holder sends nothing in the
 * last two minutes of its lease, and whoever comes after an expired lease waits as long again: a
 * request that was sent in time has then arrived, and what it started can be read.
 */
export const longestRequestMs = 120_000;

export interface LeaseHolder {
  readonly owner: LeaseOwner;
  readonly mode: LeaseMode;
  readonly fencing: number;
  readonly since: Instant;
  readonly expiresAt: Instant;
  /** The last command by which its owner asked. */
  readonly commandId: number;
}

export interface LeaseWaiter {
  readonly owner: LeaseOwner;
  readonly mode: LeaseMode;
  readonly since: Instant;
  readonly waitEvent: string;
  readonly waitUntil: Instant;
  /** Until when what has become free is kept for this waiter; null while nothing is free for it. Once
   * passed, the waiter counts as silent, until it asks again. */
  readonly reservedUntil: Instant | null;
  /** The last command by which its owner asked. */
  readonly commandId: number;
}

/** An open operation with the grant under which it was noted. */
export interface NotedOperation {
  readonly ownerId: string;
  readonly fencing: number;
  /** Only where it was noted under an intent. */
  readonly mode?: "intent";
  readonly operation: OpenOperation;
}

/** An owner that neither holds nor waits any more: what it said up to this command is of the past. */
export interface PastOwner {
  readonly ownerId: string;
  readonly commandId: number;
  readonly at: Instant;
}

export interface LeaseState {
  readonly resourceId: string | null;
  readonly lastFencing: number;
  readonly holders: readonly LeaseHolder[];
  /** Holders whose lease was broken, with that as its end: they can say nothing any more, but what they
   * have sent before may still be under way. */
  readonly broken: readonly LeaseHolder[];
  /** In the order in which they came. */
  readonly waiters: readonly LeaseWaiter[];
  readonly open: readonly NotedOperation[];
  /** The last few, oldest first. */
  readonly past: readonly PastOwner[];
  /** The last few, oldest first. */
  readonly breaks: readonly LeaseBreak[];
  /** Since when nobody holds or waits and nothing is open; null while somebody does. */
  readonly emptySince: Instant | null;
}

export const emptyLease: LeaseState = {
  resourceId: null,
  lastFencing: 0,
  holders: [],
  broken: [],
  waiters: [],
  open: [],
  past: [],
  breaks: [],
  emptySince: null,
};

/** From when on a lease that was not renewed is in nobody's way. */
export function freeAtOf(holder: LeaseHolder): Instant {
  return addMs(holder.expiresAt, longestRequestMs);
}

/** Whether a successor could take the lease over. Until one does, its holder may still renew it. */
export function isOverdue(holder: LeaseHolder, at: Instant): boolean {
  return !isBefore(at, freeAtOf(holder));
}

/** Everybody who may have a request under way at that instant. */
export function inTheWayAt(state: LeaseState, at: Instant): readonly LeaseHolder[] {
  return [...state.holders, ...state.broken].filter((holder) => !isOverdue(holder, at));
}

export function hasGivenUp(waiter: LeaseWaiter, at: Instant): boolean {
  return isBefore(waiter.waitUntil, at);
}

export function holderViewOf(holder: LeaseHolder): LeaseHolderView {
  const { owner, mode, fencing, since, expiresAt } = holder;
  return { owner, mode, fencing, since, expiresAt };
}

/** Of one that is in the way: where it was broken, also by whom and until when it still is. */
export function inTheWayViewOf(state: LeaseState, holder: LeaseHolder): LeaseHolderView {
  const view = holderViewOf(holder);
  if (!state.broken.includes(holder)) return view;
  const noted = state.breaks.findLast(
    (one) => one.holder.owner.id === holder.owner.id && one.holder.fencing === holder.fencing,
  );
  const broken = {
    at: noted?.at ?? holder.expiresAt,
    by: noted === undefined ? null : { id: noted.by.id, name: noted.by.name },
    reason: noted?.reason ?? null,
    fencedUntil: freeAtOf(holder),
  };
  return { ...view, broken };
}

/** Who holds it at that instant, who waits, and what is open; empty for an entity without state. */
export function leaseViewOf(state: LeaseState | null, at: Instant): LeaseView {
  if (state === null) return { resourceId: null, holders: [], queue: [], open: [], breaks: [] };
  const fenced = state.broken.filter((holder) => !isOverdue(holder, at));
  return {
    resourceId: state.resourceId,
    holders: state.holders.filter((holder) => !isOverdue(holder, at)).map(holderViewOf),
    ...(fenced.length === 0
      ? {}
      : { fenced: fenced.map((holder) => inTheWayViewOf(state, holder)) }),
    queue: state.waiters
      .filter((waiter) => !hasGivenUp(waiter, at))
      .map(({ owner, mode, since, waitUntil }) => ({ owner, mode, since, waitUntil })),
    open: state.open.map(({ operation: { address, ...shown } }) => ({
      ...shown,
      accepted: address !== null,
    })),
    breaks: state.breaks,
  };
}
