// The state of the turn entity as it is kept, how it is read back, and what of it is shown. A queue
// may hold a thousand tickets and is written whole with each command, so a ticket is kept small: times
// as numbers, half of the effect's digest, and no identity twice. A ticket takes about 400 bytes: 100
// tickets stay below 48 KB, a thousand below 450 KB.

import { z } from "zod";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { StateRead } from "./entity-definition.ts";
import type { LeaseOwner } from "./lease-messages.ts";
import { readStored } from "./stored-state.ts";
import type { TurnTicketView, TurnView } from "./turn-messages.ts";

/** Times are epoch milliseconds. */
export interface StoredTicket {
  readonly number: number;
  readonly operationId: string;
  /** What follows the operation ID in the owner's ID, which usually starts with it. */
  readonly idRest?: string;
  /** The owner's whole ID, where it does not. */
  readonly id?: string;
  /** Only where it is not the operation ID. */
  readonly instanceId?: string;
  readonly kind: string;
  /** ID and name. */
  readonly principal: readonly [string, string];
  readonly purpose: string;
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
  readonly emptySince: number | null;
}

/** No more than these are listed in a view; the number of all of them is told beside. */
const shownMax = 100;

/** Bounded to what a Date can be, with room for sums. */
const timeSchema = z.int().min(-62_167_219_200_000).max(253_402_300_799_999);

const ticketSchema: z.ZodType<StoredTicket> = z.object({
  number: z.int().min(1),
  operationId: z.string().min(1),
  idRest: z.string().exactOptional(),
  id: z.string().exactOptional(),
  instanceId: z.string().exactOptional(),
  kind: z.string(),
  principal: z.tuple([z.string(), z.string()]),
  purpose: z.string(),
  effect: z.string(),
  dryRun: z.literal(true).exactOptional(),
  since: timeSchema,
  holdUntil: timeSchema,
  waitEvent: z.string(),
  headSince: timeSchema.exactOptional(),
  reservedUntil: timeSchema.exactOptional(),
});

const turnStateSchema: z.ZodType<TurnState> = z.object({
  version: z.literal(1),
  resourceId: z.string().nullable(),
  lastNumber: z.int().min(0),
  tickets: z.array(ticketSchema),
  emptySince: timeSchema.nullable(),
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

/** How an owner is kept in a ticket. */
export function storedOwner(
  owner: LeaseOwner,
): Pick<
  StoredTicket,
  "operationId" | "idRest" | "id" | "instanceId" | "kind" | "principal" | "purpose"
> {
  const { id, operationId, instanceId, kind, principal, purpose } = owner;
  return {
    operationId,
    ...(id.startsWith(operationId) ? { idRest: id.slice(operationId.length) } : { id }),
    ...(instanceId === operationId ? {} : { instanceId }),
    kind,
    principal: [principal.id, principal.name],
    purpose,
  };
}

export function ownerIdOf(ticket: StoredTicket): string {
  return ticket.id ?? `${ticket.operationId}${ticket.idRest ?? ""}`;
}

export function instanceIdOf(ticket: StoredTicket): string {
  return ticket.instanceId ?? ticket.operationId;
}

export function ticketViewOf(ticket: StoredTicket): TurnTicketView {
  const [id, name] = ticket.principal;
  return {
    owner: {
      id: ownerIdOf(ticket),
      operationId: ticket.operationId,
      instanceId: instanceIdOf(ticket),
      kind: ticket.kind,
      principal: { id, name },
      purpose: ticket.purpose,
    },
    number: ticket.number,
    since: instantOf(ticket.since),
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
