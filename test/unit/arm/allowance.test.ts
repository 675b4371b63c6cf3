// How much more Azure allows, in both generations of the header.

import { describe, expect, it } from "vitest";
import { allowanceOf } from "../../../src/arm/allowance.ts";

function of(value: string): unknown {
  const headers = { "x-ms-ratelimit-remaining-resource": value };
  return allowanceOf({ request: "GET /", status: 200, headers, text: "" });
}

describe("the allowance that headers tell", () => {
  it.each([
    [
      "Microsoft.Compute/LowCostGetSubscriptionMaximum;23996,Microsoft.Compute/LowCostGetResource;32",
      32,
      null,
    ],
    [
      "Microsoft.Compute/LowCostGetResource;32, Microsoft.Compute/LowCostGetSubscriptionMaximum;5",
      5,
      null,
    ],
    ["Microsoft.Compute/LowCostGet3Min;3999,Microsoft.Compute/LowCostGet30Min;31999", 3999, null],
    [
      "Microsoft.Compute/GetOperationResource;44,Microsoft.Compute/GetOperationSubscriptionMaximum;14999",
      null,
      44,
    ],
    [
      "Microsoft.Compute/GetOperation3Min;14997,Microsoft.Compute/GetOperation30Min;29000",
      null,
      14_997,
    ],
    ["Microsoft.Compute/UpdateVMResource;11,Microsoft.Compute/HighCostGet3Min;2", null, null],
    ["Microsoft.Compute/LowCostGetResource;0", 0, null],
    ["LowCostGetResource;7", 7, null],
    ["nonsense, ;;, Microsoft.Compute/LowCostGetResource;many", null, null],
    ["", null, null],
  ])("in %j is %j reads and %j polls", (value, resourceReads, operationReads) => {
    expect(of(value)).toEqual({ resourceReads, operationReads });
  });
});
