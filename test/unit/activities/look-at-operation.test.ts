// Following what runs in Azure, through everything that can come between: lost addresses, polls that
// cannot be read, operations that fail, are cancelled, or end without an effect.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import { addMs, msBetween } from "../../../src/domain/instant.ts";
import type { Step } from "../../../src/domain/plan.ts";
import { anAzureScene, aSceneWorld } from "../../support/azure-scene.ts";
import type { AzureScene } from "../../support/azure-scene.ts";
import { carryOut, followIn, stepsIn, submitIn } from "../../support/step-driver.ts";
import type { Followed } from "../../support/step-driver.ts";
import { vmId } from "../../support/vm-observation.ts";

const polls = { path: "/locations/[^/]+/operations/" };
const machine = { method: "GET", path: "/virtualMachines/api-01$" };

function quick(...faults: readonly Fault[]): AzureScene {
  const settings = { durationsMs: { deallocate: 25_000, start: 11_000, resize: 700 } };
  return anAzureScene({ world: aSceneWorld({}, { settings }), faults });
}

async function deallocateIn(azure: AzureScene): Promise<Step> {
  const [deallocate] = await stepsIn(azure);
  if (deallocate === undefined) throw new Error("Nothing is deallocated.");
  return deallocate;
}

async function followDeallocate(azure: AzureScene): Promise<Followed> {
  return carryOut(azure, await deallocateIn(azure));
}

function pollsIn(azure: AzureScene): number {
  return azure.requests("GET").filter((request) => request.includes("/operations/")).length;
}

describe("a running operation", () => {
  it("is told to have ended within two seconds of its end", async () => {
    const azure = quick();
    const startedAt = azure.now();
    const { end } = await followDeallocate(azure);
    expect(end).toMatchObject({ how: "succeeded", unmet: [], seen: { powerState: "deallocated" } });
    expect(msBetween(startedAt, azure.now())).toBeLessThan(27_000);
  });

  it("asks for nothing straight after its acceptance", async () => {
    const azure = quick();
    const deallocate = await deallocateIn(azure);
    const answer = await submitIn(azure, deallocate);
    if (answer.kind !== "accepted") throw new Error(answer.kind);
    const before = azure.requests().length;
    const what = {
      address: answer.address,
      after: deallocate.after,
      startedAt: answer.sentAt,
      writeKind: deallocate.write.kind,
      target: deallocate.write.resourceId,
    };
    await expect(followIn(azure, what, 1)).rejects.toThrow("Not ended after 1 looks");
    expect(azure.requests()).toHaveLength(before);
  });

  it("has its address polled no more often than Azure asks for, while the state shows no end", async () => {
    const azure = quick();
    await followDeallocate(azure);
    // Retry-After is 10 at the acceptance and 30 or more from the first poll on.
    expect(pollsIn(azure)).toBe(2);
  });
});

describe("an address that is lost", () => {
  it("is replaced by the machine's own state when Azure does not know it any more", async () => {
    const azure = quick({ match: { method: "POST" }, effect: { kind: "poll-gone" } });
    const { end } = await followDeallocate(azure);
    expect(end).toMatchObject({ how: "settled", unmet: [], seen: { powerState: "deallocated" } });
    expect(pollsIn(azure)).toBe(1);
  });

  it("and an effect that is not there need two settled reads, ten seconds apart", async () => {
    const azure = quick();
    const deallocate = await deallocateIn(azure);
    const startedAt = azure.now();
    const { end, schedule } = await followIn(azure, {
      address: null,
      after: deallocate.after,
      startedAt,
      writeKind: "vm-deallocate",
      target: deallocate.write.resourceId,
    });
    expect(end).toMatchObject({ how: "settled", seen: { powerState: "running" } });
    expect(end.unmet).toEqual(["PowerState/deallocated, now PowerState/running"]);
    expect(schedule.reads).toBe(2);
    expect(msBetween(startedAt, azure.now())).toBeGreaterThanOrEqual(10_000);
  });

  it("of somebody else's operation ends when the machine has settled", async () => {
    const azure = quick();
    const deallocate = await deallocateIn(azure);
    const startedAt = azure.now();
    await submitIn(azure, deallocate);
    const { end } = await followIn(azure, {
      address: null,
      after: [{ kind: "settled" }],
      startedAt: addMs(startedAt, -3_600_000),
      writeKind: null,
      target: deallocate.write.resourceId,
    });
    expect(end).toMatchObject({ how: "settled", seen: { powerState: "deallocated" } });
  });
});

