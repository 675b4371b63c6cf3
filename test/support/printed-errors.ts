// What has to be found in each text of test/unit/conflicts/text/specimens, which are written anew
// after what tools print in published reports, with names of our own.
import type { ErrorRead } from "../../src/conflicts/text/classification.ts";
import type { ConflictClass } from "../../src/domain/verdict.ts";

export const group = "/subscriptions/00000000-0000-4000-8000-0000000000aa/resourceGroups/shop-rg";
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/web-07`;

export const idOf = (last: number): string =>
  `5c1f0a52-91e2-4a0b-8f5e-5f8b6cb0a${String(last).padStart(3, "0")}`;

export interface PrintedError {
  readonly file: string;
  readonly class: ConflictClass;
  readonly read: Partial<ErrorRead>;
  readonly others?: readonly ConflictClass[];
}

const machine = { resourceId: vm, resourceType: "Microsoft.Compute/virtualMachines" };

export const printedErrors: readonly PrintedError[] = [
  {
    file: "azure-cli-lock.txt",
    class: "management-lock",
    read: { code: "ScopeLocked", ...machine },
  },
  {
    file: "azure-cli-details.txt",
    class: "quota",
    read: { codes: ["InvalidTemplateDeployment", "QuotaExceeded"] },
  },
  {
    file: "azure-cli-older.txt",
    class: "lifecycle-state",
    read: {
      code: "NicInUse",
      resourceType: "Microsoft.Network/networkInterfaces",
      correlationId: idOf(2),
    },
  },
  {
    file: "azure-cli-older-words.txt",
    class: "concurrent-operation",
    read: { code: null, operation: "deallocate", correlationId: idOf(3) },
  },
  {
    file: "azure-cli-cloud-error.txt",
    class: "capacity",
    read: {
      codes: ["DeploymentFailed", "Conflict", "ResourceDeploymentFailure", "SkuNotAvailable"],
      ...machine,
    },
  },
  {
    file: "azure-cli-rest.txt",
    class: "concurrent-operation",
    read: { code: "ContainerAppOperationInProgress", status: 409 },
  },
  { file: "azure-cli-validation.txt", class: "invalid-request", read: { code: "ValidationError" } },
  {
    file: "azure-cli-debug.txt",
    class: "concurrent-operation",
    read: {
      code: "Conflict",
      status: 409,
      operation: "write",
      requestId: idOf(5),
      correlationId: idOf(6),
      ...machine,
    },
  },
  {
    file: "terraform-lock.txt",
    class: "management-lock",
    read: { code: "ScopeLocked", status: 409, operation: "delete", ...machine },
  },
  {
    file: "terraform-power-off.txt",
    class: "lifecycle-state",
    read: { code: "OperationNotAllowed", status: 409, operation: "powerOff", ...machine },
  },
  {
    file: "terraform-polling.txt",
    class: "quota",
    read: {
      code: "QuotaExceeded",
      status: null,
      operation: "write",
      resourceId: `${group}/providers/Microsoft.ContainerService/managedClusters/shop-aks`,
    },
  },
  {
    file: "terraform-autorest.txt",
    class: "concurrent-operation",
    read: { code: "OperationNotAllowed", operation: "startTenantUpdate" },
  },
  {
    file: "terraform-autorest-details.txt",
    class: "throttled",
    read: { codes: ["OperationNotAllowed", "TooManyRequests"], status: 409, operation: "write" },
  },
  {
    file: "terraform-import.txt",
    class: "already-exists",
    read: { resourceId: `${group}/providers/Microsoft.Network/publicIPAddresses/web-ip` },
  },
  {
    file: "azapi.txt",
    class: "concurrent-operation",
    read: {
      code: "OperationNotAllowed",
      status: 409,
      operation: "write",
      message:
        "Operation is not allowed: Another agentpool operation (pool1 - Creating) is in progress, please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details",
      resourceType: "Microsoft.ContainerService/managedClusters",
    },
  },
  {
    file: "azcore-one-line.txt",
    class: "quota",
    read: { code: "OperationNotAllowed", status: 409, operation: "write", ...machine },
  },
  {
    file: "kubernetes-raw-error.txt",
    class: "lifecycle-state",
    read: { code: "OperationNotAllowed", status: 409, operation: "delete", resourceId: null },
  },
  {
    file: "kubernetes-quoted.txt",
    class: "lifecycle-state",
    read: { code: "StorageAccountIsNotProvisioned", status: 409 },
  },
  {
    file: "pulumi.txt",
    class: "version-token",
    read: { code: "PreconditionFailed", status: 412 },
  },
  {
    file: "dotnet.txt",
    class: "lifecycle-state",
    read: {
      code: "OperationNotAllowed",
      status: 409,
      operation: "start",
      requestId: idOf(12),
      correlationId: idOf(13),
    },
  },
  {
    file: "java.txt",
    class: "authorization",
    read: {
      code: "AuthorizationFailed",
      status: 403,
      operation: "Microsoft.Compute/virtualMachines/deallocate/action",
      ...machine,
    },
  },
  {
    file: "javascript.txt",
    class: "concurrent-operation",
    read: { code: "OperationNotAllowed", status: 409, operation: "start", ...machine },
  },
  { file: "python.txt", class: "policy-or-sku", read: { code: "PropertyChangeNotAllowed" } },
  {
    file: "log-line.txt",
    class: "lifecycle-state",
    read: { code: "Conflict", status: 409, operation: "resize", correlationId: idOf(15) },
  },
  {
    file: "log-json.txt",
    class: "concurrent-operation",
    read: { code: "Conflict", status: 409, correlationId: idOf(16), ...machine },
  },
  {
    file: "activity-log.json",
    class: "policy-or-sku",
    read: {
      code: "RequestDisallowedByPolicy",
      status: 409,
      operation: "Microsoft.Compute/virtualMachines/write",
      correlationId: idOf(17),
      ...machine,
    },
  },
  {
    file: "deployment-operations.json",
    class: "transient-service",
    read: { codes: ["ResourceDeploymentFailure", "OSProvisioningTimedOut"], ...machine },
  },
  {
    file: "bicep.txt",
    class: "already-exists",
    read: {
      codes: [
        "DeploymentFailed",
        "Conflict",
        "ResourceDeploymentFailure",
        "FlagMustBeSetForRestore",
      ],
    },
  },
  {
    file: "storage.txt",
    class: "concurrent-operation",
    read: { code: "ContainerBeingDeleted", status: 409, requestId: idOf(18) },
  },
  {
    file: "azure-pipelines.txt",
    class: "policy-or-sku",
    read: { code: "DataFactoryPropertyUpdateNotSupported" },
  },
  {
    file: "azd.txt",
    class: "quota",
    read: { codes: ["InvalidTemplateDeployment", "InsufficientQuota"] },
  },
  {
    file: "packer.txt",
    class: "capacity",
    read: { codes: ["DeploymentFailed", "SkuNotAvailable"] },
  },
  {
    file: "truncated.txt",
    class: "concurrent-operation",
    read: { code: "OperationNotAllowed", status: 409, operation: "write", ...machine },
  },
  {
    file: "python-dict.txt",
    class: "concurrent-operation",
    read: { code: "AttachDiskWhileBeingDetached" },
  },
  {
    file: "python-content.txt",
    class: "throttled",
    read: { code: "SubscriptionRequestsThrottled", status: 429 },
  },
  {
    file: "ansible.txt",
    class: "authorization",
    read: { code: "LinkedAuthorizationFailed", ...machine },
  },
  {
    file: "dotnet-cloud-exception.txt",
    class: "concurrent-operation",
    read: { code: null, status: null },
  },
  {
    file: "fields-only.txt",
    class: "lifecycle-state",
    read: {
      code: "PublicIPAddressCannotBeDeleted",
      resourceType: "Microsoft.Network/publicIPAddresses",
    },
  },
];
