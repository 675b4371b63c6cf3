// Times in which somebody has a resource for himself, or shares it: a hold, a write, the course of an
// operation from its first write to its last. Two of them collide when they belong to different
// people, exclude each other, and are there at once.

import type { LeaseMode } from "../../../src/contracts/lease-messages.ts";
import { msBetween } from "../../../src/domain/instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { resourceKey } from "../../../src/domain/resource-id.ts";

export interface Span {
  readonly who: string;
  /** For people. */
  readonly what: string;
  readonly resourceId: string;
  readonly mode: LeaseMode;
  readonly from: Instant;
  /** Null when it is not known to have ended. */
  readonly until: Instant | null;
}

export interface Judged {
  /** How many pairs of different people touched the same or each other's parent. */
  readonly pairs: number;
  readonly collisions: readonly (readonly [Span, Span])[];
}

/** Each pair of one of the first with one of the others, once. */
export function judgePairs(some: readonly Span[], others: readonly Span[]): Judged {
  const isOneList = some === others;
  let pairs = 0;
  const collisions: (readonly [Span, Span])[] = [];
  for (const [index, one] of some.entries()) {
    for (const other of isOneList ? others.slice(index + 1) : others) {
      if (one.who === other.who || !exclude(one, other)) continue;
      pairs += 1;
      if (areAtOnce(one, other)) collisions.push([one, other]);
    }
  }
  return { pairs, collisions };
}

/** On one resource only intents go together; above and below each other, whoever is above excludes
 * what is below only by having it exclusively. */
export function exclude(one: Span, other: Span): boolean {
  const [key, otherKey] = [resourceKey(one.resourceId), resourceKey(other.resourceId)];
  if (key === otherKey) return one.mode === "exclusive" || other.mode === "exclusive";
  if (otherKey.startsWith(`${key}/`)) return one.mode === "exclusive";
  return key.startsWith(`${otherKey}/`) && other.mode === "exclusive";
}

/** At its last instant a span is over. */
function areAtOnce(one: Span, other: Span): boolean {
  return isBefore(one.from, other.until) && isBefore(other.from, one.until);
}

function isBefore(instant: Instant, end: Instant | null): boolean {
  return end === null || msBetween(instant, end) > 0;
}

export function sayCollision([one, other]: readonly [Span, Span]): string {
  return `${say(one)} and ${say(other)} at once.`;
}

function say({ what, resourceId, from, until }: Span): string {
  const name = resourceId.split("/").at(-1) ?? resourceId;
  return `${what} on ${name} from ${from} until ${until ?? "ever"}`;
}
