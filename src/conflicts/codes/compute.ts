// Codes of Microsoft.Compute: machines, scale sets, disks, snapshots, images, galleries.

import type { CodeRow } from "./code-row.ts";

const list =
  "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages";
const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";

export const computeCodes: readonly CodeRow[] = [
  {
    signal: "capacity",
    codes: [
      "AllocationFailed",
      "CapacityReservationAllocationFailed",
      "OverconstrainedAllocationRequest",
      "OverconstrainedZonalAllocationRequest",
      "ReservationCapacityExceeded",
      "ZonalAllocationFailed",
    ],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/allocation-failure",
  },
  {
    signal: "capacity",
    codes: ["SkuNotAvailable"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-sku-not-available",
  },
  { signal: "authorization", codes: ["SubscriptionNotAuthorizedForImage"], source: list },
  {
    signal: "not-found",
    codes: [
      "ArtifactNotFound",
      "ArtifactVersionNotFound",
      "DiskBlobNotFound",
      "ImageBlobNotFound",
      "InstanceIdsListInstanceIdNotActiveVM",
      "StorageAccountNotFound",
      "VMNotFound",
    ],
    source: list,
  },
  { signal: "not-found", codes: ["ImageNotFound"], source: common },
  {
    signal: "not-found",
    codes: ["PlatformImageNotFound"],
    source: "https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images",
  },
  { signal: "exists", codes: ["TargetDiskBlobAlreadyExists"], source: list },
  { signal: "throttled", codes: ["TooManyVMRedeploymentRequests"], source: list },
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
    signal: "running",
    codes: ["OperationNotAllowedOnVMImageAsVMsBeingProvisioned"],
    source: common,
  },
  {
    signal: "preempted",
    codes: ["OperationPreempted"],
    source: "https://github.com/Azure/azure-sdk-for-java/issues/1783",
  },
  {
    signal: "state",
    codes: [
      "AcquireDiskLeaseFailed",
      "CannotAddOrRemoveNetworkInterfacesFromARunningVirtualMachine",
      "ChangeDiskSizeWhileAttachedNotAllowed",
      "ContainerAlreadyOnLease",
      "DataDisksForceDetached",
      "DiskBlobAlreadyInUseByAnotherDisk",
      "DiskImageNotReady",
      "DiskProcessingError",
      "MoveResourcesHaveInvalidState",
      "VMAgentStatusCommunicationError",
    ],
    source: list,
  },
  {
    signal: "fixed",
    codes: [
      "CrossSubscriptionMoveWithKeyVaultResources",
      "NetworkInterfaceCountExceeded",
      "StorageAccountNotRecognized",
      "StorageAccountTypeNotSupported",
    ],
    source: list,
  },
  {
    signal: "invalid",
    codes: [
      "CertificateImproperlyFormatted",
      "DiskEncryptionKeySecretMissingTags",
      "IncorrectDiskBlobType",
      "IncorrectImageBlobType",
      "StorageAccountLocationMismatch",
      "StorageAccountSubscriptionMismatch",
      "VHDSizeInvalid",
      "VMMarketplaceInvalidInput",
    ],
    source: list,
  },
  { signal: "invalid", codes: ["SubnetsNotInSameVnet"], source: common },
  {
    signal: "transient",
    codes: [
      "DiagnosticsOperationInternalError",
      "InternalExecutionError",
      "InternalOperationError",
      "NetworkingInternalOperationError",
      "OSProvisioningInternalError",
      "OSProvisioningTimedOut",
      "StorageAccountOperationInternalError",
      "VMArtifactRepositoryInternalError",
      "VMExtensionManagementInternalError",
      "VMExtensionProvisioningTimeout",
      "VMRedeploymentFailed",
      "VMRedeploymentTimedOut",
      "VMStartTimedOut",
    ],
    source: list,
  },
];
