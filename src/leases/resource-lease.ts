// Granting and giving back the lease of one resource: the commands `acquire`, `release` and `read`.
// Whoever holds it is in `lease-holding.ts`, who is next in `lease-queue.ts`.
//
// L4. One writer: beside an exclusive holder there is nobody, within its lease and the grace after it.
//     A grace is waited out after an expiry only; whoever releases has nothing under way.
// L5. Fencing numbers grow with every grant, also over the entity's removal: they are at least the
//     epoch milliseconds of the command, and an empty lease is kept for a day.
// L6. The same command said twice leaves the same state and is answered the same, except that waiters
//     who were called are not named twice by a grant.
//
// An entity that has been empty for a day is removed by the next `read` or `sweep` that comes to it;
// one to which none comes is kept, and costs a few hundred bytes.

import type {
  Granted,
  LeaseAnswers,
  LeaseCommands,
  LeaseMode,
} from "../contracts/lease-messages.ts";
import { emptyLease, freeAtOf, isOverdue, leaseViewOf } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState, LeaseWaiter } from "../contracts/lease-state.ts";
import { storedLeaseOf } from "../contracts/stored-lease.ts";
import { addMs, epochMsOf, laterOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import {
  aheadOf,
  askAgainAtOf,
  calledOf,
  firstInTheWay,
  inTheWayOf,
  isCalled,
  isCompatible,
  isSilent,
  keptOrRemoved,
  settle,
  wakeTargetOf,
} from "./lease-queue.ts";
import { inheritedBy } from "./open-operations.ts";
import { pastOf, presentOf, remembering, withPast } from "./past-owners.ts";
import type { Reduction } from "./reduction.ts";
import {
  askAgainMaxMs,
  leaseBytesMax,
  leaseHoldersMax,
  leaseWaitersMax,
} from "./waiting-limits.ts";

type Acquire = LeaseCommands["acquire"];
interface Context {
  readonly command: Acquire;
  /** Before anything was changed. */
  readonly earlier: LeaseState | null;
}

type Acquired = Reduction<LeaseState, LeaseAnswers["acquire"]>;

export const acquire = remembering(acquired);
export const release = remembering(released);
export const read = remembering(viewed);

function acquired(state: LeaseState | null, command: Acquire): Acquired {
  const { at, mode, owner, commandId } = command;
  const before = settle(state ?? emptyLease, at);
  const present = presentOf(before, owner.id);
  if (commandId <= (pastOf(before, owner.id)?.commandId ?? -1)) {
    return { state, answer: { kind: "left" } }; // L10
  }
  if (present !== undefined && commandId <= present.commandId) {
    return { state, answer: toldAgain(before, present, { at, earlier: state }) }; // L6, L10
  }
  const held = before.holders.find((holder) => holder === present);
  if (held !== undefined && (held.mode === mode || held.mode === "exclusive")) {
    const holder = { ...held, owner, commandId };
    const holders = before.holders.map((other) => (other === held ? holder : other));
    return {
      state: { ...before, holders },
      answer: grantedAs(before, holder, { at, earlier: state }),
    };
  }
  return ask(before, held, { command, earlier: state });
}

/** Asks for somebody who does not hold it yet, or not in this mode. */
function ask(before: LeaseState, held: LeaseHolder | undefined, context: Context): Acquired {
  const { at, owner, whenBusy } = context.command;
  // Whoever wants more than it holds gives up what it holds: two that each waited for the other's
  // intent to go would wait until one of them expires.
  const queued = settle(
    {
      ...before,
      resourceId: before.resourceId ?? context.command.resourceId,
      holders: before.holders.filter((holder) => holder !== held),
      waiters: lineUp(before.waiters, context.command),
    },
    at,
  );
  const waiter = queued.waiters.find((other) => other.owner.id === owner.id);
  if (waiter === undefined) throw new Error("Whoever asks for a lease stands in its queue.");
  if (isCalled(waiter, at)) return grant(queued, waiter, context);
  if (whenBusy === "reject") return reject(before, queued, waiter, at);
  const isNew = queued.waiters.length > before.waiters.length;
  const full = isNew ? whatIsFull(queued) : null;
  if (full !== null) {
    return { state: before, answer: { kind: "queue-full", waiters: before.waiters.length, full } };
  }
  return { state: queued, answer: waitingAs(queued, waiter, at) };
}

/** Who asks not to wait is in no queue afterwards, and keeps what it holds. */
function reject(
  before: LeaseState,
  queued: LeaseState,
  waiter: LeaseWaiter,
  at: Instant,
): Acquired {
  const waiters = before.waiters.filter(
    (other) => other.owner.operationId !== waiter.owner.operationId,
  );
  return {
    state: settle({ ...before, waiters }, at),
    answer: { kind: "rejected", ...firstInTheWay(queued, waiter, at), waiting: waiters.length },
  };
}

/** Null where there is room for one more. */
function whatIsFull(queued: LeaseState): "queue" | "state" | null {
  if (queued.waiters.length > leaseWaitersMax) return "queue";
  const text = JSON.stringify(storedLeaseOf(queued));
  return new TextEncoder().encode(text).length > leaseBytesMax ? "state" : null;
}

/** Gives the lease back or leaves the queue. What was noted as open stays. */
function released(
  state: LeaseState | null,
  command: LeaseCommands["release"],
): Reduction<LeaseState, LeaseAnswers["release"]> {
  const { at, ownerId, commandId } = command;
  const before = settle(state ?? emptyLease, at);
  const present = presentOf(before, ownerId);
  const isLate =
    present === undefined
      ? commandId <= (pastOf(before, ownerId)?.commandId ?? -1)
      : commandId < present.commandId;
  if (isLate) return { state, answer: releasedAs(before, at) }; // L10
  const left = {
    ...before,
    holders: before.holders.filter((holder) => holder !== present),
    waiters: before.waiters.filter((waiter) => waiter !== present),
  };
  const after = settle(withPast(left, { ownerId, commandId, at }), at);
  return { state: after, answer: releasedAs(after, at) };
}

function releasedAs(state: LeaseState, at: Instant): LeaseAnswers["release"] {
  return { kind: "released", wake: calledOf(state, at).map(wakeTargetOf) };
}

function viewed(
  state: LeaseState | null,
  command: LeaseCommands["read"],
): Reduction<LeaseState, LeaseAnswers["read"]> {
  const answer = leaseViewOf(state, command.at);
  if (state === null) return { state: null, answer };
  return { state: keptOrRemoved(settle(state, command.at), command.at), answer };
}

/** Puts the asker at the place that it has, else at the end. A later start of the same operation takes
 * the place of the earlier one, which is dead, as only one execution of an instance can live. */
function lineUp(waiters: readonly LeaseWaiter[], command: Acquire): readonly LeaseWaiter[] {
  const { at, owner, mode, waitEvent, commandId } = command;
  // Who may not wait any longer still gets what is free now.
  const waitUntil = laterOf(command.waitUntil, at);
  const place = waiters.find(
    (waiter) => waiter.owner.operationId === owner.operationId && waiter.mode === mode,
  );
  const others = waiters.filter(
    (waiter) => waiter.owner.operationId !== owner.operationId || waiter === place,
  );
  if (place === undefined) {
    return [
      ...others,
      { owner, mode, since: at, waitEvent, waitUntil, reservedUntil: null, commandId },
    ];
  }
  // Whoever asks is not silent any more (L3 of lease-queue.ts).
  const reservedUntil = isSilent(place, at) ? null : place.reservedUntil;
  return others.map((waiter) =>
    waiter === place ? { ...place, owner, waitEvent, waitUntil, reservedUntil, commandId } : waiter,
  );
}

function grant(
  queued: LeaseState,
  waiter: LeaseWaiter,
  context: Context,
): Reduction<LeaseState, Granted> {
  const { at, leaseMs } = context.command;
  const fencing = Math.max(queued.lastFencing + 1, epochMsOf(at)); // L5
  const holder: LeaseHolder = {
    owner: waiter.owner,
    mode: waiter.mode,
    fencing,
    since: at,
    expiresAt: addMs(at, leaseMs),
    commandId: waiter.commandId,
  };
  const after = settle(
    {
      ...queued,
      lastFencing: fencing,
      holders: [...besides(queued.holders, waiter.mode, at), holder],
      waiters: queued.waiters.filter((other) => other !== waiter),
    },
    at,
  );
  return { state: after, answer: grantedAs(after, holder, { at, earlier: context.earlier }) };
}

/** The holders that stay beside a new one. One that is overdue stays as long as it is in nobody's way,
 * so that it may still renew. */
function besides(
  holders: readonly LeaseHolder[],
  mode: LeaseMode,
  at: Instant,
): readonly LeaseHolder[] {
  const compatible = holders.filter((holder) => isCompatible(holder.mode, mode)); // L4
  return compatible.length < leaseHoldersMax
    ? compatible
    : compatible.filter((holder) => !isOverdue(holder, at));
}

function grantedAs(
  state: LeaseState,
  holder: LeaseHolder,
  context: { readonly at: Instant; readonly earlier: LeaseState | null },
): Granted {
  const { at, earlier } = context;
  const called = new Set(calledOf(earlier ?? emptyLease, at).map((waiter) => waiter.owner.id));
  const { fencing, expiresAt } = holder;
  return {
    kind: "granted",
    fencing,
    expiresAt,
    inherited: inheritedBy(state, { ownerId: holder.owner.id, fencing }, at),
    wake: calledOf(state, at)
      .filter((waiter) => !called.has(waiter.owner.id))
      .map(wakeTargetOf),
  };
}

/** What somebody is answered whose command changes nothing. */
function toldAgain(
  state: LeaseState,
  present: LeaseHolder | LeaseWaiter,
  context: { readonly at: Instant; readonly earlier: LeaseState | null },
): LeaseAnswers["acquire"] {
  return "fencing" in present
    ? grantedAs(state, present, context)
    : waitingAs(state, present, context.at);
}

function waitingAs(state: LeaseState, waiter: LeaseWaiter, at: Instant): LeaseAnswers["acquire"] {
  return {
    kind: "waiting",
    position: aheadOf(state, waiter, at).length + 1,
    ...firstInTheWay(state, waiter, at),
    waiting: state.waiters.length,
    askAgainAt: askAgainAtOf({
      state,
      waiter,
      at,
      freeAt: inTheWayOf(state, waiter, at).map(freeAtOf),
      latest: addMs(at, askAgainMaxMs),
    }),
  };
}
