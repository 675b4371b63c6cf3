// Leases that end before their holder does: somebody breaks them, or the holder is terminated. Nothing
// that is under way in Azure then meets another writer.

import { describe, expect, it } from "vitest";
import type { ResourceView } from "../../src/contracts/http-shapes.ts";
import type {
  BrokenLeaseView,
  TakenLeaseView,
  ToolLeaseView,
} from "../../src/contracts/lease-http-shapes.ts";
import { aFaultWorld, newSize, writeMatch } from "../support/fault-scene.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { Caller, System } from "../support/system.ts";

const groupPath = vmPath.slice(0, vmPath.indexOf("/providers/"));
const otherPath = vmPath.replace("api-01", "api-02");
const minuteMs = 60_000;

function take(
  system: System,
  resources: readonly string[],
  more: { readonly as?: Caller; readonly body?: Readonly<Record<string, unknown>> } = {},
) {
  return system.ask<TakenLeaseView>({
    method: "POST",
    path: "/api/v1/leases",
    as: more.as ?? "bob",
    body: { resources, purpose: "terraform apply", until: [], ...more.body },
  });
}

const tellOf = (
  system: System,
  lease: { readonly id: string; readonly token: string },
  what: "renew" | "release",
) =>
  system.ask<ToolLeaseView>({
    method: "POST",
    path: `/api/v1/leases/${lease.id}/${what}`,
    as: "bob",
    body: { token: lease.token },
  });

const breakLease = (system: System, resourceId: string) =>
  system.ask<BrokenLeaseView>({
    method: "POST",
    path: "/api/v1/leases/break",
    as: "carol",
    body: { resourceId, reason: "bob is on holiday" },
  });

const leaseOn = async (system: System, path: string) =>
  (await system.ask<ResourceView>({ path: `/api/v1/resources${path}` })).body.lease;

function terminate(system: System, instanceId: string): Promise<Response> {
  const { url, systemKey } = system.host();
  const path = `/runtime/webhooks/durabletask/instances/${instanceId}/terminate`;
  const address = `${url}${path}?reason=enough&code=${encodeURIComponent(systemKey)}`;
  return system.host().fetch(new Request(address, { method: "POST" }));
}

const writesOf = (system: System) =>
  system.exchanges.filter(({ request }) => request.method !== "GET");

describe("a lease that is broken", () => {
  it("is told to whoever has waited since before, and is his as soon as it is waited out", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    await take(system, [vmPath]);
    const next = await take(system, [vmPath], { as: "carol" });
    const waiting = async () =>
      (await system.ask<ToolLeaseView>({ path: `/api/v1/leases/${next.body.id}` })).body;
    expect((await waiting()).sentence).toContain("unless it renews");
    const brokenAt = Date.parse((await breakLease(system, vmPath)).body.at);
    const fencedUntil = new Date(brokenAt + 2 * minuteMs).toISOString();
    await system.advanceUntil(
      async () => (await waiting()).inTheWay?.holder?.broken != null,
      5_000,
    );
    const { sentence, inTheWay } = await waiting();
    expect(sentence).toContain("was broken by carol (local:carol)");
    expect(sentence).toContain("bob is on holiday");
    expect(sentence).toContain(fencedUntil);
    expect(sentence).not.toContain("unless it renews");
    expect(inTheWay?.holder).toMatchObject({
      principal: { name: "bob" },
      broken: { by: { name: "carol" }, reason: "bob is on holiday", fencedUntil },
    });
    const { holders, fenced } = await leaseOn(system, vmPath);
    expect(holders).toEqual([]);
    expect(fenced).toMatchObject([{ owner: { principal: { name: "bob" } } }]);
    await system.advanceUntil(async () => (await waiting()).status === "held");
    const grantedAt = Date.parse((await waiting()).grantedAt ?? "");
    expect(grantedAt - brokenAt).toBeGreaterThanOrEqual(2 * minuteMs);
    expect(grantedAt - brokenAt).toBeLessThan(2 * minuteMs + 5_000);
  });

  it("goes to nobody before what its holder may have under way has arrived", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const held = await take(system, [vmPath]);
    expect(held.status).toBe(201);
    const broken = await breakLease(system, vmPath);
    expect(broken.status).toBe(200);
    expect(broken.body.holders.map(({ owner }) => owner.operationId)).toEqual([held.body.id]);
    const brokenAt = system.clock.now();
    const next = await take(system, [vmPath], { as: "carol" });
    expect(next.status).toBe(202);
    await system.advanceUntil(async () => {
      const { holders } = await leaseOn(system, vmPath);
      return holders.some(({ owner }) => owner.operationId === next.body.id);
    });
    expect(system.clock.now() - brokenAt).toBeGreaterThanOrEqual(2 * minuteMs);
    const renewal = await tellOf(system, held.body, "renew");
    expect(renewal.status).toBe(409);
    expect(renewal.body).toMatchObject({ lease: { status: "lost" } });
  });

  it("leaves the tool what else it holds until it has heard of it", async () => {
    const system = await startSystem({
      world: aFaultWorld({
        machines: ["api-01", "api-02"].map((name) => ({
          name,
          resourceGroup: "prod-rg",
          size: "Standard_D4s_v4",
        })),
      }),
    });
    const held = await take(system, [vmPath, otherPath]);
    await breakLease(system, vmPath);
    // The tool's process is still writing to the second machine when its renewal says what happened.
    await tellOf(system, held.body, "renew");
    const next = await take(system, [otherPath], { as: "carol", body: { whenBusy: "reject" } });
    expect(next.status).toBe(409);
    await tellOf(system, held.body, "release");
    const after = await take(system, [otherPath], { as: "carol", body: { whenBusy: "reject" } });
    expect(after.status).toBe(201);
  });

  it("keeps an operation from sending anything until it has it again", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const id = await system.resize(newSize);
    await system.advanceUntil(() => writesOf(system).length > 0);
    const broken = await breakLease(system, vmPath);
    expect(broken.body.holders).toHaveLength(1);
    const brokenAt = system.clock.now();
    const ended = await system.ended(id);
    expect(ended.outcome).toBe("succeeded");
    const later = writesOf(system).map(({ startedAt }) => Date.parse(startedAt) - brokenAt);
    expect(later.filter((afterMs) => afterMs > 0)).toHaveLength(2);
    expect(later.filter((afterMs) => afterMs > 0 && afterMs < 2 * minuteMs)).toEqual([]);
    expect(await leaseOn(system, vmPath)).toMatchObject({ holders: [], queue: [], open: [] });
  });
});

