// What has to be found in what PowerShell prints; see printed-errors.ts.

import { group, idOf } from "./printed-errors.ts";
import type { PrintedError } from "./printed-errors.ts";

export const printedByPowershell: readonly PrintedError[] = [
  {
    file: "powershell.txt",
    class: "already-exists",
    read: {
      code: "ConflictingUserInput",
      status: 409,
      operation: "write",
      requestId: idOf(8),
      resourceType: "Microsoft.Compute/disks",
    },
  },
  {
    file: "powershell-7.txt",
    class: "concurrent-operation",
    read: {
      code: "Conflict",
      status: 409,
      requestId: idOf(9),
      message:
        "Run command extension execution is in progress. Please wait for completion before invoking a run command.",
    },
  },
  {
    file: "powershell-7-without-code.txt",
    class: "management-lock",
    read: {
      status: 409,
      requestId: "7c7d1f1e-0000-4000-9000-00000000abcd",
      operation: "delete",
      message: `The scope '${group}' cannot perform delete operation because following scope(s) are locked: '${group}'. Please remove the lock and try again.`,
    },
  },
  {
    file: "powershell-network.txt",
    class: "lifecycle-state",
    read: { status: 409, requestId: idOf(10), operation: "write" },
  },
  {
    file: "powershell-deployment.txt",
    class: "capacity",
    read: {
      codes: ["DeploymentFailed", "ResourceDeploymentFailure", "AllocationFailed"],
      correlationId: idOf(11),
    },
    others: ["policy-or-sku"],
  },
  {
    file: "powershell-older-deployment.txt",
    class: "concurrent-operation",
    read: {
      code: "AnotherOperationInProgress",
      resourceType: "Microsoft.Network/networkSecurityGroups",
    },
  },
];
