// Whose turn it is to work on one target: the commands of the turn entity. Operations wait here while
// they hold nothing; only the one that has the turn reads Azure and asks for leases.
//
// As with a lease, a turn that becomes free is reserved and not handed out: the next in line is woken
// and has the turn once it has asked again (see `lease-queue.ts` for the reasons). The turn orders,
// it does not protect: two writers are kept apart by leases, so a turn that is taken from somebody who
// still works does no harm.
//
// T1. Turns are taken in the order of the numbers, which grow with every ticket.
// T2. A ticket keeps its number until it leaves or its `holdUntil` has passed, and the head the turn.
// T3. Nobody waits for ever behind the dead: who does not come for a reserved turn in time is silent
//     and passed over until it asks again, at its old place.
// T4. Joined are only two that want the same effect, neither of them a dry run: a dry run's answer is
//     a plan, not an outcome. Nobody joins the silent, who may never have an outcome.
// T5. One operation has one ticket. A later start of it takes over the ticket of the earlier one,
//     which is dead, as only one execution of an instance can live: a restarted operation neither
//     queues behind itself nor joins itself.
// T6. The same command said twice leaves the same state and is answered the same. One that comes after
//     its owner has left, or was replaced by a later start, changes nothing; see `past-owners.ts`.
//
// An entity without tickets for a day is removed by the next `leave` or `read`; its numbers then begin
// again, which is harmless: they order the tickets that are there.

import type { WakeTarget } from "../contracts/lease-messages.ts";
import { instanceIdOf, ownerIdOf, storedOwnerOf } from "../contracts/stored-owner.ts";
import type { TurnAnswers, TurnCommands } from "../contracts/turn-messages.ts";
import {
  emptyTurn,
  headOf,
  isPastHold,
  isSilent,
  ticketViewOf,
  turnViewOf,
} from "../contracts/turn-state.ts";
import type { StoredTicket, TurnState } from "../contracts/turn-state.ts";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Reduction } from "./reduction.ts";
import {
  askAgainMaxMs,
  keptEmptyMs,
  pastOwnersMax,
  reservationMs,
  turnWaitersMax,
} from "./waiting-limits.ts";

type Enter = TurnCommands["enter"];

const effectLength = 32;

/** After every instant that a command may name. */
const neverMs = 253_402_300_799_999;

export const enter = remembering(entered);
export const leave = remembering(left);
export const sweepTurn = remembering(swept);

function entered(
  state: TurnState | null,
  command: Enter,
): Reduction<TurnState, TurnAnswers["enter"]> {
  const atMs = epochMsOf(command.at);
  const before = settle(state ?? emptyTurn, atMs);
  const { operationId, id } = command.ticket.owner;
  const isPast = (before.past ?? []).some(([other, leftAtMs]) => other === id && atMs < leftAtMs);
  if (isPast) return { state: before, answer: { kind: "left" } }; // T6
  const mine = before.tickets.find((ticket) => ticket.operationId === operationId); // T5
  const turnedAway = mine === undefined ? turnAway(before, command, atMs) : undefined;
  if (turnedAway !== undefined) {
    return { state: before, answer: turnedAway };
  }
  const number = mine?.number ?? before.lastNumber + 1; // T1
  const tickets =
    mine === undefined
      ? [...before.tickets, newTicket(command, number, atMs)]
      : before.tickets.map((ticket) =>
          ticket === mine ? askedAgain(mine, command, atMs) : ticket,
        );
  const queued = settle(
    {
      ...before,
      resourceId: before.resourceId ?? command.resourceId,
      lastNumber: Math.max(before.lastNumber, number),
      tickets,
    },
    atMs,
  );
  const head = headOf(queued.tickets, atMs);
  if (head === undefined) throw new Error("A queue in which somebody asks has a head.");
  if (head.number === number) {
    return { state: seat(queued, number, atMs), answer: { kind: "head", number } };
  }
  return { state: queued, answer: waitingAs(queued, { number, head, atMs }) };
}