describe("a poll that cannot be read", () => {
  const troubles: readonly (readonly [string, Fault["effect"]])[] = [
    ["500", { kind: "answer", status: 500 }],
    ["503 as HTML", { kind: "answer", status: 503, body: "<html>" }],
    ["429 with Retry-After", { kind: "throttle", retryAfter: 7 }],
    ["429 without Retry-After", { kind: "throttle", retryAfter: null }],
    ["a dropped connection", { kind: "drop-before" }],
  ];
  it.each(troubles)("says nothing about the operation: %s", async (_what, effect) => {
    const azure = quick({ match: polls, occurrence: { first: 2 }, effect });
    const { end } = await followDeallocate(azure);
    expect(end).toMatchObject({ how: "succeeded", refusal: null, unmet: [] });
  });

  it("for want of a permission leaves the state to tell the end", async () => {
    const effect = {
      kind: "answer",
      status: 403,
      body: { error: { code: "AuthorizationFailed" } },
    } as const;
    const azure = quick({ match: polls, occurrence: "every", effect });
    const { end } = await followDeallocate(azure);
    expect(end).toMatchObject({ how: "settled", unmet: [] });
    expect(pollsIn(azure)).toBeLessThanOrEqual(3);
  });
});

describe("a state that cannot be read", () => {
  it.each<[string, Fault["effect"]]>([
    ["503", { kind: "answer", status: 503 }],
    ["429", { kind: "throttle", retryAfter: 9 }],
    ["a dropped connection", { kind: "drop-before" }],
  ])("delays the end and does not change it: %s", async (_what, effect) => {
    const azure = quick();
    const deallocate = await deallocateIn(azure);
    azure.azure.addFaults([{ match: machine, occurrence: { nth: 2 }, effect }]);
    azure.azure.addFaults([{ match: machine, occurrence: { nth: 4 }, effect }]);
    const { end } = await carryOut(azure, deallocate);
    expect(end).toMatchObject({ how: "succeeded", unmet: [] });
  });
});

describe("an operation that ends badly", () => {
  it("tells its error, and that the effect is not there", async () => {
    const effect = {
      kind: "lro-fail",
      code: "AllocationFailed",
      message: "No room.",
      afterMs: 9_000,
    } as const;
    const azure = quick({ match: { method: "POST" }, effect });
    const { end } = await followDeallocate(azure);
    expect(end).toMatchObject({
      how: "failed",
      refusal: { operationStatus: "Failed", code: "AllocationFailed", status: null },
      seen: { powerState: "running", provisioningState: "Failed" },
    });
    expect(end.unmet).not.toEqual([]);
  });

  it("because a newer one took its place is told as cancelled, with the reason", async () => {
    const concurrency = [{ running: "*", incoming: "*", outcome: "preempt" }] as const;
    const azure = anAzureScene({
      world: aSceneWorld({}, { settings: { concurrency: [...concurrency] } }),
    });
    const deallocate = await deallocateIn(azure);
    const path = `${deallocate.write.resourceId}/start?api-version=2026-04-01`;
    azure.azure.addFaults([
      { effect: { kind: "actor", atMs: 4_000, request: { method: "POST", path } } },
    ]);
    const { end } = await carryOut(azure, deallocate);
    expect(end).toMatchObject({ how: "canceled", refusal: { code: "OperationPreempted" } });
    expect(end.unmet).not.toEqual([]);
  });

  it("is not asked again, however long the state takes to read", async () => {
    const effect = {
      kind: "lro-fail",
      code: "InternalExecutionError",
      message: "",
      afterMs: 9_000,
    } as const;
    const azure = quick({ match: { method: "POST" }, effect });
    const deallocate = await deallocateIn(azure);
    azure.azure.addFaults([
      { match: machine, occurrence: { nth: 4 }, effect: { kind: "answer", status: 503 } },
      { match: machine, occurrence: { nth: 5 }, effect: { kind: "answer", status: 503 } },
    ]);
    const { end } = await carryOut(azure, deallocate);
    expect(end.how).toBe("failed");
    const asked = azure.azure
      .exchanges()
      .filter(({ request }) => request.url.includes("/operations/"));
    const told = asked.filter(({ response }) => JSON.stringify(response?.body).includes("Failed"));
    expect(told).toHaveLength(1);
    expect(asked.at(-1)).toBe(told[0]);
  });
});

describe("what a newer version has left open on a resource of another type", () => {
  it("is followed by that resource's own state", async () => {
    const azure = quick();
    const target = `${vmId.slice(0, vmId.indexOf("virtualMachines"))}disks/data-0`;
    const { end } = await followIn(azure, {
      address: null,
      after: [],
      startedAt: azure.now(),
      writeKind: "disk-of-a-later-version",
      target,
    });
    expect(end).toMatchObject({ how: "settled", unmet: [], seen: { resourceId: target } });
    expect(azure.requests("GET").every((request) => request.includes("/disks/data-0"))).toBe(true);
  });
});
