// The full read that a plan is made from: what it asks, what it spends, and what stops it.

import { describe, expect, it } from "vitest";
import { azure, locks, observe, observed, skusPath } from "../../support/arm-observed-machine.ts";
import { context, groupId, vmId } from "../../support/arm-scripted-client.ts";
import type { Scripted, SeenRequest } from "../../support/arm-scripted-client.ts";
import { addressId, nicId, osDiskId, vmBody } from "../../support/arm-vm-body.ts";

function ofMachine(request: SeenRequest): boolean {
  return request.path === vmId || request.path === `${vmId}/vmSizes`;
}

describe("observing a machine", () => {
  it("gathers the machine, the sizes, the locks and the addresses", async () => {
    expect(await observe(azure())).toEqual({
      kind: "read",
      value: {
        state: {
          resourceId: vmId,
          observedAt: "2026-01-05T08:00:00.000Z",
          exists: true,
          provisioningState: "Succeeded",
          provisioningErrorCode: null,
          powerState: "running",
          hibernated: false,
          size: "Standard_D4s_v4",
          etag: '"7"',
        },
        location: "westeurope",
        zone: "1",
        generalized: false,
        availabilitySetId: null,
        scaleSetId: null,
        osDisk: {
          name: "api-01-os",
          resourceId: osDiskId,
          storageAccountType: "Premium_LRS",
          toBeDetached: false,
          ephemeral: false,
        },
        dataDisks: [
          {
            name: "api-01-data",
            resourceId: `${groupId}/providers/Microsoft.Compute/disks/api-01-data`,
            storageAccountType: "StandardSSD_LRS",
            toBeDetached: false,
          },
        ],
        networkInterfaceIds: [nicId],
        dynamicAddressIds: [addressId],
        hyperVGeneration: "V2",
        diskControllerType: "SCSI",
        sizesInPlace: ["Standard_D2s_v4", "Standard_D4s_v4"],
        sizes: {
          present: {
            name: "Standard_D4s_v4",
            maxDataDisks: 8,
            maxNetworkInterfaces: 2,
            temporaryDiskMiB: 0,
            premiumStorage: true,
            ephemeralOsDisk: false,
            hyperVGenerations: ["V1", "V2"],
            diskControllerTypes: [],
            restriction: null,
          },
          wanted: {
            name: "Standard_D4ds_v5",
            maxDataDisks: 8,
            maxNetworkInterfaces: null,
            temporaryDiskMiB: 153_600,
            premiumStorage: true,
            ephemeralOsDisk: true,
            hyperVGenerations: ["V1", "V2"],
            diskControllerTypes: ["SCSI", "NVMe"],
            restriction: null,
          },
        },
        locks: [],
      },
      allowance: { resourceReads: 30, operationReads: null },
    });
  });

  it("spends two reads of the machine's allowance", async () => {
    const scripted = azure();
    await observed(scripted);
    expect(scripted.seen.filter(ofMachine)).toHaveLength(2);
    expect(scripted.seen.every((request) => request.method === "GET")).toBe(true);
    expect(
      scripted.seen.every(
        (request) => request.headers["x-ms-client-request-id"] === context.clientRequestId,
      ),
    ).toBe(true);
  });

  it("reads what the model tells of sets, ephemeral and unmanaged disks, and generalizing", async () => {
    const body = vmBody({
      statuses: [{ code: "OSState/generalized" }, { code: "PowerState/deallocated" }],
      properties: {
        availabilitySet: { id: `${groupId}/providers/Microsoft.Compute/availabilitySets/SET` },
        virtualMachineScaleSet: {
          id: `${groupId}/providers/Microsoft.Compute/virtualMachineScaleSets/flex`,
        },
        storageProfile: {
          osDisk: {
            name: "os",
            diffDiskSettings: { option: "Local", placement: "CacheDisk" },
            vhd: { uri: "https://x/y.vhd" },
          },
          dataDisks: [{ name: "d", toBeDetached: true }],
        },
        networkProfile: { networkInterfaces: [] },
      },
    });
    expect(await observed(azure({ [vmId]: { body } }))).toMatchObject({
      generalized: true,
      availabilitySetId: `${groupId}/providers/Microsoft.Compute/availabilitySets/SET`,
      scaleSetId: `${groupId}/providers/Microsoft.Compute/virtualMachineScaleSets/flex`,
      osDisk: { name: "os", resourceId: null, storageAccountType: null, ephemeral: true },
      dataDisks: [{ name: "d", resourceId: null, toBeDetached: true }],
      networkInterfaceIds: [],
      dynamicAddressIds: [],
      diskControllerType: null,
    });
  });

  it("gives null for a size that the location does not have", async () => {
    expect((await observed(azure(), "Standard_Nowhere")).sizes.wanted).toBeNull();
  });
});

describe("an observation that cannot be made", () => {
  const forbidden: Scripted = {
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "No." } },
  };

  it.each([vmId, `${vmId}/vmSizes`, `${vmId}${locks}`, skusPath, nicId, addressId])(
    "is refused as a whole, naming %s",
    async (path) => {
      const read = await observe(azure({ [path]: forbidden }));
      expect(read).toMatchObject({
        kind: "refused",
        refusal: { status: 403, code: "AuthorizationFailed" },
      });
      const asked = read.kind === "refused" ? read.refusal.request.toLowerCase() : "";
      expect(asked).toBe(`get ${path.toLowerCase()}`);
    },
  );

  it("is refused where the machine is not there", async () => {
    const gone: Scripted = {
      status: 404,
      body: { error: { code: "ResourceNotFound", message: "Gone." } },
    };
    expect(await observe(azure({ [vmId]: gone, [`${vmId}/vmSizes`]: gone }))).toMatchObject({
      kind: "refused",
      refusal: { status: 404, code: "ResourceNotFound", request: `GET ${vmId}` },
    });
  });

  it.each([vmId, `${vmId}/vmSizes`, `${vmId}${locks}`, skusPath, nicId, addressId])(
    "has no answer where %s has none",
    async (path) => {
      expect(await observe(azure({ [path]: "drop" }))).toMatchObject({ kind: "no-answer" });
    },
  );
});
