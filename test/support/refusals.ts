// Builders of refusals.

import type { Refusal } from "../../src/domain/refusal.ts";

export function aRefusal(change: Partial<Refusal> = {}): Refusal {
  return {
    phase: "submit",
    status: 409,
    operationStatus: null,
    code: null,
    innerCodes: [],
    message: "",
    target: null,
    otherCauses: [],
    blockedBy: null,
    policyAssignments: [],
    retryAfterMs: null,
    failureCause: null,
    requestId: null,
    correlationId: null,
    clientRequestId: null,
    routingRequestId: null,
    request:
      "PATCH /subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/api-01",
    ...change,
  };
}

/** As it stands in the body of an operation that has ended. */
export function anOperationsRefusal(change: Partial<Refusal> = {}): Refusal {
  return aRefusal({ phase: "poll", status: null, operationStatus: "Failed", ...change });
}
