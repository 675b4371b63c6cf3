// Break-glass: the command `break`, by which a person takes a lease from whoever holds it.
//
// L12. Who was broken is fenced out at once and for good: its grant is gone, so nothing is renewed or
//      noted as intended under it, and whoever comes next waits until what was sent before has arrived.
//      This covers a write whose lease was renewed before and which is still held up on its way to be
//      sent only for as long as one request takes; whoever breaks a lease has to know that its holder
//      is not at work.
// L13. A break concerns only grants that were there when it was said: said again, or late, it takes
//      nothing from whoever came after.
// L16. Everybody who waits is woken, though nobody is granted anything yet: so that they ask again when
//      what may be under way has arrived, and not when the broken lease would have run out; and so that
//      what is told of their wait is true.

import type { LeaseAnswers, LeaseCommands, LeaseHolderView } from "../contracts/lease-messages.ts";
import { holderViewOf } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState } from "../contracts/lease-state.ts";
import { earlierOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { calledOf, settle, wakeTargetOf } from "./lease-queue.ts";
import { remembering } from "./past-owners.ts";
import type { Reduction } from "./reduction.ts";
import { leaseBreaksMax } from "./waiting-limits.ts";

type Break = LeaseCommands["break"];

export const breakLease = remembering(
  (state: LeaseState | null, command: Break): Reduction<LeaseState, LeaseAnswers["break"]> => {
    if (state === null) return { state, answer: { kind: "broken", holders: [], wake: [] } };
    const { at, by, reason } = command;
    const before = settle(state, at);
    const broken = before.holders.filter((holder) => isMeant(holder, command));
    if (broken.length === 0) {
      const holders = earlierBreaks(before, command);
      return { state, answer: { kind: "broken", holders, wake: wakeOf(before, holders, at) } };
    }
    const ended = broken.map((holder) => ({
      ...holder,
      expiresAt: earlierOf(holder.expiresAt, at),
    }));
    const holders = broken.map(holderViewOf);
    const breaks = [...before.breaks, ...holders.map((holder) => ({ at, by, reason, holder }))];
    const after = settle(
      {
        ...before,
        holders: before.holders.filter((holder) => !broken.includes(holder)),
        broken: [...before.broken, ...ended], // L12
        breaks: breaks.slice(-leaseBreaksMax),
      },
      at,
    );
    return { state: after, answer: { kind: "broken", holders, wake: wakeOf(after, holders, at) } };
  },
);

function isMeant(holder: LeaseHolder, { ownerId, at }: Break): boolean {
  const isNamed = ownerId === undefined || holder.owner.id === ownerId;
  return isNamed && !isBefore(at, holder.since); // L13
}

/** Whom the very same command has broken when it was said before. */
function earlierBreaks({ breaks }: LeaseState, { at, by, reason, ownerId }: Break) {
  return breaks
    .filter((one) => one.at === at && one.by.id === by.id && one.reason === reason)
    .map((one) => one.holder)
    .filter((holder) => ownerId === undefined || holder.owner.id === ownerId);
}

/** L16. Where nobody was broken it is woken who is free to go on. */
function wakeOf(state: LeaseState, broken: readonly LeaseHolderView[], at: Instant) {
  const woken = broken.length > 0 ? state.waiters : calledOf(state, at);
  return woken.map(wakeTargetOf);
}
