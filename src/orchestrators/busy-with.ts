// Who is in the way, as it is told to whoever asked not to wait.

import type { LeaseOwner } from "../contracts/lease-messages.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";

/** Of the holder of a lease or the head of a queue; null where others merely come first. */
export function busyWithOf(
  resourceId: string,
  first: {
    readonly owner: LeaseOwner;
    readonly since: Instant;
    /** Of a lease; the end of a tool's own, which it may put off by renewing. */
    readonly expiresAt?: Instant;
  } | null,
  queueLength: number,
): BusyWith {
  if (first === null) return { resourceId, holder: null, queueLength };
  const { id, kind, principal, purpose, expectedEnd } = first.owner;
  return {
    resourceId,
    holder: {
      ownerId: id,
      kind,
      principal,
      purpose,
      since: first.since,
      expectedEnd: expectedEnd ?? first.expiresAt ?? null,
    },
    queueLength,
  };
}
