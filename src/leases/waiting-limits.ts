// How long and how many may wait, for leases and turns alike.

import { longestRequestMs } from "../contracts/lease-state.ts";

/** A waiter asks again at least this often, so that a lost wake-up costs minutes and not its deadline.
 * Rarer would be felt, more often would only fill histories. */
export const askAgainMaxMs = 300_000;

/** How long what has become free is kept for the first in line: as long as a waiter that lives may be
 * silent, and the time that its message may take. Whoever does not come by then is passed over. */
export const reservationMs = askAgainMaxMs + longestRequestMs;

/** How long an entity without anybody in it is kept, so that its numbers grow over its removal. */
export const keptEmptyMs = 86_400_000;

/** Waiters of one lease. Operations of one target wait for its turn and not here, so a lease is waited
 * for only by operations of other targets that touch the same resource. */
export const leaseWaitersMax = 100;

/** Holders of one lease; more than one can only be intents. A resource group's intents are spread over
 * several leases, so there are more of them on a group. */
export const leaseHoldersMax = 32;

/** The size of a lease's state beyond which nobody new gets into its queue: what is larger is moved
 * through blobs by the Azure Storage provider. Notes of open writes are taken in any case. */
export const leaseBytesMax = 48 * 1024;

/** How many owners that have left are remembered, and for how long: messages may be that late. */
export const pastOwnersMax = 24;
export const pastOwnerMs = 1_800_000;

/** How many of the breaks of a lease are remembered. */
export const leaseBreaksMax = 5;

/** Tickets behind the head of one target's queue. */
export const turnWaitersMax = 1000;
