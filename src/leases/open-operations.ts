// The list of writes that may be at work on a leased resource. An entry outlives the grant under which
// it was noted, until somebody who knows has said that the write has ended.
//
// O1. Nothing but `ended` takes an entry away: neither release nor expiry nor a new grant.
// O2. A new holder is told every entry that no living other holder answers for.
// O3. What was learned of a write is not unlearned: noting the same write again keeps its address.
// O4. Of two addresses the one that is asked is kept: each is kilobytes of signature, which cannot be
//     shortened, and the whole state is written with each command.

import type { OpenOperation } from "../contracts/lease-messages.ts";
import { isOverdue } from "../contracts/lease-state.ts";
import type { LeaseState, NotedOperation } from "../contracts/lease-state.ts";
import type { OperationAddress } from "../domain/arm-write.ts";
import type { Instant } from "../domain/instant.ts";

export interface Grant {
  readonly ownerId: string;
  readonly fencing: number;
}

export interface NamedWrite {
  readonly stepId: string;
  readonly clientRequestId?: string;
}

/** Notes a write that is about to be sent. One step has one write at a time: a second submission takes
 * the place of the first. */
export function noteIntended(
  open: readonly NotedOperation[],
  grant: Grant,
  operation: OpenOperation,
): readonly NotedOperation[] {
  const earlier = open.find((noted) => isOf(noted, grant) && isNamed(noted, operation));
  if (earlier !== undefined) {
    const address = earlier.operation.address ?? operation.address; // O3
    return open.map((noted) =>
      noted === earlier ? { ...noted, operation: { ...operation, address } } : noted,
    );
  }
  const others = open.filter(
    (noted) => !(isOf(noted, grant) && noted.operation.stepId === operation.stepId),
  );
  return [...others, { ownerId: grant.ownerId, fencing: grant.fencing, operation }];
}

/** Keeps where a write is followed. Nothing changes where the write is not open any more. */
export function noteAddressOf(
  open: readonly NotedOperation[],
  mine: readonly NotedOperation[],
  address: OperationAddress,
): readonly NotedOperation[] {
  const kept = address.asyncOperation === null ? address : { ...address, location: null }; // O4
  return open.map((noted) =>
    mine.includes(noted) ? { ...noted, operation: { ...noted.operation, address: kept } } : noted,
  );
}

export function without(
  open: readonly NotedOperation[],
  ended: readonly NotedOperation[],
): readonly NotedOperation[] {
  return open.filter((noted) => !ended.includes(noted));
}

/** The entries that a grant means by a name: its own, else those that it has inherited. */
export function namedBy(
  state: LeaseState,
  grant: Grant,
  write: NamedWrite,
  at: Instant,
): readonly NotedOperation[] {
  const own = ownNamedBy(state, grant, write);
  return own.length > 0
    ? own
    : inheritedEntries(state, grant, at).filter((noted) => isNamed(noted, write));
}

export function ownNamedBy(
  state: LeaseState,
  grant: Grant,
  write: NamedWrite,
): readonly NotedOperation[] {
  return state.open.filter((noted) => isOf(noted, grant) && isNamed(noted, write));
}

export function inheritedBy(
  state: LeaseState,
  grant: Grant,
  at: Instant,
): readonly OpenOperation[] {
  return inheritedEntries(state, grant, at).map((noted) => noted.operation);
}

/** O2. */
function inheritedEntries(state: LeaseState, grant: Grant, at: Instant): readonly NotedOperation[] {
  const answeredFor = new Set(
    state.holders.filter((holder) => !isOverdue(holder, at)).map((holder) => holder.fencing),
  );
  return state.open.filter((noted) => !isOf(noted, grant) && !answeredFor.has(noted.fencing));
}

function isOf(noted: NotedOperation, grant: Grant): boolean {
  return noted.ownerId === grant.ownerId && noted.fencing === grant.fencing;
}

function isNamed(noted: NotedOperation, write: NamedWrite): boolean {
  const { stepId, clientRequestId } = noted.operation;
  return (
    stepId === write.stepId &&
    (write.clientRequestId === undefined || write.clientRequestId === clientRequestId)
  );
}
