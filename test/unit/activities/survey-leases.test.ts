// The walk over all leases and turns: page by page, bounded, and ending where something was found.

import { describe, expect, it } from "vitest";
import { createSurveyLeases, surveyLimits } from "../../../src/activities/survey-leases.ts";
import { sweepStart } from "../../../src/contracts/sweep-messages.ts";
import type { SurveyAnswer, SweepPlace } from "../../../src/contracts/sweep-messages.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import { after, anEnter, anOwner, EntityScene, minute, start } from "../../support/entity-scene.ts";
import { FakeOrchestrations } from "../../support/fake-orchestrations.ts";
import { aLease, ask, grantTo } from "../../support/lease-scene.ts";

const at = after(3 * minute);

class Estate {
  readonly orchestrations = new FakeOrchestrations();
  asked: string[] = [];
  pages = 0;

  /** Leases under keys that sort by their number; `a` holds each, and those named wait. */
  addLeases(count: number, waiters: readonly string[] = []): this {
    for (let index = 0; index < count; index += 1) {
      const lease = aLease();
      grantTo(lease, "a", start);
      for (const name of waiters) ask(lease, name, start);
      this.orchestrations.entities.set(`resourceLease@${keyOf(index)}`, lease.state);
    }
    return this;
  }

  addTurn(key: string, names: readonly string[]): this {
    const turn = new EntityScene("targetTurn", targetTurnEntity);
    for (const name of names) turn.send("enter", anEnter(name, start));
    this.orchestrations.entities.set(`targetTurn@${key}`, turn.state);
    return this;
  }

  letLive(...names: readonly string[]): this {
    for (const name of names) {
      void this.orchestrations.begin("vm-resize", { id: `op-${name}`, input: {} });
    }
    return this;
  }

  survey(from: SweepPlace = sweepStart, now = at): Promise<SurveyAnswer> {
    const { orchestrations } = this;
    return createSurveyLeases({
      orchestrations: {
        entityPage: (query) => {
          this.pages += 1;
          return orchestrations.entityPage(query);
        },
        entityState: (entity, key) => orchestrations.entityState(entity, key),
        status: (id) => {
          this.asked.push(id);
          return orchestrations.status(id);
        },
      },
      clock: { now: () => now },
    })({ from });
  }
}

const keyOf = (index: number): string => `key-${String(index).padStart(5, "0")}`;

describe("a survey", () => {
  it("of an estate where all is well finds nothing, and asks about each owner once", async () => {
    const estate = new Estate().addLeases(120, ["b"]).addTurn("t", ["a", "b"]).letLive("a", "b");
    expect(await estate.survey()).toMatchObject({ found: [], next: null, unreadable: 0 });
    expect(estate.asked.toSorted()).toEqual(["op-a", "op-b"]);
    expect(estate.pages).toBe(4);
  });

  it("ends with the first page on which it has found something, and says where to go on", async () => {
    const estate = new Estate().addLeases(60).addTurn("t", ["dead", "b"]).letLive("b");
    const ghost = aLease();
    grantTo(ghost, "a", start);
    ask(ghost, "ghost", start);
    estate.orchestrations.entities.set(`resourceLease@${keyOf(55)}`, ghost.state);
    const first = await estate.survey();
    const dead = [anOwner("ghost").id];
    expect(first.found).toEqual([{ entity: "resourceLease", key: keyOf(55), dead }]);
    expect(first.place).toEqual({ entity: "resourceLease", from: keyOf(50) });
    const second = await estate.survey(first.next ?? sweepStart);
    expect(second.found).toEqual([{ entity: "targetTurn", key: "t", dead: [anOwner("dead").id] }]);
    expect(second.next).toBeNull();
  });

  it("of thousands of leases ends after a number of pages and goes on there", async () => {
    const { pageSize, pagesMax } = surveyLimits;
    const estate = new Estate().addLeases(pageSize * pagesMax + 1);
    const first = await estate.survey();
    expect(first.found).toEqual([]);
    expect(first.next).toEqual({ entity: "resourceLease", from: keyOf(pageSize * pagesMax) });
    expect(estate.pages).toBe(pagesMax);
    expect((await estate.survey(first.next ?? sweepStart)).next).toBeNull();
  });

  it("asks about so many owners of a page only, about the first in line in any case", async () => {
    const names = Array.from({ length: 15 }, (_, index) => `w${String(index).padStart(2, "0")}`);
    const estate = new Estate();
    for (let turn = 0; turn < 30; turn += 1) {
      estate.addTurn(
        keyOf(turn),
        names.map((name) => `${name}-${turn}`),
      );
    }
    const { found } = await estate.survey();
    expect(found).toHaveLength(30);
    expect(estate.asked.length).toBeLessThanOrEqual(surveyLimits.ownersPerPage);
    for (const { key, dead } of found) {
      expect(dead[0]).toContain(`op-w00-${Number(key.slice(-5))}`);
    }
  });

  it("asks about everybody in a long queue within minutes, about some in each", async () => {
    const names = Array.from({ length: 95 }, (_, index) => `w${index}`);
    const living = names.filter((name) => name !== "w77");
    const estate = new Estate().addTurn("t", names).letLive(...living);
    const found: string[] = [];
    for (let minutes = 3; minutes < 14; minutes += 1) {
      estate.asked = [];
      const answer = await estate.survey(sweepStart, after(minutes * minute));
      expect(estate.asked).toHaveLength(surveyLimits.ownersMax);
      expect(estate.asked.slice(0, 3)).toEqual(["op-w0", "op-w1", "op-w2"]);
      found.push(...answer.found.flatMap(({ dead }) => dead));
    }
    expect(new Set(found)).toEqual(new Set([anOwner("w77").id]));
  });

  it("leaves alone what it cannot understand, and says how many there are", async () => {
    const estate = new Estate().addLeases(2);
    estate.orchestrations.entities.set(`resourceLease@${keyOf(0)}`, { version: 99 });
    estate.orchestrations.entities.set("targetTurn@t", "nonsense");
    expect(await estate.survey()).toMatchObject({ found: [], next: null, unreadable: 2 });
  });
});
