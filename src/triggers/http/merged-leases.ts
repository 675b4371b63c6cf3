// The lease of a resource as one thing where several entities keep it: a resource group's is spread over
// a few, and whoever has all of it has a grant of each. Everybody is shown once.

import type {
  LeaseHolderView,
  LeaseMode,
  LeaseOwner,
  LeaseView,
} from "../../contracts/lease-messages.ts";
import { earlierOf, epochMsOf, laterOf } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";

export function mergedLeases(views: readonly LeaseView[]): LeaseView {
  const [first] = views;
  if (first !== undefined && views.length === 1) return first;
  const fenced = merged(
    views.flatMap((view) => view.fenced ?? []),
    sameHolder,
  );
  return {
    resourceId: views.find((view) => view.resourceId !== null)?.resourceId ?? null,
    holders: merged(
      views.flatMap((view) => view.holders),
      sameHolder,
    ),
    ...(fenced.length === 0 ? {} : { fenced }),
    queue: merged(
      views.flatMap((view) => view.queue),
      (one, other) => ({
        ...one,
        since: earlierOf(one.since, other.since),
        waitUntil: laterOf(one.waitUntil, other.waitUntil),
      }),
    ),
    open: views.flatMap((view) => view.open),
    breaks: views
      .flatMap((view) => view.breaks)
      .toSorted((one, other) => epochMsOf(one.at) - epochMsOf(other.at)),
  };
}

/** The highest number fences all of its parts, and it is whole until the first of them ends. */
function sameHolder(one: LeaseHolderView, other: LeaseHolderView): LeaseHolderView {
  return {
    ...one,
    fencing: Math.max(one.fencing, other.fencing),
    since: earlierOf(one.since, other.since),
    expiresAt: earlierOf(one.expiresAt, other.expiresAt),
  };
}

interface Entry {
  readonly owner: LeaseOwner;
  readonly mode: LeaseMode;
  readonly since: Instant;
}

/** Each owner once for each mode, by the time of its coming. */
function merged<E extends Entry>(
  entries: readonly E[],
  join: (one: E, other: E) => E,
): readonly E[] {
  const found = new Map<string, E>();
  for (const entry of entries) {
    const key = `${entry.mode} ${entry.owner.id}`;
    const before = found.get(key);
    found.set(key, before === undefined ? entry : join(before, entry));
  }
  return [...found.values()].toSorted(
    (one, other) => epochMsOf(one.since) - epochMsOf(other.since),
  );
}
