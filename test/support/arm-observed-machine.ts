// A machine with its neighbours as hand-written answers, for tests of the full read to change.

import type { AzurePortsOptions } from "../../src/arm/azure-ports.ts";
import type { Read } from "../../src/contracts/ports.ts";
import type { VmObservation } from "../../src/domain/observation.ts";
import { context, scriptedPorts, subscriptionId, vmId } from "./arm-scripted-client.ts";
import type { Scripted, ScriptedPorts } from "./arm-scripted-client.ts";
import { addressId, nicId, vmBody } from "./arm-vm-body.ts";

export const locks = "/providers/Microsoft.Authorization/locks";
export const skusPath = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/skus`;

export function sku(
  name: string,
  capabilities: Readonly<Record<string, string>>,
  rest: object = {},
): object {
  return {
    resourceType: "virtualMachines",
    name,
    locations: ["westeurope"],
    capabilities: Object.entries(capabilities).map(([key, value]) => ({ name: key, value })),
    restrictions: [],
    ...rest,
  };
}

export const d4v4 = sku("Standard_D4s_v4", {
  MaxResourceVolumeMB: "0",
  MaxDataDiskCount: "8",
  MaxNetworkInterfaces: "2",
  PremiumIO: "True",
  EphemeralOSDiskSupported: "False",
  HyperVGenerations: "V1,V2",
});
export const d4dv5 = sku("Standard_D4ds_v5", {
  MaxResourceVolumeMB: "153600",
  MaxDataDiskCount: "8",
  PremiumIO: "true",
  EphemeralOSDiskSupported: "True",
  HyperVGenerations: "V1, V2",
  DiskControllerTypes: "SCSI, NVMe",
});

export const usual: Readonly<Record<string, Scripted>> = {
  [vmId]: {
    body: vmBody(),
    headers: { "x-ms-ratelimit-remaining-resource": "Microsoft.Compute/LowCostGetResource;31" },
  },
  [`${vmId}/vmSizes`]: {
    body: { value: [{ name: "Standard_D2s_v4" }, { name: "Standard_D4s_v4" }] },
    headers: { "x-ms-ratelimit-remaining-resource": "Microsoft.Compute/LowCostGetResource;30" },
  },
  [`${vmId}${locks}`]: { body: { value: [] } },
  [skusPath]: { body: { value: [sku("Premium_LRS", {}, { resourceType: "disks" }), d4v4, d4dv5] } },
  [nicId]: {
    body: {
      properties: { ipConfigurations: [{ properties: { publicIPAddress: { id: addressId } } }] },
    },
  },
  [addressId]: { body: { properties: { publicIPAllocationMethod: "Dynamic" } } },
};

export function azure(
  changes: Readonly<Record<string, Scripted>> = {},
  options: Partial<AzurePortsOptions> = {},
): ScriptedPorts {
  const answers = new Map(
    Object.entries({ ...usual, ...changes }).map(([path, answer]) => [path.toLowerCase(), answer]),
  );
  return scriptedPorts(
    (request) => answers.get(request.path.toLowerCase()) ?? { status: 500, body: request.path },
    options,
  );
}

export function observe(
  scripted: ScriptedPorts,
  wantedSize = "standard_d4ds_V5",
): Promise<Read<VmObservation>> {
  return scripted.ports.virtualMachines.observe({ resourceId: vmId, wantedSize }, context);
}

export async function observed(
  scripted: ScriptedPorts,
  wantedSize?: string,
): Promise<VmObservation> {
  const read = await observe(scripted, wantedSize);
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  return read.value;
}
