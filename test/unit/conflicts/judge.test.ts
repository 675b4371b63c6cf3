// What the classifier makes of the refusals that Compute, ARM's gateway and the network provider give
// (azure-facts, sections 1.5, 1.6, 3 and 6).

import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import type { ConflictClass, Recovery } from "../../../src/domain/verdict.ts";
import { anOperationsRefusal, aRefusal } from "../../support/refusals.ts";

const context = { write: "vm-set-size", resourceType: "Microsoft.Compute/virtualMachines" };

function verdictOf(change: Partial<Refusal>) {
  return judge(aRefusal(change), context);
}

function notAllowed(message: string): Partial<Refusal> {
  return { code: "OperationNotAllowed", message };
}

const cases: readonly (readonly [ConflictClass, Recovery, Partial<Refusal>])[] = [
  // 1.5: the machine's own state.
  [
    "lifecycle-state",
    "re-plan",
    notAllowed(
      "Unable to resize the VM 'x' because the requested size A is not available in the cluster where the VM is currently allocated. To resize your VM to A please deallocate it.",
    ),
  ],
  [
    "lifecycle-state",
    "re-plan",
    notAllowed(
      "Unable to resize: the size is not available in the current hardware cluster. The available sizes in this cluster are: B.",
    ),
  ],
  [
    "lifecycle-state",
    "re-plan",
    notAllowed(
      "Operation 'powerOff' is not allowed on VM 'x' since the VM is either deallocated or marked to be deallocated.",
    ),
  ],
  [
    "lifecycle-state",
    "re-plan",
    notAllowed("Operation 'start' is not allowed on VM 'x' since the VM is generalized."),
  ],
  [
    "lifecycle-state",
    "re-plan",
    notAllowed("The operation requires the VM to be running (or set to run)."),
  ],
  [
    "lifecycle-state",
    "re-plan",
    notAllowed("Cannot modify extensions in the VM when the VM is not running."),
  ],
  [
    "lifecycle-state",
    "re-plan",
    {
      code: "PropertyChangeNotAllowed",
      message:
        "Updating Host of VM 'x' is not allowed as the VM is currently allocated. Please Deallocate the VM and retry.",
    },
  ],
  [
    "policy-or-sku",
    "stop",
    notAllowed(
      "Unable to resize the VM 'x' since changing from resource disk to non-resource disk VM size and vice-versa is not allowed.",
    ),
  ],
  [
    "policy-or-sku",
    "stop",
    notAllowed("Operation 'deallocate' is not supported for VMs using an ephemeral OS disk."),
  ],
  [
    "policy-or-sku",
    "stop",
    { code: "PropertyChangeNotAllowed", message: "Changing property 'zones' is not allowed." },
  ],
  // 1.6: somebody else.
  [
    "concurrent-operation",
    "follow-blocker",
    notAllowed(
      "An ongoing operation is changing power state of Virtual Machine x to running. Please perform operation y after some time.",
    ),
  ],
  [
    "concurrent-operation",
    "follow-blocker",
    notAllowed("Operation 'y' is not allowed on VM 'x' since another operation is in progress."),
  ],
  [
    "concurrent-operation",
    "follow-blocker",
    notAllowed(
      "Operation 'y' is not allowed on VM 'x' since the VM is marked for deletion. You can only retry the Delete operation.",
    ),
  ],
  [
    "concurrent-operation",
    "follow-blocker",
    { code: "Conflict", message: "The request failed due to conflict with a concurrent request." },
  ],
  ["concurrent-operation", "follow-blocker", { code: "ConflictingConcurrentWriteNotAllowed" }],
  [
    "concurrent-operation",
    "follow-blocker",
    { status: 429, code: "RetryableError", innerCodes: ["RetryableErrorDueToAnotherOperation"] },
  ],
  ["concurrent-operation", "follow-blocker", { code: "AnotherOperationInProgress" }],
  [
    "concurrent-operation",
    "follow-blocker",
    notAllowed(
      "VM Scale Set updates are not allowed while there is a Rolling Upgrade in progress.",
    ),
  ],
  ["concurrent-operation", "follow-blocker", { code: "AttachDiskWhileBeingDetached" }],
  // Gateway and provider.
  ["management-lock", "stop", { code: "ScopeLocked" }],
  ["version-token", "re-plan", { status: 412, code: "PreconditionFailed" }],
  ["version-token", "re-plan", { status: 412 }],
  [
    "quota",
    "stop",
    notAllowed(
      "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota.",
    ),
  ],
  ["capacity", "stop", { code: "SkuNotAvailable" }],
  ["policy-or-sku", "stop", { status: 403, code: "RequestDisallowedByPolicy" }],
  ["authorization", "stop", { status: 403, code: "AuthorizationFailed" }],
  [
    "authorization",
    "stop",
    { status: 403, code: "LinkedAuthorizationFailed", failureCause: "gateway" },
  ],
  ["authorization", "stop", { status: 401 }],
  ["authorization", "stop", { status: 403 }],
  ["not-found", "re-plan", { status: 404, code: "ResourceNotFound", failureCause: "gateway" }],
  ["not-found", "re-plan", { status: 404, code: "NotFound" }],
  ["not-found", "re-plan", { status: 410 }],
  [
    "throttled",
    "back-off",
    { status: 429, code: "OperationNotAllowed", innerCodes: ["TooManyRequests"] },
  ],
  [
    "throttled",
    "back-off",
    { status: 429, code: "OperationNotAllowed", message: "not allowed since the limit was met" },
  ],
  ["throttled", "back-off", { status: 429 }],
  ["transient-service", "look", { status: 503 }],
  ["transient-service", "look", { status: 504, code: "GatewayTimeout" }],
  ["transient-service", "look", { status: 408 }],
  ["transient-service", "look", { status: null }],
  [
    "invalid-request",
    "stop",
    {
      status: 400,
      code: "InvalidParameter",
      message: "The value A provided for the VM size is not valid.",
    },
  ],
  ["invalid-request", "stop", { status: 415 }],
  ["unknown", "look", { code: "SomethingNeverSeen", message: "Computer says no." }],
  ["unknown", "look", { status: 409 }],
];

