// Which changes of a VM's model are refused, other than those of its size: what can never change,
// what only a deallocated VM may change, and disks that are somebody else's.

import { isDeepStrictEqual } from "node:util";
import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { notAllowed, refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { isAllocated } from "./vm.ts";
import type { DiskReference, Vm, VmModel } from "./vm.ts";

export function refuseChange(store: Store, vm: Vm, model: VmModel): Refusal | undefined {
  return (
    refuseFixed(vm, model) ??
    refuseNeedingDeallocation(vm, model) ??
    refuseNics(store, vm, model) ??
    refuseDisks(store, vm, model)
  );
}

function refuseFixed(vm: Vm, model: VmModel): Refusal | undefined {
  for (const property of ["availabilitySet", "zones", "virtualMachineScaleSet"]) {
    if (!isDeepStrictEqual(vm.model[property], model[property])) {
      return refusal(
        409,
        "PropertyChangeNotAllowed",
        `Changing property '${property}' is not allowed.`,
        property,
      );
    }
  }
  return undefined;
}

export function refuseMove(vm: Vm, location: string | undefined): Refusal | undefined {
  if (location === undefined || keyOf(location) === keyOf(vm.location)) return undefined;
  const message = "Changing property 'location' is not allowed.";
  return refusal(409, "PropertyChangeNotAllowed", message, "location");
}

function part(model: VmModel, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined,
    model,
  );
}

/** Documented as changeable only on a deallocated VM; only the first two sentences are known. */
const NEED_DEALLOCATION: readonly (readonly string[])[] = [
  ["proximityPlacementGroup"],
  ["host"],
  ["hostGroup"],
  ["capacityReservation"],
  ["securityProfile", "encryptionAtHost"],
  ["additionalCapabilities", "ultraSSDEnabled"],
  ["billingProfile", "maxPrice"],
];

function refuseNeedingDeallocation(vm: Vm, model: VmModel): Refusal | undefined {
  if (!isAllocated(vm)) return undefined;
  const changed = NEED_DEALLOCATION.find(
    (path) => !isDeepStrictEqual(part(vm.model, path), part(model, path)),
  );
  if (changed !== undefined) return refuseWhileAllocated(vm, changed);
  const controller = (of: VmModel): string => of.storageProfile.diskControllerType ?? "SCSI";
  const sameSize = keyOf(vm.model.hardwareProfile.vmSize) === keyOf(model.hardwareProfile.vmSize);
  // With another size the VM is deallocated and reallocated implicitly.
  if (sameSize && controller(vm.model) !== controller(model)) {
    return refuseWhileAllocated(vm, ["storageProfile", "diskControllerType"]);
  }
  return undefined;
}

function refuseWhileAllocated(vm: Vm, path: readonly string[]): Refusal {
  const property = path.join(".");
  if (property === "proximityPlacementGroup") {
    return notAllowed(
      "Updating proximity placement group of VM is not allowed while the VM is running. Please " +
        "stop/deallocate the VM and retry the operation.",
    );
  }
  const isHost = property === "host" || property === "hostGroup";
  return refusal(
    409,
    isHost ? "PropertyChangeNotAllowed" : "OperationNotAllowed",
    `Updating ${isHost ? "Host" : property} of VM '${vm.name}' is not allowed as the VM is ` +
      "currently allocated. Please Deallocate the VM and retry the operation.",
    property,
  );
}

function refuseNics(store: Store, vm: Vm, model: VmModel): Refusal | undefined {
  const keys = (of: VmModel): readonly string[] =>
    of.networkProfile.networkInterfaces.map((nic) => keyOf(nic.id)).toSorted();
  const [before, after] = [keys(vm.model), keys(model)];
  if (isDeepStrictEqual(before, after)) return undefined;
  if (isAllocated(vm)) {
    return refusal(
      409,
      "CannotAddOrRemoveNetworkInterfacesFromARunningVirtualMachine",
      `Network interfaces cannot be added or removed from a running virtual machine ${vm.id}.`,
    );
  }
  if (vm.hibernated) return refuseHibernated(vm);
  return refuseForeignNics(store, vm.id, after);
}

/** Interfaces that are not there, or that another VM has. */
export function refuseForeignNics(
  store: Store,
  vmId: string,
  keys: readonly string[],
): Refusal | undefined {
  for (const key of keys) {
    const nic = store.networkInterfaces.get(key);
    if (nic === undefined) return refuseReference(key);
    if (nic.vmId !== null && keyOf(nic.vmId) !== keyOf(vmId)) {
      return refusal(
        400,
        "NicInUse",
        `Network Interface ${nic.id} is used by existing resource ${nic.vmId}.`,
      );
    }
  }
  return undefined;
}

function refuseHibernated(vm: Vm): Refusal {
  return notAllowed(
    `Operation 'update' is not allowed on VM '${vm.name}' since the VM is hibernated.`,
  );
}

/** A PUT can answer 404 because what it refers to is gone. */
function refuseReference(id: string): Refusal {
  return refusal(404, "NotFound", `Resource ${id} not found.`);
}

function kept(model: VmModel): readonly DiskReference[] {
  const { osDisk, dataDisks } = model.storageProfile;
  return [osDisk, ...dataDisks.filter((disk) => disk.toBeDetached !== true)];
}

function refuseDisks(store: Store, vm: Vm, model: VmModel): Refusal | undefined {
  const keyed = (disk: DiskReference): string => keyOf(disk.managedDisk?.id ?? disk.name);
  const before = new Set(kept(vm.model).map(keyed));
  const after = kept(model);
  const added = after.filter((disk) => !before.has(keyed(disk)));
  if (vm.hibernated && (added.length > 0 || after.length !== before.size)) {
    return refuseHibernated(vm);
  }
  return (
    added.map((disk) => refuseAttach(store, vm.id, disk)).find((refused) => refused) ??
    refuseLuns(after)
  );
}

export function refuseAttach(
  store: Store,
  vmId: string,
  reference: DiskReference,
): Refusal | undefined {
  const key = keyOf(reference.managedDisk?.id ?? "");
  const disk = store.disks.get(key);
  if (disk === undefined) {
    return reference.createOption === "Attach"
      ? refuseReference(reference.managedDisk?.id ?? reference.name)
      : undefined;
  }
  if (disk.managedBy === null || keyOf(disk.managedBy) === keyOf(vmId)) return undefined;
  const owner = disk.managedBy;
  const message = `Disk '${disk.name}' cannot be attached as the disk is already owned by VM '${owner}'.`;
  return refusal(409, "ConflictingUserInput", message);
}

function refuseLuns(disks: readonly DiskReference[]): Refusal | undefined {
  const luns = disks.flatMap((disk) => (disk.lun === undefined ? [] : [disk.lun]));
  const twice = luns.find((lun, index) => luns.indexOf(lun) !== index);
  if (twice === undefined) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `A disk at LUN ${twice} already exists.`,
    "dataDisks.lun",
  );
}
