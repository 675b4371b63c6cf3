// The machines of the comparison: all alike, on hardware that does not offer the wanted size, so that
// each has to be deallocated; every strategy has machines of its own.

import { DEFAULT_SUBSCRIPTION_ID } from "../../simulator/world.ts";
import type { World } from "../../simulator/world.ts";
import type { Wish } from "./strategy.ts";

const resourceGroup = "bench-rg";
const presentSize = "Standard_D4s_v4";
const wantedSize = "Standard_D4s_v5";

export function worldOf(machines: readonly string[], latencyMs: number): World {
  return {
    settings: { latencyMs },
    clusters: [
      { name: "generation-4", sizes: [presentSize] },
      { name: "generation-5", sizes: [wantedSize] },
    ],
    machines: machines.map((name) => ({ name, resourceGroup, size: presentSize })),
  };
}

export function wishOf(machine: string): Wish {
  return {
    resourceId: `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${machine}`,
    resourceGroup,
    machine,
    size: wantedSize,
  };
}