describe("a holder that was terminated in the middle of a deallocate", () => {
  it("leaves it to whoever holds the whole group next to wait for its end", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    system.azure.addFaults([{ match: writeMatch.deallocate, effect: { kind: "lro-stall" } }]);
    const id = await system.resize(newSize);
    await system.advanceUntil(() => writesOf(system).length > 0);
    // With the child that follows the deallocate and would keep the leases alive.
    for (const instance of system.host().instances()) {
      if (instance.id.startsWith(id)) await terminate(system, instance.id);
    }
    const hold = await take(system, [groupPath]);
    expect(hold.status).toBe(202);
    const status = async () =>
      (await system.ask<ToolLeaseView>({ path: `/api/v1/leases/${hold.body.id}` })).body.status;
    // Longer than any lease of the dead lasts.
    for (let minutes = 0; minutes < 25; minutes += 1) {
      await system.clock.advance(minuteMs);
      await system.host().runUntilIdle();
    }
    expect(await status()).toBe("waiting");
    system.azure.release();
    await system.advanceUntil(async () => (await status()) === "held");
    expect(system.vm()).toMatchObject({ power: "deallocated" });
  });
});

describe("what the dead have left open in the lease of their group", () => {
  it("goes with the next operation on the same machine", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const id = await system.resize(newSize);
    await system.advanceUntil(() => writesOf(system).length > 0);
    for (const instance of system.host().instances()) {
      if (instance.id.startsWith(id)) await terminate(system, instance.id);
    }
    expect((await leaseOn(system, groupPath)).open).toHaveLength(1);
    const next = await system.resize(newSize, { as: "bob" });
    expect((await system.ended(next)).outcome).toBe("succeeded");
    for (const path of [vmPath, groupPath]) {
      expect(await leaseOn(system, path)).toMatchObject({ holders: [], queue: [], open: [] });
    }
  });
});

describe("an operation that is cancelled between two writes", () => {
  it("leaves nothing open behind that was never sent", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const id = await system.resize(newSize);
    await system.advanceUntil(() => writesOf(system).length > 0);
    await system.ask({ method: "POST", path: `/api/v1/operations/${id}/cancel`, body: {} });
    const ended = await system.ended(id);
    expect(ended.outcome).toBe("cancelled");
    expect(await leaseOn(system, vmPath)).toMatchObject({ holders: [], queue: [], open: [] });
  });
});
