// The state of the turn entity as it is kept, how it is read back, and what of it is shown. A queue
// may hold a thousand tickets and is written whole with each command, so a ticket is kept small: times
// as numbers, half of the effect's digest, and no identity twice. A ticket takes about 400 bytes: 100
// tickets stay below 48 KB, a thousand below 450 KB.

import { z } from "zod";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { StateRead } from "./entity-definition.ts";
import { ownerOf, storedOwnerFields } from "./stored-owner.ts";
import type { StoredOwner } from "./stored-owner.ts";
import { epochMsSchema, readStored } from "./stored-state.ts";
import type { TurnTicketView, TurnView } from "./turn-messages.ts";

/** Times are epoch milliseconds. */
export interface StoredTicket extends StoredOwner {
  readonly number: number;
  /** ID and name. */
  readonly principal: readonly [string, string];
  /** The first 32 hex digits of the digest, which tell effects apart as well as all 64 do. */
  readonly effect: string;
  readonly dryRun?: true;
  readonly since: number;
  readonly holdUntil: number;
  readonly waitEvent: string;
  /** Present once the ticket's owner has been told that it has the turn. */
  readonly headSince?: number;
  /** Until when the turn is kept for a ticket whose owner has not yet come for it. Once passed, the
   * ticket counts as silent, until its owner asks again. */
  readonly reservedUntil?: number;
}

export interface TurnState {
  readonly version: 1;
  readonly resourceId: string | null;
  readonly lastNumber: number;
  /** By ascending number. */
  readonly tickets: readonly StoredTicket[];
  /** Owners that have left, and when: the last few, oldest first. */
  readonly past?: readonly (readonly [string, number])[];
  readonly emptySince: number | null;
}

/** No more than these are listed in a view; the number of all of them is told beside. */
const shownMax = 100;

const ticketSchema: z.ZodType<StoredTicket> = z.object({
  number: z.int().min(1),
  ...storedOwnerFields,
  principal: z.tuple([z.string(), z.string()]),
  effect: z.string(),
  dryRun: z.literal(true).exactOptional(),
  since: epochMsSchema,
  holdUntil: epochMsSchema,
  waitEvent: z.string(),
  headSince: epochMsSchema.exactOptional(),
  reservedUntil: epochMsSchema.exactOptional(),
});

const turnStateSchema: z.ZodType<TurnState> = z.object({
  version: z.literal(1),
  resourceId: z.string().nullable(),
  lastNumber: z.int().min(0),
  tickets: z.array(ticketSchema),
  past: z.array(z.tuple([z.string(), epochMsSchema])).exactOptional(),
  emptySince: epochMsSchema.nullable(),
});

export const emptyTurn: TurnState = {
  version: 1,
  resourceId: null,
  lastNumber: 0,
  tickets: [],
  emptySince: null,
};

export function readTurnState(raw: unknown): StateRead<TurnState> {
  return readStored(turnStateSchema, raw);
}

export function ticketViewOf(ticket: StoredTicket): TurnTicketView {
  const [id, name] = ticket.principal;
  return {
    owner: ownerOf(ticket, { id, name }),
    number: ticket.number,
    since: instantOf(ticket.since),
    waitUntil: instantOf(ticket.holdUntil),
  };
}

export function isPastHold(ticket: StoredTicket, atMs: number): boolean {
  return ticket.holdUntil < atMs;
}

/** Whether it was this ticket's turn and its owner let the time for it pass. */
export function isSilent(ticket: StoredTicket, atMs: number): boolean {
  return (
    ticket.headSince === undefined &&
    ticket.reservedUntil !== undefined &&
    ticket.reservedUntil <= atMs
  );
}

/** The ticket that has the turn, or for which it is kept: whoever took it, else the first that is not
 * silent. Undefined when the turn is free. */
export function headOf(tickets: readonly StoredTicket[], atMs: number): StoredTicket | undefined {
  return (
    tickets.find((ticket) => ticket.headSince !== undefined) ??
    tickets.find((ticket) => !isSilent(ticket, atMs))
  );
}

/** Who has the turn at that instant and who waits; empty for an entity without state. */
export function turnViewOf(state: TurnState | null, at: Instant): TurnView {
  if (state === null) return { resourceId: null, head: null, queue: [], waiting: 0 };
  const atMs = epochMsOf(at);
  const tickets = state.tickets.filter((ticket) => !isPastHold(ticket, atMs));
  const head = headOf(tickets, atMs);
  const queue = tickets.filter((ticket) => ticket !== head);
  return {
    resourceId: state.resourceId,
    head: head === undefined ? null : ticketViewOf(head),
    queue: queue.slice(0, shownMax).map(ticketViewOf),
    waiting: queue.length,
  };
}
