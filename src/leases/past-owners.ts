// What is remembered of owners that neither hold nor wait any more: the number of their last command.
//
// L10. A command that comes after a later one of the same owner changes nothing. Messages may be
//      delivered late and twice, and an `acquire` that came after its own `release` would put somebody
//      into the queue who is gone.
// L11. Who was replaced by a later start of its operation is dead and never heard again.
//
// The memory is bounded by age and number. Where it has forgotten, a ghost costs what any dead waiter
// costs: the time of one reservation, unless the sweep comes first.

import { emptyLease } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState, LeaseWaiter, PastOwner } from "../contracts/lease-state.ts";
import { addMs, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Reduction } from "./reduction.ts";
import { pastOwnerMs, pastOwnersMax } from "./waiting-limits.ts";

type Present = LeaseHolder | LeaseWaiter;

/** Lets a command end with whoever it made leave being remembered (L10). */
export function remembering<Command extends { readonly at: Instant }, Answer>(
  reduce: (state: LeaseState | null, command: Command) => Reduction<LeaseState, Answer>,
): (state: LeaseState | null, command: Command) => Reduction<LeaseState, Answer> {
  return (state, command) => {
    const { state: after, answer } = reduce(state, command);
    if (after === null) return { state: null, answer };
    const gone = presentIn(state ?? emptyLease).filter(
      (one) => presentOf(after, one.owner.id) === undefined,
    );
    const past = gone.map(({ owner, commandId }) => ({
      ownerId: owner.id,
      commandId: isReplaced(after, owner.operationId) ? Number.MAX_SAFE_INTEGER : commandId, // L11
      at: command.at,
    }));
    return { state: past.reduce(withPast, after), answer };
  };
}

/** The entry of an owner that holds or waits. */
export function presentOf(state: LeaseState, ownerId: string): Present | undefined {
  return presentIn(state).find((one) => one.owner.id === ownerId);
}

export function pastOf(state: LeaseState, ownerId: string): PastOwner | undefined {
  return state.past.find((one) => one.ownerId === ownerId);
}

/** Adds what an owner said last. The newest come last; too many push the oldest out. */
export function withPast(state: LeaseState, one: PastOwner): LeaseState {
  const earlier = pastOf(state, one.ownerId);
  if (earlier !== undefined && earlier.commandId >= one.commandId) return state;
  const others = state.past.filter((other) => other !== earlier);
  return { ...state, past: [...others, one].slice(-pastOwnersMax) };
}

/** The past owners that are still remembered at that instant. */
export function rememberedAt(past: readonly PastOwner[], at: Instant): readonly PastOwner[] {
  return past.filter((one) => isBefore(at, addMs(one.at, pastOwnerMs)));
}

function presentIn(state: LeaseState): readonly Present[] {
  return [...state.holders, ...state.waiters];
}

function isReplaced(state: LeaseState, operationId: string): boolean {
  return presentIn(state).some((one) => one.owner.operationId === operationId);
}
