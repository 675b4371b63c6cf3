// Management locks that cover a resource: on itself, on its group, on its subscription. A listing at a
// resource shows what sits above it as well as what sits below, so what does not cover the resource is
// left out here. The scope of a lock is the part of its ID before its own type.

import { ManagementLockClient } from "@azure/arm-locks";
import { z } from "zod";
import type { LockPort, Read, RequestContext } from "../contracts/ports.ts";
import type { LockObservation } from "../domain/observation.ts";
import { partsOf, resourceKey } from "../domain/resource-id.ts";
import { readWhole } from "./pages.ts";
import { mapRead } from "./reading.ts";
import { encodedPath } from "./resource-path.ts";
import type { Transport } from "./transport.ts";

const lockBody = z.object({
  id: z.string(),
  name: z.string().nullish(),
  properties: z.object({ level: z.string(), notes: z.string().nullish() }),
});

type LockBody = z.infer<typeof lockBody>;

const pagesMax = 20;

export function createLockPort(transport: Transport): LockPort {
  return {
    listLocks: (resourceId, context) => listLocks(transport, resourceId, context),
  };
}

export async function listLocks(
  transport: Transport,
  resourceId: string,
  context: RequestContext,
): Promise<Read<readonly LockObservation[]>> {
  const { id, subscriptionId } = partsOf(resourceId);
  const read = await readWhole({
    transport,
    context,
    firstPage: (client) =>
      new ManagementLockClient(client.credential, subscriptionId, client).managementLocks
        // The client puts a slash of its own before the scope.
        .listByScope(encodedPath(id).slice(1))
        .byPage()
        .next(),
    item: lockBody,
    pagesMax,
  });
  return mapRead(read, (locks) => locks.flatMap((lock) => coveringLock(lock, id)));
}

function coveringLock(lock: LockBody, resourceId: string): readonly LockObservation[] {
  const level = levelOf(lock.properties.level);
  const scope = scopeOf(lock.id);
  if (level === null || !covers(scope, resourceId)) return [];
  const name = lock.name ?? lock.id.split("/").at(-1) ?? "";
  return [{ id: lock.id, name, level, scope, notes: lock.properties.notes?.slice(0, 512) ?? null }];
}

function scopeOf(lockId: string): string {
  const at = lockId.toLowerCase().lastIndexOf("/providers/microsoft.authorization/locks/");
  return at < 0 ? "" : lockId.slice(0, at);
}

/** A lock on nothing, which is how a tenant's would look, covers everything. */
function covers(scope: string, resourceId: string): boolean {
  return `${resourceKey(resourceId)}/`.startsWith(`${resourceKey(scope)}/`);
}

/** A level that is not known counts as the stricter one. */
function levelOf(level: string): LockObservation["level"] | null {
  switch (level.toLowerCase()) {
    case "notspecified":
      return null;
    case "cannotdelete":
      return "CanNotDelete";
    default:
      return "ReadOnly";
  }
}
