// What is known of a resource as text: its state in Azure, the locks that cover it and where each
// sits, who of ours is at work on it, who waits.

import type { ResourceView } from "../contracts/http-shapes.ts";
import type { LeaseHolderView, LeaseView } from "../contracts/lease-messages.ts";
import { msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { LockObservation } from "../domain/observation.ts";
import { sayDuration } from "./duration.ts";
import { sayBreak } from "./lease-text.ts";
import { placeOf, sayMachine, sayResource } from "./machine-text.ts";
import { sourceLine } from "./operation-text.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";

export function resourceText(
  view: ResourceView,
  options: { readonly paint: Paint; readonly url: string },
): string {
  const { paint } = options;
  const lines = [
    paint.bold(printable(view.resourceId)),
    row("observed", view.observedAt),
    row("state", stateOf(view, paint)),
    ...locksOf(view, paint),
    row("running", runningOf(view)),
    ...leaseOf(view),
    ...parentsOf(view),
    ...turnOf(view),
    sourceLine("Azure for state and locks, lease and turn entities for the rest", options),
  ];
  return lines.join("\n");
}

function stateOf(view: ResourceView, paint: Paint): string {
  if (view.state !== null) return sayMachine(view.state);
  if (view.resource != null) return sayResource(view.resource);
  return paint.warn(`not known: ${printable(view.stateProblem ?? "nothing was read")}`);
}

function locksOf(view: ResourceView, paint: Paint): readonly string[] {
  if (view.locks === null) {
    const why = printable(view.locksProblem ?? "nothing was read");
    return [row("locks", paint.warn(`not known: ${why}`))];
  }
  if (view.locks.length === 0) return [row("locks", "none")];
  return view.locks.map((lock) => row("lock", sayLock(lock)));
}

function sayLock(lock: LockObservation): string {
  const notes = lock.notes === null ? "" : `: ${printable(lock.notes)}`;
  return `${lock.level} "${printable(lock.name)}" on ${printable(lock.scope)}${notes}`;
}

function runningOf(view: ResourceView): string {
  const { settled, operationId, since, what } = view.running;
  const azure =
    settled === null
      ? "it is not known whether Azure is at work on it"
      : settled
        ? "nothing is at work on it in Azure"
        : "something is at work on it in Azure";
  if (operationId === null) return what === null ? azure : `${azure}; ${printable(what)}`;
  const purpose = what === null ? "" : ` (${printable(what)})`;
  const began = since === null ? "" : ` since ${since}`;
  return `${azure}; ${printable(operationId)}${purpose}${began}`;
}

function leaseOf({ lease, observedAt }: ResourceView): readonly string[] {
  const { holders, fenced = [], open, queue, breaks } = lease;
  if ([holders, fenced, open, queue, breaks].every((list) => list.length === 0)) {
    return [row("lease", "free")];
  }
  return [
    ...(holders.length === 0 && fenced.length === 0 ? [row("lease", "held by nobody")] : []),
    ...holders.map((holder) => row("lease", sayHolder(holder, observedAt))),
    ...fenced.map((holder) => row("lease", sayFenced(holder))),
    ...open.map(({ stepId, intendedAt, accepted }) => {
      const how = accepted ? "accepted by Azure" : "perhaps sent";
      return row("open", `${printable(stepId)}, ${how}, since ${intendedAt}`);
    }),
    ...queue.map((waiter) => row("", `waiting for the lease: ${sayWaiter(waiter, observedAt)}`)),
    ...breaks.map((each) => row("broken", sayBreak(each))),
  ];
}

/** Who keeps others out of what it is in, or wants to. Those that merely share it keep nobody out. */
function parentsOf({ parents = [], observedAt }: ResourceView): readonly string[] {
  return parents.flatMap(({ resourceId, holders, fenced = [], queue }) => {
    const place = placeOf(resourceId ?? "");
    const told = [
      ...holders
        .filter(({ mode }) => mode === "exclusive")
        .map((holder) => sayHolder(holder, observedAt)),
      ...fenced.map(sayFenced),
      ...queue.map((waiter) => `waiting for its lease: ${sayWaiter(waiter, observedAt)}`),
    ];
    return told.map((text) => row("part of", `${place}: ${text}`));
  });
}

function sayHolder(holder: LeaseHolderView, at: Instant): string {
  const { owner, mode, fencing, since, expiresAt } = holder;
  const who = `${printable(owner.principal.name)} for ${printable(owner.purpose)} (${printable(owner.operationId)})`;
  const age = sayDuration(msBetween(since, at));
  return `${mode}, held by ${who} for ${age}, number ${fencing}, until ${expiresAt}, unless it renews`;
}

function sayFenced({ owner, fencing, broken }: LeaseHolderView): string {
  const until = broken === undefined ? "" : ` before ${broken.fencedUntil}`;
  return `taken from ${printable(owner.principal.name)}, number ${fencing}; nobody is granted it${until}`;
}

function sayWaiter({ owner, mode, since }: LeaseView["queue"][number], at: Instant): string {
  const age = sayDuration(msBetween(since, at));
  return `${printable(owner.operationId)}, ${mode}, ${printable(owner.purpose)}, for ${age}`;
}

function turnOf({ turn }: ResourceView): readonly string[] {
  if (turn.head === null) return [row("turn", "free")];
  const say = (ticket: NonNullable<typeof turn.head>): string => {
    const who = printable(ticket.owner.principal.name);
    return `${printable(ticket.owner.operationId)}, ticket ${ticket.number}, asked by ${who}`;
  };
  const more = turn.waiting - turn.queue.length;
  return [
    row("turn", say(turn.head)),
    ...turn.queue.map((ticket) => row("waiting", say(ticket))),
    ...(more > 0 ? [row("", `and ${more} more`)] : []),
  ];
}
