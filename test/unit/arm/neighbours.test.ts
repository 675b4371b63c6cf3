// What is read of a machine's neighbours: addresses that it can lose, and the disk that tells of
// hibernation.

import { describe, expect, it } from "vitest";
import { azure, observed } from "../../support/arm-observed-machine.ts";
import type { Scripted } from "../../support/arm-scripted-client.ts";
import { vmId } from "../../support/arm-scripted-client.ts";
import { addressId, nicId, osDiskId, vmBody } from "../../support/arm-vm-body.ts";

describe("addresses that a deallocation loses", () => {
  it("are the dynamic ones of all interfaces, each named once", async () => {
    const otherNic = `${nicId}-2`;
    const staticAddress = `${addressId}-static`;
    const configuration = (id: string): object => ({ properties: { publicIPAddress: { id } } });
    const body = vmBody({
      properties: { networkProfile: { networkInterfaces: [{ id: nicId }, { id: otherNic }] } },
    });
    const scripted = azure({
      [vmId]: { body },
      [otherNic]: {
        body: {
          properties: {
            ipConfigurations: [
              configuration(staticAddress),
              configuration(addressId.toUpperCase()),
              { properties: {} },
            ],
          },
        },
      },
      [staticAddress]: { body: { properties: { publicIPAllocationMethod: "Static" } } },
    });
    expect((await observed(scripted)).dynamicAddressIds).toHaveLength(1);
    expect(scripted.seen.filter((request) => /publicIPAddresses/i.test(request.path))).toHaveLength(
      2,
    );
  });

  it("are none where an interface or address is gone", async () => {
    const gone: Scripted = {
      status: 404,
      body: { error: { code: "ResourceNotFound", message: "Gone." } },
    };
    expect((await observed(azure({ [nicId]: gone }))).dynamicAddressIds).toEqual([]);
    expect((await observed(azure({ [addressId]: gone }))).dynamicAddressIds).toEqual([]);
  });
});

describe("a hibernated machine", () => {
  const deallocated = [{ code: "ProvisioningState/succeeded" }, { code: "PowerState/deallocated" }];
  const able = { additionalCapabilities: { hibernationEnabled: true } };

  it.each([
    ["Frozen", true],
    ["ActiveSASFrozen", true],
    ["Reserved", false],
  ])("is known by its system disk: %s is %s", async (diskState, hibernated) => {
    const scripted = azure({
      [vmId]: { body: vmBody({ statuses: deallocated, properties: able }) },
      [osDiskId]: { body: { properties: { diskState } } },
    });
    expect((await observed(scripted)).state.hibernated).toBe(hibernated);
  });

  it("costs no read of a disk where it cannot be one", async () => {
    const scripted = azure({ [vmId]: { body: vmBody({ statuses: deallocated }) } });
    expect((await observed(scripted)).state.hibernated).toBe(false);
    expect(scripted.seen.some((request) => request.path === osDiskId)).toBe(false);
  });
});
