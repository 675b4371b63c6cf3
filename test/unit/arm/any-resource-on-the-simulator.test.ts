// Any resource, read from the simulator's core: real routes, real state behind them.

import { describe, expect, it } from "vitest";
import type { World } from "../../../simulator/world.ts";
import { DEFAULT_SUBSCRIPTION_ID } from "../../../simulator/world.ts";
import { simulatedPorts, simulatedVmId as resourceId } from "../../support/arm-simulated-ports.ts";

type MachineOf = NonNullable<World["machines"]>[number];

function world(machine: Partial<MachineOf> = {}, rest: Partial<World> = {}): World {
  const machines = [
    { name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4", ...machine },
  ];
  return { machines, ...rest };
}

describe("the state of any resource on the simulator", () => {
  const group = resourceId.slice(0, resourceId.indexOf("/providers/"));
  const compute = `${group}/providers/Microsoft.Compute`;

  it("tells of a disk whose it is, in whatever power its machine is", async () => {
    for (const [power, diskState] of [
      ["running", "Attached"],
      ["deallocated", "Reserved"],
    ] as const) {
      const { ports, context } = simulatedPorts(world({ power }));
      const read = await ports.resources.readState(`${compute}/disks/api-01_OsDisk_1`, context);
      expect(read).toMatchObject({
        value: {
          provisioningState: "Succeeded",
          attachment: { diskState, to: [resourceId] },
        },
      });
    }
  });

  it("tells of groups, interfaces and availability sets what they have", async () => {
    const { ports, context } = simulatedPorts(world({ availabilitySet: "front" }));
    const nic = `${group}/providers/Microsoft.Network/networkInterfaces/api-01-nic-0`;
    const stateOf = (id: string) => ports.resources.readState(id, context);
    expect(await stateOf(group)).toMatchObject({ value: { provisioningState: "Succeeded" } });
    expect(await stateOf(nic)).toMatchObject({ value: { attachment: { to: [resourceId] } } });
    expect(await stateOf(`${compute}/availabilitySets/front`)).toMatchObject({
      value: { exists: true, provisioningState: null },
    });
    for (const gone of [
      `${group}-2`,
      `${group}-2/providers/Microsoft.Compute/disks/one`,
      `${compute}/disks/none`,
    ]) {
      expect(await stateOf(gone)).toMatchObject({ kind: "read", value: { exists: false } });
    }
  });

  it("asks the subscription for the version of a type that is not written down", async () => {
    const { azure, ports, context } = simulatedPorts(world());
    const read = await ports.resources.readState(`${compute}/galleries/pictures`, context);
    expect(read).toMatchObject({ kind: "refused", refusal: { status: 501 } });
    expect(
      azure.exchanges().map(({ request }) => new URL(request.url, "https://arm").pathname),
    ).toEqual([
      `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}/providers/Microsoft.Compute`,
      `${compute}/galleries/pictures`,
    ]);
  });

  it("lists the locks of a group, and of what is in none", async () => {
    const scope = `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}`;
    const locks = [group, scope].map((at) => ({
      scope: at,
      name: "keep",
      level: "ReadOnly" as const,
    }));
    const { ports, context } = simulatedPorts(world({}, { locks }));
    const scopesAt = async (id: string): Promise<readonly string[]> => {
      const read = await ports.locks.listLocks(id, context);
      return read.kind === "read"
        ? read.value.map((lock) => lock.scope).toSorted()
        : [JSON.stringify(read)];
    };
    expect(await scopesAt(group)).toEqual([scope, group].toSorted());
    expect(await scopesAt(`${group}-2`)).toEqual([
      expect.stringContaining("ResourceGroupNotFound"),
    ]);
    expect(await scopesAt(`${resourceId}/providers/Microsoft.Authorization/locks/keep`)).toEqual(
      [scope, group].toSorted(),
    );
    expect(await scopesAt(`${scope}/providers/Contoso.Things/things/one`)).toEqual([scope]);
  });
});
