// One virtual machine and its state machine, pure: `begin` says what is seen once an operation has
// been accepted, `finish` what is true when it has ended. Where the VM runs, what its body looks like
// and whether an operation is allowed at all are other files' business.
//
// V1: `power` is the last settled power state; while an operation runs, what a reader sees is
//     computed from the operation and the time (`powerCode`).
// V2: a VM is allocated to a cluster exactly when its settled power state is not deallocated,
//     except while a start is under way, which allocates first.

import type { OperationKind } from "../world.ts";

export type Power = "running" | "stopped" | "deallocated";

export interface DiskReference {
  readonly name: string;
  readonly managedDisk?: { readonly id?: string; readonly storageAccountType?: string };
  readonly deleteOption?: string;
  readonly lun?: number;
  readonly createOption?: string;
  readonly toBeDetached?: boolean;
  readonly diskSizeGB?: number;
  readonly [property: string]: unknown;
}

export interface StorageProfile {
  readonly osDisk: DiskReference;
  readonly dataDisks: readonly DiskReference[];
  readonly diskControllerType?: string;
  readonly [property: string]: unknown;
}

export interface NicReference {
  readonly id: string;
  readonly properties?: { readonly primary?: boolean; readonly deleteOption?: string };
}

/** The writeable properties, in the words of ARM's body. */
export interface VmModel {
  readonly hardwareProfile: { readonly vmSize: string; readonly [property: string]: unknown };
  readonly storageProfile: StorageProfile;
  readonly networkProfile: {
    readonly networkInterfaces: readonly NicReference[];
    readonly [property: string]: unknown;
  };
  readonly [property: string]: unknown;
}

export interface RunningOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  /** The model to go back to when it fails. */
  readonly modelBefore: VmModel;
  readonly tagsBefore: Readonly<Record<string, string>>;
  readonly hibernate: boolean;
}

export interface Provisioning {
  readonly state: "Succeeded" | "Failed";
  readonly changedAtMs: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Vm {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly model: VmModel;
  readonly vmId: string;
  readonly createdAtMs: number;
  readonly etag: number;
  readonly power: Power;
  readonly hibernated: boolean;
  readonly generalized: boolean;
  readonly hyperVGeneration: "V1" | "V2";
  readonly cluster: string | null;
  readonly boots: number;
  readonly provisioning: Provisioning;
  readonly running: RunningOperation | null;
}

export function sizeOf(vm: Vm): string {
  return vm.model.hardwareProfile.vmSize;
}

export function isAllocated(vm: Vm): boolean {
  return vm.power !== "deallocated";
}

export function hasEphemeralOsDisk(vm: Vm): boolean {
  const settings = vm.model.storageProfile.osDisk["diffDiskSettings"];
  return typeof settings === "object" && settings !== null;
}

export function availabilitySetOf(vm: Vm): string | undefined {
  const reference = vm.model["availabilitySet"];
  if (typeof reference !== "object" || reference === null || !("id" in reference)) return undefined;
  return typeof reference.id === "string" ? reference.id : undefined;
}

/** Whether the operation would find everything as it wants it. */
export function findsNothingToDo(vm: Vm, kind: OperationKind, hibernate: boolean): boolean {
  if (kind === "start") return vm.power === "running";
  if (kind === "powerOff") return vm.power === "stopped";
  if (kind === "deallocate") return vm.power === "deallocated" && vm.hibernated === hibernate;
  return false;
}

/** An operation has been accepted. */
export function begin(vm: Vm, running: RunningOperation, bumpEtag: boolean): Vm {
  return { ...vm, running, etag: bumpEtag ? vm.etag + 1 : vm.etag };
}

/** The operation has ended well; a start has been given its cluster. */
export function finish(vm: Vm, nowMs: number, cluster: string | null): Vm {
  const running = vm.running;
  if (running === null) return vm;
  const provisioning: Provisioning = { state: "Succeeded", changedAtMs: nowMs, error: null };
  const ended: Vm = { ...vm, running: null, provisioning };
  switch (running.kind) {
    case "start":
    case "create":
      return vm.power === "running"
        ? ended
        : { ...ended, power: "running", hibernated: false, cluster, boots: vm.boots + 1 };
    case "powerOff":
      return { ...ended, power: "stopped" };
    case "deallocate":
      return { ...ended, power: "deallocated", hibernated: running.hibernate, cluster: null };
    case "restart":
      return { ...ended, boots: vm.boots + 1 };
    case "resize":
      return vm.power === "running" ? { ...ended, boots: vm.boots + 1 } : ended;
    case "update":
    case "delete":
      return ended;
  }
}

export interface Ending {
  readonly status: "Failed" | "Canceled";
  readonly code: string;
  readonly message: string;
  /** Causes below it, as its status document tells them. */
  readonly details?: readonly unknown[] | undefined;
  /** The address of the operation that its message names as being in the way at its end. */
  readonly names?: (() => string | null) | null;
}

/** The operation has ended badly: power and model are those of before. Assumed where a real failure
 * can leave something half done; the common provider contract asks that the shown properties go
 * back to what is true. A cancelled operation says nothing about the machine's provisioning. */
export function abandon(vm: Vm, nowMs: number, ending: Ending): Vm {
  const running = vm.running;
  if (running === null) return vm;
  const error = { code: ending.code, message: ending.message };
  return {
    ...vm,
    running: null,
    model: running.modelBefore,
    tags: running.tagsBefore,
    provisioning:
      ending.status === "Canceled"
        ? vm.provisioning
        : { state: "Failed", changedAtMs: nowMs, error },
  };
}

/** As the model tells it. */
export function provisioningState(vm: Vm): string {
  if (vm.running === null) return vm.provisioning.state;
  if (vm.running.kind === "create") return "Creating";
  return vm.running.kind === "delete" ? "Deleting" : "Updating";
}

/** Assumed: a restart, also the one that a resize makes, stops for the first two fifths of its time. */
const STOPPING_SHARE = 0.4;

/** The power state a reader sees now, without its prefix. */
export function powerCode(vm: Vm, nowMs: number): string {
  const running = vm.running;
  if (running === null) return vm.power;
  switch (running.kind) {
    case "start":
      return vm.power === "running" ? "running" : "starting";
    case "create":
      return "creating";
    case "powerOff":
      return vm.power === "stopped" ? "stopped" : "stopping";
    case "deallocate":
      return vm.power === "deallocated" ? "deallocated" : "deallocating";
    case "restart":
    case "resize": {
      if (vm.power !== "running") return vm.power;
      const share = (nowMs - running.startedAtMs) / (running.endsAtMs - running.startedAtMs);
      return share < STOPPING_SHARE ? "stopping" : "starting";
    }
    case "update":
    case "delete":
      return vm.power;
  }
}
