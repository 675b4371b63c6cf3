// Management locks: where one sits, what it covers, what it forbids. A lock covers its scope and
// everything below it; ReadOnly forbids every write and action, both levels forbid deletion. A
// deletion is also stopped by a lock on anything below the thing deleted.

import { covers, keyOf } from "../resource-id.ts";

export type LockLevel = "CanNotDelete" | "ReadOnly";

export interface Lock {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  readonly level: LockLevel;
  readonly notes: string | null;
}

export type LockedVerb = "write" | "delete";

export function lockId(scope: string, name: string): string {
  return `${scope}/providers/Microsoft.Authorization/locks/${name}`;
}

/** The locks that forbid doing this to the resource. */
export function forbidding(
  locks: Iterable<Lock>,
  resourceId: string,
  verb: LockedVerb,
): readonly Lock[] {
  return [...locks].filter((lock) => {
    if (verb === "write") return lock.level === "ReadOnly" && covers(lock.scope, resourceId);
    return covers(lock.scope, resourceId) || covers(resourceId, lock.scope);
  });
}

/** What a listing at a scope shows: what covers it and, as recorded for a subscription, what lies
 * below it. That `atScope()` leaves out only what lies below is assumed. */
export function listed(locks: Iterable<Lock>, scope: string, atScope: boolean): readonly Lock[] {
  return [...locks]
    .filter((lock) => covers(lock.scope, scope) || (!atScope && covers(scope, lock.scope)))
    .toSorted((a, b) => (keyOf(a.id) < keyOf(b.id) ? -1 : 1));
}

export function scopeLockedMessage(
  resourceId: string,
  verb: LockedVerb,
  locks: readonly Lock[],
): string {
  const scopes = [...new Set(locks.map((lock) => lock.scope))].join(",");
  return (
    `The scope '${resourceId}' cannot perform ${verb} operation because following scope(s) are ` +
    `locked: '${scopes}'. Please remove the lock and try again.`
  );
}

export function lockBody(lock: Lock): unknown {
  return {
    properties: { level: lock.level, ...(lock.notes === null ? {} : { notes: lock.notes }) },
    id: lock.id,
    type: "Microsoft.Authorization/locks",
    name: lock.name,
  };
}
