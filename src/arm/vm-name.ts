// The parts of a virtual machine's ID. What is asked for here is asked under the machine's own path, so
// an ID of anything else must not get this far.

import { partsOf, resourceTypeOf } from "../domain/resource-id.ts";
import type { ResourceIdParts } from "../domain/resource-id.ts";
import type { ResourceId } from "../domain/scope.ts";

export interface VmName {
  readonly id: ResourceId;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** Throws for an ID that is no virtual machine's. */
export function vmNameOf(resourceId: string): VmName {
  const parts = partsOf(resourceId);
  const [name] = parts.names;
  if (name === undefined || !isVirtualMachine(parts)) {
    throw new Error(`${resourceTypeOf(parts)} is no type of virtual machine.`);
  }
  return {
    id: parts.id,
    subscriptionId: parts.subscriptionId,
    resourceGroup: parts.resourceGroup,
    name,
  };
}

export function isVirtualMachine(parts: Pick<ResourceIdParts, "provider" | "types">): boolean {
  return resourceTypeOf(parts).toLowerCase() === "microsoft.compute/virtualmachines";
}
