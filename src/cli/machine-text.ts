// A virtual machine's state in a few words, as lists, reports and the start-up job show it.

import type { VmState } from "../domain/observation.ts";
import { printable } from "./printable.ts";

/** `Standard_D4s_v4, PowerState/running, Succeeded`. */
export function sayMachine(state: VmState): string {
  if (!state.exists) return "it does not exist";
  const hibernated = state.hibernated ? ", hibernated" : "";
  const code =
    state.provisioningErrorCode === null ? "" : ` (${printable(state.provisioningErrorCode)})`;
  const provisioning = `${printable(state.provisioningState)}${code}`;
  return `${printable(state.size)}, PowerState/${state.powerState}${hibernated}, ${provisioning}`;
}

/** The last segment of a resource ID. */
export function nameOf(resourceId: string): string {
  return printable(resourceId.split("/").at(-1) ?? resourceId);
}

/** `prod-rg/api-01`. */
export function placeOf(resourceId: string): string {
  const segments = resourceId.split("/");
  return printable(`${segments[4] ?? ""}/${segments.at(-1) ?? ""}`);
}
