// Codes of Microsoft.Resources: template deployments, stacks, groups, moves and links between resources.

import type { CodeRow } from "./code-row.ts";

const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";
const active =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors#error-codes";

export const deploymentsCodes: readonly CodeRow[] = [
  { signal: "quota", codes: ["TooManyTargetResourceGroups"], source: common },
  {
    signal: "quota",
    codes: ["DeploymentQuotaExceeded"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/deployment-quota-exceeded",
  },
  { signal: "authorization", codes: ["DeploymentFailedCleanUp"], source: common },
  { signal: "exists", codes: ["InvalidDeploymentLocation"], source: common },
  {
    signal: "running",
    codes: ["DeploymentActive", "DeploymentActiveAndUneditable"],
    source: active,
  },
  { signal: "deleting", codes: ["DeploymentBeingDeleted"], source: active },
  {
    signal: "invalid",
    codes: [
      "DeploymentNameInvalidCharacters",
      "DeploymentNameLengthLimitExceeded",
      "DeploymentParameterValueInvalid",
      "InvalidDeploymentParameterKey",
    ],
    source: common,
  },
  {
    signal: "invalid",
    codes: ["DeploymentJobSizeExceeded", "JobSizeExceeded"],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-job-size-exceeded",
  },
  {
    signal: "invalid",
    codes: [
      "DeploymentOutputEvaluationFailed",
      "InvalidTemplateCircularDependency",
      "TemplateResourceCircularDependency",
      "TemplateViolation",
    ],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-template",
  },
];
