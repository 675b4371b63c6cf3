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
  if (/(?:for|of|on) (?:this|the) subscription/i.test(cause.message)) return "subscription-region";
  return isOfOneResource(refusal.target) ? "resource" : "subscription-region";
}

/** Compute's detail names the group of operations whose limit was met: those that list are counted for
 * the subscription only, the others for each resource, too. */
function isOfOneResource(operationGroup: string | null): boolean {
  if (operationGroup === null || !/^\w{3,60}$/.test(operationGroup)) return false;
  return /(?:Put|Update|Delete|LowCostGet|GetOperation|Patch)/i.test(operationGroup);
}
