// The world of the incident: a machine on old hardware that offers v4 sizes only, and new hardware
// beside it that offers v5.

import type { World } from "../../simulator/world.ts";

type MachineOfWorld = NonNullable<World["machines"]>[number];

export function resizeWorld(
  machine: Partial<MachineOfWorld> = {},
  more: Partial<World> = {},
): World {
  return {
    clusters: [
      { name: "old", sizes: ["Standard_D2s_v4", "Standard_D4s_v4", "Standard_D8s_v4"] },
      { name: "new", sizes: ["Standard_D2s_v5", "Standard_D4s_v5", "Standard_D8s_v5"] },
    ],
    machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4", ...machine }],
    ...more,
  };
}
