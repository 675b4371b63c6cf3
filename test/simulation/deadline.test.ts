// The deadline passes: while the request waits for its turn, or while Azure works for it.

import { describe, expect, it } from "vitest";
import {
  aFaultWorld,
  newSize,
  oldSize,
  plainWrites,
  resizeUnder,
  resultOf,
  writeMatch,
} from "../support/fault-scene.ts";
import { startSystem } from "../support/system.ts";

const minuteMs = 60_000;

describe("a deadline that passes", () => {
  it("in the queue is told then and there; the one at work is not disturbed", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    system.azure.addFaults([
      { id: "slow", match: writeMatch.deallocate, effect: { kind: "lro-stall" } },
    ]);
    const first = await system.resize(newSize);
    const second = await system.resize("Standard_D8s_v5", {
      as: "bob",
      body: { deadline: "PT3M" },
    });
    const late = await system.ended(second);
    expect(late).toMatchObject({ outcome: "busy", report: { steps: [] } });
    expect(late.report?.sentence).toContain(first);
    expect(Date.parse(late.report?.endedAt ?? "") - Date.parse(late.deadlineAt)).toBeLessThan(
      2_000,
    );
    expect((await system.operation(first)).status).toBe("running");
    system.azure.release("slow");
    const { report, writes } = await resultOf(system, await system.ended(first));
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
  });

  it("while Azure works is told at once, then what runs is followed to its end and undone", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    system.azure.addFaults([
      { id: "slow", match: writeMatch.deallocate, effect: { kind: "lro-stall" } },
    ]);
    const id = await system.resize(newSize, { body: { deadline: "PT5M" } });
    await system.advanceUntil(async () => (await system.operation(id)).outcome !== null);
    const told = await system.operation(id);
    expect(told).toMatchObject({ status: "running", outcome: "timed-out" });
    expect(system.clock.now() - Date.parse(told.deadlineAt)).toBeLessThan(2_000);
    // Nothing is sent and nothing given back for as long as it runs.
    await system.advanceUntil(() => false, 30 * minuteMs).catch(() => undefined);
    expect((await system.operation(id)).status).toBe("running");
    system.azure.release("slow");
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "timed-out", leftBehind: [] });
    expect(report.sentence).toContain("put back");
    expect(writes).toEqual(["deallocate 202", "start 202"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });

  it("between two steps is told, and the one that was done is undone", async () => {
    const { report, writes, system, view } = await resizeUnder({
      request: { body: { deadline: "PT20S" } },
    });
    expect(report).toMatchObject({ outcome: "timed-out", leftBehind: [] });
    expect(writes).toEqual(["deallocate 202", "start 202"]);
    expect(Date.parse(report.endedAt)).toBeGreaterThan(Date.parse(view.deadlineAt));
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });
});
