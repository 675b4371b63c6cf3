// What the shape of a code's name says where no list has it. Providers build names alike: what ends in
// …AlreadyExists, …InProgress or …QuotaExceeded means that wherever it comes from. Firm shapes go before
// the words of a message; loose ones, which providers also give to other things (`InvalidOperation` for
// a wrong state), only come after them.
// Source: the error codes of the providers' own specifications,
// https://github.com/Azure/azure-rest-api-specs, and of ARM,
// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors.

import type { Signal } from "./signal.ts";

interface Shape {
  readonly shape: RegExp;
  readonly signal: Signal;
}

const firm: readonly Shape[] = [
  { shape: /^(?:Scope|Resource(?:Group)?)(?:Is)?Locked$/, signal: "locked" },
  { shape: /DisallowedByPolicy|PolicyViolation|DeniedByPolicy/, signal: "policy" },
  {
    shape: /Throttl|TooManyRequests|RateLimit|RateExceeded|RequestRate|RequestLimitExceeded/,
    signal: "throttled",
  },
  {
    shape:
      /Quota\w{0,40}(?:Exceed|Reach|Limit|Full|Violat|Insufficient)|(?:Exceed|Insufficient|NotEnough|No)\w{0,40}Quota|QuotaExceeded|(?:Limit|Count|Maximum|Number)\w{0,40}(?:Exceeded|Reached|Surpassed)|(?:Exceeded|Reached)\w{0,40}(?:Limit|Maximum|Max|Count)|^Max(?:imum)?(?:Number|Count)|MaxNumberOf/,
    signal: "quota",
  },
  {
    shape:
      /Allocation(?:Fail|Error)|Capacity(?:Error|Exceeded|Unavailable|NotAvailable|Constraint|Restrict)|OutOfCapacity|(?:Insufficient|No|NotEnough|Overconstrained)\w{0,40}Capacity|HighDemand/,
    signal: "capacity",
  },
  { shape: /Preempted|Superseded|NotLatestOperation/, signal: "preempted" },
  {
    shape:
      /BeingDeleted|MarkedFor(?:Delet|Remov)|Delet\w{1,40}InProgress|IsDeleting|InDeletingState|BeingPurged/,
    signal: "deleting",
  },
  {
    shape:
      /InProgress|Concurrent|^Conflicting\w{0,40}Operation|Operations?Pending|PendingOperations?|Busy$|OperationRunning|AnotherOperation|OngoingOperation|BeingUpdated|BeingProvisioned|BeingCreated|BeingModified|AnotherActive/,
    signal: "running",
  },
  {
    shape:
      /Precondition|E[tT]ag|ConditionNotMet|(?:Version|Revision)(?:Mismatch|Conflict)|ModifiedSince|StaleVersion/,
    signal: "version",
  },
  {
    shape:
      /AlreadyExist|AlreadyTaken|AlreadyRegistered|AlreadyCreated|Name(?:Not|Un)Available|NameUnavailable|(?:Name|Domain|Dns\w{0,40}|Alias|Label)\w{0,40}(?:InUse|Taken|Exists)|^AlreadyInUse|Duplicate|WithSameName|NotUnique|InSoftDeletedState|DeletedButRecoverable|SoftDeleted\w{0,40}Exists/,
    signal: "exists",
  },
  {
    shape:
      /(?:In|Wrong|Un|Not)\w{0,40}(?:FailedState|ValidState|State)$|InvalidState|State(?:Invalid|Mismatch|Conflict)|InvalidStatus|StatusNot|InvalidProvisioningState|InTransition/,
    signal: "state",
  },
  {
    shape:
      /InUse|IsUsed|Not(?:Yet)?(?:Provisioned|Ready|Running|Empty|Initialized|Approved|Pending|Registered|Started|Stopped|Deallocated|Detached|Attached|Connected|Onboarded|Active|Healthy|Succeeded)(?![a-z])|CannotBeDeleted|CannotDelete|CannotBeRemoved|Already(?:Enabled|Disabled|Started|Stopped|Running|Attached|Associated|Linked|Connected|Approved|Allocated|Deployed|Onboarded)|IsDisabled|IsStopped|IsPaused|WhileAttached|AttachedTo|AssociatedWith|ReferencedBy|HasChild|HasDependen|HasReferenc|DependenciesExist|Unhealthy|IsRunning|NonEmpty|MustBeEmpty|(?:For|On|In)(?:Allocated|Running|Stopped|Active|Attached|Deallocated|Paused|Failed)(?![a-z])|(?:Not(?:Allowed|Permitted)|Cannot\w{1,40})(?:As|While|Since|Because|When|Until|Before)[A-Z]|NotIn(?!Range|Same|Allowed|Correct|Valid|Proper)[A-Z]|(?:Has|Contains)(?:Data[Ss]ources|Items|Resources|Children|Active)/,
    signal: "state",
  },
  {
    shape:
      /NotFound|DoesNotExist|DoNotExist|NotExists?(?![a-z])|NoSuch|NoLongerExist|CannotFind|CouldNotFind/,
    signal: "not-found",
  },
  {
    shape:
      /Unauthorized|NotAuthorized|Authorization(?:Fail|Error|Denied)|Authentication(?:Fail|Error)|AccessDenied|PermissionDenied|(?:Missing|Insufficient|Lack|No|Need|Require)\w{0,40}(?:Permission|Privilege|AccessRight|RoleAssignment)|Forbidden|InvalidToken|ExpiredToken|TokenExpired|InvalidCredential|DenyAssignment/,
    signal: "authorization",
  },
  {
    shape:
      /NotSupported|Unsupported|NotAvailable(?:For|In)|NotAllowed(?:For|In|On|With)[A-Z]|CannotBe(?:Changed|Updated|Modified)$|Change\w{0,40}NotAllowed$|Immutable|NotPermittedFor|ReadOnlyProperty|SkuNot|FeatureNot|NotEnabledFor|CannotChange/,
    signal: "fixed",
  },
];

const loose: readonly Shape[] = [
  {
    shape:
      /Internal(?:Server|Service|Execution|Operation)?Error|GenericError|TimedOut|Timeout|ServiceUnavailable|Unexpected|Unavailable$|Transient|ServiceError$|^ServerError$/,
    signal: "transient",
  },
  { shape: /Exists$|Conflicts?With/, signal: "exists" },
  {
    shape:
      /^Invalid|Invalid|OutOfRange|Malformed|Missing|Required|Too(?:Long|Short|Large|Small|Big|Many)|Validation|Format|BadRequest|Mismatch|Unrecognized|Unknown|Incorrect|CannotBe(?:Null|Empty)|Overlap|Must|IsNull|IsNotNull|Exceed|NotSpecified|NotProvided|BadArgument/,
    signal: "invalid",
  },
  {
    shape:
      /NotAllowed|Disallowed|NotPermitted|Restricted|NotAvailable|Not(?:Enabled|Eligible|Whitelisted)/,
    signal: "fixed",
  },
];

export function signalOfFirmShape(code: string): Signal {
  return firm.find(({ shape }) => shape.test(code))?.signal ?? "none";
}

export function signalOfLooseShape(code: string): Signal {
  return loose.find(({ shape }) => shape.test(code))?.signal ?? "none";
}
