// `onLock: wait` through the whole system: a person removes the lock, and nothing was written before.

import { describe, expect, it } from "vitest";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import {
  aFaultWorld,
  lastReadOfPlan,
  lockBody,
  lockPath,
  newSize,
  oldSize,
  plainWrites,
  resizeUnder,
  resultOf,
  writeMatch,
  writesOf,
} from "../support/fault-scene.ts";
import { passTime } from "../support/pass-time.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const groupScope = vmPath.slice(0, vmPath.indexOf("/providers/"));
const groupLock = `${groupScope}/providers/Microsoft.Authorization/locks/freeze?api-version=2020-05-01`;
const hourMs = 60 * 60_000;
const wait = { body: { onLock: "wait", deadline: "P3D" } };
const putLock = {
  kind: "actor",
  request: { method: "PUT", path: lockPath, body: lockBody, principal: "auditor" },
} as const;

const lockedWorld = () =>
  aFaultWorld({
    locks: [{ scope: groupScope, name: "freeze", level: "ReadOnly", notes: "until Monday" }],
  });

async function untilWaiting(system: System, id: string): Promise<OperationView> {
  await system.advanceUntil(
    async () => (await system.operation(id)).progress?.phase === "waiting-for-lock",
  );
  return system.operation(id);
}

const removeLock = (system: System, path: string): Promise<number> =>
  system.send("DELETE", path, { as: "owner-of-the-lock" });

describe("a lock that stands when the request comes", { timeout: 60_000 }, () => {
  it("is waited for until a person removes it, without a single write before", async () => {
    const system = await startSystem({ world: lockedWorld() });
    const id = await system.resize(newSize, wait);
    const view = await untilWaiting(system, id);
    expect(view).toMatchObject({ onLock: "wait", onNoCapacity: "go-back", status: "running" });
    expect(view.progress?.waitsFor).toMatchObject({
      kind: "lock",
      locks: [{ name: "freeze", level: "ReadOnly", scope: groupScope, notes: "until Monday" }],
    });
    await passTime(system, 2 * hourMs);
    expect(writesOf(system.exchanges)).toEqual([]);
    expect(await removeLock(system, groupLock)).toBe(200);
    const removedAt = system.clock.now();
    await system.advanceUntil(() => writesOf(system.exchanges).length > 0);
    expect(system.clock.now() - removedAt).toBeLessThanOrEqual(6 * 60_000);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
    expect(report.timeline.map(({ event }) => event)).toContain("lock-gone");
  });

  it("costs a read of the locks now and then, and the machine is not read meanwhile", async () => {
    const system = await startSystem({ world: lockedWorld() });
    await untilWaiting(system, await system.resize(newSize, wait));
    const before = system.exchanges.length;
    await passTime(system, 3 * hourMs);
    const asked = system.exchanges.slice(before);
    expect(asked.every(({ request }) => request.url.includes("/locks"))).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(3 * 12 + 5);
  });

  it("that nobody removes ends the operation as refused at its deadline", async () => {
    const system = await startSystem({ world: lockedWorld() });
    const id = await system.resize(newSize, { body: { onLock: "wait", deadline: "PT2H" } });
    await untilWaiting(system, id);
    await passTime(system, 2 * hourMs - 5 * 60_000);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock" });
    expect(report.blockers[0]?.lock).toMatchObject({ name: "freeze", scope: groupScope });
    expect(writes).toEqual([]);
    expect(system.azure.dump().locks).toHaveLength(1);
  });

  it("is let go of at once by a cancel, with nothing held", async () => {
    const system = await startSystem({ world: lockedWorld() });
    const id = await system.resize(newSize, wait);
    await untilWaiting(system, id);
    await passTime(system, hourMs);
    const asking = system.ask<OperationView>({
      method: "POST",
      path: `/api/v1/operations/${id}/cancel`,
    });
    const askedAt = system.clock.now();
    await system.ended(id);
    await asking;
    expect(system.clock.now() - askedAt).toBeLessThan(60_000);
    const { view, writes } = await resultOf(system, await system.operation(id));
    expect(view.outcome).toBe("cancelled");
    expect(writes).toEqual([]);
  });

  it("keeps a second operation waiting for its turn, and turns away whoever does not want to wait", async () => {
    const system = await startSystem({ world: lockedWorld() });
    const first = await system.resize(newSize, wait);
    await untilWaiting(system, first);
    const inHaste = await system.ask<{ busyWith: { holder: { ownerId: string } } }>({
      method: "POST",
      path: "/api/v1/operations",
      as: "bob",
      body: {
        kind: "vm-resize",
        target: vmPath,
        parameters: { size: newSize },
        accept: ["downtime"],
        whenBusy: "reject",
      },
    });
    expect(inHaste.status).toBe(409);
    expect(inHaste.body.busyWith.holder.ownerId).toContain(first);
    const second = await system.resize(newSize, { as: "carol", body: { whenBusy: "join" } });
    await removeLock(system, groupLock);
    expect((await system.ended(first)).outcome).toBe("succeeded");
    expect((await system.ended(second)).report).toMatchObject({
      outcome: "succeeded",
      joined: first,
    });
    expect(writesOf(system.exchanges)).toEqual(plainWrites);
  });
});

describe("a lock that is put while a resize is under way", { timeout: 60_000 }, () => {
  it("before the first write is met once and then waited for with nothing held", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    system.azure.addFaults([{ match: lastReadOfPlan, occurrence: { nth: 1 }, effect: putLock }]);
    const id = await system.resize(newSize, wait);
    await untilWaiting(system, id);
    await passTime(system, 2 * hourMs);
    expect(writesOf(system.exchanges)).toEqual(["deallocate 409"]);
    await removeLock(system, lockPath);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(["deallocate 409", ...plainWrites]);
  });

  it("with the machine down is waited for, and then the resize is finished and the machine started", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    system.azure.addFaults([
      { match: writeMatch.deallocate, effect: { ...putLock, afterMs: 10_000 } },
    ]);
    const id = await system.resize(newSize, wait);
    await untilWaiting(system, id);
    await passTime(system, 2 * hourMs);
    expect(writesOf(system.exchanges)).toEqual(["deallocate 202", `${newSize} 409`]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "deallocated" });
    await removeLock(system, lockPath);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "succeeded", leftBehind: [] });
    expect(writes).toEqual(["deallocate 202", `${newSize} 409`, `${newSize} 200`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
  });

  it("and removed, and refusing for minutes after that, is tried again a few times until it counts", async () => {
    const body = {
      error: {
        code: "ScopeLocked",
        message: `The scope '${vmPath}' cannot perform write operation because following scope(s) are locked: '${vmPath}'. Please remove the lock and try again.`,
      },
    };
    const { report, writes } = await resizeUnder({
      faults: [1, 2, 3, 4].map((nth) => ({
        match: writeMatch.resize,
        occurrence: { nth },
        effect: { kind: "answer", status: 409, body },
      })),
      request: wait,
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual([
      "deallocate 202",
      ...[1, 2, 3, 4].map(() => `${newSize} 409`),
      `${newSize} 200`,
      "start 202",
    ]);
    expect(report.timeline.filter(({ event }) => event === "lock-lingers")).toHaveLength(4);
  });
});
