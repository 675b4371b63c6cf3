// Leases that other tools take over HTTP, in the whole system: they keep operations out and are kept out
// by them, in the order of arrival, for exactly as long as they are held.

import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/contracts/http-shapes.ts";
import { writesOf } from "../support/fault-scene.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, systemStart, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";
import { groupPath, held, leaseOf, queued, say, take, untilStatus } from "../support/tool-lease.ts";

const minute = 60_000;
const aSystem = (): Promise<System> =>
  startSystem({ world: resizeWorld({}, { machines: machines }) });
const machines = ["api-01", "api-02"].map((name) => ({
  name,
  resourceGroup: "prod-rg",
  size: "Standard_D4s_v4",
}));
const otherVm = vmPath.replace("api-01", "api-02");
const wanted = "Standard_D4s_v5";

const passes = (system: System, ms: number): Promise<void> => {
  const until = system.clock.now() + ms;
  return system.advanceUntil(() => system.clock.now() >= until, ms + minute);
};
const phaseOf = async (system: System, id: string): Promise<string | undefined> =>
  (await system.operation(id)).progress?.phase;

describe("a lease of a tool", () => {
  it("is held at once where nobody is in the way, with a token that is told only here", async () => {
    const system = await aSystem();
    const reply = await take(system);
    expect(reply.status).toBe(201);
    const { token, ...view } = reply.body;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(reply.headers.get("location")).toBe(`/api/v1/leases/${view.id}`);
    expect(view).toMatchObject({ status: "held", expiresAt: "2026-01-05T08:15:00.000Z" });
    expect(view.resources[0]?.fencing).toBeGreaterThanOrEqual(systemStart);
    expect(await leaseOf(system, view.id)).toEqual(view);
    const kept = system.host().entityState(`@toollease@${view.id}`) ?? "";
    expect(kept).toContain(view.id);
    expect(kept).not.toContain(token);
  });

  it("makes a resize wait, which goes on at once when it is given back", async () => {
    const system = await aSystem();
    const lease = await held(system);
    const id = await system.resize(wanted);
    await passes(system, 3 * minute);
    expect(await phaseOf(system, id)).toBe("acquiring-leases");
    expect(writesOf(system.exchanges)).toEqual([]);
    const released = await say(system, "release", lease);
    expect(released).toMatchObject({ status: 200, body: { status: "released" } });
    const at = system.clock.now();
    await system.advanceUntil(() => writesOf(system.exchanges).length > 0);
    expect(system.clock.now() - at).toBeLessThanOrEqual(5_000);
    expect((await system.ended(id)).outcome).toBe("succeeded");
  });

  it("waits for a resize, and is granted once that is done", async () => {
    const system = await aSystem();
    const id = await system.resize(wanted);
    await system.advanceUntil(() => writesOf(system.exchanges).length > 0);
    const lease = await queued(system);
    expect(lease.inTheWay?.holder).toMatchObject({ kind: "vm-resize" });
    await untilStatus(system, lease.id, "held");
    expect((await system.operation(id)).status).toBe("ended");
    expect(system.vm().size).toBe(wanted);
  });

  it("tells a resize that does not want to wait who is in the way, and asks Azure nothing", async () => {
    const system = await aSystem();
    const lease = await held(system);
    await queued(system, { as: "bob", key: "next" });
    const before = system.exchanges.length;
    const reply = await system.ask<Pick<Problem, "busyWith">>({
      method: "POST",
      path: "/api/v1/operations",
      as: "carol",
      body: {
        kind: "vm-resize",
        target: vmPath,
        parameters: { size: wanted },
        accept: ["downtime"],
        whenBusy: "reject",
      },
    });
    expect(reply.status).toBe(409);
    expect(reply.body.busyWith).toEqual({
      resourceId: vmPath,
      queueLength: 1,
      holder: {
        ownerId: expect.stringContaining(lease.id) as unknown,
        kind: "tool-lease",
        principal: { id: "local:alice", name: "alice" },
        purpose: "terraform apply",
        since: lease.grantedAt,
        expectedEnd: lease.expiresAt,
        leaseExpiresAt: lease.expiresAt,
      },
    });
    expect(system.exchanges.length).toBe(before);
  });

  it("is refused with who is in the way where it does not want to wait, and again under its key", async () => {
    const system = await aSystem();
    const first = await held(system);
    const rejecting = { as: "bob", key: "deploy", body: { whenBusy: "reject" } } as const;
    for (const reply of [await take(system, rejecting), await take(system, rejecting)]) {
      expect(reply.status).toBe(409);
      expect(reply.body.busyWith).toMatchObject({
        resourceId: vmPath,
        queueLength: 0,
        holder: { principal: { name: "alice" }, expectedEnd: first.expiresAt },
      });
    }
    // It is in no queue: whoever comes next is the first.
    await say(system, "release", first);
    await held(system, { as: "carol" });
  });

  it("is granted in the order of arrival", async () => {
    const system = await aSystem();
    const first = await held(system);
    const second = await queued(system, { as: "bob", key: "b" });
    const third = await queued(system, { as: "carol", key: "c" });
    await say(system, "release", first);
    await untilStatus(system, second.id, "held", minute);
    expect((await leaseOf(system, third.id)).status).toBe("waiting");
    await say(system, "release", second, { as: "bob" });
    const last = await untilStatus(system, third.id, "held", minute);
    const numbers = [first, await leaseOf(system, second.id), last].map(
      ({ resources }) => resources[0]?.fencing ?? 0,
    );
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(3);
  });

  it("leaves the queue when it does not want to wait any longer", async () => {
    const system = await aSystem();
    const first = await held(system);
    const second = await queued(system, { as: "bob", key: "b" });
    const third = await queued(system, { as: "carol", key: "c" });
    const left = await say(system, "release", second, { as: "bob" });
    expect(left).toMatchObject({ status: 200, body: { status: "released" } });
    await say(system, "release", first);
    await untilStatus(system, third.id, "held", minute);
    await passes(system, 12 * minute);
    expect((await leaseOf(system, second.id)).status).toBe("released");
    expect((await leaseOf(system, third.id)).status).toBe("held");
    const running = system
      .host()
      .instances()
      .filter((each) => each.status === "Running");
    expect(running.map(({ name }) => name)).toEqual([]);
  });

  it("of a whole group keeps resizes of its machines out, and is kept out by them", async () => {
    const system = await aSystem();
    const group = await held(system, { body: { resources: [groupPath], until: [] } });
    const ids = [
      await system.resize(wanted),
      await system.resize(wanted, { as: "bob", target: otherVm }),
    ];
    await passes(system, 2 * minute);
    expect(writesOf(system.exchanges)).toEqual([]);
    await say(system, "release", group);
    await system.advanceUntil(() => writesOf(system.exchanges).length > 0);
    const again = await queued(system, {
      as: "carol",
      body: { resources: [groupPath], until: [] },
    });
    expect(again.inTheWay?.holder).toMatchObject({ kind: "vm-resize" });
    await untilStatus(system, again.id, "held");
    for (const id of ids)
      expect(await system.operation(id)).toMatchObject({ outcome: "succeeded" });
  });

  it("that nobody renews runs out, and its successor waits for what it may have sent last", async () => {
    const system = await aSystem();
    const first = await held(system, { body: { duration: "PT5M" } });
    const second = await queued(system, { as: "bob", key: "b" });
    await passes(system, 5 * minute + 1_000);
    expect(await leaseOf(system, first.id)).toMatchObject({ status: "held", expired: true });
    await untilStatus(system, second.id, "held");
    const sinceMs = system.clock.now() - systemStart;
    expect(sinceMs).toBeGreaterThanOrEqual(7 * minute);
    expect(sinceMs).toBeLessThanOrEqual(7 * minute + 10_000);
    const lost = await leaseOf(system, first.id);
    expect(lost.status).toBe("lost");
    expect(lost.sentence).toContain("bob");
    const renewed = await say(system, "renew", first);
    expect(renewed.status).toBe(409);
    expect(renewed.body.lease?.status).toBe("lost");
    expect((await leaseOf(system, second.id)).status).toBe("held");
  });

  it("lives as long as it is renewed, and may be renewed after its end while nobody took it", async () => {
    const system = await aSystem();
    const lease = await held(system, { body: { duration: "PT5M" } });
    for (let round = 0; round < 5; round += 1) {
      await passes(system, 3 * minute);
      expect((await say(system, "renew", lease)).status).toBe(200);
    }
    await passes(system, 20 * minute);
    expect(await leaseOf(system, lease.id)).toMatchObject({ status: "held", expired: true });
    const late = await say(system, "renew", lease, { duration: "PT10M" });
    expect(late).toMatchObject({ status: 200, body: { status: "held", expired: false } });
    const endsInMs = Date.parse(late.body.expiresAt ?? "") - system.clock.now();
    expect(endsInMs).toBe(10 * minute);
  });
});
