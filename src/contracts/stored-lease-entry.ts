// How a holder and a waiter of a lease are kept: an owner as in `stored-owner.ts`, under short names,
// with its principal kept once for the whole state. Times are epoch milliseconds.

import { z } from "zod";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { LeaseHolder, LeaseWaiter } from "./lease-state.ts";
import { ownerOf, storedOwnerOf } from "./stored-owner.ts";
import { commandIdSchema, epochMsSchema, eventNameSchema, fencingSchema } from "./stored-state.ts";

interface StoredEntry {
  readonly op: string;
  readonly rest?: string | undefined;
  readonly id?: string | undefined;
  readonly instance?: string | undefined;
  readonly kind: string;
  readonly purpose: string;
  readonly ends?: number | undefined;
  /** The place of the principal among the people. */
  readonly by: number;
  /** Only where it is not exclusive. */
  readonly mode?: "intent" | undefined;
  readonly since: number;
  readonly last: number;
}

export interface StoredHolder extends StoredEntry {
  readonly fencing: number;
  readonly until: number;
}

export interface StoredWaiter extends StoredEntry {
  readonly event: string;
  readonly until: number;
  readonly called?: number | undefined;
}

const entryFields = {
  op: z.string().min(1),
  rest: z.string().optional(),
  id: z.string().optional(),
  instance: z.string().optional(),
  kind: z.string(),
  purpose: z.string(),
  ends: epochMsSchema.optional(),
  by: z.int().min(0),
  mode: z.literal("intent").optional(),
  since: epochMsSchema,
  last: commandIdSchema,
  until: epochMsSchema,
};

export const holderSchema: z.ZodType<StoredHolder> = z.object({
  ...entryFields,
  fencing: fencingSchema,
});

export const waiterSchema: z.ZodType<StoredWaiter> = z.object({
  ...entryFields,
  event: eventNameSchema,
  called: epochMsSchema.optional(),
});

/** The principals of one state, each once. */
export class People {
  readonly all: [id: string, name: string][];
  readonly #places = new Map<string, number>();

  constructor(all: readonly (readonly [string, string])[] = []) {
    this.all = all.map(([id, name]) => [id, name]);
  }

  placeOf({ id, name }: Principal): number {
    const key = JSON.stringify([id, name]);
    const place = this.#places.get(key) ?? this.all.push([id, name]) - 1;
    this.#places.set(key, place);
    return place;
  }

  at(place: number): Principal {
    const [id, name] = this.all[place] ?? ["", "somebody"];
    return { id, name };
  }
}

export function storedHolderOf(holder: LeaseHolder, people: People): StoredHolder {
  const { fencing, expiresAt } = holder;
  return { ...storedEntryOf(holder, people), fencing, until: epochMsOf(expiresAt) };
}

export function storedWaiterOf(waiter: LeaseWaiter, people: People): StoredWaiter {
  const { waitEvent: event, waitUntil, reservedUntil } = waiter;
  return {
    ...storedEntryOf(waiter, people),
    event,
    until: epochMsOf(waitUntil),
    called: reservedUntil === null ? undefined : epochMsOf(reservedUntil),
  };
}

export function holderOf(stored: StoredHolder, people: People): LeaseHolder {
  const { fencing, until } = stored;
  return { ...entryOf(stored, people), fencing, expiresAt: instantOf(until) };
}

export function waiterOf(stored: StoredWaiter, people: People): LeaseWaiter {
  const { event, until, called } = stored;
  return {
    ...entryOf(stored, people),
    waitEvent: event,
    waitUntil: instantOf(until),
    reservedUntil: called === undefined ? null : instantOf(called),
  };
}

function storedEntryOf(entry: LeaseHolder | LeaseWaiter, people: People): StoredEntry {
  const { owner, mode, since, commandId } = entry;
  const { operationId, idRest, id, instanceId, kind, purpose, expectedEnd } = storedOwnerOf(owner);
  return {
    op: operationId,
    rest: idRest,
    id,
    instance: instanceId,
    kind,
    purpose,
    ends: expectedEnd,
    by: people.placeOf(owner.principal),
    mode: mode === "intent" ? mode : undefined,
    since: epochMsOf(since),
    last: commandId,
  };
}

function entryOf(stored: StoredEntry, people: People): Omit<LeaseHolder, "fencing" | "expiresAt"> {
  const { op, rest, id, instance, kind, purpose, ends, by, mode, since, last } = stored;
  const owner = {
    operationId: op,
    ...(rest === undefined ? {} : { idRest: rest }),
    ...(id === undefined ? {} : { id }),
    ...(instance === undefined ? {} : { instanceId: instance }),
    kind,
    purpose,
    ...(ends === undefined ? {} : { expectedEnd: ends }),
  };
  return {
    owner: ownerOf(owner, people.at(by)),
    mode: mode ?? "exclusive",
    since: instantOf(since),
    commandId: last,
  };
}
