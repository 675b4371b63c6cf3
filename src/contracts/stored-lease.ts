// The state of the lease entity as it is kept. It is written whole with each command and must stay
// below 48 KB with a hundred waiters, so nothing is kept twice: see `stored-owner.ts`; beside that each
// principal stands once. Version 1, which kept everything as it is shown, can still be read.

import { z } from "zod";
import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { StateRead } from "./entity-definition.ts";
import type { OpenOperation } from "./lease-messages.ts";
import type { LeaseHolder, LeaseState, LeaseWaiter, NotedOperation } from "./lease-state.ts";
import { ownerOf, storedOwnerFields, storedOwnerOf } from "./stored-owner.ts";
import type { StoredOwner } from "./stored-owner.ts";
import {
  commandIdSchema,
  epochMsSchema,
  eventNameSchema,
  fencingSchema,
  instantSchema,
  ownerSchema,
  readStored,
} from "./stored-state.ts";

/** Times are epoch milliseconds; `by` is the place of the principal among `people`. */
interface StoredEntry extends StoredOwner {
  readonly by: number;
  /** Only where it is not exclusive. */
  readonly mode?: "intent";
  readonly since: number;
  readonly commandId: number;
}

interface StoredHolder extends StoredEntry {
  readonly fencing: number;
  readonly expiresAt: number;
}

interface StoredWaiter extends StoredEntry {
  readonly waitEvent: string;
  readonly waitUntil: number;
  readonly reservedUntil?: number;
}

interface StoredBreak {
  readonly at: number;
  readonly by: number;
  readonly reason: string;
  readonly holder: StoredHolder;
}

export interface StoredLease {
  readonly version: 2;
  readonly resourceId: string | null;
  readonly lastFencing: number;
  readonly people: readonly (readonly [string, string])[];
  readonly holders: readonly StoredHolder[];
  readonly broken?: readonly StoredHolder[];
  readonly waiters: readonly StoredWaiter[];
  readonly open: readonly NotedOperation[];
  /** Owner's ID, command, and when. */
  readonly past: readonly (readonly [string, number, number])[];
  readonly breaks?: readonly StoredBreak[];
  readonly emptySince: number | null;
}

export const leaseModeSchema = z.enum(["exclusive", "intent"]);

export const addressSchema: z.ZodType<OperationAddress> = z.object({
  asyncOperation: z.string().nullable(),
  location: z.string().nullable(),
});

// A newer version may know more kinds of write. What it has left open must still be told to the next
// holder, so the kind is not checked here; the cast stands for that.
const writeSchema = z.looseObject({
  kind: z.string(),
  resourceId: z.string(),
}) as unknown as z.ZodType<ArmWrite>;

export const openOperationSchema: z.ZodType<OpenOperation> = z.object({
  stepId: z.string().min(1).max(100),
  write: writeSchema,
  clientRequestId: z.string().max(200),
  intendedAt: instantSchema,
  address: addressSchema.nullable(),
  undoCommands: z.array(z.string()),
});

const openSchema: z.ZodType<NotedOperation> = z.object({
  ownerId: z.string(),
  fencing: fencingSchema,
  operation: openOperationSchema,
});

const entryFields = {
  ...storedOwnerFields,
  by: z.int().min(0),
  mode: z.literal("intent").exactOptional(),
  since: epochMsSchema,
  commandId: commandIdSchema,
};

const holderSchema: z.ZodType<StoredHolder> = z.object({
  ...entryFields,
  fencing: fencingSchema,
  expiresAt: epochMsSchema,
});

const waiterSchema: z.ZodType<StoredWaiter> = z.object({
  ...entryFields,
  waitEvent: eventNameSchema,
  waitUntil: epochMsSchema,
  reservedUntil: epochMsSchema.exactOptional(),
});

const storedLeaseSchema: z.ZodType<StoredLease> = z.object({
  version: z.literal(2),
  resourceId: z.string().nullable(),
  lastFencing: z.int().min(0),
  people: z.array(z.tuple([z.string(), z.string()])),
  holders: z.array(holderSchema),
  broken: z.array(holderSchema).exactOptional(),
  waiters: z.array(waiterSchema),
  open: z.array(openSchema),
  past: z.array(z.tuple([z.string(), commandIdSchema, epochMsSchema])),
  breaks: z
    .array(
      z.object({
        at: epochMsSchema,
        by: z.int().min(0),
        reason: z.string(),
        holder: holderSchema,
      }),
    )
    .exactOptional(),
  emptySince: epochMsSchema.nullable(),
});

