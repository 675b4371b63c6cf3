// Owners that go away without giving anything back, and the sweep that finds it out.

import { describe, expect, it } from "vitest";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { LeaseListView } from "../../src/contracts/lease-http-shapes.ts";
import { entityKeyOf } from "../../src/contracts/lease-messages.ts";
import { keptState, lastSweep, purge, signal, terminate } from "../support/durable-operator.ts";
import { anAcquire, anEnter, anOwner, nextCommand } from "../support/entity-scene.ts";
import { aFaultWorld, durationsMs } from "../support/fault-scene.ts";
import { appPrincipal, startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const key = entityKeyOf(vmPath);
/** Fifteen minutes of a lease, two for the longest request, one to the next sweep. */
const expiryGraceAndSweep = 18 * minute;

async function leases(system: System, query = ""): Promise<LeaseListView["resources"]> {
  return (await system.ask<LeaseListView>({ path: `/api/v1/leases${query}` })).body.resources;
}

async function machineEntry(system: System) {
  return (await leases(system)).find(({ resourceId }) => resourceId === vmPath);
}

async function headOf(system: System): Promise<string | undefined> {
  return (await machineEntry(system))?.turn?.head?.owner.operationId;
}

async function holderOf(system: System): Promise<string | undefined> {
  return (await machineEntry(system))?.lease.holders[0]?.owner.operationId;
}

/** Whether somebody is remembered as a holder, be it of a lease that has run out. */
function isKeptAsHolder(system: System): boolean {
  const state = keptState(system, "resourceLease", key) as { holders: unknown[] } | undefined;
  return (state?.holders.length ?? 0) > 0;
}

/** Whether the operation has come for the turn and has it. */
function isSeated(system: System, operationId: string): boolean {
  const state = keptState(system, "targetTurn", key) as
    | { tickets: { operationId: string; headSince?: number }[] }
    | undefined;
  const ticket = state?.tickets.find((one) => one.operationId === operationId);
  return ticket?.headSince !== undefined;
}

async function systemWithTwo(more: { readonly deallocateMs?: number } = {}) {
  const { deallocateMs = durationsMs.deallocate } = more;
  const world = aFaultWorld({
    settings: { durationsMs: { ...durationsMs, deallocate: deallocateMs } },
  });
  const system = await startSystem({ world });
  const first = await system.resize("Standard_D4s_v5", { as: "alice", key: "first" });
  await system.advanceUntil(async () => (await holderOf(system)) === first);
  const second = await system.resize("Standard_D8s_v5", { as: "bob", key: "second" });
  await system.advanceUntil(() => system.vm().power === "deallocating");
  return { system, first, second };
}

function writesFrom(exchanges: readonly TapExchange[], from: number): readonly TapExchange[] {
  return exchanges
    .slice(from)
    .filter(({ request, principal }) => request.method !== "GET" && principal === appPrincipal);
}

describe("the head of a queue that is terminated", () => {
  it("has given up its turn by the next sweep, and the next in line has been woken", async () => {
    const { system, first, second } = await systemWithTwo();
    expect(await headOf(system)).toBe(first);
    await terminate(system, first);
    expect(await headOf(system)).toBe(first);
    await system.clock.advance(minute);
    expect(await headOf(system)).toBe(second);
    expect(JSON.parse(lastSweep(system)?.output ?? "null")).toMatchObject({ removed: 1, woken: 1 });
  });
});

describe.each([
  ["terminated", async () => {}],
  ["terminated and purged", purge],
] as const)("a holder that is %s in the middle of a deallocate", (_what, afterwards) => {
  it("frees its resources within expiry, grace and one sweep, and the next write comes after that deallocate's end", async () => {
    const { system, first, second } = await systemWithTwo();
    await terminate(system, first);
    await afterwards(system, first);
    const sentBefore = system.exchanges.length;
    const goneAt = system.clock.now();
    await system.advanceUntil(async () => (await holderOf(system)) === second, hour);
    expect(system.clock.now() - goneAt).toBeLessThanOrEqual(expiryGraceAndSweep);
    const view = await system.ended(second);
    expect(view.outcome).toBe("succeeded");
    expect(system.vm().size).toBe("Standard_D8s_v5");
    const [next] = writesFrom(system.exchanges, sentBefore);
    const deallocate = system.azure.dump().operations.find(({ kind }) => kind === "deallocate");
    expect(Date.parse(next?.startedAt ?? "")).toBeGreaterThan(
      Date.parse(deallocate?.endTime ?? ""),
    );
  });

  it("is not remembered any more by then, also where nobody waits", async () => {
    const { system, first, second } = await systemWithTwo();
    await terminate(system, second);
    await terminate(system, first);
    await afterwards(system, first);
    await system.clock.advance(expiryGraceAndSweep - 2 * minute);
    expect(isKeptAsHolder(system)).toBe(true);
    await system.clock.advance(2 * minute);
    expect(isKeptAsHolder(system)).toBe(false);
  });
});

describe("a waiter whom nobody woke", () => {
  it("is woken by the second sweep at the latest, though it would have slept on for minutes", async () => {
    const { system, second } = await systemWithTwo({ deallocateMs: 20 * minute });
    // The turn is given on, and the answer that names who is to be woken goes to nobody.
    const ownerId = (await machineEntry(system))?.turn?.head?.owner.id ?? "";
    const at = new Date(system.clock.now()).toISOString();
    await signal(system, { entity: "targetTurn", key }, "leave", { ownerId, at });
    expect(isSeated(system, second)).toBe(false);
    await system.clock.advance(2 * minute);
    expect(isSeated(system, second)).toBe(true);
  });
});

describe("a living owner", () => {
  it("that is at work for a long time is not swept, nor is who waits for it, and no sweep is started", async () => {
    const { system, first, second } = await systemWithTwo({ deallocateMs: 45 * minute });
    await system.clock.advance(40 * minute);
    expect(await headOf(system)).toBe(first);
    expect(await holderOf(system)).toBe(first);
    expect((await machineEntry(system))?.turn?.queue[0]?.owner.operationId).toBe(second);
    expect(lastSweep(system)).toBeUndefined();
    expect((await system.ended(first)).outcome).toBe("succeeded");
    expect((await system.ended(second)).outcome).toBe("succeeded");
    expect(lastSweep(system)).toBeUndefined();
  });
});

describe("what is empty", () => {
  it("is left alone at first, and nothing is written for it", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    await system.ended(await system.resize("Standard_D4s_v5"));
    await system.clock.advance(30 * minute);
    expect(keptState(system, "resourceLease", key)).toBeDefined();
    expect(keptState(system, "targetTurn", key)).toBeDefined();
    expect(lastSweep(system)).toBeUndefined();
    expect(await leases(system)).toEqual([]);
  });

  it("is removed by the next sweep once it has been so for a day", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const at = new Date(system.clock.now() - 25 * hour).toISOString();
    const ownerId = anOwner("a").id;
    const lease = { entity: "resourceLease", key } as const;
    const turn = { entity: "targetTurn", key } as const;
    await signal(system, lease, "acquire", anAcquire("a", at));
    await signal(system, lease, "release", { ownerId, commandId: nextCommand(), at });
    await signal(system, turn, "enter", anEnter("a", at));
    await signal(system, turn, "leave", { ownerId, at });
    expect(keptState(system, "resourceLease", key)).toBeDefined();
    expect(keptState(system, "targetTurn", key)).toBeDefined();
    await system.clock.advance(minute);
    expect(keptState(system, "resourceLease", key)).toBeUndefined();
    expect(keptState(system, "targetTurn", key)).toBeUndefined();
  });
});

