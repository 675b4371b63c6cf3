// The list of writes that may be at work on a leased resource. An entry outlives the grant under which
// it was noted, until somebody who knows has said that the write has ended.
//
// O1. Nothing but `ended` takes an entry away: neither release nor expiry nor a new grant.
// O2. A new holder is told every entry that no living other holder answers for. What was noted under an
//     intent goes together with other intents: only an exclusive holder is told it.
// O3. What was learned of a write is not unlearned: noting the same write again keeps its address.
// O4. Of two addresses the one that is asked is kept: each is kilobytes of signature, which cannot be
//     shortened, and the whole state is written with each command. Under an intent only what was sent
//     is kept: there may be many, the rest is in the lease of the resource that is written, and without
//     an address a write is followed by what can be seen of its resource.

import type { LeaseMode, OpenOperation } from "../contracts/lease-messages.ts";
import { isOverdue } from "../contracts/lease-state.ts";
import type { LeaseState, NotedOperation } from "../contracts/lease-state.ts";
import type { OperationAddress } from "../domain/arm-write.ts";
import type { Instant } from "../domain/instant.ts";

export interface Grant {
  readonly ownerId: string;
  readonly fencing: number;
}

interface GrantInMode extends Grant {
  readonly mode: LeaseMode;
}

export interface NamedWrite {
  readonly stepId: string;
  readonly clientRequestId?: string;
}

/** Notes a write that is about to be sent. One step has one write at a time: a second submission takes
 * the place of the first. */
export function noteIntended(
  open: readonly NotedOperation[],
  grant: GrantInMode,
  intends: OpenOperation,
): readonly NotedOperation[] {
  const operation =
    grant.mode === "intent" ? { ...intends, address: null, undoCommands: [] } : intends; // O4
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
  const { ownerId, fencing, mode } = grant;
  const noted = { ownerId, fencing, ...(mode === "intent" ? { mode } : {}), operation };
  return [...others, noted];
}

/** Keeps where a write is followed. Nothing changes where the write is not open any more. */
export function noteAddressOf(
  open: readonly NotedOperation[],
  mine: readonly NotedOperation[],
  address: OperationAddress,
): readonly NotedOperation[] {
  const kept = address.asyncOperation === null ? address : { ...address, location: null }; // O4
  return open.map((noted) =>
    mine.includes(noted) && noted.mode === undefined
      ? { ...noted, operation: { ...noted.operation, address: kept } }
      : noted,
  );
}

export function without(
  open: readonly NotedOperation[],
  ended: readonly NotedOperation[],
): readonly NotedOperation[] {
  return open.filter((noted) => !ended.includes(noted));
}

/** The entries that a grant means by a name: its own, else those that it has inherited. Whoever names a
 * write exactly may mean any that nobody else answers for, because it may know its end from following
 * it under another lease. */
export function namedBy(
  state: LeaseState,
  grant: Grant,
  write: NamedWrite,
  at: Instant,
): readonly NotedOperation[] {
  const own = ownNamedBy(state, grant, write);
  if (own.length > 0) return own;
  const meant =
    write.clientRequestId === undefined
      ? inheritedEntries(state, grant, at)
      : unanswered(state, grant, at);
  return meant.filter((noted) => isNamed(noted, write));
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
  const holder = state.holders.find(
    ({ owner, fencing }) => owner.id === grant.ownerId && fencing === grant.fencing,
  );
  return unanswered(state, grant, at).filter(
    (noted) => noted.mode === undefined || holder?.mode === "exclusive",
  );
}

/** The entries for which no living holder but this one answers. */
function unanswered(state: LeaseState, grant: Grant, at: Instant): readonly NotedOperation[] {
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
