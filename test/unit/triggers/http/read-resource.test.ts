// Reading a resource: each part on its own, and IDs that reach Azure in no form.
import { describe, expect, it } from "vitest";
import type { ResourceView } from "../../../../src/contracts/http-shapes.ts";
import type { Refusal } from "../../../../src/domain/refusal.ts";
import { leaseKeysOf } from "../../../../src/leases/lease-claims.ts";
import type { Handler } from "../../../../src/triggers/http/answered.ts";
import { readResource } from "../../../../src/triggers/http/read-resource.ts";
import { HttpDoor, fieldsOf, target, theLock, unlimited } from "../../../support/http-door.ts";
import { aRefusal } from "../../../support/refusals.ts";
import { aVmState } from "../../../support/vm-observation.ts";

const read: Handler = (question, _principal, ports) => readResource(question, ports);
const rest = target.slice(1);
const group = target.slice(0, target.indexOf("/providers/"));
const set = `${group}/providers/Microsoft.Compute/availabilitySets/web`;

const refusal: Refusal = aRefusal({
  phase: "read",
  status: 403,
  code: "AuthorizationFailed",
  message: "The client may not read it.",
  failureCause: "gateway",
  requestId: "11111111-2222-3333-4444-555555555555",
  request: "GET",
});

async function seen(door: HttpDoor, resourceId = rest): Promise<ResourceView> {
  const answer = await door.ask(read, { params: { resourceId } });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body) as ResourceView;
}

function holdLease(door: HttpDoor, resourceId = target): void {
  for (const [at, key] of leaseKeysOf(resourceId).entries()) {
    door.orchestrations.entities.set(`resourceLease@${key}`, aLease(resourceId, 7 + at));
  }
}

function aLease(resourceId: string, fencing: number): unknown {
  return {
    version: 1,
    resourceId,
    lastFencing: fencing,
    holders: [
      {
        owner: {
          id: "op-1/a",
          operationId: "op-1",
          instanceId: "op-1",
          kind: "vm-resize",
          principal: { id: "local:alice", name: "alice" },
          purpose: "vm-resize of api-01",
        },
        mode: "exclusive",
        fencing,
        since: "2026-01-05T07:50:00.000Z",
        expiresAt: "2026-01-05T08:05:00.000Z",
      },
    ],
    waiters: [],
    open: [],
    emptySince: null,
  };
}

