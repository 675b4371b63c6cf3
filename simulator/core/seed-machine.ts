// Makes a VM and what belongs to it out of the brief description that a world gives: its disks
// (`NAME_OsDisk_1`, `NAME_DataDisk_LUN`), interfaces (`NAME-nic-N`) and addresses (`NAME-ip-N`).

import { keyOf, resourceId } from "../resource-id.ts";
import type { Store } from "../store.ts";
import type { Machine } from "../world.ts";
import type { Disk } from "./disk.ts";
import { ipConfigurationId } from "./network.ts";
import { allocate, clustersOf, offers } from "./placement.ts";
import { findSize } from "./sizes.ts";
import { drawAddress } from "./vm-effects.ts";
import type { DiskReference, NicReference, Vm, VmModel } from "./vm.ts";

type IdOf = (provider: string, type: string, name: string) => string;

export function seedMachine(store: Store, machine: Machine, nowMs: number): void {
  const { subscriptionId, resourceGroup, name, location } = machine;
  const idOf: IdOf = (provider, type, called) =>
    resourceId({ subscriptionId, resourceGroup, provider, type, name: called });
  const id = idOf("Microsoft.Compute", "virtualMachines", name);
  if (findSize(machine.size) === undefined) {
    throw new Error(`The world's machine '${name}' has a size nobody knows: '${machine.size}'.`);
  }
  if (store.vms.has(keyOf(id))) throw new Error(`The world has the machine ${id} twice.`);
  const settled = machine.power === "hibernated" ? "deallocated" : machine.power;
  const vm: Vm = {
    id,
    subscriptionId,
    resourceGroup,
    name,
    location,
    tags: machine.tags,
    model: modelOf(machine, idOf),
    vmId: store.random.uuid(),
    createdAtMs: nowMs,
    etag: 1,
    power: settled,
    hibernated: machine.power === "hibernated",
    generalized: machine.generalized,
    hyperVGeneration: machine.hyperVGeneration,
    cluster: null,
    boots: 0,
    provisioning: { state: "Succeeded", changedAtMs: nowMs, error: null },
    running: null,
  };
  store.vms.set(keyOf(id), { ...vm, cluster: seededCluster(store, machine, vm) });
  if (machine.availabilitySet !== undefined) {
    const set = idOf("Microsoft.Compute", "availabilitySets", machine.availabilitySet);
    store.availabilitySets.set(keyOf(set), { id: set, name: machine.availabilitySet, location });
  }
  seedDisks(store, machine, vm, nowMs);
  seedInterfaces(store, machine, vm, idOf);
}

function seededCluster(store: Store, machine: Machine, vm: Vm): string | null {
  if (vm.power === "deallocated") return null;
  const clusters = clustersOf(store, vm.location);
  if (machine.cluster !== undefined) {
    const named = clusters.find((cluster) => cluster.name === machine.cluster);
    if (named === undefined || !offers(named, machine.size)) {
      throw new Error(
        `The world's machine '${vm.name}' cannot be on cluster '${machine.cluster}': the cluster ` +
          `is not in ${vm.location} or does not offer ${machine.size}.`,
      );
    }
    return named.name;
  }
  if (clusters.length === 0) return null;
  const placed = allocate(
    { ...store, exhaustedSizes: [] },
    { ...vm, power: "deallocated" },
    machine.size,
  );
  if (placed.kind === "placed") return placed.cluster;
  throw new Error(
    `The world's machine '${vm.name}' runs, but no cluster of ${vm.location} that it could be on ` +
      `offers ${machine.size}.`,
  );
}

function modelOf(machine: Machine, idOf: IdOf): VmModel {
  const { name, dataDisks, networkInterfaces, hibernationEnabled, availabilitySet } = machine;
  const setId =
    availabilitySet === undefined
      ? {}
      : { availabilitySet: { id: idOf("Microsoft.Compute", "availabilitySets", availabilitySet) } };
  return {
    hardwareProfile: { vmSize: machine.size },
    ...(hibernationEnabled ? { additionalCapabilities: { hibernationEnabled } } : {}),
    ...setId,
    storageProfile: {
      imageReference: imageOf(machine.osType),
      osDisk: osDiskOf(machine, idOf),
      dataDisks: dataDisks.map((disk, lun): DiskReference => {
        const called = disk.name ?? `${name}_DataDisk_${lun}`;
        return {
          lun,
          name: called,
          createOption: "Attach",
          caching: "None",
          managedDisk: {
            storageAccountType: disk.sku,
            id: idOf("Microsoft.Compute", "disks", called),
          },
          deleteOption: disk.deleteOption,
          diskSizeGB: disk.sizeGB,
          toBeDetached: false,
        };
      }),
      diskControllerType: machine.diskControllerType,
    },
    osProfile: osProfileOf(machine),
    networkProfile: {
      networkInterfaces: networkInterfaces.map((nic, index): NicReference => ({
        id: idOf("Microsoft.Network", "networkInterfaces", interfaceName(name, nic.name, index)),
        properties: { primary: index === 0, deleteOption: nic.deleteOption },
      })),
    },
  };
}

