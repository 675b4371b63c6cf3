// What Azure says when it refuses, in the words of its documentation and of real reports, and the three
// ways in which it says the same: at once, at once but wrapped by somebody in between, and late, in the
// body of an operation that has been accepted.

import type { Fault } from "../../simulator/fault.ts";
import { vmPath } from "./system.ts";

export interface Words {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly details?: readonly unknown[];
  readonly additionalInfo?: readonly unknown[];
}

export const groupScope = vmPath.slice(0, vmPath.indexOf("/providers/"));
export const policyAssignment =
  "/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyAssignments/allowed-sizes";
export const linkedAction = "Microsoft.Network/networkInterfaces/join/action";
export const linkedScope = `${groupScope}/providers/Microsoft.Network/networkInterfaces/api-01-nic-0`;

export const locked: Words = {
  status: 409,
  code: "ScopeLocked",
  message: `The scope '${linkedScope}' cannot perform write operation because following scope(s) are locked: '${groupScope}'. Please remove the lock and try again.`,
};

export const forbiddenByPolicy: Words = {
  status: 403,
  code: "RequestDisallowedByPolicy",
  target: "api-01",
  message:
    "Resource 'api-01' was disallowed by policy. Reasons: 'Only approved sizes.'. See error details for policy resource IDs.",
  additionalInfo: [
    {
      type: "PolicyViolation",
      info: { policyAssignmentId: policyAssignment, policyAssignmentName: "allowed-sizes" },
    },
  ],
};

export const noQuota: Words = {
  status: 409,
  code: "OperationNotAllowed",
  message:
    "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: westeurope, Current Limit: 10, Current Usage: 8, Additional Required: 4, (Minimum) New Limit Required: 12.",
};

export const noRoom: Words = {
  status: 409,
  code: "AllocationFailed",
  message:
    "Allocation failed. We do not have sufficient capacity for the requested VM size in this region.",
};

export const noRight: Words = {
  status: 403,
  code: "LinkedAuthorizationFailed",
  message: `The client 'interlock' with object id '00000000-0000-4000-8000-0000000000bb' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '${vmPath}'; however, it does not have permission to perform action(s) '${linkedAction}' on the linked scope(s) '${linkedScope}' (respectively) or the linked scope(s) are invalid.`,
};

export const badRequest: Words = {
  status: 400,
  code: "InvalidParameter",
  target: "vmSize",
  message: "The value of parameter vmSize is invalid.",
};

export const neighbourBusy: Words = {
  status: 429,
  code: "RetryableError",
  message: "A retryable error occurred.",
  details: [
    {
      code: "RetryableErrorDueToAnotherOperation",
      message: `Operation on resource ${linkedScope} is in progress, and another operation was started on it.`,
    },
  ],
};

export const nicReserved: Words = {
  status: 400,
  code: "NicReservedForAnotherVm",
  message: `Nic(s) in request is reserved for another Virtual Machine for 180 seconds. Please provide another nic(s) or retry after 180 seconds. Reserved VM: ${vmPath.replace("api-01", "api-00")}`,
};

export const preempted: Words = {
  status: 409,
  code: "OperationPreempted",
  message: "Operation execution has been preempted by a more recent operation.",
};

export const tooMany: Words = {
  status: 429,
  code: "OperationNotAllowed",
  message:
    "The server rejected the request because too many requests have been received for this subscription.",
  details: [
    {
      code: "TooManyRequests",
      target: "UpdateVMSubscriptionMaximum",
      message: '{"operationGroup":"UpdateVMSubscriptionMaximum","allowedRequestCount":1500}',
    },
  ],
};

export const stale: Words = {
  status: 412,
  code: "PreconditionFailed",
  message: "The condition specified using HTTP conditional header(s) is not met.",
};

export const generalized: Words = {
  status: 409,
  code: "OperationNotAllowed",
  message: "Operation 'start' is not allowed on VM 'api-01' since the VM is generalized.",
};

export const sizeNotHere: Words = {
  status: 409,
  code: "OperationNotAllowed",
  message:
    "Unable to resize the VM 'api-01' since the requested size Standard_D8s_v4 is not available in the current hardware cluster. Deallocate the VM first.",
};

export const nicMissing: Words = {
  status: 404,
  code: "NotFound",
  message: `Resource ${linkedScope} not found.`,
};

export const taken: Words = {
  status: 409,
  code: "ResourceAlreadyExists",
  message: "A resource of that name already exists.",
};

export const serviceTrouble: Words = {
  status: 500,
  code: "InternalExecutionError",
  message: "An internal execution error occurred. Please retry later.",
};

/** A code that nobody has written down, and words that say nothing. */
/** No phrase knows it, and its words are those of states. */
export const likeAState: Words = {
  status: 409,
  code: "Conflict",
  message: "The gateway would have to leave the hub that its connections go through.",
};

export const neverHeard: Words = {
  status: 409,
  code: "FluxCapacitorMisaligned",
  message: "It could not be completed.",
};

/** The refusal stands where the request is answered. */
export function atOnce(words: Words, headers: Readonly<Record<string, string>> = {}) {
  const { status, ...error } = words;
  return { kind: "answer", status, headers, body: { error } } as const satisfies Fault["effect"];
}

/** The same answer, although what was asked is done. */
export function althoughDone(words: Words): Fault["effect"] {
  return { ...atOnce(words), done: true };
}

/** Somebody in between has put the whole answer into a message of his own. */
export function wrapped({ status, ...error }: Words): Fault["effect"] {
  const outer = {
    code: "ResourceOperationFailure",
    message: "At least one resource operation failed. See details for more information.",
    details: [{ code: "Conflict", message: JSON.stringify({ error }) }],
  };
  return { kind: "answer", status, body: { error: outer } };
}

/** The request is accepted, and its operation ends with the refusal two levels below its own error. */
export function late(
  { status: _status, ...error }: Words,
  more: Partial<Extract<Fault["effect"], { kind: "lro-fail" }>> = {},
): Fault["effect"] {
  return {
    kind: "lro-fail",
    code: "ResourceOperationFailure",
    message: "The resource operation completed with terminal provisioning state 'Failed'.",
    details: [{ code: "ResourceDeploymentFailure", message: "See below.", details: [error] }],
    ...more,
  };
}

/** The operation itself ends with it, without anything around it. */
export function lateAndPlain(
  { status: _status, code, message, details }: Words,
  more: Partial<Extract<Fault["effect"], { kind: "lro-fail" }>> = {},
): Fault["effect"] {
  return {
    kind: "lro-fail",
    code,
    message,
    ...(details === undefined ? {} : { details: [...details] }),
    ...more,
  };
}
