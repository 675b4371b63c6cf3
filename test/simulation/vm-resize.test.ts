// A resize of one machine through the whole system: HTTP, orchestrations, activities, a simulated
// Azure. What counts is what the machine is in the end and what Azure was asked.

import { describe, expect, it } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem } from "../support/system.ts";
import type { System } from "../support/system.ts";

const kindsOf = (system: System): readonly string[] =>
  system.azure.dump().operations.map((operation) => operation.kind);

const refusalsOf = (system: System): readonly number[] =>
  system.exchanges.map((each) => each.response?.status ?? 0).filter((status) => status >= 400);

describe("a resize", () => {
  const inPlace = "Standard_D8s_v4";
  const elsewhere = "Standard_D8s_v5";

  it.each([
    {
      power: "running",
      size: elsewhere,
      after: "running",
      writes: ["deallocate", "resize", "start"],
    },
    { power: "running", size: inPlace, after: "running", writes: ["resize"] },
    { power: "stopped", size: elsewhere, after: "deallocated", writes: ["deallocate", "resize"] },
    { power: "deallocated", size: elsewhere, after: "deallocated", writes: ["resize"] },
    { power: "deallocated", size: inPlace, after: "deallocated", writes: ["resize"] },
  ] as const)(
    "of a machine found $power to $size ends $after",
    async ({ power, size, after, writes }) => {
      const system = await startSystem({ world: resizeWorld({ power }) });
      const view = await system.ended(await system.resize(size));
      expect(view.outcome).toBe("succeeded");
      expect(system.vm()).toMatchObject({ size, power: after, provisioningState: "Succeeded" });
      expect(kindsOf(system)).toEqual(writes);
      expect(refusalsOf(system)).toEqual([]);
    },
  );

  it("of a stopped machine in place leaves it stopped and allocated", async () => {
    const system = await startSystem({ world: resizeWorld({ power: "stopped" }) });
    const view = await system.ended(await system.resize(inPlace));
    expect(view.outcome).toBe("succeeded");
    expect(system.vm()).toMatchObject({ size: inPlace, power: "stopped" });
  });

  it("to the size that it has sends nothing", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const view = await system.ended(await system.resize("Standard_D4s_v4"));
    expect(view.outcome).toBe("nothing-to-do");
    expect(kindsOf(system)).toEqual([]);
  });

  it("that does not accept downtime is refused before anything is sent", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const view = await system.ended(await system.resize(elsewhere, { body: { accept: [] } }));
    expect(view.outcome).toBe("refused");
    expect(view.report?.blockers[0]).toMatchObject({ mustAccept: ["downtime"] });
    expect(kindsOf(system)).toEqual([]);
  });

  it("under a lock is refused in the plan, with the lock's name", async () => {
    const scope = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg";
    const locks = [{ scope, name: "freeze", level: "ReadOnly" as const }];
    const system = await startSystem({ world: resizeWorld({}, { locks }) });
    const view = await system.ended(await system.resize(elsewhere));
    expect(view).toMatchObject({ outcome: "refused", report: { class: "management-lock" } });
    expect(view.report?.sentence).toContain("freeze");
    expect(kindsOf(system)).toEqual([]);
  });

  it("to a size without capacity ends at the old size, started again", async () => {
    const exhaustedSizes = [{ size: elsewhere }];
    const system = await startSystem({ world: resizeWorld({}, { exhaustedSizes }) });
    const view = await system.ended(await system.resize(elsewhere));
    expect(view).toMatchObject({
      outcome: "failed",
      report: { class: "capacity", leftBehind: [] },
    });
    expect(system.vm()).toMatchObject({ size: "Standard_D4s_v4", power: "running" });
  });

  it("holds nothing afterwards", async () => {
    const system = await startSystem({ world: resizeWorld() });
    await system.ended(await system.resize(elsewhere));
    const { body } = await system.ask<{ lease: object; turn: object }>({
      path: `/api/v1/resources${system.vm().id}`,
    });
    expect(body.lease).toMatchObject({ holders: [], queue: [], open: [] });
    expect(body.turn).toMatchObject({ head: null, waiting: 0 });
  });
});

describe("several callers at once", () => {
  it("that want the same are told of one run, and who wants another size comes after it", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const first = await system.resize("Standard_D4s_v5", { as: "alice" });
    await system.advanceUntil(() => kindsOf(system).length > 0);
    const same = await system.resize("Standard_D4s_v5", { as: "bob", body: { whenBusy: "join" } });
    const other = await system.resize("Standard_D8s_v5", { as: "carol" });
    const views = [await system.ended(first), await system.ended(same), await system.ended(other)];
    expect(views.map((view) => view.outcome)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(views[1]?.report?.joined).toBe(first);
    expect(system.vm()).toMatchObject({ size: "Standard_D8s_v5", power: "running" });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
    expect(refusalsOf(system)).toEqual([]);
  });

  it("are done in the order in which they came, without a refusal", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const sizes = [2, 8, 4, 2, 8, 2].map((cores, nth) => `Standard_D${cores}s_v${5 - (nth % 2)}`);
    const ids: string[] = [];
    for (const size of sizes) ids.push(await system.resize(size));
    for (const id of ids) expect((await system.ended(id)).outcome).toBe("succeeded");
    const views = await Promise.all(ids.map((id) => system.operation(id)));
    const endedAt = views.map((view) => Date.parse(view.report?.endedAt ?? ""));
    expect(endedAt).toEqual(endedAt.toSorted((one, other) => one - other));
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
    expect(refusalsOf(system)).toEqual([]);
    expect(system.vm()).toMatchObject({ size: sizes.at(-1), power: "running" });
  });

  it("with one key are one operation", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const ids = await Promise.all(
      [1, 2, 3].map(() => system.resize("Standard_D4s_v5", { key: "the-same" })),
    );
    expect(new Set(ids).size).toBe(1);
    expect((await system.ended(ids[0] ?? "")).outcome).toBe("succeeded");
    expect(kindsOf(system)).toEqual(["deallocate", "resize", "start"]);
  });
});
