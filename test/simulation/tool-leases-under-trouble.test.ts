// Leases of tools when things go wrong or go on at the same time: lost answers, terminated
// orchestrations, broken leases, other people at work in Azure.

import { describe, expect, it } from "vitest";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { writesOf } from "../support/fault-scene.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, systemStart, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";
import {
  breakIt,
  groupPath,
  held,
  leaseOf,
  queued,
  say,
  take,
  untilStatus,
} from "../support/tool-lease.ts";

const minute = 60_000;
const wanted = "Standard_D4s_v5";
const aSystem = (): Promise<System> => startSystem({ world: resizeWorld() });
const passes = (system: System, ms: number): Promise<void> => {
  const until = system.clock.now() + ms;
  return system.advanceUntil(() => system.clock.now() >= until, ms + minute);
};
const deallocate = (system: System): Promise<number> =>
  system.send("POST", `${vmPath}/deallocate?api-version=2025-04-01`);
const instancesOf = (system: System, name: string): readonly string[] =>
  system
    .host()
    .instances()
    .filter((each) => each.name === name)
    .map(({ id }) => id);

describe("a tool that waits for Azure", () => {
  it("is granted once what it waits for holds, and not before", async () => {
    const system = await aSystem();
    const lease = await queued(system, { body: { until: ["power-state=deallocated"] } });
    expect(lease.sentence).toContain("PowerState/deallocated");
    expect(lease.inTheWay).toMatchObject({ resourceId: vmPath, holder: null });
    await passes(system, 10 * minute);
    expect((await leaseOf(system, lease.id)).status).toBe("waiting");
    expect(await deallocate(system)).toBe(202);
    await untilStatus(system, lease.id, "held", 5 * minute);
    expect(system.vm().power).toBe("deallocated");
    const { expiresAt } = await leaseOf(system, lease.id);
    expect(Date.parse(expiresAt ?? "") - system.clock.now()).toBeLessThanOrEqual(15 * minute);
  });

  it("waits by default until what somebody else has begun has ended", async () => {
    const system = await aSystem();
    expect(await deallocate(system)).toBe(202);
    const lease = await queued(system);
    const granted = await untilStatus(system, lease.id, "held", 10 * minute);
    expect(system.vm().power).toBe("deallocated");
    expect(Date.parse(granted.grantedAt ?? "")).toBeGreaterThan(systemStart + 5_000);
  });

  it("waits for nothing where it asks for nothing, or where there is nothing yet", async () => {
    const system = await aSystem();
    expect(await deallocate(system)).toBe(202);
    await held(system, { body: { until: [] } });
    await held(system, {
      as: "bob",
      body: { resources: [vmPath.replace("api-01", "not-yet-there")] },
    });
  });

  it("gives up at its deadline, is told what it waited for, and holds nothing then", async () => {
    const system = await aSystem();
    const body = { until: ["power-state=deallocated"], deadline: "PT3M" };
    const lease = await queued(system, { key: "k", body });
    const ended = await untilStatus(system, lease.id, "busy", 10 * minute);
    expect(system.clock.now() - systemStart).toBeLessThanOrEqual(3 * minute + 20_000);
    expect(ended.sentence).toContain("PowerState/deallocated");
    await held(system, { as: "bob" });
    expect((await take(system, { key: "k", body })).status).toBe(409);
  });

  it("reads Azure no more than a few times a minute, and keeps its leases meanwhile", async () => {
    const system = await aSystem();
    const lease = await queued(system, { body: { until: ["power-state=deallocated"] } });
    await passes(system, 2 * minute);
    const before = system.exchanges.length;
    await passes(system, 10 * minute);
    expect(system.exchanges.length - before).toBeLessThanOrEqual(42);
    const id = await system.resize(wanted, { as: "bob" });
    await passes(system, 20 * minute);
    expect((await system.operation(id)).status).not.toBe("ended");
    expect(writesOf(system.exchanges)).toEqual([]);
    await say(system, "release", lease);
    expect((await system.ended(id)).outcome).toBe("succeeded");
    for (const each of instancesOf(system, "holdLease")) {
      expect(system.host().history(each).length).toBeLessThan(130);
    }
  });
});

