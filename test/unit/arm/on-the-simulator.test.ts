// The ports against the simulator's core: real SDK clients, real routes, real state behind them.

import { describe, expect, it } from "vitest";
import type { World } from "../../../simulator/world.ts";
import { DEFAULT_SUBSCRIPTION_ID } from "../../../simulator/world.ts";
import type { ArmWrite } from "../../../src/domain/arm-write.ts";
import { simulatedPorts, simulatedVmId as resourceId } from "../../support/arm-simulated-ports.ts";

type MachineOf = NonNullable<World["machines"]>[number];

function world(machine: Partial<MachineOf> = {}, rest: Partial<World> = {}): World {
  return {
    clusters: [
      { name: "old", sizes: ["Standard_D2s_v4", "Standard_D4s_v4"] },
      { name: "new", sizes: ["Standard_D4s_v4", "Standard_D4s_v5"] },
    ],
    machines: [
      {
        name: "api-01",
        resourceGroup: "prod-rg",
        size: "Standard_D4s_v4",
        ...(rest.clusters === undefined ? { cluster: "old" } : {}),
        ...machine,
      },
    ],
    ...rest,
  };
}

const wantedSize = "Standard_D4s_v5";
const setSize: ArmWrite = { kind: "vm-set-size", resourceId, size: wantedSize };
const deallocate: ArmWrite = { kind: "vm-deallocate", resourceId };
const start: ArmWrite = { kind: "vm-start", resourceId };

