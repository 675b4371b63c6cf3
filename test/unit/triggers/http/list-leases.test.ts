// GET /api/v1/leases: what is held, waited for or left open, and what of it is told.

import { describe, expect, it } from "vitest";
import type { LeaseListView } from "../../../../src/contracts/lease-http-shapes.ts";
import { entityKeyOf } from "../../../../src/contracts/lease-messages.ts";
import { targetTurnEntity } from "../../../../src/entities/target-turn.ts";
import { leaseClaimsOf, leaseKeysOf } from "../../../../src/leases/lease-claims.ts";
import { listLeases } from "../../../../src/triggers/http/list-leases.ts";
import {
  anAcquire,
  anEnter,
  anOpenOperation,
  anOwner,
  EntityScene,
  minute,
  resourceId,
  start,
} from "../../../support/entity-scene.ts";
import { fieldsOf, HttpDoor } from "../../../support/http-door.ts";
import { aLease, leaseMs, release } from "../../../support/lease-scene.ts";

const group = resourceId.slice(0, resourceId.indexOf("/providers"));
const machine = (name: string): string => resourceId.replace("api-01", name);

async function list(
  door: HttpDoor,
  query: Readonly<Record<string, string>> = {},
): Promise<LeaseListView> {
  const answer = await door.ask((question, _principal, ports) => listLeases(question, ports), {
    query,
  });
  if (answer.status !== 200) throw new Error(answer.body);
  return JSON.parse(answer.body) as LeaseListView;
}

/** Lets somebody take a lease, or wait for it. */
function take(
  door: HttpDoor,
  name: string,
  id: string,
  mode: "exclusive" | "intent" = "exclusive",
) {
  const claimed = leaseClaimsOf([{ resourceId: id, mode }]);
  if (!claimed.ok) throw new Error(claimed.problem);
  for (const claim of claimed.claims) {
    const lease = aLease();
    const key = `resourceLease@${claim.key}`;
    lease.state = door.orchestrations.entities.get(key) ?? null;
    lease.send(
      "acquire",
      anAcquire(name, start, { resourceId: claim.resourceId, mode: claim.mode }),
    );
    door.orchestrations.entities.set(key, lease.state);
  }
}

function queue(door: HttpDoor, id: string, ...names: readonly string[]): void {
  const turn = new EntityScene("targetTurn", targetTurnEntity);
  for (const name of names) turn.send("enter", anEnter(name, start, { resourceId: id }));
  door.orchestrations.entities.set(`targetTurn@${entityKeyOf(id)}`, turn.state);
}

describe("the list of leases", () => {
  it("is empty where nobody holds or wants anything", async () => {
    expect(await list(new HttpDoor())).toEqual({ observedAt: start, resources: [] });
  });

  it("has holders, queues and turns by resource, the group among them", async () => {
    const door = new HttpDoor();
    take(door, "a", machine("b-02"));
    take(door, "b", machine("b-02"));
    queue(door, machine("a-01"), "a", "b");
    const { resources } = await list(door);
    expect(resources.map((entry) => entry.resourceId)).toEqual([
      group,
      machine("a-01"),
      machine("b-02"),
    ]);
    const [, turnOnly, leaseOnly] = resources;
    expect(turnOnly?.turn).toMatchObject({ head: { owner: anOwner("a") }, waiting: 1 });
    expect(turnOnly?.lease).toMatchObject({ holders: [], queue: [] });
    expect(leaseOnly?.turn).toBeNull();
    expect(leaseOnly?.lease.holders).toMatchObject([{ owner: anOwner("a"), mode: "exclusive" }]);
    expect(leaseOnly?.lease.queue).toMatchObject([{ owner: anOwner("b") }]);
  });

  it("shows the parts of a resource group as one, and everybody in it once", async () => {
    const door = new HttpDoor();
    take(door, "everything", group);
    take(door, "a", machine("a-01"));
    const entries = (await list(door)).resources.filter((entry) => entry.resourceId === group);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.lease.holders.map(({ owner }) => owner.operationId)).toEqual([
      "op-everything",
    ]);
    expect(entries[0]?.lease.queue.map(({ owner }) => owner.operationId)).toEqual(["op-a"]);
  });

  it("has what was left open, without the address of the operation", async () => {
    const door = new HttpDoor();
    const lease = aLease();
    const granted = lease.send("acquire", anAcquire("a", start));
    if (granted.kind !== "granted") throw new Error("It was not granted.");
    const grant = { ownerId: anOwner("a").id, fencing: granted.fencing, at: start };
    lease.send("renew", { ...grant, leaseMs, intends: anOpenOperation("stop", start) });
    const address = {
      asyncOperation: "https://management.azure.com/op?t=signature",
      location: null,
    };
    lease.send("noteAddress", { ...grant, stepId: "stop", address });
    release(lease, "a", start);
    door.orchestrations.entities.set(`resourceLease@${entityKeyOf(resourceId)}`, lease.state);
    const view = await list(door);
    expect(view.resources[0]?.lease).toMatchObject({
      holders: [],
      open: [{ stepId: "stop", accepted: true }],
    });
    expect(JSON.stringify(view)).not.toContain("signature");
  });

  it("does not have what has run out or was given back", async () => {
    const door = new HttpDoor();
    const lease = aLease();
    lease.send("acquire", anAcquire("a", start));
    release(lease, "a", start);
    door.orchestrations.entities.set("resourceLease@given-back", lease.state);
    const old = aLease();
    old.send("acquire", anAcquire("b", "2026-01-05T07:00:00.000Z", { leaseMs: minute }));
    door.orchestrations.entities.set("resourceLease@run-out", old.state);
    expect((await list(door)).resources).toEqual([]);
  });
});

