// A day in a queue, played event by event: actors come, ask, are woken or not, hold, give back, or die
// at some point without a word. It knows of the queue only what a caller knows, and tells who got
// what when; the tests judge that.

import * as fc from "fast-check";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { minute, second, start } from "./entity-scene.ts";

export interface Actor {
  readonly name: string;
  readonly arrivesAfterMs: number;
  readonly holdsMs: number;
  /** Lets other sharers in beside it. */
  readonly shares: boolean;
  readonly dies: "never" | "waiting" | "holding";
  /** Whether a wake-up reaches it. */
  readonly hears: boolean;
}

export type Asked =
  | { readonly kind: "got" }
  | { readonly kind: "wait"; readonly askAgainAt: Instant };

/** The queue under test, as callers reach it. */
export interface Queue {
  ask(actor: Actor, at: Instant): Asked;
  /** Holds on for another while. */
  keep(actor: Actor, at: Instant): void;
  /** Answers the names of those who are to be woken. */
  giveBack(actor: Actor, at: Instant): readonly string[];
}

export interface Visit {
  readonly actor: Actor;
  readonly askedAt: Instant;
  readonly gotAt: Instant | null;
}

const keepEveryMs = 5 * minute;

export const actors: fc.Arbitrary<readonly Actor[]> = fc
  .array(
    fc.record({
      arrivesAfterMs: fc.nat(40 * minute),
      holdsMs: fc.nat(40 * minute),
      shares: fc.boolean(),
      dies: fc.constantFrom("never", "never", "never", "waiting", "holding"),
      hears: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((people) => people.map((person, index): Actor => ({ name: `p${index}`, ...person })));

/** Plays until nothing more happens. Everybody who lives and asks long enough is in the answer. */
export function play(people: readonly Actor[], queue: Queue): readonly Visit[] {
  const visits = new Map<Actor, Visit>();
  const agenda: { at: Instant; run: (at: Instant) => void }[] = [];
  const plan = (at: Instant, run: (at: Instant) => void): void => {
    agenda.push({ at, run });
  };
  const giveBack = (actor: Actor, at: Instant): void => {
    for (const name of queue.giveBack(actor, at)) {
      const woken = people.find((person) => person.name === name);
      if (woken?.hears === true && woken.dies !== "waiting") {
        plan(addMs(at, second), (then) => come(woken, then));
      }
    }
  };
  const hold = (actor: Actor, until: Instant, at: Instant): void => {
    if (!isBefore(at, until)) {
      giveBack(actor, at);
      return;
    }
    queue.keep(actor, at);
    const next = addMs(at, Math.min(keepEveryMs, msBetween(at, until)));
    plan(next, (then) => hold(actor, until, then));
  };
  const come = (actor: Actor, at: Instant): void => {
    const visit = visits.get(actor) ?? { actor, askedAt: at, gotAt: null };
    if (visit.gotAt !== null) return;
    const asked = queue.ask(actor, at);
    visits.set(actor, { ...visit, gotAt: asked.kind === "got" ? at : null });
    if (asked.kind === "got") {
      if (actor.dies !== "holding") hold(actor, addMs(at, actor.holdsMs), at);
    } else if (actor.dies !== "waiting") {
      plan(asked.askAgainAt, (then) => come(actor, then));
    }
  };
  for (const actor of people) plan(addMs(start, actor.arrivesAfterMs), (at) => come(actor, at));
  for (let turns = 0; agenda.length > 0; turns += 1) {
    if (turns > 20_000) throw new Error("This day does not end: somebody asks again and again.");
    const next = agenda.reduce((one, other) => (isBefore(other.at, one.at) ? other : one));
    agenda.splice(agenda.indexOf(next), 1);
    next.run(next.at);
  }
  return [...visits.values()];
}
