// Availability sets: made with the machines that are in them, looked up, never written. Azure's answer
// has no provisioning state.

import { keyOf } from "../resource-id.ts";
import { availabilitySetOf } from "./vm.ts";
import type { Vm } from "./vm.ts";

export interface AvailabilitySet {
  readonly id: string;
  readonly name: string;
  readonly location: string;
}

/** Aligned is what a set of managed disks must be; five and two are Azure's defaults. */
export function availabilitySetBody(set: AvailabilitySet, vms: Iterable<Vm>): unknown {
  const members = [...vms].filter((vm) => keyOf(availabilitySetOf(vm) ?? "") === keyOf(set.id));
  return {
    name: set.name,
    id: set.id,
    type: "Microsoft.Compute/availabilitySets",
    location: set.location,
    tags: {},
    properties: {
      platformUpdateDomainCount: 5,
      platformFaultDomainCount: 2,
      virtualMachines: members.map(({ id }) => ({ id })),
    },
    sku: { name: "Aligned" },
  };
}
