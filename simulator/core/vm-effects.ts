// What the end of a VM's operation does to the things around it: disks change owner or state,
// dynamic addresses come and go, and a deletion takes with it what its delete options say.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import type { OperationKind } from "../world.ts";
import type { DiskReference, Vm } from "./vm.ts";

export interface EndedWork {
  readonly kind: OperationKind;
  readonly before: Vm;
  readonly after: Vm;
}

export function carryOutEffects(store: Store, ended: EndedWork, atMs: number): void {
  const { kind, before, after } = ended;
  if (kind === "delete") {
    removeVm(store, after, atMs);
    return;
  }
  if (kind === "create" || kind === "update" || kind === "resize") {
    settleDisks(store, after, atMs);
    settleNics(store, after);
  }
  if (before.power === after.power && kind !== "create") return;
  for (const disk of disksOf(after)) touchDisk(store, disk, after.id, atMs);
  if (after.power === "deallocated") releaseAddresses(store, after);
  else giveAddresses(store, after);
}

function disksOf(vm: Vm): readonly DiskReference[] {
  return [vm.model.storageProfile.osDisk, ...vm.model.storageProfile.dataDisks];
}

function touchDisk(
  store: Store,
  reference: DiskReference,
  managedBy: string | null,
  atMs: number,
): void {
  const key = keyOf(reference.managedDisk?.id ?? "");
  const disk = store.disks.get(key);
  if (disk !== undefined) store.disks.set(key, { ...disk, managedBy, ownershipChangedAtMs: atMs });
}

/** Attaches what the model names and detaches what it no longer names or wants detached. */
function settleDisks(store: Store, vm: Vm, atMs: number): void {
  const { storageProfile } = vm.model;
  const dataDisks = storageProfile.dataDisks.filter((disk) => disk.toBeDetached !== true);
  const kept = [storageProfile.osDisk, ...dataDisks];
  const keptKeys = new Set(kept.map((disk) => keyOf(disk.managedDisk?.id ?? "")));
  for (const [key, disk] of store.disks) {
    if (disk.managedBy === null || keyOf(disk.managedBy) !== keyOf(vm.id) || keptKeys.has(key)) {
      continue;
    }
    store.disks.set(key, { ...disk, managedBy: null, ownershipChangedAtMs: atMs });
  }
  for (const reference of kept) {
    const disk = store.disks.get(keyOf(reference.managedDisk?.id ?? ""));
    if (disk?.managedBy === null) touchDisk(store, reference, vm.id, atMs);
  }
  const model = { ...vm.model, storageProfile: { ...storageProfile, dataDisks } };
  store.vms.set(keyOf(vm.id), { ...vm, model });
}

function settleNics(store: Store, vm: Vm): void {
  const named = new Set(vm.model.networkProfile.networkInterfaces.map((nic) => keyOf(nic.id)));
  for (const [key, nic] of store.networkInterfaces) {
    const isOurs = nic.vmId !== null && keyOf(nic.vmId) === keyOf(vm.id);
    if (named.has(key) && !isOurs) store.networkInterfaces.set(key, { ...nic, vmId: vm.id });
    if (!named.has(key) && isOurs) store.networkInterfaces.set(key, { ...nic, vmId: null });
  }
}

function addressKeys(store: Store, vm: Vm): readonly string[] {
  return vm.model.networkProfile.networkInterfaces.flatMap((reference) => {
    const nic = store.networkInterfaces.get(keyOf(reference.id));
    return nic?.publicIpAddressId == null ? [] : [keyOf(nic.publicIpAddressId)];
  });
}

function releaseAddresses(store: Store, vm: Vm): void {
  for (const key of addressKeys(store, vm)) {
    const address = store.publicIpAddresses.get(key);
    if (address?.allocation === "Dynamic") {
      store.publicIpAddresses.set(key, { ...address, address: null, etag: store.random.uuid() });
    }
  }
}

function giveAddresses(store: Store, vm: Vm): void {
  for (const key of addressKeys(store, vm)) {
    const address = store.publicIpAddresses.get(key);
    if (address?.allocation === "Dynamic" && address.address === null) {
      const given = drawAddress(store);
      store.publicIpAddresses.set(key, { ...address, address: given, etag: store.random.uuid() });
    }
  }
}

/** An address of 20.0.0.0/8, which is Microsoft's. */
export function drawAddress(store: Pick<Store, "random">): string {
  const byte = (): number => Math.floor(store.random.next() * 254) + 1;
  return `20.${byte()}.${byte()}.${byte()}`;
}

function removeVm(store: Store, vm: Vm, atMs: number): void {
  store.vms.delete(keyOf(vm.id));
  for (const reference of disksOf(vm)) {
    const key = keyOf(reference.managedDisk?.id ?? "");
    if (reference.deleteOption === "Delete") store.disks.delete(key);
    else touchDisk(store, reference, null, atMs);
  }
  for (const reference of vm.model.networkProfile.networkInterfaces) {
    const key = keyOf(reference.id);
    const nic = store.networkInterfaces.get(key);
    if (nic === undefined) continue;
    if (reference.properties?.deleteOption === "Delete") store.networkInterfaces.delete(key);
    else store.networkInterfaces.set(key, { ...nic, vmId: null });
  }
}
