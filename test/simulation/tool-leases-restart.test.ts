// The host goes away while tools hold or wait for leases, and comes back over the same file.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writesOf } from "../support/fault-scene.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";
import { held, leaseOf, queued, say, untilStatus } from "../support/tool-lease.ts";

const minute = 60_000;

async function aKeptSystem(): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-tool-leases-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return startSystem({ world: resizeWorld(), database: join(folder, "state.db") });
}

describe("a host that is restarted", () => {
  it("keeps a tool's lease and those that wait for it, in their order", async () => {
    const system = await aKeptSystem();
    const first = await held(system);
    const second = await queued(system, { as: "bob", key: "b" });
    const id = await system.resize("Standard_D4s_v5", { as: "carol" });
    await system.advanceUntil(() => system.clock.now() > Date.parse(first.acceptedAt) + minute);
    await system.restart();
    expect(await leaseOf(system, first.id)).toMatchObject({ status: "held", expired: false });
    expect((await say(system, "renew", first)).status).toBe(200);
    await system.restart();
    expect((await say(system, "release", first)).status).toBe(200);
    await untilStatus(system, second.id, "held", minute);
    expect(writesOf(system.exchanges)).toEqual([]);
    await say(system, "release", second, { as: "bob" });
    expect((await system.ended(id)).outcome).toBe("succeeded");
  });

  it("goes on to look at what a tool waits for, and grants it", async () => {
    const system = await aKeptSystem();
    const until = ["power-state=deallocated"];
    const lease = await queued(system, { body: { until } });
    await system.advanceUntil(() => system.clock.now() > Date.parse(lease.acceptedAt) + minute);
    await system.restart();
    expect((await leaseOf(system, lease.id)).status).toBe("waiting");
    await system.send("POST", `${vmPath}/deallocate?api-version=2025-04-01`);
    await system.restart();
    await untilStatus(system, lease.id, "held", 5 * minute);
    expect(system.vm().power).toBe("deallocated");
  });
});
