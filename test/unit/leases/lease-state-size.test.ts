// How large the state of a lease becomes, with identities and addresses as long as real ones are.

import { describe, expect, it } from "vitest";
import type {
  LeaseCommands,
  LeaseMode,
  LeaseOwner,
} from "../../../src/contracts/lease-messages.ts";
import {
  leaseBreaksMax,
  leaseHoldersMax,
  pastOwnersMax,
} from "../../../src/leases/waiting-limits.ts";
import {
  after,
  anAcquire,
  anOpenOperation,
  anOwner,
  digestOf,
  hour,
  minute,
  nextCommand,
  resourceId,
  second,
} from "../../support/entity-scene.ts";
import { aLease, leaseMs } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

const waitersMax = 100;
const bytesMax = 48 * 1024;

function aLongOwner(index: number): LeaseOwner {
  const operationId = `op-${digestOf(String(index)).slice(0, 32)}`;
  return anOwner("", {
    id: `${operationId}/11111111-2222-4333-8444-${String(index).padStart(12, "0")}`,
    operationId,
    instanceId: operationId,
    principal: {
      id: `entra:99999999-8888-4777-8666-${String(index % 10).padStart(12, "0")}`,
      name: `build-agent-${index % 10}@contoso.onmicrosoft.example`,
    },
    purpose: "Resize api-01 in prod-rg to Standard_D4s_v5 for the evening's release",
    expectedEnd: after(hour),
  });
}

function ask(lease: LeaseScene, index: number, mode: LeaseMode = "exclusive") {
  const changes: Partial<LeaseCommands["acquire"]> = {
    mode,
    owner: aLongOwner(index),
    // Grow as real ones do: they are at least the epoch milliseconds of the command.
    commandId: Date.parse(after(index)),
    waitEvent: `lease-${index}-of-this-operation`,
  };
  return lease.send("acquire", anAcquire("", after(index), changes));
}

function comeAndGo(lease: LeaseScene, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const { id: ownerId } = aLongOwner(1000 + index);
    lease.send("release", { ownerId, commandId: Date.parse(after(index)), at: after(0) });
  }
}

function breakOften(lease: LeaseScene, count: number): void {
  for (let index = 0; index < count; index += 1) {
    ask(lease, -index - 1, "intent");
    lease.send("break", {
      by: aLongOwner(index).principal,
      reason:
        "Its pipeline agent was deleted in the middle of the night; nothing runs there any more.",
      at: after(0),
    });
  }
}

/** A holder with so many writes that it has not seen end, each with two addresses of two kilobytes. */
function leaveOpen(lease: LeaseScene, index: number, count: number): void {
  const { id: ownerId } = aLongOwner(index);
  const answer = ask(lease, index);
  if (answer.kind !== "granted") throw new Error(`The holder was answered ${answer.kind}.`);
  const { fencing } = answer;
  for (let write = 0; write < count; write += 1) {
    const stepId = `deallocate-${write}`;
    const intends = anOpenOperation(stepId, after(index));
    const url = `https://management.azure.com/subscriptions/operations?s=${"S".repeat(2000)}`;
    const address = { asyncOperation: url, location: `${url}&monitor=true` };
    lease.send("renew", { ownerId, fencing, at: after(index), leaseMs, intends });
    lease.send("noteAddress", { ownerId, fencing, at: after(index), stepId, address });
  }
}

function bytesOf(lease: LeaseScene): number {
  return Buffer.byteLength(JSON.stringify(lease.state), "utf8");
}

/** Answers how many found room; everybody after them is turned away. */
function fillQueue(lease: LeaseScene): number {
  const indices = Array.from({ length: waitersMax + 2 }, (_, index) => 100 + index);
  const kinds = indices.map((index) => ask(lease, index).kind);
  const waiting = kinds.filter((kind) => kind === "waiting").length;
  expect(kinds.slice(waiting).every((kind) => kind === "queue-full")).toBe(true);
  const full = waiting === waitersMax ? "queue" : "state";
  expect(ask(lease, 300)).toEqual({ kind: "queue-full", waiters: waiting, full });
  return waiting;
}

describe("the state of a lease", () => {
  it("stays below 48 KB with a hundred waiters behind a writer with an open operation", () => {
    const lease = aLease();
    breakOften(lease, leaseBreaksMax);
    comeAndGo(lease, pastOwnersMax);
    leaveOpen(lease, 10 * minute, 1);
    expect(fillQueue(lease)).toBe(waitersMax);
    expect(bytesOf(lease)).toBeLessThan(bytesMax);
  });

  it("stays below 48 KB with a hundred waiters behind as many holders as there may be", () => {
    const lease = aLease();
    for (let index = 1; index <= leaseHoldersMax; index += 1) {
      expect(ask(lease, index, "intent").kind).toBe("granted");
    }
    comeAndGo(lease, pastOwnersMax);
    expect(fillQueue(lease)).toBe(waitersMax);
    expect(bytesOf(lease)).toBeLessThan(bytesMax);
  });

  it("takes fewer waiters, and stays below 48 KB, where ten operations with four kilobytes of addresses are open", () => {
    const lease = aLease();
    leaveOpen(lease, 1, 10);
    comeAndGo(lease, pastOwnersMax);
    const waiting = fillQueue(lease);
    expect(waiting).toBeGreaterThan(50);
    expect(waiting).toBeLessThan(waitersMax);
    expect(bytesOf(lease)).toBeLessThan(bytesMax);
  });

  it("takes the note of a write in any case, and a waiter that is there keeps its place", () => {
    const lease = aLease();
    leaveOpen(lease, 1, 9);
    const waiting = fillQueue(lease);
    leaveOpen(lease, 1, 12);
    const view = lease.send("read", { at: after(second) });
    expect({ open: view.open.length, queue: view.queue.length }).toEqual({
      open: 12,
      queue: waiting,
    });
    expect(
      lease.send("acquire", {
        ...anAcquire("", after(second), { owner: aLongOwner(100) }),
        commandId: nextCommand() + 1e15,
      }),
    ).toMatchObject({ kind: "waiting", position: 1 });
  });

  it("is read back as it was", () => {
    const lease = aLease();
    leaveOpen(lease, 1, 1);
    ask(lease, 2, "intent");
    const { holders, queue } = lease.send("read", { at: after(second) });
    expect(holders[0]?.owner).toEqual(aLongOwner(1));
    expect(queue).toEqual([
      { owner: aLongOwner(2), mode: "intent", since: after(2), waitUntil: after(2 + 6 * hour) },
    ]);
    expect(lease.send("read", { at: after(second) }).resourceId).toBe(resourceId);
  });
});
