// The state of a machine or of another resource in a few words, as lists, reports and the start-up job
// show it.

import type { VmState } from "../domain/observation.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import { parseScope } from "../domain/scope.ts";
import type { Scope } from "../domain/scope.ts";
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

/** Of a resource of any type: what it tells of itself. */
export function sayResource(state: ResourceState): string {
  if (!state.exists) return "it does not exist";
  const { provisioningState, powerState, size, attachment } = state;
  const told = [
    size,
    powerState === null ? null : `PowerState/${powerState}`,
    provisioningState,
    attachment === null ? null : attachment.diskState,
    ...(attachment?.to ?? []).map((id) => `attached to ${placeOf(id)}`),
  ].filter((part) => part !== null);
  return told.length === 0 ? "it is there" : told.map(printable).join(", ");
}

/** The last segment of a resource ID. */
export function nameOf(resourceId: string): string {
  return printable(resourceId.split("/").at(-1) ?? resourceId);
}

/** `prod-rg/api-01`; of a resource group its name, of a child or an extension what it belongs to first. */
export function placeOf(resourceId: string): string {
  const parsed = parseScope(resourceId);
  const names = parsed.ok ? namesOf(parsed.scope) : [];
  return names.length === 0 ? nameOf(resourceId) : printable(names.join("/"));
}

function namesOf(scope: Scope): readonly string[] {
  if (scope.kind === "resource-group") return [scope.resourceGroup];
  return scope.kind === "resource" ? [...namesOf(scope.base), ...scope.names] : [];
}
