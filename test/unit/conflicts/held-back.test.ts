// Whose writes a limit on requests holds back, by what Azure says of it.

import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import { aRefusal } from "../../support/refusals.ts";

const machine = { write: "vm-start", resourceType: "Microsoft.Compute/virtualMachines" };
/** Compute says so of every limit. */
const message =
  "The server rejected the request because too many requests have been received for this subscription.";
const heldBack = (change: Partial<Refusal>) =>
  judge(aRefusal({ status: 429, message, ...change }), machine).holdsBack;

describe("a limit on requests", () => {
  it.each([
    ["UpdateVMResource", "resource"],
    ["UpdateVM", "resource"],
    ["DeleteVMResource", "resource"],
    ["UpdateVMSubscriptionMaximum", "subscription-region"],
    ["HighCostGetSubscriptionMaximum", "subscription-region"],
    ["HighCostGet", "subscription-region"],
    [null, "subscription-region"],
    ["/subscriptions/s/resourceGroups/g", "subscription-region"],
  ])("of Compute's policy %s holds back the %s", (target, scope) => {
    const codes = { code: "OperationNotAllowed", innerCodes: ["TooManyRequests"] };
    expect(heldBack({ ...codes, target })).toBe(scope);
  });

  it.each<Partial<Refusal>>([
    { code: "SubscriptionRequestsThrottled" },
    { code: "TooManyRequests", failureCause: "gateway", target: "UpdateVMResource" },
  ])("of ARM itself holds back the subscription: %j", (change) => {
    expect(heldBack(change)).toBe("subscription");
  });

  it("is nobody's where nothing was limited", () => {
    expect(heldBack({ status: 409, code: "ScopeLocked" })).toBeNull();
  });
});
