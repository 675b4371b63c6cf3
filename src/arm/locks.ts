// Management locks that cover a resource: on itself, on its group, on its subscription. A listing at a
// resource shows what sits above it as well as what sits below, so what does not cover the resource is
// left out here. The scope of a lock is the part of its ID before its own type.

import { ManagementLockClient } from "@azure/arm-locks";
import { z } from "zod";
import type { LockPort, Read, RequestContext } from "../contracts/ports.ts";
import type { LockObservation } from "../domain/observation.ts";
import { parseResourceId, resourceKey } from "../domain/resource-id.ts";
import type { ResourceIdParts } from "../domain/resource-id.ts";
import { parseScope } from "../domain/scope.ts";
import { readWhole } from "./pages.ts";
import { mapRead } from "./reading.ts";
import { encodedPath } from "./resource-path.ts";
import type { ClientParts, Transport } from "./transport.ts";

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
  const scope = parseScope(resourceId);
  if (!scope.ok) throw new Error(`An unparsed ID reached the inside: ${scope.problem}`);
  const parsed = parseResourceId(resourceId);
  const read = await readWhole({
    transport,
    context,
    firstPage: parsed.ok
      ? (client) => listAtResource(client, parsed.parts)
      : addressAtScope(transport.origin, scope.scope.id),
    item: lockBody,
    pagesMax,
  });
  return mapRead(read, (locks) => locks.flatMap((lock) => coveringLock(lock, resourceId)));
}

function listAtResource(client: ClientParts, parts: ResourceIdParts): Promise<unknown> {
  return new ManagementLockClient(client.credential, parts.subscriptionId, client).managementLocks
    .listAtResourceLevel(
      parts.resourceGroup,
      parts.provider,
      encodedPath(parentPathOf(parts)),
      parts.types.at(-1) ?? "",
      parts.names.at(-1) ?? "",
    )
    .byPage()
    .next();
}

/** Groups, extensions, and what is in no group. The client's listing by scope is of no use for them:
 * it escapes the slashes of the scope. */
function addressAtScope(origin: string, id: string): string {
  return `${origin}${encodedPath(id)}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`;
}

/** Type and name of what a resource is in: `virtualMachines/api-01` for one of its extensions. A
 * resource in nothing has none, and the client then leaves two slashes side by side, which ARM takes
 * as one. */
function parentPathOf({ types, names }: ResourceIdParts): string {
  return types
    .slice(0, -1)
    .map((type, at) => `${type}/${names[at] ?? ""}`)
    .join("/");
}

function coveringLock(lock: LockBody, resourceId: string): readonly LockObservation[] {
  const level = levelOf(lock.properties.level);
  const scope = scopeOf(lock.id);
  if (level === null || !covers(scope, resourceId)) return [];
  const name = lock.name ?? lock.id.split("/").at(-1) ?? "";
  return [{ id: lock.id, name, level, scope, notes: lock.properties.notes?.slice(0, 512) ?? null }];
}

function scopeOf(lockId: string): string {
  // Not by the place in the small letters of it: a letter may be two when it is small.
  return /^(.*)\/providers\/Microsoft\.Authorization\/locks\//i.exec(lockId)?.[1] ?? "";
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
