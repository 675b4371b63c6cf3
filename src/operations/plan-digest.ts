// The digest that a caller names to approve a plan: over what the plan was made from and what it
// does. Two plans have one digest exactly when a person who agreed to the first would see nothing
// new in the second.
//
// G1. Letter case and the order of what has no order do not count: ARM answers in another case than
//     it was asked in, and lists in any order.
// G2. What changes without meaning anything for the plan is left out: the time of the observation,
//     and the version token, which every foreign change of a tag moves.
// G3. What the caller accepts is left out, so that a plan that was refused for a missing acceptance
//     can be approved together with it.

import { createHash } from "node:crypto";
import type { VmObservation } from "../domain/observation.ts";
import type { Step } from "../domain/plan.ts";

export function digestOf(options: {
  readonly observation: VmObservation;
  readonly offeredInPlace: boolean;
  readonly steps: readonly Step[];
}): string {
  const { observation, offeredInPlace, steps } = options;
  const { observedAt: _observedAt, etag: _etag, ...state } = observation.state;
  const seen = {
    state,
    location: observation.location,
    generalized: observation.generalized,
    availabilitySet: observation.availabilitySetId,
    scaleSet: observation.scaleSetId,
    osDisk: observation.osDisk,
    dataDisks: unordered(observation.dataDisks),
    networkInterfaces: unordered(observation.networkInterfaceIds),
    dynamicAddresses: unordered(observation.dynamicAddressIds),
    hyperVGeneration: observation.hyperVGeneration,
    diskControllerType: observation.diskControllerType,
    sizes: observation.sizes,
    offeredInPlace,
    locks: unordered(observation.locks),
  };
  return createHash("sha256").update(canonical({ seen, steps })).digest("hex");
}

function unordered(values: readonly unknown[]): readonly string[] {
  return values.map(canonical).toSorted();
}

/** JSON with sorted keys, in lower case. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ).toLowerCase();
}
