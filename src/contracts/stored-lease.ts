// The state of the lease entity as it is kept. It is written whole with each command and must stay
// below 48 KB with a hundred waiters, so nothing is kept twice: see `stored-lease-entry.ts`. Version 1,
// which kept everything as it is shown, can still be read.

import { z } from "zod";
import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { StateRead } from "./entity-definition.ts";
import type { OpenOperation } from "./lease-messages.ts";
import type { LeaseState, NotedOperation } from "./lease-state.ts";
import {
  holderOf,
  holderSchema,
  People,
  storedHolderOf,
  storedWaiterOf,
  waiterOf,
  waiterSchema,
} from "./stored-lease-entry.ts";
import type { StoredHolder, StoredWaiter } from "./stored-lease-entry.ts";
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
  mode: z.literal("intent").exactOptional(),
  operation: openOperationSchema,
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
  const holders = state.holders.map((holder) => storedHolderOf(holder, people));
  const broken = state.broken.map((holder) => storedHolderOf(holder, people));
  const waiters = state.waiters.map((waiter) => storedWaiterOf(waiter, people));
  const breaks = state.breaks.map(({ at, by, reason, holder }) => ({
    at: epochMsOf(at),
    by: people.placeOf(by),
    reason,
    holder: storedHolderOf({ ...holder, commandId: 0 }, people),
  }));
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

function leaseOf(stored: StoredLease): LeaseState {
  const people = new People(stored.people);
  return {
    resourceId: stored.resourceId,
    lastFencing: stored.lastFencing,
    holders: stored.holders.map((holder) => holderOf(holder, people)),
    broken: (stored.broken ?? []).map((holder) => holderOf(holder, people)),
    waiters: stored.waiters.map((waiter) => waiterOf(waiter, people)),
    open: stored.open,
    past: stored.past.map(([ownerId, commandId, at]) => ({
      ownerId,
      commandId,
      at: instantOf(at),
    })),
    breaks: (stored.breaks ?? []).map(({ at, by, reason, holder }) => {
      const { commandId: _, ...view } = holderOf(holder, people);
      return { at: instantOf(at), by: people.at(by), reason, holder: view };
    }),
    emptySince: stored.emptySince === null ? null : instantOf(stored.emptySince),
  };
}
