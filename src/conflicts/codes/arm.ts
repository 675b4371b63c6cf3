// Codes of Azure Resource Manager itself: what it refuses before a provider sees the request, whatever
// the service.

import type { CodeRow } from "./code-row.ts";

const manager = "https://learn.microsoft.com/azure/azure-resource-manager/";
const common = `${manager}troubleshooting/common-deployment-errors`;

export const armCodes: readonly CodeRow[] = [
  { signal: "locked", codes: ["ScopeLocked"], source: `${manager}management/lock-resources` },
  {
    signal: "policy",
    codes: ["RequestDisallowedByAzure", "RequestDisallowedByPolicy"],
    source: `${manager}troubleshooting/error-policy-requestdisallowedbypolicy`,
  },
  {
    signal: "quota",
    codes: ["QuotaExceeded", "ResourceQuotaExceeded", "SubscriptionQuotaExceeded"],
    source: `${manager}troubleshooting/error-resource-quota`,
  },
  {
    signal: "throttled",
    codes: ["SubscriptionRequestsThrottled", "TooManyRequests"],
    source: `${manager}management/request-limits-and-throttling`,
  },
  { signal: "not-found", codes: ["NotFound", "SubscriptionNotFound"], source: common },
  { signal: "exists", codes: ["AlreadyExists", "NameUnavailable"], source: common },
  {
    signal: "version",
    codes: ["ConditionNotMet", "IfMatchPreconditionFailed", "PreconditionFailed"],
    source: "https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2",
  },
  {
    signal: "running",
    codes: ["DeploymentActive", "DeploymentActiveAndUneditable"],
    source: `${manager}troubleshooting/error-deployment-active`,
  },
  {
    signal: "running",
    codes: ["MoveResourcesHavePendingOperations"],
    source: `${manager}management/move-resource-group-and-subscription`,
  },
  {
    signal: "deleting",
    codes: ["DeploymentBeingDeleted", "ResourceGroupBeingDeleted"],
    source: common,
  },
  {
    signal: "state",
    codes: ["MissingSubscriptionRegistration"],
    source: `${manager}troubleshooting/error-register-resource-provider`,
  },
  {
    signal: "invalid",
    codes: ["InvalidRequestContent", "InvalidRequestFormat", "InvalidTemplate"],
    source: common,
  },
  {
    signal: "transient",
    codes: [
      "GatewayTimeout",
      "InternalError",
      "InternalServerError",
      "ServerTimeout",
      "ServiceUnavailable",
    ],
    source:
      "https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/common-api-details.md",
  },
];