describe("the answer to a request for a lease", () => {
  it("may be lost: the same key meets the same lease, and both tokens are good", async () => {
    const system = await aSystem();
    const first = await held(system, { key: "k" });
    const again = await held(system, { key: "k" });
    expect(again.id).toBe(first.id);
    expect(again.token).not.toBe(first.token);
    expect(again.resources).toEqual(first.resources);
    expect((await say(system, "renew", first)).status).toBe(200);
    expect((await say(system, "release", again)).status).toBe(200);
    const late = await take(system, { key: "k" });
    expect(late).toMatchObject({ status: 409, body: { lease: { status: "released" } } });
  });

  it("is one lease for requests that come at the same moment, and each has a good token", async () => {
    const system = await aSystem();
    const replies = await Promise.all([1, 2, 3].map(() => take(system, { key: "k" })));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(instancesOf(system, "holdLease")).toHaveLength(1);
    for (const { body } of replies) expect((await say(system, "renew", body)).status).toBe(200);
  });

  it("is 422 for another request with the key, which starts nothing", async () => {
    const system = await aSystem();
    await held(system, { key: "k" });
    const other = await take(system, { key: "k", body: { purpose: "something else" } });
    expect(other.status).toBe(422);
    // The key of another principal is another key.
    expect((await take(system, { key: "k", as: "bob" })).status).toBe(202);
  });
});

describe("what only the owner may do", () => {
  it("is refused to others, with whichever half of the proof, and changes nothing", async () => {
    const system = await aSystem();
    const lease = await held(system);
    const before = await leaseOf(system, lease.id);
    for (const what of ["renew", "release"] as const) {
      expect((await say(system, what, { ...lease, token: "guessed" })).status).toBe(403);
      expect((await say(system, what, lease, { as: "bob" })).status).toBe(403);
      const unknown = `lease-${"0".repeat(32)}`;
      expect((await say(system, what, { ...lease, id: unknown })).status).toBe(404);
    }
    expect(await leaseOf(system, lease.id)).toEqual(before);
    expect(instancesOf(system, "renewLease")).toEqual([]);
    expect(instancesOf(system, "releaseLease")).toEqual([]);
  });

  it("may be said twice: a second release is told that it was released", async () => {
    const system = await aSystem();
    const lease = await held(system);
    const [one, other] = await Promise.all([
      say(system, "release", lease),
      say(system, "release", lease),
    ]);
    const third = await say(system, "release", lease);
    for (const reply of [one, other, third]) {
      expect(reply).toMatchObject({ status: 200, body: { status: "released" } });
    }
    expect((await say(system, "renew", lease)).status).toBe(409);
    await held(system, { as: "bob" });
  });

  it("leaves one truth where a renewal and the release meet", async () => {
    const system = await aSystem();
    const lease = await held(system);
    await Promise.all([
      say(system, "renew", lease),
      say(system, "release", lease),
      say(system, "renew", lease),
    ]);
    expect((await leaseOf(system, lease.id)).status).toBe("released");
    await held(system, { as: "bob" });
  });

  it("is not yet there while it waits: nothing can be renewed", async () => {
    const system = await aSystem();
    await held(system);
    const waiting = await queued(system, { as: "bob" });
    expect((await say(system, "renew", waiting, { as: "bob" })).status).toBe(409);
    expect((await leaseOf(system, waiting.id)).status).toBe("waiting");
  });
});