describe("the disks of a deallocated machine, whose body leaves out their types", () => {
  const off = world(
    { power: "deallocated", dataDisks: [{ sku: "Premium_LRS" }, { sku: "Standard_LRS" }] },
    { clusters: [{ name: "any", sizes: ["Standard_D4s_v4", "Standard_D4_v5", wantedSize] }] },
  );

  it("are asked for their type when the wanted size takes no premium disks", async () => {
    const { ports, context } = simulatedPorts(off);
    const read = await ports.virtualMachines.observe(
      { resourceId, wantedSize: "Standard_D4_v5" },
      context,
    );
    if (read.kind !== "read") throw new Error(JSON.stringify(read));
    expect(read.value.sizes.wanted?.premiumStorage).toBe(false);
    expect(read.value.osDisk.storageAccountType).toBe("Premium_LRS");
    expect(read.value.dataDisks.map((disk) => disk.storageAccountType)).toEqual([
      "Premium_LRS",
      "Standard_LRS",
    ]);
  });

  it("are not asked when the wanted size takes them all", async () => {
    const { azure, ports, context } = simulatedPorts(off);
    await ports.virtualMachines.observe({ resourceId, wantedSize }, context);
    expect(azure.exchanges().filter(({ request }) => /\/disks\//i.test(request.url))).toEqual([]);
  });
});

describe("a resize by hand through the ports", () => {
  it("goes from running through deallocate, resize and start back to running", async () => {
    const { azure, send, followed, state } = simulatedPorts(world());
    const refused = await send(setSize, (await state()).etag);
    expect(refused).toMatchObject({
      kind: "refused",
      refusal: { status: 409, code: "OperationNotAllowed", phase: "submit" },
    });

    const deallocating = await send(deallocate);
    expect(deallocating).toMatchObject({ kind: "accepted", retryAfterMs: 10_000 });
    expect((await state()).powerState).toBe("deallocating");
    expect(await followed(deallocating)).toEqual({ kind: "succeeded" });
    const off = await state();
    expect(off).toMatchObject({ powerState: "deallocated", provisioningState: "Succeeded" });

    expect(await followed(await send(setSize, off.etag))).toEqual({ kind: "succeeded" });
    expect(await followed(await send(start))).toEqual({ kind: "succeeded" });
    expect(await state()).toMatchObject({ powerState: "running", size: wantedSize, exists: true });

    const writes = azure.exchanges().filter((exchange) => exchange.request.method !== "GET");
    expect(writes).toHaveLength(4);
    expect(writes.map((exchange) => exchange.request.headers["x-interlock-fencing"])).toEqual([
      "5",
      "5",
      "5",
      "5",
    ]);
  });

  it("is refused with 412 when the version is not the one just read", async () => {
    const { send, state, followed } = simulatedPorts(world({ power: "deallocated" }));
    const before = await state();
    const smaller: ArmWrite = { ...setSize, size: "Standard_D2s_v4" };
    expect(await followed(await send(smaller, before.etag))).toEqual({ kind: "succeeded" });
    expect(await send(setSize, before.etag)).toMatchObject({
      kind: "refused",
      refusal: { status: 412, code: "PreconditionFailed" },
    });
    expect((await state()).size).toBe("Standard_D2s_v4");
  });

  it("asks nothing more than once for each poll and never the Location", async () => {
    const { azure, send, followed } = simulatedPorts(world());
    await followed(await send(deallocate));
    const paths = azure.exchanges().map((exchange) => exchange.request.url);
    expect(paths.filter((url) => url.includes("monitor=true"))).toEqual([]);
    expect(azure.dump().operations).toMatchObject([
      { status: "Succeeded", clientRequestId: "op-1.step.1" },
    ]);
    const polls = paths.filter((url) => url.includes("/operations/"));
    expect(azure.dump().operations[0]?.polls).toBe(polls.length);
  });
});

describe("observing on the simulator", () => {
  it("tells sizes in place, sizes of the location, locks by scope and dynamic addresses", async () => {
    const subscription = `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}`;
    const { ports, context, azure } = simulatedPorts(
      world(
        {
          networkInterfaces: [{ publicIp: "dynamic" }, { publicIp: "static" }],
          dataDisks: [{ sku: "Premium_LRS" }],
        },
        {
          locks: [
            { scope: subscription, name: "all", level: "CanNotDelete" },
            {
              scope: `${subscription}/resourceGroups/PROD-rg`,
              name: "frozen",
              level: "ReadOnly",
              notes: "Audit.",
            },
            { scope: `${subscription}/resourceGroups/other-rg`, name: "other", level: "ReadOnly" },
          ],
        },
      ),
    );
    const read = await ports.virtualMachines.observe({ resourceId, wantedSize }, context);
    if (read.kind !== "read") throw new Error(JSON.stringify(read));
    expect(read.value).toMatchObject({
      state: { powerState: "running", size: "Standard_D4s_v4", hibernated: false },
      location: "westeurope",
      osDisk: { ephemeral: false, storageAccountType: "Premium_LRS" },
      dataDisks: [{ storageAccountType: "Premium_LRS" }],
      diskControllerType: "SCSI",
      hyperVGeneration: "V2",
      sizes: {
        present: { name: "Standard_D4s_v4", premiumStorage: true, restriction: null },
        wanted: { name: "Standard_D4s_v5", premiumStorage: true, restriction: null },
      },
    });
    expect(read.value.sizesInPlace.toSorted()).toEqual(["Standard_D2s_v4", "Standard_D4s_v4"]);
    expect(read.value.dynamicAddressIds).toHaveLength(1);
    expect(read.value.networkInterfaceIds).toHaveLength(2);
    expect(read.value.locks.map(({ name, level }) => [name, level])).toEqual(
      expect.arrayContaining([
        ["all", "CanNotDelete"],
        ["frozen", "ReadOnly"],
      ]),
    );
    expect(read.value.locks).toHaveLength(2);
    expect(read.allowance.resourceReads).toBe(34);
    const unhappy = azure.exchanges().filter((exchange) => exchange.response?.status !== 200);
    expect(unhappy).toEqual([]);
  });

  it("knows a hibernated machine", async () => {
    const { ports, context } = simulatedPorts(
      world({ power: "hibernated", hibernationEnabled: true }),
    );
    const read = await ports.virtualMachines.observe({ resourceId, wantedSize }, context);
    expect(read).toMatchObject({
      kind: "read",
      value: { state: { hibernated: true, powerState: "deallocated" } },
    });
  });

  it("says that a machine is not there", async () => {
    const gone = simulatedPorts({});
    expect(await gone.state()).toMatchObject({ exists: false });
    const { ports, context } = gone;
    expect(await ports.virtualMachines.observe({ resourceId, wantedSize }, context)).toMatchObject({
      kind: "refused",
      refusal: { status: 404, failureCause: "gateway" },
    });
  });
});

describe("trouble on the simulator", () => {
  it("tells a lost answer as unknown, and reading shows that it was done", async () => {
    const { azure, send, state } = simulatedPorts(world());
    azure.addFaults([
      { match: { method: "POST", path: "deallocate$" }, effect: { kind: "drop-after" } },
    ]);
    expect(await send(deallocate)).toEqual({ kind: "unknown", refusal: null });
    expect((await state()).powerState).toBe("deallocating");
  });

  it("gives up on a withheld answer by the clock of the app", async () => {
    const { azure, clock, send, state } = simulatedPorts(world());
    azure.addFaults([{ match: { method: "POST" }, effect: { kind: "withhold-after" } }]);
    const sending = send(deallocate);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(66_000);
    expect(await sending).toEqual({ kind: "unknown", refusal: null });
    expect((await state()).exists).toBe(true);
    azure.close();
  });

  it("tells an empty 503 as unknown and a 429 as refused, with its wait", async () => {
    const { azure, send } = simulatedPorts(world());
    azure.addFaults([{ match: { method: "POST" }, effect: { kind: "answer", status: 503 } }]);
    expect(await send(deallocate)).toMatchObject({
      kind: "unknown",
      refusal: { status: 503, code: null },
    });
    azure.addFaults([{ match: { method: "POST" }, effect: { kind: "throttle", retryAfter: 17 } }]);
    expect(await send(deallocate)).toMatchObject({
      kind: "refused",
      refusal: { status: 429, retryAfterMs: 17_000, innerCodes: ["TooManyRequests"] },
    });
  });

  it("tells an address that turned 404 as gone, while the operation goes on", async () => {
    const { azure, send, followed, state, clock } = simulatedPorts(world());
    azure.addFaults([{ match: { method: "POST" }, effect: { kind: "poll-gone", fromPoll: 2 } }]);
    expect(await followed(await send(deallocate))).toEqual({ kind: "gone" });
    clock.advance(30 * 60_000);
    expect((await state()).powerState).toBe("deallocated");
  });

  it("tells an operation that was preempted with the code of its error", async () => {
    const { azure, send, followed } = simulatedPorts(world());
    const message = "Operation execution has been preempted by a more recent operation.";
    azure.addFaults([
      {
        match: { method: "POST" },
        effect: { kind: "lro-fail", status: "Canceled", code: "OperationPreempted", message },
      },
    ]);
    expect(await followed(await send(deallocate))).toMatchObject({
      kind: "canceled",
      refusal: { operationStatus: "Canceled", status: null, code: "OperationPreempted", message },
    });
  });

  it("tells a start without capacity as failed, and the machine says so too", async () => {
    const { azure, send, followed, state } = simulatedPorts(world({ power: "deallocated" }));
    azure.addFaults([{ match: { method: "POST", path: "start$" }, effect: { kind: "capacity" } }]);
    expect(await followed(await send(start))).toMatchObject({
      kind: "failed",
      refusal: { code: "AllocationFailed", operationStatus: "Failed" },
    });
    expect(await state()).toMatchObject({
      provisioningState: "Failed",
      provisioningErrorCode: "AllocationFailed",
    });
  });

  it("finds its own request in the Activity Log once that has caught up", async () => {
    const { ports, context, send, followed, clock } = simulatedPorts(world());
    await followed(await send(deallocate));
    clock.advance(60 * 60_000);
    const to = new Date(clock.now()).toISOString();
    const from = new Date(clock.now() - 3 * 3_600_000).toISOString();
    const read = await ports.activityLog.listEvents({ resourceId, from, to }, context);
    if (read.kind !== "read") throw new Error(JSON.stringify(read));
    expect(read.value.events).not.toHaveLength(0);
    expect(read.value.events.every((event) => event.clientRequestId === "op-1.step.1")).toBe(true);
    expect(read.value.events.at(-1)).toMatchObject({
      operationName: "Microsoft.Compute/virtualMachines/deallocate/action",
      status: "Succeeded",
    });
  });
});
