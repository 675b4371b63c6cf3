// Codes of Azure Resource Manager itself: what it refuses before a provider sees the request, whatever
// the service.

import type { CodeRow } from "./code-row.ts";

const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";
const contract =
  "https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/common-api-details.md";
const moves =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/move-resource-group-and-subscription";

export const armCodes: readonly CodeRow[] = [
  {
    signal: "locked",
    codes: ["ScopeLocked"],
    source: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  },
  {
    signal: "policy",
    codes: ["RequestDisallowedByAzure", "RequestDisallowedByPolicy"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy",
  },
  {
    signal: "quota",
    codes: ["QuotaExceeded", "ResourceQuotaExceeded", "SubscriptionQuotaExceeded"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-resource-quota",
  },
  { signal: "capacity", codes: ["RegionDoesNotAllowProvisioning"], source: common },
  {
    signal: "not-found",
    codes: [
      "InvalidResourceReference",
      "NotFound",
      "ParentResourceNotFound",
      "ResourceGroupNotFound",
      "ResourceNotFound",
      "SubscriptionNotFound",
    ],
    source: common,
  },
  { signal: "not-found", codes: ["MissingSubscription"], source: contract },
  { signal: "not-found", codes: ["MoveResourcesNotFound"], source: moves },
  {
    signal: "exists",
    codes: [
      "AlreadyExists",
      "InvalidResourceGroupLocation",
      "NameNotAvailable",
      "NameUnavailable",
      "ResourceAlreadyExists",
    ],
    source: common,
  },
  {
    signal: "version",
    codes: ["ConditionNotMet", "ETagMismatch", "IfMatchPreconditionFailed", "PreconditionFailed"],
    source: "https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2",
  },
  {
    signal: "throttled",
    codes: [
      "ResourceCollectionRequestsThrottled",
      "ResourceRequestsThrottled",
      "SubscriptionRequestsThrottled",
      "TenantRequestsThrottled",
      "TooManyRequests",
    ],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling",
  },
  { signal: "running", codes: ["MoveResourcesHavePendingOperations"], source: moves },
  { signal: "deleting", codes: ["ResourceGroupBeingDeleted"], source: common },
  {
    signal: "state",
    codes: [
      "InvalidSubscriptionRegistrationState",
      "MissingRegistrationForLocation",
      "MissingSubscriptionRegistration",
      "SubscriptionNotRegistered",
    ],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
  },
  {
    signal: "state",
    codes: ["CannotDeleteResource"],
    source: "https://github.com/learntocloud/networking-lab/issues/8",
  },
  {
    signal: "fixed",
    codes: [
      "LocationNotAvailableForResourceType",
      "ReadOnlyDisabledSubscription",
      "SubscriptionDisabled",
    ],
    source: common,
  },
  {
    signal: "fixed",
    codes: ["FeatureNotRegistered", "SubscriptionNotRegisteredForFeature"],
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/85617",
  },
  {
    signal: "invalid",
    codes: [
      "InvalidApiVersionParameter",
      "InvalidContentLink",
      "InvalidRequestContent",
      "InvalidRequestFormat",
      "InvalidResourceNamespace",
      "InvalidTemplate",
      "LinkedInvalidPropertyId",
      "LocationRequired",
      "MismatchingResourceSegments",
      "MissingApiVersionParameter",
      "NoRegisteredProviderFound",
      "PasswordTooLong",
      "ReservedResourceName",
    ],
    source: common,
  },
  {
    signal: "invalid",
    codes: [
      "HttpMethodNotSupported",
      "InvalidHttpVerb",
      "InvalidRequestUri",
      "InvalidResourceId",
      "InvalidResourceName",
      "MissingRequiredParameter",
      "RequestBodyTooLarge",
      "RequestEntityTooLarge",
      "UnsupportedApiVersion",
      "UnsupportedMediaType",
    ],
    source: contract,
  },
  { signal: "invalid", codes: ["MissingMoveDependentResources"], source: moves },
  {
    signal: "transient",
    codes: [
      "BadGateway",
      "GatewayTimeout",
      "InternalError",
      "InternalServerError",
      "InternalServiceError",
      "RequestTimeout",
      "ServerBusy",
      "ServerTimeout",
      "ServiceUnavailable",
      "Timeout",
    ],
    source: contract,
  },
];
