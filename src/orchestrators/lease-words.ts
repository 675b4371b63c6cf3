// How it is said that a lease is waited for, and who is in the way.

import type { LeaseHolderView } from "../contracts/lease-messages.ts";
import { nameOf } from "./name-of.ts";

export function sayLeaseWait(resourceId: string, holder: LeaseHolderView | null): string {
  return `Waiting for the lease on ${nameOf(resourceId)}: ${sayHolder(holder)}.`;
}

export function sayHolder(holder: LeaseHolderView | null): string {
  if (holder === null) return "others come first";
  const { owner, expiresAt } = holder;
  const { purpose, principal, operationId } = owner;
  return `${purpose} for ${principal.name} (${operationId}) holds it until ${expiresAt} at the longest, unless it renews`;
}
