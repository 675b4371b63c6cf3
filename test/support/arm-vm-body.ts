// A virtual machine's body as Azure writes one, for tests to change.

import { groupId, vmId } from "./arm-scripted-client.ts";

export interface VmBodyChange {
  readonly statuses?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly top?: Readonly<Record<string, unknown>>;
}

export const nicId = `${groupId}/providers/Microsoft.Network/networkInterfaces/api-01-nic`;
export const addressId = `${groupId}/providers/Microsoft.Network/publicIPAddresses/api-01-ip`;
export const osDiskId = `${groupId}/providers/Microsoft.Compute/disks/api-01-os`;
const dataDiskId = `${groupId}/providers/Microsoft.Compute/disks/api-01-data`;

export const runningStatuses = [
  {
    code: "ProvisioningState/succeeded",
    level: "Info",
    displayStatus: "Provisioning succeeded",
    time: "2026-01-05T07:59:42.8549661+00:00",
  },
  { code: "PowerState/running", level: "Info", displayStatus: "VM running" },
] as const;

export function vmBody(change: VmBodyChange = {}): Readonly<Record<string, unknown>> {
  const statuses = "statuses" in change ? change.statuses : runningStatuses;
  return {
    name: "api-01",
    id: vmId,
    type: "Microsoft.Compute/virtualMachines",
    location: "westeurope",
    etag: '"7"',
    zones: ["1"],
    properties: {
      provisioningState: "Succeeded",
      hardwareProfile: { vmSize: "Standard_D4s_v4" },
      storageProfile: {
        osDisk: {
          name: "api-01-os",
          managedDisk: { id: osDiskId, storageAccountType: "Premium_LRS" },
        },
        dataDisks: [
          {
            lun: 0,
            name: "api-01-data",
            managedDisk: { id: dataDiskId, storageAccountType: "StandardSSD_LRS" },
            toBeDetached: false,
          },
        ],
        diskControllerType: "SCSI",
      },
      networkProfile: { networkInterfaces: [{ id: nicId }] },
      ...(statuses === undefined ? {} : { instanceView: { hyperVGeneration: "V2", statuses } }),
      ...change.properties,
    },
    ...change.top,
  };
}
