// How an owner is kept in the states of leases and turns. They hold up to a hundred and a thousand of
// them and are written whole with each command, so an identity is not kept twice and times are numbers.
// Who the principal is, each state keeps in its own way.

import { z } from "zod";
import { epochMsOf, instantOf } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { LeaseOwner } from "./lease-messages.ts";
import { epochMsSchema } from "./stored-state.ts";

export interface StoredOwner {
  readonly operationId: string;
  /** What follows the operation ID in the owner's ID, which usually starts with it. */
  readonly idRest?: string;
  /** The owner's whole ID, where it does not. */
  readonly id?: string;
  /** Only where it is not the operation ID. */
  readonly instanceId?: string;
  readonly kind: string;
  readonly purpose: string;
  /** Epoch milliseconds. */
  readonly expectedEnd?: number;
}

export const storedOwnerFields = {
  operationId: z.string().min(1),
  idRest: z.string().exactOptional(),
  id: z.string().exactOptional(),
  instanceId: z.string().exactOptional(),
  kind: z.string(),
  purpose: z.string(),
  expectedEnd: epochMsSchema.exactOptional(),
};

export function storedOwnerOf(owner: LeaseOwner): StoredOwner {
  const { id, operationId, instanceId, kind, purpose, expectedEnd } = owner;
  return {
    operationId,
    ...(id.startsWith(operationId) ? { idRest: id.slice(operationId.length) } : { id }),
    ...(instanceId === operationId ? {} : { instanceId }),
    kind,
    purpose,
    ...(expectedEnd === undefined ? {} : { expectedEnd: epochMsOf(expectedEnd) }),
  };
}

export function ownerOf(stored: StoredOwner, principal: Principal): LeaseOwner {
  const { operationId, kind, purpose, expectedEnd } = stored;
  return {
    id: ownerIdOf(stored),
    operationId,
    instanceId: instanceIdOf(stored),
    kind,
    principal,
    purpose,
    ...(expectedEnd === undefined ? {} : { expectedEnd: instantOf(expectedEnd) }),
  };
}

export function ownerIdOf(stored: StoredOwner): string {
  return stored.id ?? `${stored.operationId}${stored.idRest ?? ""}`;
}

export function instanceIdOf(stored: StoredOwner): string {
  return stored.instanceId ?? stored.operationId;
}
