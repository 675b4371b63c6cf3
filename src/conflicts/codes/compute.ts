// Codes of Microsoft.Compute: machines, scale sets, disks, images.

import type { CodeRow } from "./code-row.ts";

const pages = "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/";
const list = `${pages}error-messages`;

export const computeCodes: readonly CodeRow[] = [
  {
    signal: "capacity",
    codes: [
      "AllocationFailed",
      "OverconstrainedAllocationRequest",
      "OverconstrainedZonalAllocationRequest",
      "ZonalAllocationFailed",
    ],
    source: `${pages}allocation-failure`,
  },
  {
    signal: "capacity",
    codes: ["SkuNotAvailable"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-sku-not-available",
  },
  {
    signal: "throttled",
    codes: ["TooManyVMRedeploymentRequests"],
    source: list,
  },
  {
    signal: "running",
    codes: [
      "AttachDiskWhileBeingDetached",
      "ConflictingConcurrentWriteNotAllowed",
      "ResourceUpdateBlockedOnPlatformUpdate",
    ],
    source: list,
  },
  {
    signal: "preempted",
    codes: ["OperationPreempted"],
    source: "https://github.com/Azure/azure-sdk-for-java/issues/1783",
  },
  {
    signal: "preempted",
    codes: ["NotLatestOperation"],
    source: "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes",
  },
  {
    signal: "state",
    codes: [
      "CannotAddOrRemoveNetworkInterfacesFromARunningVirtualMachine",
      "ChangeDiskSizeWhileAttachedNotAllowed",
      "DataDisksForceDetached",
    ],
    source: list,
  },
  { signal: "fixed", codes: ["NetworkInterfaceCountExceeded"], source: list },
  { signal: "not-found", codes: ["InstanceIdsListInstanceIdNotActiveVM"], source: list },
  {
    signal: "transient",
    codes: [
      "InternalExecutionError",
      "OSProvisioningTimedOut",
      "VMRedeploymentTimedOut",
      "VMStartTimedOut",
    ],
    source: list,
  },
];
