// `onNoCapacity: wait` through the whole system: one write for each allowed pause, until there is room or
// no time.

import { describe, expect, it } from "vitest";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import {
  aFaultWorld,
  newSize,
  oldSize,
  plainWrites,
  resultOf,
  writeMatch,
  writesOf,
} from "../support/fault-scene.ts";
import { passTime } from "../support/pass-time.ts";
import { appPrincipal, startSystem } from "../support/system.ts";
import type { System } from "../support/system.ts";

const minuteMs = 60_000;
const crowdedWorld = () => aFaultWorld({ exhaustedSizes: [{ size: newSize }] });

const untilWaiting = (system: System, id: string): Promise<void> =>
  system.advanceUntil(
    async () => (await system.operation(id)).progress?.phase === "waiting-for-capacity",
  );

function startsOf(system: System): readonly TapExchange[] {
  return system.exchanges.filter(
    ({ request, principal }) => principal === appPrincipal && /\/start\?/.test(request.url),
  );
}

describe("no room for the new size", { timeout: 60_000 }, () => {
  it("is tried again after 5, 10 and then every 15 minutes, and once the deadline is near all is put back", async () => {
    const system = await startSystem({ world: crowdedWorld() });
    const id = await system.resize(newSize, { body: { onNoCapacity: "wait", deadline: "PT90M" } });
    await passTime(system, 75 * minuteMs);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "failed", class: "capacity", leftBehind: [] });
    expect(writes).toEqual([
      ...plainWrites,
      ...writes.slice(3, -2).map(() => "start 202"),
      `${oldSize} 200`,
      "start 202",
    ]);
    const tries = startsOf(system)
      .slice(0, -1)
      .map(({ startedAt }) => Date.parse(startedAt));
    const pauses = tries.slice(1).map((at, index) => (at - (tries[index] ?? at)) / minuteMs);
    expect(pauses.map(Math.floor)).toEqual([5, 10, 15, 15, 15, 15]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });

  it("is told with size and place while it lasts, and the end comes when there is room", async () => {
    const system = await startSystem({
      world: aFaultWorld(),
    });
    system.azure.addFaults(
      [1, 2, 3, 4].map((nth) => ({
        match: writeMatch.start,
        occurrence: { nth },
        effect: {
          kind: "lro-fail",
          code: "AllocationFailed",
          message:
            "Allocation failed. We do not have sufficient capacity for the requested VM size.",
          afterMs: 20_000,
        },
      })),
    );
    const id = await system.resize(newSize, { body: { onNoCapacity: "wait" } });
    await untilWaiting(system, id);
    const { progress } = await system.operation(id);
    expect(progress?.waitsFor).toMatchObject({
      kind: "capacity",
      size: newSize,
      location: "westeurope",
      tries: 1,
    });
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual([...plainWrites, ...[1, 2, 3, 4].map(() => "start 202")]);
    expect(report.steps.find((step) => step.id === "start")).toMatchObject({
      result: "done",
      submissions: 5,
    });
    expect(system.vm()).toMatchObject({ size: newSize, power: "running", boots: 1 });
    const names = startsOf(system).map(({ request }) => request.headers["x-ms-client-request-id"]);
    expect(new Set(names).size).toBe(5);
  });

  it("and a cancel put everything back at once", async () => {
    const system = await startSystem({ world: crowdedWorld() });
    const id = await system.resize(newSize, { body: { onNoCapacity: "wait" } });
    await untilWaiting(system, id);
    const before = writesOf(system.exchanges).length;
    const asking = system.ask<OperationView>({
      method: "POST",
      path: `/api/v1/operations/${id}/cancel`,
    });
    const askedAt = system.clock.now();
    const { report, writes } = await resultOf(system, await system.ended(id));
    await asking;
    expect(report.outcome).toBe("cancelled");
    expect(writes.slice(before)).toEqual([`${oldSize} 200`, "start 202"]);
    expect(system.clock.now() - askedAt).toBeLessThan(2 * minuteMs);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });

  it("goes back without another try where nobody asked to wait", async () => {
    const system = await startSystem({ world: crowdedWorld() });
    const id = await system.resize(newSize);
    const { writes } = await resultOf(system, await system.ended(id));
    expect(writes).toEqual([...plainWrites, `${oldSize} 200`, "start 202"]);
  });
});
