// Instances of scale sets in uniform mode are resources of a type of their own. They have power like a
// machine, which is told only when the instance view is asked for, and their size stands in their SKU.

import { z } from "zod";
import { resourceTypeOf } from "../domain/resource-id.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import type { ResourceScope } from "../domain/scope.ts";
import { statusCodesOf, vmBodyOf } from "./vm-body.ts";
import { powerStateOf } from "./vm-state.ts";

export function isScaleSetInstance(scope: ResourceScope): boolean {
  return /^microsoft\.compute\/virtualMachineScaleSets\/virtualMachines$/i.test(
    resourceTypeOf(scope),
  );
}

const skuBody = z.object({ sku: z.object({ name: z.string().nullish() }).nullish() });

/** Null for a body that is no machine's. Without an instance view nothing is known of the power. */
export function instanceFactsOf(
  answered: unknown,
): Pick<ResourceState, "powerState" | "size"> | null {
  const body = vmBodyOf(answered);
  if (body === null) return null;
  const { instanceView, hardwareProfile } = body.properties;
  const sku = skuBody.safeParse(answered).data?.sku?.name;
  return {
    powerState: instanceView == null ? null : powerStateOf(statusCodesOf(body)),
    size: hardwareProfile?.vmSize ?? sku ?? null,
  };
}
