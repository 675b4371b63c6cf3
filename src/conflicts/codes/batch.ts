// Codes of Microsoft.Batch: accounts, pools, jobs, tasks and nodes.

import type { CodeRow } from "./code-row.ts";

const codes = "https://learn.microsoft.com/rest/api/batchservice/batch-status-and-error-codes";

export const batchCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: [
      "AccountCoreQuotaReached",
      "AccountLowPriorityCoreQuotaReached",
      "AccountVMSeriesCoreQuotaReached",
      "ActiveJobAndScheduleQuotaReached",
      "AutoPoolCreationFailedWithQuotaReached",
      "PoolQuotaReached",
    ],
    source: codes,
  },
  { signal: "authorization", codes: ["InsufficientCertificatePermissions"], source: codes },
  {
    signal: "exists",
    codes: [
      "CertificateExists",
      "JobExists",
      "JobScheduleExists",
      "NodeUserExists",
      "PoolExists",
      "TaskExists",
    ],
    source: codes,
  },
  { signal: "throttled", codes: ["AutoScaleTooManyRequestsToEnable"], source: codes },
  {
    signal: "running",
    codes: [
      "JobBeingTerminated",
      "JobScheduleBeingTerminated",
      "NodeBeingCreated",
      "NodeBeingRebooted",
      "NodeBeingReimaged",
      "NodeBeingStarted",
      "PoolBeingCreated",
      "PoolBeingResized",
    ],
    source: codes,
  },
  {
    signal: "deleting",
    codes: [
      "CertificateBeingDeleted",
      "JobBeingDeleted",
      "JobScheduleBeingDeleted",
      "PoolBeingDeleted",
    ],
    source: codes,
  },
  {
    signal: "state",
    codes: [
      "JobCompleted",
      "JobDisabled",
      "JobNotActive",
      "JobScheduleCompleted",
      "JobScheduleDisabled",
      "NodeAlreadyInTargetSchedulingState",
      "NodeNotReady",
      "NodeStateUnusable",
      "OperationInvalidForCurrentState",
      "TaskCompleted",
    ],
    source: codes,
  },
  {
    signal: "invalid",
    codes: ["AutoScaleFormulaTooLong", "AutoScalingFormulaSyntaxError"],
    source: codes,
  },
];