function interfaceName(machine: string, given: string | undefined, index: number): string {
  return given ?? `${machine}-nic-${index}`;
}

function osDiskOf(machine: Machine, idOf: IdOf): DiskReference {
  const { osDisk, osType } = machine;
  const name = osDisk.name ?? `${machine.name}_OsDisk_1`;
  return {
    osType,
    ...(osDisk.ephemeral
      ? { diffDiskSettings: { option: "Local", placement: "ResourceDisk" } }
      : {}),
    name,
    createOption: "FromImage",
    caching: osDisk.ephemeral ? "ReadOnly" : "ReadWrite",
    managedDisk: {
      storageAccountType: osDisk.ephemeral ? "Standard_LRS" : osDisk.sku,
      id: idOf("Microsoft.Compute", "disks", name),
    },
    deleteOption: osDisk.ephemeral ? "Delete" : osDisk.deleteOption,
    diskSizeGB: osDisk.sizeGB,
  };
}

function imageOf(osType: Machine["osType"]): unknown {
  const [publisher, offer, sku] =
    osType === "Linux"
      ? ["Canonical", "ubuntu-24_04-lts", "server"]
      : ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2"];
  return { publisher, offer, sku, version: "latest", exactVersion: "1.0.0" };
}

function osProfileOf({ name, osType }: Machine): unknown {
  const agent = { provisionVMAgent: true };
  const patchSettings = { patchMode: "ImageDefault", assessmentMode: "ImageDefault" };
  const system =
    osType === "Linux"
      ? { linuxConfiguration: { disablePasswordAuthentication: true, ...agent, patchSettings } }
      : { windowsConfiguration: { ...agent, enableAutomaticUpdates: true } };
  return {
    computerName: name,
    adminUsername: "azureuser",
    ...system,
    secrets: [],
    allowExtensionOperations: true,
    requireGuestProvisionSignal: true,
  };
}

/** An ephemeral OS disk is no resource of its own: it is on the host. */
function seedDisks(store: Store, machine: Machine, vm: Vm, nowMs: number): void {
  const { osDisk, dataDisks } = vm.model.storageProfile;
  const managed = machine.osDisk.ephemeral ? dataDisks : [osDisk, ...dataDisks];
  for (const reference of managed) {
    const disk = diskFor(store, vm, reference, nowMs);
    const isOs = reference === osDisk;
    store.disks.set(keyOf(disk.id), {
      ...disk,
      osType: isOs ? machine.osType : null,
      hyperVGeneration: isOs ? machine.hyperVGeneration : null,
      managedBy: vm.id,
      ownershipChangedAtMs: nowMs,
    });
  }
}

/** A new unattached disk as a VM's model describes it. */
export function diskFor(store: Store, vm: Vm, reference: DiskReference, nowMs: number): Disk {
  return {
    id: reference.managedDisk?.id ?? "",
    subscriptionId: vm.subscriptionId,
    resourceGroup: vm.resourceGroup,
    name: reference.name,
    location: vm.location,
    tags: {},
    sku: reference.managedDisk?.storageAccountType ?? "Premium_LRS",
    sizeGB: reference.diskSizeGB ?? 30,
    osType: null,
    hyperVGeneration: null,
    createdAtMs: nowMs,
    uniqueId: store.random.uuid(),
    managedBy: null,
    ownershipChangedAtMs: null,
  };
}

function seedInterfaces(store: Store, machine: Machine, vm: Vm, idOf: IdOf): void {
  const { subscriptionId, resourceGroup, name, location } = machine;
  const where = { subscriptionId, resourceGroup, location };
  for (const [index, nic] of machine.networkInterfaces.entries()) {
    const nicName = interfaceName(name, nic.name, index);
    const id = idOf("Microsoft.Network", "networkInterfaces", nicName);
    const count = store.networkInterfaces.size;
    const address = nic.publicIpName ?? `${name}-ip-${index}`;
    const addressId = idOf("Microsoft.Network", "publicIPAddresses", address);
    const hex = count.toString(16).padStart(6, "0").toUpperCase();
    store.networkInterfaces.set(keyOf(id), {
      ...where,
      id,
      name: nicName,
      etag: store.random.uuid(),
      guid: store.random.uuid(),
      privateAddress: `10.0.${Math.floor(count / 250)}.${(count % 250) + 4}`,
      macAddress: `60-45-BD-${hex.slice(0, 2)}-${hex.slice(2, 4)}-${hex.slice(4)}`,
      primary: index === 0,
      publicIpAddressId: nic.publicIp === "none" ? null : addressId,
      vmId: vm.id,
    });
    if (nic.publicIp === "none") continue;
    const held = nic.publicIp === "static" || vm.power !== "deallocated";
    store.publicIpAddresses.set(keyOf(addressId), {
      ...where,
      id: addressId,
      name: address,
      etag: store.random.uuid(),
      guid: store.random.uuid(),
      allocation: nic.publicIp === "static" ? "Static" : "Dynamic",
      address: held ? drawAddress(store) : null,
      ipConfigurationId: ipConfigurationId(id),
    });
  }
}