describe("reading a resource", () => {
  it("tells state, locks, and that nobody is at work", async () => {
    const view = await seen(new HttpDoor());
    expect(view).toMatchObject({
      resourceId: target,
      state: { size: "Standard_D4s_v4", powerState: "running" },
      stateProblem: null,
      locks: [{ name: "keep", scope: theLock.scope }],
      running: { settled: true, operationId: null, what: null },
      lease: { holders: [], queue: [] },
      turn: { head: null, waiting: 0 },
    });
  });

  it("finds the holder under any spelling of the ID", async () => {
    const door = new HttpDoor();
    holdLease(door);
    const view = await seen(door, `${rest.toUpperCase()}/`);
    expect(view.running).toMatchObject({ operationId: "op-1", what: "vm-resize of api-01" });
    expect(view.lease.holders[0]?.fencing).toBe(7);
  });

  it("tells of any other type what all types have, and no machine", async () => {
    const door = new HttpDoor();
    const disk = rest.replace("virtualMachines/api-01", "disks/data-1");
    door.resource = {
      exists: true,
      provisioningState: "Updating",
      attachment: { diskState: "Attached", to: [target] },
    };
    expect(await seen(door, disk)).toMatchObject({
      resourceId: `/${disk}`,
      state: null,
      stateProblem: null,
      resource: { provisioningState: "Updating", attachment: { to: [target] } },
      running: { settled: false },
    });
  });

  it("shows who has a whole group as one holder, with the number that fences all of it", async () => {
    const door = new HttpDoor();
    const group = target.slice(0, target.indexOf("/providers"));
    holdLease(door, group);
    const view = await seen(door, `${group.slice(1).toUpperCase()}/`);
    expect(view.lease.holders).toHaveLength(1);
    expect(view.lease.holders[0]?.fencing).toBe(10);
    expect(view.running.operationId).toBe("op-1");
  });

  it.each([
    ["a child", `${rest}/extensions/agent`],
    ["a lock on it", `${rest}/providers/Microsoft.Authorization/locks/keep`],
    [
      "what is directly under a subscription",
      `${rest.slice(0, rest.indexOf("/resourceGroups"))}/providers/Microsoft.Authorization/locks/keep`,
    ],
    ["a name with a space in it", rest.replace("api-01", "api 01")],
  ])("takes %s", async (_name, resourceId) => {
    expect((await seen(new HttpDoor(), resourceId)).resource).toMatchObject({ exists: true });
  });

  it.each([
    ["its group as a whole", group, {}],
    ["the availability set that it is in", set, { memberOf: [set] }],
  ])("tells who holds %s", async (_name, parent, more) => {
    const door = new HttpDoor();
    door.vmState = { kind: "read", value: aVmState(more), allowance: unlimited };
    holdLease(door, parent);
    const view = await seen(door);
    expect(view.lease.holders).toEqual([]);
    expect(view.parents).toMatchObject([
      { resourceId: parent, holders: [{ mode: "exclusive", owner: { operationId: "op-1" } }] },
    ]);
    expect(view.parents).toHaveLength(1);
  });

  it("tells who holds the machine of an extension", async () => {
    const door = new HttpDoor();
    holdLease(door);
    const { parents } = await seen(door, `${rest}/extensions/monitor`);
    expect(parents).toMatchObject([{ resourceId: target, holders: [{ mode: "exclusive" }] }]);
  });

  it("tells of no parent that nobody holds or waits for, and of none of a group", async () => {
    const door = new HttpDoor();
    expect((await seen(door)).parents).toEqual([]);
    holdLease(door, group);
    const view = await seen(door, group.slice(1));
    expect(view.lease.holders).toHaveLength(1);
    expect(view.parents).toEqual([]);
  });

  it("says that somebody else is at work", async () => {
    const door = new HttpDoor();
    const value = aVmState({ powerState: "deallocating", provisioningState: "Updating" });
    door.vmState = { kind: "read", value, allowance: unlimited };
    const { running } = await seen(door);
    expect(running).toMatchObject({ settled: false, operationId: null });
    expect(running.what).toMatch(/not started/);
  });

  it("tells a part that Azure refuses, and the other parts all the same", async () => {
    const door = new HttpDoor();
    door.vmState = { kind: "refused", refusal };
    door.vmLocks = { kind: "no-answer", reason: "the connection was reset" };
    holdLease(door);
    const view = await seen(door);
    expect(view.state).toBeNull();
    expect(view.stateProblem).toMatch(/403 AuthorizationFailed.*may not read/);
    expect(view.locks).toBeNull();
    expect(view.locksProblem).toMatch(/did not answer.*reset/);
    expect(view.running.operationId).toBe("op-1");
    expect(view.running.settled).toBeNull();
  });

  it.each([
    ["a kept %2F", `${rest}%2Fx`],
    ["dot segments that were encoded twice", `${rest}/%2e%2e/x`],
    ["a dot segment", rest.replace("api-01", "..")],
    ["a control character", `${rest}\u0000`],
    ["10,000 characters", rest + "x".repeat(10_000)],
    ["a subscription", rest.slice(0, rest.indexOf("/resourceGroups"))],
    ["a type without a name", `${rest}/extensions`],
    ["nothing", ""],
  ])("refuses %s and reads nothing", async (_name, resourceId) => {
    const door = new HttpDoor();
    const answer = await door.ask(read, { params: { resourceId } });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(["resourceId"]);
    expect(door.azureReads).toBe(0);
  });
});