describe("breaking a lease", () => {
  it("fences a tool out at once, and the next waits out what it may still send", async () => {
    const system = await aSystem();
    const lease = await held(system);
    const next = await queued(system, { as: "bob" });
    await passes(system, minute);
    const broken = await breakIt(system, vmPath.toUpperCase());
    const at = system.clock.now();
    expect(broken.status).toBe(200);
    expect(broken.body.holders.map(({ owner }) => owner.principal.name)).toEqual(["alice"]);
    const lost = await leaseOf(system, lease.id);
    expect(lost.status).toBe("lost");
    expect(lost.sentence).toContain("carol");
    expect(lost.sentence).toContain("the pipeline hangs");
    const [renewal] = await Promise.all([say(system, "renew", lease), say(system, "renew", lease)]);
    expect(renewal.status).toBe(409);
    await untilStatus(system, next.id, "held");
    expect(system.clock.now() - at).toBeGreaterThanOrEqual(2 * minute);
    expect(system.clock.now() - at).toBeLessThanOrEqual(2 * minute + 10_000);
  });

  it("leaves one truth where a renewal meets it", async () => {
    const system = await aSystem();
    const lease = await held(system);
    await Promise.all([
      say(system, "renew", lease),
      breakIt(system, vmPath),
      say(system, "renew", lease),
    ]);
    expect((await leaseOf(system, lease.id)).status).toBe("lost");
    expect((await say(system, "renew", lease)).status).toBe(409);
  });

  it("of a group takes it in all its parts, and names its holder once", async () => {
    const system = await aSystem();
    const lease = await held(system, { body: { resources: [groupPath] } });
    const broken = await breakIt(system, groupPath);
    expect(broken.body.holders).toHaveLength(1);
    expect(broken.body.holders[0]?.owner.operationId).toBe(lease.id);
    const id = await system.resize(wanted, { as: "bob" });
    expect((await system.ended(id)).outcome).toBe("succeeded");
  });

  it("fences an operation out: it sends nothing more before it has the lease again", async () => {
    const system = await aSystem();
    const id = await system.resize(wanted);
    await system.advanceUntil(() => writesOf(system.exchanges).length === 1);
    const broken = await breakIt(system, vmPath);
    expect(broken.body.holders.map(({ owner }) => owner.operationId)).toEqual([id]);
    const at = system.clock.now();
    await system.advanceUntil(() => writesOf(system.exchanges).length > 1);
    expect(system.clock.now() - at).toBeGreaterThanOrEqual(2 * minute);
    expect((await system.ended(id)).outcome).toBe("succeeded");
  });

  it("where nobody holds it changes nothing and says so", async () => {
    const system = await aSystem();
    const broken = await breakIt(system, vmPath);
    expect(broken).toMatchObject({ status: 200, body: { holders: [] } });
    await held(system);
  });
});

describe("an orchestration of a lease that is terminated while it waits", () => {
  it("leaves nothing behind for longer than a few minutes, and is begun anew under its key", async () => {
    const system = await aSystem();
    const body = { until: ["power-state=deallocated"] };
    const lease = await queued(system, { key: "k", body });
    await passes(system, minute);
    await terminate(system, lease.id);
    expect((await leaseOf(system, lease.id)).sentence).toContain("terminated");
    const id = await system.resize(wanted, { as: "bob" });
    await system.advanceUntil(() => writesOf(system.exchanges).length > 0, 8 * minute);
    expect((await system.ended(id)).outcome).toBe("succeeded");
    const again = await take(system, { key: "k", body });
    expect(again).toMatchObject({ status: 202, body: { id: lease.id, status: "waiting" } });
    expect(await deallocate(system)).toBe(202);
    await untilStatus(system, lease.id, "held", 5 * minute);
    expect((await say(system, "release", again.body)).status).toBe(200);
  });
});

async function terminate(system: System, instanceId: string): Promise<void> {
  const url = `${system.host().url}/runtime/webhooks/durabletask/instances/${instanceId}/terminate?reason=test&code=${encodeURIComponent(system.host().systemKey)}`;
  const response = await system.host().fetch(new Request(url, { method: "POST" }));
  if (response.status !== 202) throw new Error(`Not terminated: ${response.status}`);
  await system.host().runUntilIdle();
}

describe("what an earlier holder left open", () => {
  it("is followed to its end before a tool is granted the lease, although it waits for nothing", async () => {
    const system = await aSystem();
    const id = await system.resize(wanted);
    await system.advanceUntil(() => writesOf(system.exchanges).length === 1);
    await terminate(system, id);
    const lease = await queued(system, { as: "bob", body: { until: [] } });
    const granted = await untilStatus(system, lease.id, "held", 60 * minute);
    expect(system.vm().power).toBe("deallocated");
    expect(Date.parse(granted.grantedAt ?? "") - systemStart).toBeGreaterThanOrEqual(15 * minute);
    const reply = await system.ask<OperationView>({ path: `/api/v1/operations/${id}` });
    expect(reply.body.outcome).toBe("stuck");
  });
});
