// A VM's body as ARM answers it. Which properties it has depends on the api-version: a version tag
// is told since 2024, as the recordings of 2023 do not have one.

import { groupId } from "../resource-id.ts";
import { instanceView, azureTime, statuses } from "./instance-view.ts";
import type { InstanceViewOptions } from "./instance-view.ts";
import { isAllocated, provisioningState } from "./vm.ts";
import type { DiskReference, StorageProfile, Vm } from "./vm.ts";

export interface VmBodyOptions extends InstanceViewOptions {
  readonly apiVersion: string;
  readonly expand: "instanceView" | null;
}

/** Assumed: the first api-version whose VMs have an etag. */
const FIRST_WITH_ETAG = "2024-03-01";

export function hasEtag(apiVersion: string): boolean {
  return apiVersion >= FIRST_WITH_ETAG;
}

export function etagOf(vm: Vm): string {
  return `"${vm.etag}"`;
}

export function vmBody(vm: Vm, options: VmBodyOptions): Readonly<Record<string, unknown>> {
  const { hardwareProfile, storageProfile, networkProfile, ...others } = vm.model;
  return {
    name: vm.name,
    id: vm.id,
    type: "Microsoft.Compute/virtualMachines",
    location: vm.location,
    tags: vm.tags,
    ...(hasEtag(options.apiVersion) ? { etag: etagOf(vm) } : {}),
    properties: {
      hardwareProfile,
      provisioningState: provisioningState(vm),
      vmId: vm.vmId,
      ...others,
      storageProfile: isAllocated(vm) ? storageProfile : withoutDiskFacts(storageProfile),
      networkProfile,
      timeCreated: azureTime(vm.createdAtMs),
      ...(options.expand === null ? {} : { instanceView: instanceView(vm, options) }),
    },
  };
}

/** Recorded: the body of a deallocated VM leaves out size and account type of its managed disks. */
function withoutDiskFacts(profile: StorageProfile): StorageProfile {
  const without = (reference: DiskReference): DiskReference => {
    if (reference.managedDisk === undefined) return reference;
    const { diskSizeGB: _size, managedDisk, ...others } = reference;
    const { storageAccountType: _type, ...kept } = managedDisk;
    return { ...others, managedDisk: kept };
  };
  return {
    ...profile,
    osDisk: without(profile.osDisk),
    dataDisks: profile.dataDisks.map(without),
  };
}

/** Recorded: a listing may give the group's name in capitals, whatever case it was made with. */
function listedId(vm: Vm): string {
  const group = groupId(vm.subscriptionId, vm.resourceGroup);
  const listed = groupId(vm.subscriptionId, vm.resourceGroup.toUpperCase());
  return listed + vm.id.slice(group.length);
}

export function listedVmBody(vm: Vm, options: VmBodyOptions): unknown {
  return { ...vmBody(vm, options), id: listedId(vm) };
}

/** One element of a listing with `statusOnly=true`. Its shape is assumed. */
export function vmStatusBody(vm: Vm, options: VmBodyOptions): unknown {
  return {
    name: vm.name,
    id: listedId(vm),
    type: "Microsoft.Compute/virtualMachines",
    location: vm.location,
    properties: {
      provisioningState: provisioningState(vm),
      vmId: vm.vmId,
      instanceView: { statuses: statuses(vm, options) },
    },
  };
}
