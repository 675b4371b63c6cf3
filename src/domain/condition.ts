// The closed little language in which steps say what must be true before and after a write. A
// condition is data, so it stands in histories, is judged in activities, and can say itself in words.

import { isProvisioningTerminal, isSettled } from "./observation.ts";
import type { PowerState, VmState } from "./observation.ts";

export type Condition =
  | { readonly kind: "exists" }
  | { readonly kind: "settled" }
  | { readonly kind: "provisioning-terminal" }
  | { readonly kind: "power-state"; readonly anyOf: readonly PowerState[] }
  | { readonly kind: "size"; readonly size: string }
  | { readonly kind: "etag"; readonly etag: string };

export function holds(condition: Condition, state: VmState): boolean {
  switch (condition.kind) {
    case "exists":
      return state.exists;
    case "settled":
      return isSettled(state);
    case "provisioning-terminal":
      return isProvisioningTerminal(state);
    case "power-state":
      return condition.anyOf.includes(state.powerState);
    case "size":
      return state.size.toLowerCase() === condition.size.toLowerCase();
    case "etag":
      return state.etag === condition.etag;
  }
}

/** The conditions that do not hold. */
export function unmetOf(conditions: readonly Condition[], state: VmState): readonly Condition[] {
  return conditions.filter((condition) => !holds(condition, state));
}

/** `PowerState/deallocated, now PowerState/deallocating`: to be put after "waiting for" or "needs". */
export function sayCondition(condition: Condition, state?: VmState): string {
  const now = (text: string): string => (state === undefined ? "" : `, now ${text}`);
  switch (condition.kind) {
    case "exists":
      return `the virtual machine to exist${state?.exists === false ? ", but Azure does not find it" : ""}`;
    case "settled":
      return `every running operation to have ended${now(
        `${state?.provisioningState} and PowerState/${state?.powerState}`,
      )}`;
    case "provisioning-terminal":
      return `a terminal provisioning state${now(state?.provisioningState ?? "")}`;
    case "power-state":
      return `${condition.anyOf.map((power) => `PowerState/${power}`).join(" or ")}${now(
        `PowerState/${state?.powerState}`,
      )}`;
    case "size":
      return `size ${condition.size}${now(state?.size ?? "")}`;
    case "etag":
      return `version ${condition.etag}${now(state?.etag ?? "without a version")}`;
  }
}
