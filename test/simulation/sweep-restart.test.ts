// A host that goes away in the middle of a sweep. The next one finds what was left undone.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { LeaseListView } from "../../src/contracts/lease-http-shapes.ts";
import { lastSweep, terminate } from "../support/durable-operator.ts";
import { aFaultWorld } from "../support/fault-scene.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const minute = 60_000;

async function headOf(system: System): Promise<string | undefined> {
  const { body } = await system.ask<LeaseListView>({ path: `/api/v1/leases?resource=${vmPath}` });
  return body.resources[0]?.turn?.head?.owner.operationId;
}

/** Lets the sweep get so far: until its status is that for the nth time that it is looked at. */
async function untilSweep(system: System, isSoFar: (status: string | undefined) => boolean) {
  for (let turns = 0; turns < 5_000; turns += 1) {
    if (isSoFar(lastSweep(system)?.status)) return;
    await turn();
  }
  throw new Error("The sweep did not come so far.");
}

describe("a sweep whose host goes away", () => {
  it.each([
    ["before it has begun", (status: string | undefined) => status === undefined],
    ["when it has begun", (status: string | undefined) => status === "Pending"],
    ["in its middle", (status: string | undefined) => status === "Running"],
    ["at its end", (status: string | undefined) => status === "Completed"],
  ])(
    "%s does no harm: the dead are gone a minute later, and everybody comes to an end",
    async (_when, isSoFar) => {
      const folder = await mkdtemp(join(tmpdir(), "interlock-sweep-"));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const system = await startSystem({
        world: aFaultWorld(),
        database: join(folder, "state.db"),
      });
      const first = await system.resize("Standard_D4s_v5", { as: "alice" });
      await system.advanceUntil(async () => (await headOf(system)) === first);
      const second = await system.resize("Standard_D8s_v5", { as: "bob" });
      await system.host().runUntilIdle();
      await terminate(system, first);
      const sweeping = system
        .host()
        .runTimer("timerSweepLeases")
        .catch(() => undefined);
      await untilSweep(system, isSoFar);
      await system.restart();
      await sweeping;
      await system.clock.advance(minute);
      expect(await headOf(system)).toBe(second);
      expect((await system.ended(second)).outcome).toBe("succeeded");
      expect(await headOf(system)).toBeUndefined();
    },
  );
});
