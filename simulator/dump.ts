// The simulated world as it is now, for tests and for people; nothing of Azure's own answers it.

import type { AzureDump, OperationDump, VirtualMachineDump } from "./azure-contract.ts";
import { availabilitySetBody } from "./core/availability-set.ts";
import { diskBody } from "./core/disk.ts";
import { lockBody } from "./core/locks.ts";
import { networkInterfaceBody, publicIpAddressBody } from "./core/network.ts";
import type { Operation } from "./core/operation.ts";
import { resourceGroupBody } from "./core/resource-group.ts";
import { etagOf, vmBody } from "./core/vm-body.ts";
import { powerCode, provisioningState, sizeOf } from "./core/vm.ts";
import type { Vm } from "./core/vm.ts";
import { keyOf } from "./resource-id.ts";
import type { Store } from "./store.ts";

const NEWEST_API_VERSION = "2026-04-01";

export function dumpStore(store: Store, nowMs: number): AzureDump {
  const owner = (id: string | null): Vm | undefined => store.vms.get(keyOf(id ?? ""));
  return {
    now: new Date(nowMs).toISOString(),
    virtualMachines: [...store.vms.values()].map((vm) => dumpVm(store, vm, nowMs)),
    disks: [...store.disks.values()].map((disk) => diskBody(disk, owner(disk.managedBy))),
    networkInterfaces: [...store.networkInterfaces.values()].map((nic) =>
      networkInterfaceBody(nic, undefined),
    ),
    publicIpAddresses: [...store.publicIpAddresses.values()].map(publicIpAddressBody),
    availabilitySets: [...store.availabilitySets.values()].map((set) =>
      availabilitySetBody(set, store.vms.values()),
    ),
    resourceGroups: [...store.groups.values()].map(resourceGroupBody),
    locks: [...store.locks.values()].map(lockBody),
    operations: [...store.operations.values()].map(dumpOperation),
  };
}

function dumpVm(store: Store, vm: Vm, nowMs: number): VirtualMachineDump {
  const { powerStateMissingDuringTransitions } = store.settings;
  const options = { nowMs, powerStateMissingDuringTransitions, apiVersion: NEWEST_API_VERSION };
  return {
    id: vm.id,
    name: vm.name,
    resourceGroup: vm.resourceGroup,
    size: sizeOf(vm),
    power: powerCode(vm, nowMs),
    hibernated: vm.hibernated,
    provisioningState: provisioningState(vm),
    etag: etagOf(vm),
    cluster: vm.cluster,
    boots: vm.boots,
    body: vmBody(vm, { ...options, expand: "instanceView" }),
  };
}

function dumpOperation(operation: Operation): OperationDump {
  const { id, kind, targetId, principal, clientRequestId, status, error, polls } = operation;
  const { startedAtMs, endedAtMs } = operation;
  return {
    id,
    kind,
    target: targetId,
    principal,
    clientRequestId,
    status,
    startTime: new Date(startedAtMs).toISOString(),
    endTime: endedAtMs === null ? null : new Date(endedAtMs).toISOString(),
    error,
    polls,
  };
}