/** Gives the turn on, or leaves the queue. Said again it names the same to be woken, should that not
 * have been done. */
function left(
  state: TurnState | null,
  command: TurnCommands["leave"],
): Reduction<TurnState, TurnAnswers["leave"]> {
  if (state === null) return { state: null, answer: { kind: "left", wake: [] } };
  const atMs = epochMsOf(command.at);
  const tickets = state.tickets.filter((ticket) => ownerIdOf(ticket) !== command.ownerId);
  const after = settle({ ...state, tickets }, atMs);
  return { state: keptOrRemoved(after, atMs), answer: { kind: "left", wake: wakeOf(after, atMs) } };
}

/** The dead leave the queue, the head among them: a turn only orders. Whoever could have the turn is
 * named to be woken, whether or not it was before. */
function swept(
  state: TurnState | null,
  command: TurnCommands["sweep"],
): Reduction<TurnState, TurnAnswers["sweep"]> {
  if (state === null) return { state: null, answer: { kind: "swept", removed: [], wake: [] } };
  const atMs = epochMsOf(command.at);
  const dead = new Set(command.dead);
  const before = settle(state, atMs);
  const gone = before.tickets.filter((ticket) => dead.has(ownerIdOf(ticket)));
  const tickets = before.tickets.filter((ticket) => !gone.includes(ticket));
  const after = settle({ ...before, tickets }, atMs);
  return {
    state: keptOrRemoved(after, atMs),
    answer: { kind: "swept", removed: gone.map(ownerIdOf), wake: wakeOf(after, atMs) },
  };
}

export function read(
  state: TurnState | null,
  command: TurnCommands["read"],
): Reduction<TurnState, TurnAnswers["read"]> {
  const answer = turnViewOf(state, command.at);
  if (state === null) return { state: null, answer };
  const atMs = epochMsOf(command.at);
  return { state: keptOrRemoved(settle(state, atMs), atMs), answer };
}

/** Lets a command end with whoever it made leave being remembered (T6). */
function remembering<Command extends { readonly at: Instant }, Answer>(
  reduce: (state: TurnState | null, command: Command) => Reduction<TurnState, Answer>,
): (state: TurnState | null, command: Command) => Reduction<TurnState, Answer> {
  return (state, command) => {
    const { state: after, answer } = reduce(state, command);
    if (state === null || after === null) return { state: after, answer };
    const ids = new Set(after.tickets.map(ownerIdOf));
    const gone = state.tickets.filter((ticket) => !ids.has(ownerIdOf(ticket)));
    if (gone.length === 0) return { state: after, answer };
    const operations = new Set(after.tickets.map((ticket) => ticket.operationId));
    const past = gone.map((ticket): readonly [string, number] => [
      ownerIdOf(ticket),
      operations.has(ticket.operationId) ? neverMs : epochMsOf(command.at), // T5
    ]);
    return { state: { ...after, past: withPast(after.past ?? [], past) }, answer };
  };
}

function withPast(
  earlier: NonNullable<TurnState["past"]>,
  later: NonNullable<TurnState["past"]>,
): NonNullable<TurnState["past"]> {
  const isAgain = ([id]: readonly [string, number]): boolean =>
    later.some(([other]) => other === id);
  return [...earlier.filter((one) => !isAgain(one)), ...later].slice(-pastOwnersMax);
}

/** What the passing of time makes of a state: who is past its time has gone (T2), and a turn that is
 * free is kept for the first who is not silent. */
function settle(state: TurnState, atMs: number): TurnState {
  const present = state.tickets.filter((ticket) => !isPastHold(ticket, atMs));
  const head = headOf(present, atMs);
  const tickets = present.map((ticket) => {
    if (isSilent(ticket, atMs)) return ticket; // T3
    const { reservedUntil, ...rest } = ticket;
    if (ticket !== head || ticket.headSince !== undefined) return rest;
    return { ...rest, reservedUntil: reservedUntil ?? atMs + reservationMs };
  });
  return { ...state, tickets, emptySince: tickets.length > 0 ? null : (state.emptySince ?? atMs) };
}

