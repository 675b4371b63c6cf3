// Where the crowd meets: machines in resource groups, each with a disk and the ID of an extension, on
// hardware that makes half of the changes of size need a deallocation.

import { DEFAULT_SUBSCRIPTION_ID } from "../../simulator/world.ts";
import type { World } from "../../simulator/world.ts";

export interface Place {
  readonly groups: readonly GroupPlace[];
  readonly machines: readonly MachinePlace[];
}

export interface GroupPlace {
  readonly name: string;
  readonly id: string;
}

export interface MachinePlace {
  readonly name: string;
  readonly id: string;
  readonly group: GroupPlace;
  /** A neighbour: no parent and no child of the machine. */
  readonly diskId: string;
  /** A child of the machine. */
  readonly extensionId: string;
}

export const sizes = [
  "Standard_D4s_v4",
  "Standard_D8s_v4",
  "Standard_D4s_v5",
  "Standard_D8s_v5",
] as const;

/** Short, whole seconds. The long tail that Azure's times have would only make everybody wait. */
const durationsMs = { deallocate: 18_000, resize: 8_000, start: 9_000, update: 3_000 };

export function placeOf(counts: { readonly machines: number; readonly groups: number }): Place {
  const groups = Array.from({ length: counts.groups }, (_, index) => {
    const name = `crowd-${index + 1}-rg`;
    return { name, id: `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}/resourceGroups/${name}` };
  });
  const machines = Array.from({ length: counts.machines }, (_, index) => {
    const group = groups[index % groups.length];
    if (group === undefined) throw new Error("There is no group to put a machine in.");
    const name = `vm-${String(index + 1).padStart(2, "0")}`;
    const compute = `${group.id}/providers/Microsoft.Compute`;
    const id = `${compute}/virtualMachines/${name}`;
    return {
      name,
      id,
      group,
      diskId: `${compute}/disks/${name}_OsDisk_1`,
      extensionId: `${id}/extensions/agent`,
    };
  });
  return { groups, machines };
}

export function worldOf(place: Place, latencyMs: number): World {
  return {
    settings: { durationsMs, latencyMs },
    clusters: [
      { name: "older", sizes: [sizes[0], sizes[1]] },
      { name: "newer", sizes: [sizes[2], sizes[3]] },
    ],
    machines: place.machines.map(({ name, group }, index) => ({
      name,
      resourceGroup: group.name,
      size: sizes[0],
      power: index % 5 === 4 ? "deallocated" : "running",
    })),
  };
}
