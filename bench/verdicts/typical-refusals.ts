// Answers such as ARM and its providers give them every day, for the benchmark of verdicts: of every
// kind that is read differently, from a bare code to a deployment with the cause three wrappers deep.
// The sentences are ours, of the length and with the parts that the real ones have.

import type { ConflictClass } from "../../src/domain/verdict.ts";

export interface TypicalRefusal {
  readonly what: string;
  readonly class: ConflictClass;
  readonly status: number | null;
  readonly write: string | null;
  readonly resourceType: string;
  readonly request: string;
  readonly body: unknown;
}

const group = "/subscriptions/6f2a3c1e-0000-4000-8000-000000000001/resourceGroups/rg-shop-prod";
const machine = `${group}/providers/Microsoft.Compute/virtualMachines/vm-web-07`;
const onMachine = {
  write: "vm-set-size",
  resourceType: "Microsoft.Compute/virtualMachines",
  request: `PATCH ${machine}`,
} as const;

function error(code: string, message: string, more: object = {}): object {
  return { error: { code, message, ...more } };
}

export const typicalRefusals: readonly TypicalRefusal[] = [
  {
    what: "409, a lock",
    class: "management-lock",
    status: 409,
    ...onMachine,
    body: error(
      "ScopeLocked",
      `The scope '${machine}' cannot perform write operation because following scope(s) are locked: '${group}'. Please remove the lock and try again.`,
    ),
  },
  {
    what: "409, another operation, by words",
    class: "concurrent-operation",
    status: 409,
    ...onMachine,
    body: error(
      "OperationNotAllowed",
      "Operation 'resize' is not allowed on VM 'vm-web-07' since another operation is in progress. Please try again when it has ended.",
      { target: "vm-web-07" },
    ),
  },
  {
    what: "409, a state, by words",
    class: "lifecycle-state",
    status: 409,
    ...onMachine,
    body: error(
      "OperationNotAllowed",
      "Unable to resize the VM 'vm-web-07' because the requested size Standard_D8s_v5 is not available in the current hardware cluster. Deallocate the VM first.",
    ),
  },
  {
    what: "409, a quota, by words",
    class: "quota",
    status: 409,
    ...onMachine,
    body: error(
      "OperationNotAllowed",
      "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: westeurope, Current Limit: 100, Current Usage: 96, Additional Required: 8, New Limit Required: 104.",
    ),
  },
  {
    what: "412",
    class: "version-token",
    status: 412,
    ...onMachine,
    body: error("ConditionNotMet", "The condition 'If-Match' of the request was not met."),
  },
  {
    what: "429, with the operation group",
    class: "throttled",
    status: 429,
    ...onMachine,
    body: error("OperationNotAllowed", "The server rejected the request: too many were received.", {
      details: [
        {
          code: "TooManyRequests",
          target: "UpdateVM3Min",
          message:
            '{"operationGroup":"UpdateVM3Min","startTime":"2026-01-05T08:00:00Z","endTime":"2026-01-05T08:03:00Z","allowedRequestCount":12,"measuredRequestCount":13}',
        },
      ],
    }),
  },
  {
    what: "403",
    class: "authorization",
    status: 403,
    ...onMachine,
    body: error(
      "AuthorizationFailed",
      `The client '7d1f' with object id '7d1f' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '${machine}' or the scope is invalid.`,
    ),
  },
  {
    what: "an operation that found no room",
    class: "capacity",
    status: null,
    ...onMachine,
    body: {
      startTime: "2026-01-05T08:00:00.1234567+00:00",
      endTime: "2026-01-05T08:01:10.7654321+00:00",
      status: "Failed",
      ...error(
        "ZonalAllocationFailed",
        "Allocation failed. There is not sufficient capacity for the requested VM size in this zone.",
      ),
      name: "0b1d6a5c-0000-4000-8000-000000000002",
    },
  },
  {
    what: "a deployment, three wrappers deep",
    class: "policy-or-sku",
    status: 400,
    write: null,
    resourceType: "Microsoft.Resources/deployments",
    request: `PUT ${group}/providers/Microsoft.Resources/deployments/shop`,
    body: error("DeploymentFailed", "At least one resource deployment operation failed.", {
      details: [
        {
          code: "Forbidden",
          message: JSON.stringify(
            error(
              "RequestDisallowedByPolicy",
              "Resource 'vm-web-07' was disallowed by policy. Reasons: 'Only sizes of the D series'.",
              {
                target: "vm-web-07",
                additionalInfo: [
                  {
                    type: "PolicyViolation",
                    info: {
                      policyAssignmentId: `${group}/providers/Microsoft.Authorization/policyAssignments/sizes`,
                    },
                  },
                ],
              },
            ),
          ),
        },
      ],
    }),
  },
  {
    what: "409 under a code that nobody knows",
    class: "unknown",
    status: 409,
    ...onMachine,
    body: error("GreenRoomSaysNo", "The green room did not open its door."),
  },
];
