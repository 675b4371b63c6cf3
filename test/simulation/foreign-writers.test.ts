// Somebody else writes to the same machine, past Interlock: before a resize, in the middle of it, and
// in the very moment between reading and sending.

import { describe, expect, it } from "vitest";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const api = "api-version=2026-04-01";
const size = "Standard_D4s_v5";

const ours = (system: System) =>
  system.azure.dump().operations.filter((operation) => operation.principal === "interlock");

describe("somebody else's operation", () => {
  it("that runs when a resize is asked for is waited for", async () => {
    const system = await startSystem({ world: resizeWorld() });
    expect(await system.send("POST", `${vmPath}/restart?${api}`)).toBe(202);
    const id = await system.resize(size);
    await system.host().runUntilIdle();
    expect((await system.operation(id)).progress?.phase).toBe("waiting-for-azure");
    const view = await system.ended(id);
    expect(view.outcome).toBe("succeeded");
    expect(system.vm()).toMatchObject({ size, power: "running" });
    const restart = system.azure.dump().operations.find((each) => each.kind === "restart");
    expect(ours(system).every((each) => each.startTime >= (restart?.endTime ?? "9999"))).toBe(true);
  });

  it("that runs when a resize is asked for that does not want to wait is told as busy", async () => {
    const system = await startSystem({ world: resizeWorld() });
    await system.send("POST", `${vmPath}/restart?${api}`);
    const view = await system.ended(await system.resize(size, { body: { whenBusy: "reject" } }));
    expect(view.outcome).toBe("busy");
    expect(ours(system)).toEqual([]);
  });

  it("that starts the machine in the middle of the resize makes it plan again", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const id = await system.resize(size);
    await system.advanceUntil(() => system.vm().power === "deallocated");
    expect(await system.send("POST", `${vmPath}/start?${api}`)).toBe(202);
    const view = await system.ended(id);
    expect(view.outcome).toBe("succeeded");
    expect(system.vm()).toMatchObject({ size, power: "running" });
  });

  it("that deletes the machine in the middle ends the resize, with nothing left to put back", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const id = await system.resize(size);
    await system.advanceUntil(() => ours(system).length > 0);
    expect(await system.send("DELETE", `${vmPath}?${api}`)).toBe(202);
    const view = await system.ended(id);
    expect(["refused", "failed"]).toContain(view.outcome);
    expect(view.report?.leftBehind).toEqual([]);
    expect(system.azure.dump().virtualMachines).toEqual([]);
  });
});
