// Whose requests a limit counts, and so what has to hold back once it is met: Compute counts the
// changes of each machine and those of a subscription in a region, ARM those of a subscription.
// Sources: https://learn.microsoft.com/azure/virtual-machines/compute-throttling-limits,
// https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling.

import type { Refusal } from "../domain/refusal.ts";
import type { ThrottledScope } from "../domain/verdict.ts";
import type { ReadCause } from "./read-refusal.ts";

/** Where it cannot be told, the wider scope: who holds back too little makes the wait longer. */
export function heldBackBy(
  refusal: Refusal,
  cause: ReadCause,
  resourceType: string,
): ThrottledScope {
  if (refusal.failureCause?.toLowerCase() === "gateway") return "subscription";
  if (cause.code?.toLowerCase() === "subscriptionrequeststhrottled") return "subscription";
  if (/excessive volume/i.test(cause.message)) return "subscription";
  const provider = resourceType.split("/", 1)[0]?.toLowerCase();
  if (provider !== "microsoft.compute" && provider !== "microsoft.network") return "subscription";
  const group = operationGroupIn(refusal.target);
  return group !== null && isOfOneResource(group) ? "resource" : "subscription-region";
}

/** Compute's detail names the group of operations whose limit was met. Its sentence speaks of the
 * subscription whichever that was. */
function operationGroupIn(target: string | null): string | null {
  return target !== null && /^\w{3,60}$/.test(target) ? target : null;
}

/** Groups that list are counted for the subscription only, the others for each resource, too; where a name
 * says which of both limits it was, that counts. */
function isOfOneResource(group: string): boolean {
  if (/subscription/i.test(group)) return false;
  return /(?:Put|Update|Delete|LowCostGet|GetOperation|Patch)/i.test(group);
}
