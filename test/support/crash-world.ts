// Many machines alike, so that each kill has one of its own, and what can be made of one of them.

import type { OperationKind, World } from "../../simulator/world.ts";
import type { Outcome } from "../../src/domain/outcome.ts";

const oldSize = "Standard_D4s_v4";
const newSize = "Standard_D4s_v5";
const otherSize = "Standard_D8s_v5";
const exhaustedSize = "Standard_D16s_v5";

const machinesMax = 400;

/** No two of these sizes are offered by the same hardware, so that every change needs a deallocation. */
export const crashWorld: World = {
  clusters: [oldSize, newSize, otherSize, exhaustedSize].map((size) => ({
    name: `hardware for ${size}`,
    sizes: [size],
  })),
  exhaustedSizes: [{ size: exhaustedSize }],
  machines: Array.from({ length: machinesMax }, (_, index) => ({
    name: machineName(index),
    resourceGroup: "prod-rg",
    size: oldSize,
  })),
};

export function machineName(index: number): string {
  if (index >= machinesMax) throw new Error(`There are ${machinesMax} machines only.`);
  return `vm-${String(index).padStart(3, "0")}`;
}

export function machineId(index: number): string {
  return `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/${machineName(index)}`;
}

/** What is asked for one machine, and what has happened to it when that is right. */
export interface Course {
  readonly name: string;
  /** Sizes, in the order in which they are asked for. */
  readonly sizes: readonly string[];
  readonly outcome: Outcome;
  /** One of these sizes it has in the end. */
  readonly finalSizes: readonly string[];
  /** What took effect in Azure, in order. */
  readonly effects: readonly OperationKind[];
  /** What Azure may have begun and failed with; it may be tried again, for it changes nothing. */
  readonly failures: readonly OperationKind[];
}

const resizeOnce: readonly OperationKind[] = ["deallocate", "resize", "start"];

export const resize: Course = {
  name: "a resize",
  sizes: [newSize],
  outcome: "succeeded",
  finalSizes: [newSize],
  effects: resizeOnce,
  failures: [],
};

export const undoneResize: Course = {
  name: "a resize put back for want of capacity",
  sizes: [exhaustedSize],
  outcome: "failed",
  finalSizes: [oldSize],
  effects: ["deallocate", "resize", "resize", "start"],
  failures: ["start"],
};

export const twoResizes: Course = {
  name: "two resizes of one machine, queued",
  sizes: [newSize, otherSize],
  outcome: "succeeded",
  finalSizes: [newSize, otherSize],
  effects: [...resizeOnce, ...resizeOnce],
  failures: [],
};