const endingCases: readonly (readonly [ConflictClass, Recovery, Partial<Refusal>])[] = [
  ["capacity", "stop", { code: "AllocationFailed" }],
  ["capacity", "stop", { code: "ZonalAllocationFailed" }],
  ["capacity", "stop", { code: "OverconstrainedAllocationRequest" }],
  ["concurrent-operation", "re-plan", { operationStatus: "Canceled", code: "OperationPreempted" }],
  [
    "concurrent-operation",
    "re-plan",
    {
      operationStatus: "Canceled",
      code: "Canceled",
      innerCodes: ["CanceledAndSupersededDueToAnotherOperation"],
    },
  ],
  ["concurrent-operation", "follow-blocker", { operationStatus: "Canceled" }],
  ["transient-service", "look", { code: "VMStartTimedOut" }],
  ["transient-service", "look", { code: "InternalExecutionError" }],
  ["invalid-request", "stop", { code: "VMExtensionProvisioningError" }],
  ["unknown", "look", { code: "SomethingNeverSeen" }],
  ["unknown", "look", {}],
];

describe("an answer", () => {
  it.each(cases)("is %s, so: %s: %o", (conflictClass, recovery, change) => {
    expect(verdictOf(change)).toMatchObject({ class: conflictClass, recovery });
  });
});

describe("the end of an operation", () => {
  it.each(endingCases)("is %s, so: %s: %o", (conflictClass, recovery, change) => {
    const verdict = judge(anOperationsRefusal(change), context);
    expect(verdict).toMatchObject({ class: conflictClass, recovery });
  });
});

describe("reading codes", () => {
  it("believes the innermost cause before what wraps it", () => {
    const innerCodes = ["ResourceDeploymentFailure", "ScopeLocked"];
    expect(verdictOf({ status: null, code: "DeploymentFailed", innerCodes }).class).toBe(
      "management-lock",
    );
  });

  it("believes it before a wrapper that says something of its own", () => {
    const wrapped = { status: 500, code: "InternalServerError", innerCodes: ["ScopeLocked"] };
    expect(verdictOf(wrapped).class).toBe("management-lock");
  });

  it("finds a code that a provider has put into its message as text", () => {
    const message = 'Call to another provider failed: {"error":{"code":"AllocationFailed"}}';
    const refusal = refusalFromBody({ code: "Failed", message });
    expect(judge(refusal, context).class).toBe("capacity");
  });

  it("lets no word overrule a code that means one thing", () => {
    const message = "The quota is exceeded, another operation is in progress, it already exists.";
    expect(verdictOf({ code: "ScopeLocked", message }).class).toBe("management-lock");
  });

  it("lets no passing word overrule a status that leaves no doubt", () => {
    const message = "It already exists, is not supported, or is in use.";
    expect(verdictOf({ status: 412, message }).class).toBe("version-token");
    expect(verdictOf({ status: 404, message }).class).toBe("not-found");
  });

  it("believes a sentence that leaves no doubt before the status it comes with", () => {
    const busy = "There is another user operation in progress which holds an exclusive lock.";
    expect(verdictOf({ status: 412, code: "PreconditionFailed", message: busy }).class).toBe(
      "concurrent-operation",
    );
    const quota = "This region has a quota of 0 instances for your subscription.";
    expect(verdictOf({ status: 401, code: "Unauthorized", message: quota }).class).toBe("quota");
  });

  it("knows codes in any letter case", () => {
    expect(verdictOf({ code: "scopelocked" }).class).toBe("management-lock");
  });
});

describe("the delay", () => {
  it("is never less than Retry-After", () => {
    expect(verdictOf({ status: 429, retryAfterMs: 1_200_000 }).delayMs).toBe(1_200_000);
    expect(verdictOf({ status: 429, retryAfterMs: null }).delayMs).toBeGreaterThan(0);
    expect(verdictOf({ status: 503, retryAfterMs: 40_000 }).delayMs).toBe(40_000);
  });

  it.each([
    ["Please try again after '14' seconds after additional tokens are available.", 30_000],
    ["Please retry after 90 seconds.", 90_000],
    ["Rate limit is exceeded. Try again in 2 minutes.", 120_000],
    ["Too many requests. Retry after: 00:05:00.", 300_000],
    ["Request rate is large. Retry-After: 45", 45_000],
    ["Too many requests; wait for 900 hours.", 3_600_000],
    ["Too many requests were sent in 5 minutes.", 30_000],
  ])("is told by the message where no header tells it: %s", (message, delayMs) => {
    expect(verdictOf({ status: 429, retryAfterMs: null, message }).delayMs).toBe(delayMs);
  });

  it("is that of the header where both tell one", () => {
    const message = "Please retry after 90 seconds.";
    expect(verdictOf({ status: 429, retryAfterMs: 40_000, message }).delayMs).toBe(40_000);
  });

  it("outlasts the reservation of a network interface", () => {
    const delay = verdictOf({ status: 400, code: "NicReservedForAnotherVm" }).delayMs;
    expect(delay).toBeGreaterThanOrEqual(180_000);
  });
});
