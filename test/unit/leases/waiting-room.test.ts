// Whole days in the queues of a lease and of a turn: with wake-ups that are lost and callers that die
// while they wait or hold, everybody else gets on, in the order in which they came.

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBefore, msBetween } from "../../../src/domain/instant.ts";
import { resourceLeaseEntity } from "../../../src/entities/resource-lease.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import {
  anAcquire,
  anEnter,
  anOwner,
  EntityScene,
  hour,
  minute,
  start,
} from "../../support/entity-scene.ts";
import { aRelease, leaseMs } from "../../support/lease-scene.ts";
import { actors, play } from "../../support/waiting-room.ts";
import type { Actor, Queue, Visit } from "../../support/waiting-room.ts";

/** What one dead costs at most: its lease with the grace, or the reservation that it does not take. */
const deadCostMs = 17 * minute + 7 * minute;
/** How late somebody may notice that it is its turn when its wake-up is lost. */
const unheardMs = 5 * minute;
const deadHoldMs = 17 * minute;

function aLeaseQueue(): Queue {
  const lease = new EntityScene("resourceLease", resourceLeaseEntity);
  const fencing = new Map<string, number>();
  return {
    ask: ({ name, shares }, at) => {
      const mode = shares ? "intent" : "exclusive";
      const answer = lease.send("acquire", anAcquire(name, at, { mode }));
      if (answer.kind !== "granted" && answer.kind !== "waiting") {
        throw new Error(`${name} was answered ${answer.kind}.`);
      }
      if (answer.kind === "waiting") return { kind: "wait", askAgainAt: answer.askAgainAt };
      fencing.set(name, answer.fencing);
      return { kind: "got" };
    },
    keep: ({ name }, at) => {
      const grant = { ownerId: anOwner(name).id, fencing: fencing.get(name) ?? 0 };
      assert.equal(lease.send("renew", { ...grant, at, leaseMs }).kind, "renewed");
    },
    giveBack: ({ name }, at) => namesOf(lease.send("release", aRelease(name, at))),
  };
}

function aTurnQueue(): Queue {
  const turn = new EntityScene("targetTurn", targetTurnEntity);
  const ask: Queue["ask"] = ({ name, dies }, at) => {
    const holdMs = dies === "holding" ? deadHoldMs : 48 * hour;
    const holdUntil = new Date(Date.parse(at) + holdMs).toISOString();
    const answer = turn.send("enter", anEnter(name, at, { ticket: { holdUntil } }));
    if (answer.kind === "head") return { kind: "got" };
    if (answer.kind === "waiting") return { kind: "wait", askAgainAt: answer.askAgainAt };
    throw new Error(`${name} was answered ${answer.kind}.`);
  };
  return {
    ask,
    keep: (actor, at) => assert.deepEqual(ask(actor, at), { kind: "got" }),
    giveBack: ({ name }, at) => namesOf(turn.send("leave", aRelease(name, at))),
  };
}

function namesOf(answer: { wake: readonly { instanceId: string }[] }): readonly string[] {
  return answer.wake.map((target) => target.instanceId.replace("op-", ""));
}

function livingOf(visits: readonly Visit[]): readonly Visit[] {
  return visits.filter((visit) => visit.actor.dies === "never");
}

/** The longest that a day with these people may last, if no minute is wasted. */
function budgetMs(people: readonly Actor[]): number {
  const arrival = Math.max(...people.map((person) => person.arrivesAfterMs));
  const each = people.map(
    ({ dies, holdsMs }) => unheardMs + minute + holdsMs + (dies === "never" ? 0 : deadCostMs),
  );
  return arrival + each.reduce((sum, ms) => sum + ms, 0);
}

describe.each([
  { what: "lease", aQueue: aLeaseQueue, isShared: true },
  { what: "turn", aQueue: aTurnQueue, isShared: false },
])("the queue of a $what", ({ aQueue, isShared }) => {
  it("serves everybody who lives, in time, whoever dies and whatever wake-up is lost", () => {
    fc.assert(
      fc.property(actors, (people) => {
        const budget = budgetMs(people);
        for (const visit of livingOf(play(people, aQueue()))) {
          expect(visit.gotAt, `${visit.actor.name} waits for ever`).not.toBeNull();
          expect(msBetween(start, visit.gotAt ?? start)).toBeLessThanOrEqual(budget);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("serves the living in the order in which they first asked", () => {
    fc.assert(
      fc.property(actors, (people) => {
        const living = livingOf(play(people, aQueue()));
        for (const early of living) {
          for (const late of living) {
            const areSharers = isShared && early.actor.shares && late.actor.shares;
            if (areSharers || !isBefore(early.askedAt, late.askedAt)) continue;
            expect(Date.parse(early.gotAt ?? "")).toBeLessThanOrEqual(Date.parse(late.gotAt ?? ""));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("wastes no time when nobody dies and every wake-up is heard", () => {
    fc.assert(
      fc.property(actors, (people) => {
        const well = people.map((person): Actor => ({
          ...person,
          dies: "never",
          hears: true,
          shares: false,
        }));
        const visits = play(well, aQueue()).toSorted(
          (one, other) => Date.parse(one.gotAt ?? "") - Date.parse(other.gotAt ?? ""),
        );
        visits.slice(1).forEach((visit, index) => {
          const before = visits[index];
          const freeAt = Date.parse(before?.gotAt ?? "") + (before?.actor.holdsMs ?? 0);
          const waited =
            Date.parse(visit.gotAt ?? "") - Math.max(freeAt, Date.parse(visit.askedAt));
          expect(waited).toBeLessThanOrEqual(1_000);
        });
      }),
      { numRuns: 100 },
    );
  });
});
