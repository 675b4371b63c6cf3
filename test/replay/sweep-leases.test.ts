// The sweep's orchestration: page by page, whatever fails on the way.

import { describe, expect, it } from "vitest";
import type { SweepEnd, SweepFinding, SweepPlace } from "../../src/contracts/sweep-messages.ts";
import { sweepInstanceId, sweepStart } from "../../src/contracts/sweep-messages.ts";
import { orchestrationHandler } from "../../src/platform/durable-app.ts";
import { entities, orchestrators } from "../../src/register.ts";
import { anEnter, anOwner, start } from "../support/entity-scene.ts";
import { ReplayWorld } from "../support/replay.ts";

interface Page {
  readonly found: readonly SweepFinding[];
}

/** Turns with a head that is dead and one that waits behind it. */
class SweepScene {
  readonly wakes: string[] = [];
  surveys = 0;
  /** Called before each activity; it may throw. */
  before: (name: string) => void = () => undefined;
  readonly world: ReplayWorld;

  constructor(pages: readonly Page[], twice = false) {
    const answer = (name: string, input: unknown): unknown => {
      this.before(name);
      if (name === "wakeWaiters") {
        const { targets } = input as { targets: readonly { instanceId: string }[] };
        this.wakes.push(...targets.map((target) => target.instanceId));
        return targets.length;
      }
      this.surveys += 1;
      const { from } = input as { from: SweepPlace };
      const index = Number(from.from ?? "0");
      const next =
        index + 1 < pages.length ? { entity: "targetTurn", from: String(index + 1) } : null;
      return { found: pages[index]?.found ?? [], place: from, next, unreadable: 0 };
    };
    this.world = new ReplayWorld({
      orchestrators: { sweepLeases: orchestrationHandler(orchestrators.sweepLeases) },
      entities,
      startAt: start,
      onCommand: ({ key }) =>
        key === "broken"
          ? { answer: { kind: "invalid", problem: "It cannot be read." } }
          : undefined,
      activities: (name, input) => {
        if (twice) answer(name, input);
        return answer(name, input);
      },
    });
  }

  addTurn(key: string): this {
    for (const name of ["dead", "next"]) {
      const enter = anEnter(`${name}-${key}`, start);
      this.world.tell({ entity: "targetTurn", key, command: "enter", input: enter });
    }
    return this;
  }

  async run(): Promise<SweepEnd> {
    this.world.start("sweepLeases", sweepInstanceId, { from: sweepStart });
    const ended = await this.world.untilEnded(sweepInstanceId);
    if (ended.status !== "Completed") throw new Error(`It ended ${ended.status}.`);
    return ended.output as SweepEnd;
  }

  headsOf(...keys: readonly string[]): readonly string[] {
    return keys.map((key) => {
      const state = this.world.entityState("targetTurn", key) as {
        readonly tickets: readonly { readonly operationId: string }[];
      };
      return state.tickets[0]?.operationId ?? "nobody";
    });
  }
}

const findingOf = (key: string): SweepFinding => ({
  entity: "targetTurn",
  key,
  dead: [anOwner(`dead-${key}`).id],
});

describe("a sweep", () => {
  it("visits page after page, each with a fresh history, and wakes the next in line", async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `turn-${index}`);
    const pages = [keys.slice(0, 30), [], keys.slice(30)].map((some) => ({
      found: some.map(findingOf),
    }));
    const scene = new SweepScene(pages);
    for (const key of keys) scene.addTurn(key);
    expect(await scene.run()).toEqual({ pages: 3, swept: 60, removed: 60, woken: 60 });
    expect(scene.headsOf(...keys)).toEqual(keys.map((key) => `op-next-${key}`));
    expect(scene.wakes).toHaveLength(60);
    const { generations } = scene.world.instance(sweepInstanceId);
    expect(generations).toHaveLength(3);
    expect(Math.max(...generations.map((history) => history.length))).toBeLessThan(100);
  });

  it("whose activities all run twice removes and wakes the same", async () => {
    const scene = new SweepScene([{ found: [findingOf("a")] }], true).addTurn("a");
    expect(await scene.run()).toMatchObject({ swept: 1, removed: 1, woken: 1 });
    expect(scene.headsOf("a")).toEqual(["op-next-a"]);
    expect(new Set(scene.wakes)).toEqual(new Set(["op-next-a"]));
  });

  it("that comes after one which was cut off finds nobody to remove and wakes once more", async () => {
    const scene = new SweepScene([{ found: [findingOf("a")] }]).addTurn("a");
    await scene.run();
    expect(await scene.run()).toMatchObject({ removed: 0, woken: 1 });
    expect(scene.headsOf("a")).toEqual(["op-next-a"]);
  });

  it("goes on to the next page when one could not be swept", async () => {
    const scene = new SweepScene([{ found: [findingOf("broken")] }, { found: [findingOf("b")] }]);
    scene.addTurn("b");
    expect(await scene.run()).toMatchObject({ pages: 2, swept: 1, removed: 1 });
    expect(scene.headsOf("b")).toEqual(["op-next-b"]);
  });

  it("goes on when nobody can be woken, and when a survey fails now and then", async () => {
    const scene = new SweepScene([{ found: [findingOf("a")] }, { found: [findingOf("b")] }]);
    scene.addTurn("a").addTurn("b");
    let surveys = 0;
    scene.before = (name) => {
      if (name === "wakeWaiters") throw new Error("The worker died.");
      surveys += 1;
      if (surveys % 2 === 1) throw new Error("The worker died.");
    };
    expect(await scene.run()).toMatchObject({ pages: 2, removed: 2 });
    expect(scene.headsOf("a", "b")).toEqual(["op-next-a", "op-next-b"]);
  });
});
