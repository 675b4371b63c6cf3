// Codes of Microsoft.Storage: accounts, and the blobs, files, queues and tables in them, whose services
// answer through the provider too.

import type { CodeRow } from "./code-row.ts";

const accounts = "https://learn.microsoft.com/rest/api/storagerp/srp_error_codes_common";
const create =
  "https://learn.microsoft.com/rest/api/storagerp/srp_error_codes_create_storage_account";
const services = "https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes";
const blobs = "https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes";
const files = "https://learn.microsoft.com/rest/api/storageservices/file-service-error-codes";
const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";

export const storageCodes: readonly CodeRow[] = [
  { signal: "quota", codes: ["MaxStorageAccountsCountPerSubscriptionExceeded"], source: accounts },
  {
    signal: "authorization",
    codes: ["KeyVaultAccessForbidden", "KeyVaultAuthenticationFailure"],
    source: create,
  },
  { signal: "not-found", codes: ["KeyVaultKeyNotFound", "KeyVaultVaultNotFound"], source: create },
  { signal: "not-found", codes: ["BlobNotFound", "ContainerNotFound"], source: blobs },
  { signal: "not-found", codes: ["ShareNotFound"], source: files },
  { signal: "exists", codes: ["AccountAlreadyExists"], source: services },
  {
    signal: "exists",
    codes: ["BlobAlreadyExists", "ContainerAlreadyExists", "PathAlreadyExists"],
    source: blobs,
  },
  { signal: "exists", codes: ["DirectoryAlreadyExists", "ShareAlreadyExists"], source: files },
  {
    signal: "exists",
    codes: [
      "StorageAccountAlreadyExists",
      "StorageAccountAlreadyTaken",
      "StorageAccountInAnotherResourceGroup",
    ],
    source: common,
  },
  {
    signal: "version",
    codes: [
      "AppendPositionConditionNotMet",
      "MaxBlobSizeConditionNotMet",
      "SequenceNumberConditionNotMet",
      "SourceConditionNotMet",
      "TargetConditionNotMet",
    ],
    source: blobs,
  },
  {
    signal: "running",
    codes: ["StorageAccountBeingCreated", "StorageAccountOperationInProgress"],
    source: accounts,
  },
  { signal: "running", codes: ["AccountBeingCreated"], source: services },
  { signal: "running", codes: ["BlobBeingRehydrated", "PendingCopyOperation"], source: blobs },
  { signal: "deleting", codes: ["ContainerBeingDeleted"], source: blobs },
  { signal: "deleting", codes: ["DeletePending", "ShareBeingDeleted"], source: files },
  { signal: "state", codes: ["StorageAccountIsNotProvisioned"], source: accounts },
  {
    signal: "state",
    codes: [
      "BlobArchived",
      "ContainerDisabled",
      "LeaseAlreadyBroken",
      "LeaseAlreadyPresent",
      "LeaseIdMismatchWithBlobOperation",
      "LeaseIdMismatchWithContainerOperation",
      "LeaseIdMismatchWithLeaseOperation",
      "LeaseIdMissing",
      "LeaseIsBreakingAndCannotBeAcquired",
      "LeaseIsBreakingAndCannotBeChanged",
      "LeaseIsBrokenAndCannotBeRenewed",
      "LeaseLost",
      "LeaseNotPresentWithBlobOperation",
      "LeaseNotPresentWithContainerOperation",
      "LeaseNotPresentWithLeaseOperation",
      "NoPendingCopyOperation",
      "SnapshotsPresent",
    ],
    source: blobs,
  },
  {
    signal: "state",
    codes: [
      "CannotDeleteFileOrDirectory",
      "DirectoryNotEmpty",
      "FileLockConflict",
      "ShareDisabled",
      "ShareHasSnapshots",
      "SharingViolation",
    ],
    source: files,
  },
  {
    signal: "fixed",
    codes: [
      "AccountPropertyCannotBeSet",
      "AccountPropertyCannotBeUpdated",
      "AccountTypeNotSupportedInLocation",
      "StorageAccountTypeConversionNotAllowed",
      "StorageCustomDomainNameNotSupportedForAccountType",
    ],
    source: create,
  },
  { signal: "fixed", codes: ["AccountProtectedFromDeletion"], source: services },
  {
    signal: "fixed",
    codes: [
      "BlobImmutableDueToPolicy",
      "BlobTierInadequateForContentLength",
      "BlobTypeNotSupported",
      "ContainerProtectedFromDeletion",
      "FeatureNotSupportedForAccount",
      "PublicAccessNotPermitted",
    ],
    source: blobs,
  },
  {
    signal: "invalid",
    codes: [
      "MissingOrIncorrectVersionHeader",
      "MissingOrInvalidRequiredQueryParameter",
      "StorageAccountNameNotValid",
    ],
    source: accounts,
  },
  {
    signal: "invalid",
    codes: [
      "InvalidAccessTier",
      "LocationNotValid",
      "MaxTagKeyLengthExceeded",
      "MaxTagValueLengthExceeded",
      "MissingEncryptionKeySource",
      "MissingEncryptionService",
      "StorageAccountPropertiesNotValid",
      "StorageCustomDomainNameNotValid",
      "TooManyTags",
    ],
    source: create,
  },
  {
    signal: "invalid",
    codes: [
      "ConditionHeadersNotSupported",
      "EmptyMetadataKey",
      "Md5Mismatch",
      "MetadataTooLarge",
      "MissingContentLengthHeader",
      "MissingRequiredHeader",
      "MissingRequiredQueryParameter",
      "MissingRequiredXmlNode",
      "MultipleConditionHeadersNotSupported",
      "OutOfRangeInput",
      "OutOfRangeQueryParameterValue",
      "RequestUrlFailedToParse",
      "UnsupportedHeader",
      "UnsupportedHttpVerb",
      "UnsupportedQueryParameter",
      "UnsupportedXmlNode",
    ],
    source: services,
  },
  { signal: "invalid", codes: ["AccountNameInvalid"], source: common },
];
