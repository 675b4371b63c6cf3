// Managed disks. What state a disk is in follows from the machine that owns it, as recorded: attached
// to an allocated machine it is Attached, to a deallocated one Reserved, to a hibernated one Frozen.

import { azureTime } from "./instance-view.ts";
import { isAllocated } from "./vm.ts";
import type { Vm } from "./vm.ts";

export interface Disk {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly sku: string;
  readonly sizeGB: number;
  readonly osType: "Linux" | "Windows" | null;
  readonly hyperVGeneration: "V1" | "V2" | null;
  readonly createdAtMs: number;
  readonly uniqueId: string;
  /** The ID of the VM it is attached to. */
  readonly managedBy: string | null;
  readonly ownershipChangedAtMs: number | null;
}

export function diskState(owner: Vm | undefined): string {
  if (owner === undefined) return "Unattached";
  if (owner.hibernated) return "Frozen";
  return isAllocated(owner) ? "Attached" : "Reserved";
}

export function diskBody(disk: Disk, owner: Vm | undefined): unknown {
  const os = disk.osType === null ? {} : { osType: disk.osType };
  const generation =
    disk.hyperVGeneration === null ? {} : { hyperVGeneration: disk.hyperVGeneration };
  const ownership =
    disk.ownershipChangedAtMs === null
      ? {}
      : { LastOwnershipUpdateTime: azureTime(disk.ownershipChangedAtMs) };
  return {
    name: disk.name,
    id: disk.id,
    type: "Microsoft.Compute/disks",
    location: disk.location,
    tags: disk.tags,
    ...(disk.managedBy === null ? {} : { managedBy: disk.managedBy }),
    sku: { name: disk.sku, tier: disk.sku.split("_")[0] },
    properties: {
      ...os,
      ...generation,
      creationData: { createOption: disk.osType === null ? "Empty" : "FromImage" },
      diskSizeGB: disk.sizeGB,
      diskIOPSReadWrite: 500,
      diskMBpsReadWrite: 100,
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      timeCreated: azureTime(disk.createdAtMs),
      provisioningState: "Succeeded",
      diskState: diskState(owner),
      ...ownership,
      diskSizeBytes: disk.sizeGB * 1024 ** 3,
      uniqueId: disk.uniqueId,
    },
  };
}
