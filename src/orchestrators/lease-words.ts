// How it is said that a lease is waited for, who is in the way, and that there is no room in its queue.

import type { LeaseAnswers, LeaseHolderView } from "../contracts/lease-messages.ts";
import type { BrokenHold } from "../domain/busy-with.ts";
import { nameOf } from "./name-of.ts";

type InTheWay = Pick<Extract<LeaseAnswers["acquire"], { kind: "rejected" }>, "holder" | "crowd">;

export function sayLeaseWait(resourceId: string, inTheWay: InTheWay): string {
  return `Waiting for the lease on ${nameOf(resourceId)}: ${sayInTheWay(inTheWay)}.`;
}

/** A crowd is no one's fault: many share the lease, and more than that have no room in it. */
export function sayInTheWay({ holder, crowd }: InTheWay): string {
  if (crowd === undefined) return sayHolder(holder);
  return `${crowd} hold a share of it, which is as many as can, one of them this: ${sayHolder(holder)}`;
}

export function sayHolder(holder: LeaseHolderView | null): string {
  if (holder === null) return "others come first";
  const { owner, expiresAt, broken } = holder;
  const { purpose, principal, operationId } = owner;
  const who = `${purpose} for ${principal.name} (${operationId})`;
  if (broken !== undefined) return `the lease of ${who} ${sayBroken(broken)}`;
  return `${who} holds it until ${expiresAt} at the longest, unless it renews`;
}

/** To be put after what was broken. */
export function sayBroken({ at, by, reason, fencedUntil }: BrokenHold): string {
  const whom = by === null ? "" : ` by ${by.name} (${by.id})`;
  const why = reason === null ? "" : ` ("${reason}")`;
  return `was broken${whom} at ${at}${why}; until ${fencedUntil} it is waited for what it may still have sent`;
}

type QueueFull = Extract<LeaseAnswers["acquire"], { kind: "queue-full" }>;

/** Which of the two limits it was, and what to do about it. */
export function sayQueueFull(
  resourceId: string,
  { waiters, full }: Pick<QueueFull, "waiters" | "full">,
): { readonly sentence: string; readonly nextAction: string } {
  const name = nameOf(resourceId);
  if (full === "state") {
    return {
      sentence: `What is kept of the lease on ${name} is as large as it may get, with ${waiters} others waiting and what was left open in it; there is no room for more.`,
      nextAction:
        "Ask again when some of it has gone: `interlock state` shows what is open and who waits.",
    };
  }
  return {
    sentence: `${waiters} others wait for the lease on ${name} already; there is no room for more.`,
    nextAction: "Ask again when fewer wait: `interlock state` shows who does.",
  };
}
