// What a holder says of its lease while it has it: `renew`, `noteAddress` and `noteEnded`.
//
// L7. Only the grant that stands is renewed: owner and fencing number must both be the holder's. A
//     lease that has run out may be renewed as long as nobody else was granted it.
// L8. A write is noted in the same command that prolongs the lease under which it is sent: none is sent
//     that the next holder would not be told of.
// L9. A lost lease silences nobody: what its former holder learns of its own writes is kept.

import type { LeaseAnswers, LeaseCommands, Lost } from "../contracts/lease-messages.ts";
import { inTheWayAt, inTheWayViewOf } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState, NotedOperation } from "../contracts/lease-state.ts";
import { addMs, laterOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { settle } from "./lease-queue.ts";
import { namedBy, noteAddressOf, noteIntended, ownNamedBy, without } from "./open-operations.ts";
import type { Grant } from "./open-operations.ts";
import { remembering } from "./past-owners.ts";
import type { Reduction } from "./reduction.ts";

export const renew = remembering(renewed);
export const noteAddress = remembering(addressNoted);
export const noteEnded = remembering(endNoted);

function renewed(
  state: LeaseState | null,
  command: LeaseCommands["renew"],
): Reduction<LeaseState, LeaseAnswers["renew"]> {
  const { at, leaseMs, intends } = command;
  if (state === null) return { state: null, answer: { kind: "lost", holder: null } };
  const before = settle(state, at);
  const held = holderOf(before, command);
  if (held === undefined) return { state: before, answer: lostTo(before, at) };
  // A command that was long under way must not take back what a later one has given.
  const expiresAt = laterOf(held.expiresAt, addMs(at, leaseMs));
  const after = settle(
    {
      ...before,
      holders: before.holders.map((holder) => (holder === held ? { ...held, expiresAt } : holder)),
      open:
        intends === undefined
          ? before.open
          : noteIntended(before.open, { ...command, mode: held.mode }, intends), // L8
    },
    at,
  );
  return { state: after, answer: { kind: "renewed", expiresAt } };
}

function addressNoted(
  state: LeaseState | null,
  command: LeaseCommands["noteAddress"],
): Reduction<LeaseState, LeaseAnswers["noteAddress"]> {
  return note(state, command, (open, named) => noteAddressOf(open, named, command.address));
}

function endNoted(
  state: LeaseState | null,
  command: LeaseCommands["noteEnded"],
): Reduction<LeaseState, LeaseAnswers["noteEnded"]> {
  return note(state, command, without);
}

function note(
  state: LeaseState | null,
  command: LeaseCommands["noteEnded"],
  change: (
    open: readonly NotedOperation[],
    named: readonly NotedOperation[],
  ) => readonly NotedOperation[],
): Reduction<LeaseState, { readonly kind: "noted" } | Lost> {
  const { at } = command;
  if (state === null) return { state: null, answer: { kind: "lost", holder: null } };
  const before = settle(state, at);
  const isHolder = holderOf(before, command) !== undefined;
  const named = isHolder
    ? namedBy(before, command, command, at)
    : ownNamedBy(before, command, command); // L9
  const after = settle({ ...before, open: change(before.open, named) }, at);
  return { state: after, answer: isHolder ? { kind: "noted" } : lostTo(after, at) };
}

/** L7. */
function holderOf(state: LeaseState, grant: Grant): LeaseHolder | undefined {
  return state.holders.find(
    (holder) => holder.owner.id === grant.ownerId && holder.fencing === grant.fencing,
  );
}

function lostTo(state: LeaseState, at: Instant): Lost {
  const [holder] = inTheWayAt(state, at);
  return { kind: "lost", holder: holder === undefined ? null : inTheWayViewOf(state, holder) };
}
