// The command `sweep`, said by whoever has asked which of the owners still live.
//
// L14. A dead waiter leaves at once: it holds nothing. A dead holder stays until its lease and the
//      grace after it have passed, because an activity of it may still be about to send.
// L15. Whoever could have the lease now is named to be woken, whether or not it was before.

import type { LeaseAnswers, LeaseCommands } from "../contracts/lease-messages.ts";
import { isOverdue } from "../contracts/lease-state.ts";
import type { LeaseHolder, LeaseState, LeaseWaiter } from "../contracts/lease-state.ts";
import { calledOf, keptOrRemoved, settle, wakeTargetOf } from "./lease-queue.ts";
import { remembering } from "./past-owners.ts";
import type { Reduction } from "./reduction.ts";

export const sweepLease = remembering(
  (
    state: LeaseState | null,
    { dead, at }: LeaseCommands["sweep"],
  ): Reduction<LeaseState, LeaseAnswers["sweep"]> => {
    if (state === null) return { state, answer: { kind: "swept", removed: [], wake: [] } };
    const deadIds = new Set(dead);
    const isDead = ({ owner }: LeaseHolder | LeaseWaiter): boolean => deadIds.has(owner.id);
    const before = settle(state, at);
    const gone = [
      ...before.holders.filter((holder) => isDead(holder) && isOverdue(holder, at)), // L14
      ...before.waiters.filter(isDead),
    ];
    const after = settle(
      {
        ...before,
        holders: before.holders.filter((holder) => !gone.includes(holder)),
        waiters: before.waiters.filter((waiter) => !gone.includes(waiter)),
      },
      at,
    );
    return {
      state: keptOrRemoved(after, at),
      answer: {
        kind: "swept",
        removed: gone.map((one) => one.owner.id),
        wake: calledOf(after, at).map(wakeTargetOf), // L15
      },
    };
  },
);