describe("a sweep", () => {
  it("that is begun twice has the effect of one", async () => {
    const { system, first, second } = await systemWithTwo();
    await terminate(system, first);
    await Promise.all([1, 2, 3].map(() => system.host().runTimer("timerSweepLeases")));
    await system.host().runUntilIdle();
    expect(await headOf(system)).toBe(second);
    expect((await system.ended(second)).outcome).toBe("succeeded");
  });
});

describe("an operation that is started again after it was terminated", () => {
  it("waits out the lease of its earlier start, of which then nothing is left, and ends well", async () => {
    const { system, first, second } = await systemWithTwo();
    const earlier = (await machineEntry(system))?.lease.holders[0]?.owner.id;
    await terminate(system, first);
    expect(await system.resize("Standard_D4s_v5", { as: "alice", key: "first" })).toBe(first);
    await system.host().runUntilIdle();
    const ownerIds = async () => {
      const entry = await machineEntry(system);
      return [entry?.turn?.head, ...(entry?.turn?.queue ?? [])].map((ticket) => ticket?.owner.id);
    };
    expect(await ownerIds()).not.toContain(earlier);
    expect((await system.ended(first)).outcome).toBe("succeeded");
    expect((await system.ended(second)).outcome).toBe("succeeded");
    expect(isKeptAsHolder(system)).toBe(false);
  });
});
