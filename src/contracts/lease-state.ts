// The state of the lease entity as it is kept, how it is read back, and what of it is shown. Who is
// granted what is decided in `src/leases`; the instants at which a holder stops being in the way and
// a waiter counts as gone stand here, because a reader needs them too.

import { z } from "zod";
import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import { addMs, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { StateRead } from "./entity-definition.ts";
import type {
  LeaseHolderView,
  LeaseMode,
  LeaseOwner,
  LeaseView,
  OpenOperation,
} from "./lease-messages.ts";
import {
  eventNameSchema,
  fencingSchema,
  instantSchema,
  ownerSchema,
  readStored,
} from "./stored-state.ts";

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
}

/** An open operation with the grant under which it was noted. */
export interface NotedOperation {
  readonly ownerId: string;
  readonly fencing: number;
  readonly operation: OpenOperation;
}

export interface LeaseState {
  readonly version: 1;
  readonly resourceId: string | null;
  readonly lastFencing: number;
  readonly holders: readonly LeaseHolder[];
  /** In the order in which they came. */
  readonly waiters: readonly LeaseWaiter[];
  readonly open: readonly NotedOperation[];
  /** Since when nobody holds or waits and nothing is open; null while somebody does. */
  readonly emptySince: Instant | null;
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

const leaseStateSchema: z.ZodType<LeaseState> = z.object({
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
    }),
  ),
  open: z.array(
    z.object({ ownerId: z.string(), fencing: fencingSchema, operation: openOperationSchema }),
  ),
  emptySince: instantSchema.nullable(),
});

export const emptyLease: LeaseState = {
  version: 1,
  resourceId: null,
  lastFencing: 0,
  holders: [],
  waiters: [],
  open: [],
  emptySince: null,
};

export function readLeaseState(raw: unknown): StateRead<LeaseState> {
  return readStored(leaseStateSchema, raw);
}

/** From when on a lease that was not renewed is in nobody's way. */
export function freeAtOf(holder: LeaseHolder): Instant {
  return addMs(holder.expiresAt, longestRequestMs);
}

/** Whether a successor could take the lease over. Until one does, its holder may still renew it. */
export function isOverdue(holder: LeaseHolder, at: Instant): boolean {
  return !isBefore(at, freeAtOf(holder));
}

export function hasGivenUp(waiter: LeaseWaiter, at: Instant): boolean {
  return isBefore(waiter.waitUntil, at);
}

export function holderViewOf(holder: LeaseHolder): LeaseHolderView {
  const { owner, mode, fencing, since, expiresAt } = holder;
  return { owner, mode, fencing, since, expiresAt };
}

/** Who is in the way at that instant, who waits, and what is open; empty for an entity without state. */
export function leaseViewOf(state: LeaseState | null, at: Instant): LeaseView {
  if (state === null) return { resourceId: null, holders: [], queue: [], open: [] };
  return {
    resourceId: state.resourceId,
    holders: state.holders.filter((holder) => !isOverdue(holder, at)).map(holderViewOf),
    queue: state.waiters
      .filter((waiter) => !hasGivenUp(waiter, at))
      .map(({ owner, mode, since }) => ({ owner, mode, since })),
    open: state.open.map(({ operation: { address, ...shown } }) => ({
      ...shown,
      accepted: address !== null,
    })),
  };
}
