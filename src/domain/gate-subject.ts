// Of which types of resource a condition can hold at all. Whoever waits for one that cannot would wait
// for ever, and is told so before.

import type { GateCondition } from "./gate-condition.ts";
import type { Scope } from "./scope.ts";

const machines = [
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
];
const attachables = [
  "Microsoft.Compute/disks",
  "Microsoft.Network/networkInterfaces",
  "Microsoft.Network/publicIPAddresses",
];

/** Null where it can hold, else a sentence's end: of what it can. */
export function whyItNeverHolds(condition: GateCondition, scope: Scope): string | null {
  const types = typesFor(condition);
  if (types === null) return null;
  const own =
    scope.kind === "resource" ? [scope.provider, ...scope.types].join("/").toLowerCase() : null;
  if (types.some((type) => type.toLowerCase() === own)) return null;
  return `can never hold of ${scope.id.slice(0, 400)}: only of ${types.join(", ")}.`;
}

/** Null for what every type may have. */
function typesFor(condition: GateCondition): readonly string[] | null {
  switch (condition.kind) {
    case "power-state":
    case "size":
      return machines;
    case "unattached":
      return attachables;
    case "settled":
    case "exists":
    case "gone":
    case "unlocked":
    case "provisioning-state":
      return null;
  }
}
