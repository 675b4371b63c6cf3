// What ARM's error codes say. Codes come first because they are part of Azure's interface, which its
// sentences are not. A code that Azure uses for several different things says nothing here; the
// shape of a name (…NotFound, …AlreadyExists) speaks for codes that nobody has listed.
// Sources: Compute's error list and the pages on locks, throttling, policy, quotas and allocation
// failures (learn.microsoft.com/troubleshoot/azure/virtual-machines,
// learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).

import type { Signal } from "./signal.ts";

const byCode: Readonly<Record<Exclude<Signal, "none">, readonly string[]>> = {
  locked: ["ScopeLocked"],
  policy: ["RequestDisallowedByPolicy", "RequestDisallowedByAzure"],
  quota: ["QuotaExceeded", "ResourceQuotaExceeded", "SubscriptionQuotaExceeded"],
  capacity: [
    "AllocationFailed",
    "ZonalAllocationFailed",
    "OverconstrainedAllocationRequest",
    "OverconstrainedZonalAllocationRequest",
    "SkuNotAvailable",
  ],
  authorization: [
    "AuthorizationFailed",
    "LinkedAuthorizationFailed",
    "AuthenticationFailed",
    "InvalidAuthenticationToken",
    "InvalidAuthenticationTokenTenant",
    "ExpiredAuthenticationToken",
    "Forbidden",
  ],
  "not-found": ["NotFound", "SubscriptionNotFound", "InstanceIdsListInstanceIdNotActiveVM"],
  exists: ["AlreadyExists", "NameUnavailable"],
  version: ["PreconditionFailed", "ConditionNotMet", "IfMatchPreconditionFailed"],
  throttled: ["TooManyRequests", "SubscriptionRequestsThrottled", "TooManyVMRedeploymentRequests"],
  running: [
    "ConflictingConcurrentWriteNotAllowed",
    "AttachDiskWhileBeingDetached",
    "DeploymentActive",
    "DeploymentActiveAndUneditable",
    "MoveResourcesHavePendingOperations",
    "ResourceUpdateBlockedOnPlatformUpdate",
  ],
  neighbour: [
    "RetryableError",
    "RetryableErrorDueToAnotherOperation",
    "ReferencedResourceNotProvisioned",
    "AnotherOperationInProgress",
  ],
  reserved: ["NicReservedForAnotherVm"],
  preempted: [
    "OperationPreempted",
    "CanceledAndSupersededDueToAnotherOperation",
    "NotLatestOperation",
  ],
  deleting: ["ResourceGroupBeingDeleted", "DeploymentBeingDeleted"],
  state: [
    "CannotAddOrRemoveNetworkInterfacesFromARunningVirtualMachine",
    "ChangeDiskSizeWhileAttachedNotAllowed",
    "DataDisksForceDetached",
    "LoadBalancerInUseByVirtualMachineScaleSet",
    "MissingSubscriptionRegistration",
    "PublicIPAddressCannotBeDeleted",
  ],
  "size-in-place": [],
  fixed: ["NetworkInterfaceCountExceeded"],
  invalid: ["InvalidTemplate", "InvalidRequestContent", "InvalidRequestFormat"],
  transient: [
    "InternalServerError",
    "InternalExecutionError",
    "InternalError",
    "ServerTimeout",
    "GatewayTimeout",
    "ServiceUnavailable",
    "VMStartTimedOut",
    "OSProvisioningTimedOut",
    "VMRedeploymentTimedOut",
  ],
};

const signalOf: ReadonlyMap<string, Signal> = new Map(
  Object.entries(byCode).flatMap(([signal, codes]) =>
    codes.map((code) => [code.toLowerCase(), signal as Signal] as const),
  ),
);

/** Codes that stand for several things, or only wrap another. The message has to tell. */
const ambiguous: ReadonlySet<string> = new Set(
  [
    "BadRequest",
    "Canceled",
    "Conflict",
    "ConflictingUserInput",
    "DeploymentFailed",
    "InvalidParameter",
    "InvalidTemplateDeployment",
    "MultipleErrorsOccurred",
    "OperationNotAllowed",
    "PropertyChangeNotAllowed",
    "ResourceDeploymentFailure",
  ].map((code) => code.toLowerCase()),
);

/** What a name's shape says where the name is in no list; the first that fits counts. */
const shapes: readonly { readonly shape: RegExp; readonly signal: Signal }[] = [
  { shape: /NotFound(For\w+)?$/, signal: "not-found" },
  { shape: /AlreadyExists$/, signal: "exists" },
  { shape: /QuotaExceeded$/, signal: "quota" },
  { shape: /InProgress$|^Conflicting\w*Operation$/, signal: "running" },
  { shape: /BeingDeleted$/, signal: "deleting" },
  { shape: /AllocationFail|CapacityError$/, signal: "capacity" },
  { shape: /Unauthorized|NotAuthorized|AuthorizationFailed$/, signal: "authorization" },
  { shape: /InUse|InFailedState$|NotProvisioned$|NotReady$|CannotBeDeleted$/, signal: "state" },
  { shape: /NotSupported|NotAvailableFor/, signal: "fixed" },
  { shape: /^Invalid|Invalid$|OutOfRange$/, signal: "invalid" },
  { shape: /InternalServer|InternalError$|TimedOut$|Timeout$/, signal: "transient" },
];

/** What a code says by itself; `none` for one that stands for several things or is not known. */
export function signalOfCode(code: string): Signal {
  const key = code.toLowerCase();
  const listed = signalOf.get(key);
  if (listed !== undefined) return listed;
  if (ambiguous.has(key)) return "none";
  return shapes.find(({ shape }) => shape.test(code))?.signal ?? "none";
}

/** What an ambiguous code says when nothing else does. */
export function weakSignalOfCode(code: string): Signal {
  const key = code.toLowerCase();
  if (key === "invalidparameter" || key === "badrequest") return "invalid";
  return key === "propertychangenotallowed" ? "fixed" : "none";
}
