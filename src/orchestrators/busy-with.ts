// Who is in the way, as it is told to whoever asked not to wait.

import type { LeaseOwner } from "../contracts/lease-messages.ts";
import type { BrokenHold, BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";

/** Of the holder of a lease or the head of a queue; null where others merely come first. */
export function busyWithOf(
  resourceId: string,
  first: {
    readonly owner: LeaseOwner;
    readonly since: Instant;
    /** Of a lease. */
    readonly expiresAt?: Instant;
    readonly broken?: BrokenHold;
  } | null,
  queueLength: number,
): BusyWith {
  if (first === null) return { resourceId, holder: null, queueLength };
  const { id, kind, principal, purpose, expectedEnd } = first.owner;
  const { expiresAt, broken } = first;
  return {
    resourceId,
    holder: {
      ownerId: id,
      kind,
      principal,
      purpose,
      since: first.since,
      expectedEnd: expectedEnd ?? expiresAt ?? null,
      ...(expiresAt === undefined ? {} : { leaseExpiresAt: expiresAt }),
      ...(broken === undefined ? {} : { broken }),
    },
    queueLength,
  };
}