/** Whoever the turn is kept for. */
function wakeOf({ tickets }: TurnState, atMs: number): readonly WakeTarget[] {
  const next = headOf(tickets, atMs);
  return next === undefined || next.headSince !== undefined
    ? []
    : [{ instanceId: instanceIdOf(next), eventName: next.waitEvent }];
}

function keptOrRemoved(state: TurnState, atMs: number): TurnState | null {
  const { emptySince } = state;
  return emptySince !== null && emptySince + keptEmptyMs <= atMs ? null : state;
}

/** Why a newcomer gets no ticket; undefined when it gets one. */
function turnAway(
  state: TurnState,
  command: Enter,
  atMs: number,
): TurnAnswers["enter"] | undefined {
  const { ticket, whenBusy } = command;
  const head = headOf(state.tickets, atMs);
  if (head === undefined) return undefined;
  if (whenBusy === "join" && !ticket.dryRun) {
    const effect = ticket.effectDigest.slice(0, effectLength);
    const same = state.tickets.find(
      (other) => other.effect === effect && other.dryRun === undefined && !isSilent(other, atMs), // T4
    );
    if (same !== undefined) return { kind: "joined", operationId: same.operationId };
  }
  const waiting = state.tickets.length - 1;
  if (whenBusy === "reject") return { kind: "rejected", head: ticketViewOf(head), waiting };
  return waiting >= turnWaitersMax ? { kind: "queue-full", waiting } : undefined;
}

function newTicket(command: Enter, number: number, atMs: number): StoredTicket {
  const { ticket, waitEvent } = command;
  const { id, name } = ticket.owner.principal;
  return {
    number,
    ...storedOwnerOf(ticket.owner),
    principal: [id, name],
    effect: ticket.effectDigest.slice(0, effectLength),
    ...(ticket.dryRun ? { dryRun: true } : {}),
    since: atMs,
    holdUntil: holdUntilOf(command, atMs),
    waitEvent,
  };
}

/** The ticket at its old place, with what its owner says now. Whoever asks is not silent any more. */
function askedAgain(mine: StoredTicket, command: Enter, atMs: number): StoredTicket {
  const { number, since, headSince, reservedUntil } = mine;
  return {
    ...newTicket(command, number, atMs),
    since,
    ...(headSince === undefined ? {} : { headSince }),
    ...(reservedUntil === undefined || isSilent(mine, atMs) ? {} : { reservedUntil }),
  };
}

/** Who comes after its own deadline is still answered, and gone with the next command. */
function holdUntilOf(command: Enter, atMs: number): number {
  return Math.max(epochMsOf(command.ticket.holdUntil), atMs);
}

function seat(state: TurnState, number: number, atMs: number): TurnState {
  const tickets = state.tickets.map((ticket) => {
    if (ticket.number !== number || ticket.headSince !== undefined) return ticket;
    const { reservedUntil: _, ...rest } = ticket;
    return { ...rest, headSince: atMs };
  });
  return { ...state, tickets };
}

function waitingAs(
  state: TurnState,
  mine: { readonly number: number; readonly head: StoredTicket; readonly atMs: number },
): TurnAnswers["enter"] {
  const { number, head, atMs } = mine;
  const ahead = state.tickets.filter(
    (ticket) => ticket === head || (ticket.number < number && !isSilent(ticket, atMs)),
  ).length;
  const askAgainAtMs = Math.min(
    atMs + askAgainMaxMs,
    head.holdUntil + 1,
    head.reservedUntil ?? Number.POSITIVE_INFINITY,
  );
  return {
    kind: "waiting",
    number,
    ahead,
    head: ticketViewOf(head),
    askAgainAt: instantOf(askAgainAtMs),
  };
}
