// The leases of what a resource is in, as somebody meets them who is to write to it: whoever holds one
// of them as a whole keeps him out, though nobody holds the resource itself.

import type { LeaseView } from "../../contracts/lease-messages.ts";
import { leaseViewOf } from "../../contracts/lease-state.ts";
import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import { readLeaseState } from "../../contracts/stored-lease.ts";
import type { Instant } from "../../domain/instant.ts";
import { isSameResource } from "../../domain/resource-id.ts";
import { leaseClaimsOf } from "../../leases/lease-claims.ts";

/** Outermost first, only those that are in use. `memberOf` are sets that its ID does not tell of. */
export async function parentLeasesOf(
  orchestrations: OrchestrationPort,
  of: { readonly id: string; readonly memberOf: readonly string[] },
  at: Instant,
): Promise<readonly LeaseView[]> {
  const claimed = leaseClaimsOf([
    { resourceId: of.id, mode: "exclusive" },
    ...of.memberOf.map((resourceId) => ({ resourceId, mode: "intent" as const })),
  ]);
  // What cannot be held has nobody who holds it.
  const claims = claimed.ok ? claimed.claims : [];
  const parents = claims.filter(({ resourceId }) => !isSameResource(resourceId, of.id));
  const views = await Promise.all(
    parents.map(async ({ key, resourceId }) => {
      const read = readLeaseState(await orchestrations.entityState("resourceLease", key));
      if (!read.ok) throw new Error(`The lease of ${resourceId} cannot be read: ${read.problem}`);
      return { ...leaseViewOf(read.state, at), resourceId };
    }),
  );
  return views.filter(isInUse);
}

/** Whether somebody holds it, is in the way of it, waits for it or has left something open in it. */
export function isInUse({ holders, fenced = [], queue, open }: LeaseView): boolean {
  return [holders, fenced, queue, open].some((list) => list.length > 0);
}
