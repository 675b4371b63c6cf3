// Which action a VM accepts in which settled state: the matrix that Compute's documentation and
// error list give. Settled states only; what happens while an operation runs is in concurrency.ts.

import type { OperationKind } from "../world.ts";
import { notAllowed } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { hasEphemeralOsDisk } from "./vm.ts";
import type { Vm } from "./vm.ts";

export interface ActionRequest {
  readonly kind: OperationKind;
  readonly hibernate: boolean;
}

/** The refusal of an action by the VM's settled state, if there is one. */
export function refuseAction(vm: Vm, action: ActionRequest): Refusal | undefined {
  switch (action.kind) {
    case "start":
      return vm.generalized ? refuseGeneralized(vm, "start") : undefined;
    case "powerOff":
      return vm.power === "deallocated" ? refusePowerOffDeallocated(vm) : undefined;
    case "restart":
      return vm.power === "running"
        ? undefined
        : notAllowed("The operation requires the VM to be running (or set to run).");
    case "deallocate":
      return refuseDeallocate(vm, action.hibernate);
    case "resize":
    case "update":
    case "create":
    case "delete":
      return undefined;
  }
}

export function refusePowerOffDeallocated(vm: Vm): Refusal {
  return notAllowed(
    `Operation 'powerOff' is not allowed on VM '${vm.name}' since the VM is either deallocated or ` +
      "marked to be deallocated.",
  );
}

function refuseGeneralized(vm: Vm, action: string): Refusal {
  return notAllowed(
    `Operation '${action}' is not allowed on VM '${vm.name}' since the VM is generalized.`,
  );
}

function refuseDeallocate(vm: Vm, hibernate: boolean): Refusal | undefined {
  if (hasEphemeralOsDisk(vm)) {
    return notAllowed(
      "Operation 'deallocate' is not supported for VMs or VM Scale Set instances using an " +
        "ephemeral OS disk.",
    );
  }
  if (!hibernate) return undefined;
  if (!hibernationEnabled(vm)) {
    // Assumed wording: no report of this refusal was found.
    return notAllowed(
      `The Hibernate-Deallocate operation is not allowed on VM '${vm.name}' since hibernation is ` +
        "not enabled on it.",
    );
  }
  if (vm.power !== "running" && !vm.hibernated) {
    return notAllowed(
      `The Hibernate-Deallocate operation is not allowed on VM '${vm.name}' since it is not running.`,
    );
  }
  return undefined;
}

function hibernationEnabled(vm: Vm): boolean {
  const capabilities = vm.model["additionalCapabilities"];
  return (
    typeof capabilities === "object" &&
    capabilities !== null &&
    "hibernationEnabled" in capabilities &&
    capabilities.hibernationEnabled === true
  );
}
