// A VM's runtime state as ARM tells it. The recordings show that the power state has no fixed place:
// a generalized machine says so first, a machine in an availability set may end with its colocation.

import { powerCode, provisioningState } from "./vm.ts";
import type { Vm } from "./vm.ts";

export interface InstanceViewOptions {
  readonly nowMs: number;
  readonly powerStateMissingDuringTransitions: boolean;
}

interface Status {
  readonly code: string;
  readonly level: "Info" | "Warning" | "Error";
  readonly displayStatus: string;
  readonly message?: string;
  readonly time?: string;
}

export function azureTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.(\d{3})Z$/, ".$10000+00:00");
}

/** The statuses alone, which is all that a listing with statusOnly gives. */
export function statuses(vm: Vm, options: InstanceViewOptions): readonly Status[] {
  return [
    ...(vm.generalized ? [info("OSState/generalized", "VM generalized")] : []),
    provisioningStatus(vm),
    ...powerStatus(vm, options),
    // Assumed code: that a hibernated machine shows one more status is documented.
    ...(vm.hibernated ? [info("HibernationState/Hibernated", "VM hibernated")] : []),
    ...(vm.model["availabilitySet"] === undefined
      ? []
      : [info("ColocationStatus/Aligned", "Aligned")]),
  ];
}

export function instanceView(vm: Vm, options: InstanceViewOptions): unknown {
  const code = powerCode(vm, options.nowMs);
  const disks = [vm.model.storageProfile.osDisk, ...vm.model.storageProfile.dataDisks];
  return {
    ...(code === "running" ? guest(vm, options.nowMs) : {}),
    disks: disks.map((disk) => ({
      name: disk.name,
      statuses: [
        {
          ...info("ProvisioningState/succeeded", "Provisioning succeeded"),
          time: azureTime(vm.provisioning.changedAtMs),
        },
      ],
    })),
    hyperVGeneration: vm.hyperVGeneration,
    statuses: statuses(vm, options),
  };
}

function info(code: string, displayStatus: string): Status {
  return { code, level: "Info", displayStatus };
}

function provisioningStatus(vm: Vm): Status {
  const state = provisioningState(vm).toLowerCase();
  const failed = vm.running === null ? vm.provisioning.error : null;
  if (failed !== null) {
    return {
      code: `ProvisioningState/failed/${failed.code}`,
      level: "Error",
      displayStatus: "Provisioning failed",
      message: failed.message,
      time: azureTime(vm.provisioning.changedAtMs),
    };
  }
  const display =
    state === "succeeded" ? "Provisioning succeeded" : state[0]?.toUpperCase() + state.slice(1);
  const changedAtMs = vm.running?.startedAtMs ?? vm.provisioning.changedAtMs;
  return { ...info(`ProvisioningState/${state}`, display), time: azureTime(changedAtMs) };
}

const SETTLED = new Set(["running", "stopped", "deallocated"]);

function powerStatus(vm: Vm, options: InstanceViewOptions): readonly Status[] {
  const code = powerCode(vm, options.nowMs);
  if (!SETTLED.has(code) && options.powerStateMissingDuringTransitions) return [];
  return [info(`PowerState/${code}`, `VM ${code}`)];
}

function guest(vm: Vm, nowMs: number): Readonly<Record<string, unknown>> {
  const profile = vm.model["osProfile"];
  const named =
    typeof profile === "object" && profile !== null && "computerName" in profile
      ? { computerName: profile.computerName }
      : {};
  return {
    ...named,
    vmAgent: {
      vmAgentVersion: "2.9.1.1",
      statuses: [
        {
          ...info("ProvisioningState/succeeded", "Ready"),
          message: "Guest Agent is running",
          time: azureTime(nowMs),
        },
      ],
      extensionHandlers: [],
    },
  };
}
