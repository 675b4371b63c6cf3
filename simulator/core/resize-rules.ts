// Whether a VM may have another size: the rules of Compute that do not depend on who else is at
// work. The size itself first (does it exist, may the subscription have it), then what the VM would
// lose or could not keep, then the hardware it sits on.

import { keyOf } from "../resource-id.ts";
import { notAllowed, refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { hasTempDisk } from "./sizes.ts";
import type { VmSize } from "./sizes.ts";
import { hasEphemeralOsDisk, isAllocated } from "./vm.ts";
import type { Vm, VmModel } from "./vm.ts";

/** What the rules need to know of the VM's surroundings. */
export interface ResizeSurroundings {
  readonly from: VmSize;
  readonly to: VmSize;
  /** The model as it would be. */
  readonly model: VmModel;
  /** Storage account type of each managed disk, by its ID in lower case. */
  readonly diskSkus: ReadonlyMap<string, string>;
  /** What the cluster offers that the VM, or its availability set, is pinned to. */
  readonly pinned: { readonly sizes: readonly string[]; readonly by: "vm" | "set" } | undefined;
}

const PREMIUM = new Set(["Premium_LRS", "PremiumV2_LRS", "UltraSSD_LRS"]);

export function refuseResize(vm: Vm, around: ResizeSurroundings): Refusal | undefined {
  return (
    refuseHibernated(vm) ??
    refuseTempDiskChange(vm, around) ??
    refuseBoot(vm, around) ??
    refuseDisks(vm, around) ??
    refuseNics(vm, around) ??
    refuseCluster(vm, around)
  );
}

/** The VM's size is not one that the location has. */
export function refuseUnknownSize(asked: string, valid: readonly string[]): Refusal {
  return refusal(
    400,
    "InvalidParameter",
    `The value ${asked} provided for the VM size is not valid. The valid sizes in the current ` +
      `region are: ${valid.join(",")}. Find out more on the available VM sizes in each region at ` +
      "https://aka.ms/azure-regions.",
    "vmSize",
  );
}

export function refuseRestrictedSize(size: string, location: string): Refusal {
  return refusal(
    409,
    "SkuNotAvailable",
    "The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: " +
      `${size}' is currently not available in location '${location}'. Please try another size or ` +
      "deploy to a different location or different zone. See https://aka.ms/azureskunotavailable " +
      "for details.",
  );
}

export function refuseQuota(family: string, location: string, quota: QuotaFigures): Refusal {
  return notAllowed(
    `Operation could not be completed as it results in exceeding approved ${family} Cores quota. ` +
      `Additional details - Deployment Model: Resource Manager, Location: ${location}, Current ` +
      `Limit: ${quota.limit}, Current Usage: ${quota.usage}, Additional Required: ` +
      `${quota.required}, (Minimum) New Limit Required: ${quota.usage + quota.required}.`,
  );
}

export interface QuotaFigures {
  readonly limit: number;
  readonly usage: number;
  readonly required: number;
}

function refuseHibernated(vm: Vm): Refusal | undefined {
  if (!vm.hibernated) return undefined;
  // The rule is documented, the sentence is assumed.
  return notAllowed(
    `Operation 'resize' is not allowed on VM '${vm.name}' since the VM is hibernated. Please start ` +
      "the VM, or deallocate it without hibernation, and retry.",
  );
}

function refuseTempDiskChange(vm: Vm, { from, to }: ResizeSurroundings): Refusal | undefined {
  if (hasTempDisk(from) === hasTempDisk(to)) return undefined;
  return notAllowed(
    `Unable to resize the VM '${vm.name}' since changing from resource disk to non-resource disk ` +
      "VM size and vice-versa is not allowed. Please refer to https://aka.ms/AAah4sj for more " +
      "details.",
  );
}

/** Assumed wordings and status: that the combination is refused is documented. */
function refuseBoot(vm: Vm, { to, model }: ResizeSurroundings): Refusal | undefined {
  const controller = model.storageProfile.diskControllerType ?? "SCSI";
  if (!to.diskControllers.split(", ").includes(controller)) {
    return refusal(
      400,
      "InvalidParameter",
      `The VM size '${to.name}' cannot boot with DiskControllerType '${controller}'.`,
      "vmSize",
    );
  }
  if (!to.hyperVGenerations.split(",").includes(vm.hyperVGeneration)) {
    return refusal(
      400,
      "BadRequest",
      `The selected VM size '${to.name}' cannot boot Hypervisor Generation ` +
        `'${vm.hyperVGeneration === "V1" ? "1" : "2"}'.`,
    );
  }
  if (hasEphemeralOsDisk(vm) && !to.ephemeralOsDisk) {
    return refusal(
      400,
      "InvalidParameter",
      `The VM size '${to.name}' does not support ephemeral OS disks.`,
      "vmSize",
    );
  }
  return undefined;
}

function refuseDisks(_vm: Vm, around: ResizeSurroundings): Refusal | undefined {
  const { osDisk, dataDisks } = around.model.storageProfile;
  const kept = dataDisks.filter((disk) => disk.toBeDetached !== true);
  if (kept.length > around.to.maxDataDisks) {
    return notAllowed(
      "The maximum number of data disks allowed to be attached to a VM of this size is " +
        `${around.to.maxDataDisks}.`,
    );
  }
  if (around.to.premium) return undefined;
  for (const disk of [osDisk, ...kept]) {
    const id = disk.managedDisk?.id;
    const sku = id === undefined ? undefined : around.diskSkus.get(keyOf(id));
    if (sku !== undefined && PREMIUM.has(sku)) {
      // The sentence was reported, its status and code are assumed.
      return notAllowed(
        `Requested operation cannot be performed because storage account type '${sku}' is not ` +
          `supported for VM size ${around.to.name}.`,
      );
    }
  }
  return undefined;
}

/** Assumed: that the count is refused is documented, code and sentence are not. */
function refuseNics(vm: Vm, { to, model }: ResizeSurroundings): Refusal | undefined {
  const count = model.networkProfile.networkInterfaces.length;
  if (count <= to.maxNics) return undefined;
  return refusal(
    400,
    "NetworkInterfaceCountExceeded",
    `The number of network interfaces for virtual machine ${vm.name} exceeds the maximum allowed ` +
      `for the virtual machine size ${to.name}. The number of network interfaces is ${count} and ` +
      `the maximum allowed is ${to.maxNics}.`,
  );
}

function refuseCluster(vm: Vm, { to, pinned }: ResizeSurroundings): Refusal | undefined {
  if (pinned === undefined || pinned.sizes.some((size) => keyOf(size) === keyOf(to.name))) {
    return undefined;
  }
  const sentence = `Unable to resize the VM '${vm.name}' because the requested size ${to.name} is not available in the cluster where the`;
  if (pinned.by === "set" && !isAllocated(vm)) {
    return notAllowed(
      `${sentence} availability set is currently allocated. The available sizes are: ` +
        `${pinned.sizes.join(",")}. Read more on VM resizing strategy at ` +
        "https://aka.ms/azure-resizevm.",
    );
  }
  const where = pinned.by === "set" ? "availability set" : "VM";
  return notAllowed(
    `${sentence} ${where} is currently allocated. The available sizes in this cluster are: ` +
      `${pinned.sizes.join(",")}. To resize your VM to ${to.name}, please deallocate ` +
      `${pinned.by === "set" ? "all VMs of the availability set" : "the VM"} (this will result in ` +
      "the VM being stopped) and then try the resize operation again. Read more on VM resizing " +
      "strategy at https://aka.ms/azure-resizevm.",
  );
}
