// The model part of an observation: what a machine is made of, from its body. Neighbours, sizes and
// locks are read elsewhere.

import type { DiskObservation, VmObservation } from "../domain/observation.ts";
import { statusCodesOf } from "./vm-body.ts";
import type { VmBody, VmDiskBody } from "./vm-body.ts";

export type VmModel = Omit<
  VmObservation,
  "state" | "dynamicAddressIds" | "sizesInPlace" | "sizes" | "locks"
>;

export function vmModelOf(body: VmBody): VmModel {
  const { storageProfile, networkProfile, instanceView } = body.properties;
  return {
    location: body.location ?? "",
    zone: body.zones?.[0] ?? null,
    generalized: statusCodesOf(body).includes("osstate/generalized"),
    availabilitySetId: body.properties.availabilitySet?.id ?? null,
    scaleSetId: body.properties.virtualMachineScaleSet?.id ?? null,
    osDisk: {
      ...diskOf(storageProfile?.osDisk ?? {}),
      ephemeral: storageProfile?.osDisk?.diffDiskSettings?.option?.toLowerCase() === "local",
    },
    dataDisks: (storageProfile?.dataDisks ?? []).map(diskOf),
    networkInterfaceIds: (networkProfile?.networkInterfaces ?? []).flatMap((one) =>
      one.id == null ? [] : [one.id],
    ),
    hyperVGeneration: instanceView?.hyperVGeneration ?? null,
    diskControllerType: storageProfile?.diskControllerType ?? null,
  };
}

/** Whether a deallocated machine may be a hibernated one. */
export function mayHibernate(body: VmBody): boolean {
  return body.properties.additionalCapabilities?.hibernationEnabled === true;
}

function diskOf(disk: VmDiskBody): DiskObservation {
  return {
    name: disk.name ?? "",
    resourceId: disk.managedDisk?.id ?? null,
    storageAccountType: disk.managedDisk?.storageAccountType ?? null,
    toBeDetached: disk.toBeDetached === true,
  };
}