describe("asked for one resource", () => {
  it.each([
    ["as it is", resourceId],
    ["in other letter case", resourceId.toUpperCase()],
    ["with a slash at its end", `${resourceId}/`],
  ])("spelt %s, it is that one alone", async (_how, spelt) => {
    const door = new HttpDoor();
    take(door, "a", resourceId);
    take(door, "b", machine("b-02"));
    queue(door, resourceId, "a", "b");
    const { resources } = await list(door, { resource: spelt });
    expect(resources).toHaveLength(1);
    expect(resources[0]).toMatchObject({
      resourceId,
      lease: { holders: [{ owner: anOwner("a") }] },
      turn: { waiting: 1 },
    });
  });

  it("finds a resource group in all of its parts", async () => {
    const door = new HttpDoor();
    take(door, "a", machine("a-01"));
    take(door, "b", machine("b-02"));
    expect(leaseKeysOf(group).length).toBeGreaterThan(1);
    const { resources } = await list(door, { resource: group });
    expect(resources[0]?.lease.holders.map(({ owner }) => owner.operationId).toSorted()).toEqual([
      "op-a",
      "op-b",
    ]);
  });

  it("is empty where nobody holds it", async () => {
    const door = new HttpDoor();
    take(door, "b", machine("b-02"));
    expect((await list(door, { resource: resourceId })).resources).toEqual([]);
  });
});

describe("a list that cannot be whole", () => {
  it("says how many are not shown", async () => {
    const door = new HttpDoor();
    for (const name of ["a", "b", "c"]) queue(door, machine(name), name);
    const view = await list(door, { top: "2" });
    expect(view.resources.map((entry) => entry.resourceId)).toEqual([machine("a"), machine("b")]);
    expect(view.note).toMatch(/^Not shown: 1 more;/);
  });

  it("says what cannot be read", async () => {
    const door = new HttpDoor();
    queue(door, resourceId, "a");
    door.orchestrations.entities.set("resourceLease@a", { version: 99 });
    const view = await list(door);
    expect(view.resources).toHaveLength(1);
    expect(view.note).toContain("1 of the states cannot be read");
  });

  it.each([
    [{ top: "0" }, "top"],
    [{ top: "many" }, "top"],
    [{ top: "1001" }, "top"],
    [{ resource: "api-01" }, "resource"],
    [{ resource: "" }, "resource"],
  ])("is refused for %j, and nothing is read", async (query, field) => {
    const door = new HttpDoor();
    door.orchestrations.entityPage = () => Promise.reject(new Error("It was read."));
    const answer = await door.ask((question, _principal, ports) => listLeases(question, ports), {
      query,
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it("tells nothing to whom it does not know", async () => {
    const door = new HttpDoor();
    const answer = await door.ask((question, _principal, ports) => listLeases(question, ports), {
      token: null,
    });
    expect(answer.status).toBe(401);
  });
});