/** Nobody had a command number then. */
const firstVersionSchema: z.ZodType<LeaseState> = z
  .object({
    version: z.literal(1),
    resourceId: z.string().nullable(),
    lastFencing: z.int().min(0),
    holders: z.array(
      z.object({
        owner: ownerSchema,
        mode: leaseModeSchema,
        fencing: fencingSchema,
        since: instantSchema,
        expiresAt: instantSchema,
        commandId: z.literal(0).default(0),
      }),
    ),
    waiters: z.array(
      z.object({
        owner: ownerSchema,
        mode: leaseModeSchema,
        since: instantSchema,
        waitEvent: eventNameSchema,
        waitUntil: instantSchema,
        reservedUntil: instantSchema.nullable(),
        commandId: z.literal(0).default(0),
      }),
    ),
    open: z.array(openSchema),
    emptySince: instantSchema.nullable(),
  })
  .transform((state) => ({ ...state, broken: [], past: [], breaks: [] }));

export function readLeaseState(raw: unknown): StateRead<LeaseState> {
  const isFirstVersion = (raw as { version?: unknown } | null | undefined)?.version === 1;
  if (isFirstVersion) return readStored(firstVersionSchema, raw);
  const read = readStored(storedLeaseSchema, raw);
  if (!read.ok) return read;
  return { ok: true, state: read.state === null ? null : leaseOf(read.state) };
}

export function storedLeaseOf(state: LeaseState): StoredLease {
  const people = new People();
  const holderOf = (holder: LeaseHolder): StoredHolder => ({
    ...people.entryOf(holder),
    fencing: holder.fencing,
    expiresAt: epochMsOf(holder.expiresAt),
  });
  const holders = state.holders.map(holderOf);
  const broken = state.broken.map(holderOf);
  const breaks = state.breaks.map(({ at, by, reason, holder }) => ({
    at: epochMsOf(at),
    by: people.placeOf(by),
    reason,
    holder: holderOf({ ...holder, commandId: 0 }),
  }));
  const waiters = state.waiters.map((waiter) => people.waiterOf(waiter));
  return {
    version: 2,
    resourceId: state.resourceId,
    lastFencing: state.lastFencing,
    people: people.all,
    holders,
    ...(broken.length === 0 ? {} : { broken }),
    waiters,
    open: state.open,
    past: state.past.map(({ ownerId, commandId, at }) => [ownerId, commandId, epochMsOf(at)]),
    ...(breaks.length === 0 ? {} : { breaks }),
    emptySince: state.emptySince === null ? null : epochMsOf(state.emptySince),
  };
}

/** The principals of one state, each once. */
class People {
  readonly all: [string, string][] = [];
  readonly #places = new Map<string, number>();

  placeOf({ id, name }: Principal): number {
    const key = JSON.stringify([id, name]);
    const place = this.#places.get(key) ?? this.all.push([id, name]) - 1;
    this.#places.set(key, place);
    return place;
  }

  entryOf({ owner, mode, since, commandId }: LeaseHolder | LeaseWaiter): StoredEntry {
    return {
      ...storedOwnerOf(owner),
      by: this.placeOf(owner.principal),
      ...(mode === "intent" ? { mode } : {}),
      since: epochMsOf(since),
      commandId,
    };
  }

  waiterOf(waiter: LeaseWaiter): StoredWaiter {
    const { waitEvent, waitUntil, reservedUntil } = waiter;
    return {
      ...this.entryOf(waiter),
      waitEvent,
      waitUntil: epochMsOf(waitUntil),
      ...(reservedUntil === null ? {} : { reservedUntil: epochMsOf(reservedUntil) }),
    };
  }
}

function leaseOf(stored: StoredLease): LeaseState {
  const personAt = (place: number): Principal => {
    const [id, name] = stored.people[place] ?? ["unknown", "unknown"];
    return { id, name };
  };
  const entryOf = (entry: StoredEntry) => ({
    owner: ownerOf(entry, personAt(entry.by)),
    mode: entry.mode ?? ("exclusive" as const),
    since: instantOf(entry.since),
    commandId: entry.commandId,
  });
  const holderOf = (holder: StoredHolder): LeaseHolder => ({
    ...entryOf(holder),
    fencing: holder.fencing,
    expiresAt: instantOf(holder.expiresAt),
  });
  return {
    resourceId: stored.resourceId,
    lastFencing: stored.lastFencing,
    holders: stored.holders.map(holderOf),
    broken: (stored.broken ?? []).map(holderOf),
    waiters: stored.waiters.map((waiter) => ({
      ...entryOf(waiter),
      waitEvent: waiter.waitEvent,
      waitUntil: instantOf(waiter.waitUntil),
      reservedUntil: waiter.reservedUntil === undefined ? null : instantOf(waiter.reservedUntil),
    })),
    open: stored.open,
    past: stored.past.map(([ownerId, commandId, at]) => ({
      ownerId,
      commandId,
      at: instantOf(at),
    })),
    breaks: (stored.breaks ?? []).map(({ at, by, reason, holder }) => {
      const { commandId: _, ...view } = holderOf(holder);
      return { at: instantOf(at), by: personAt(by), reason, holder: view };
    }),
    emptySince: stored.emptySince === null ? null : instantOf(stored.emptySince),
  };
}
