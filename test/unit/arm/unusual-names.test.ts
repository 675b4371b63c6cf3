// Names that a URL does not take as they are: each request asks for exactly the resource that is meant,
// whether one of Microsoft's clients makes the address or the app itself.

import { describe, expect, it } from "vitest";
import { DEFAULT_SUBSCRIPTION_ID } from "../../../simulator/world.ts";
import { isSameResource } from "../../../src/domain/resource-id.ts";
import { simulatedPorts } from "../../support/arm-simulated-ports.ts";

const subscription = `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}`;
const resourceGroup = "Größe_(日本)";
const group = `${subscription}/resourceGroups/${resourceGroup}`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/api 01`;
const wantedSize = "Standard_D4s_v5";

const world = {
  machines: [
    {
      name: "api 01",
      resourceGroup,
      size: "Standard_D4s_v4",
      networkInterfaces: [{ name: "nic ü;1", publicIp: "dynamic" as const }],
      availabilitySet: "set +1",
    },
  ],
  locks: [{ scope: group, name: "keep it", level: "CanNotDelete" as const }],
};

describe("a machine, group and neighbours with unusual names", () => {
  it("are read", async () => {
    const { ports, context } = simulatedPorts(world);
    const read = await ports.virtualMachines.observe({ resourceId: vm, wantedSize }, context);
    if (read.kind !== "read") throw new Error(JSON.stringify(read));
    expect(read.value.state).toMatchObject({ exists: true, size: "Standard_D4s_v4" });
    expect(read.value.dynamicAddressIds).toHaveLength(1);
    expect(read.value.locks).toMatchObject([{ name: "keep it" }]);
    for (const id of [
      group,
      read.value.osDisk.resourceId ?? "",
      read.value.networkInterfaceIds[0] ?? "",
      read.value.dynamicAddressIds[0] ?? "",
      read.value.availabilitySetId ?? "",
    ]) {
      const state = await ports.resources.readState(id.toLowerCase(), context);
      expect([id, state]).toMatchObject([id, { kind: "read", value: { exists: true } }]);
      expect(await ports.locks.listLocks(id, context)).toMatchObject({ value: [{ scope: group }] });
    }
  });

  it("are written", async () => {
    const { azure, ports, context } = simulatedPorts(world);
    const write = { kind: "vm-deallocate", resourceId: vm } as const;
    const sent = await ports.writes.send({ write, ifMatch: null, fencing: 1 }, context);
    expect(sent.kind).toBe("accepted");
    expect(azure.dump().operations.map(({ target }) => isSameResource(target, vm))).toEqual([true]);
  });

  it("are found in the Activity Log", async () => {
    const { azure, clock, ports, context } = simulatedPorts(world);
    const from = new Date(clock.now() - 60_000).toISOString();
    const write = { kind: "vm-deallocate", resourceId: vm } as const;
    await ports.writes.send({ write, ifMatch: null, fencing: 1 }, context);
    clock.advance(3_600_000);
    const to = new Date(clock.now()).toISOString();
    const read = await ports.activityLog.listEvents({ resourceId: vm, from, to }, context);
    if (read.kind !== "read") throw new Error(JSON.stringify(read));
    expect(read.value.events.length).toBeGreaterThan(0);
    expect(azure.dump().operations[0]?.status).toBe("Succeeded");
  });

  it("in any other letter case or encoding are the same ones", async () => {
    const { ports, context } = simulatedPorts(world);
    const spelt = encodeURI(vm).toLowerCase();
    expect(await ports.virtualMachines.readState(spelt, context)).toMatchObject({
      value: { exists: true },
    });
  });
});
