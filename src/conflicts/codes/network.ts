// Codes of Microsoft.Network: interfaces, addresses, networks, load balancers, gateways, firewalls.

import type { CodeRow } from "./code-row.ts";

export const networkCodes: readonly CodeRow[] = [
  {
    signal: "neighbour",
    codes: [
      "AnotherOperationInProgress",
      "ReferencedResourceNotProvisioned",
      "RetryableError",
      "RetryableErrorDueToAnotherOperation",
    ],
    source: "https://github.com/hashicorp/terraform/issues/7986",
  },
  {
    signal: "reserved",
    codes: ["NicReservedForAnotherVm"],
    source: "https://github.com/rancher/machine/pull/359",
  },
  {
    signal: "preempted",
    codes: ["CanceledAndSupersededDueToAnotherOperation"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/16489",
  },
  {
    signal: "state",
    codes: ["LoadBalancerInUseByVirtualMachineScaleSet", "PublicIPAddressCannotBeDeleted"],
    source: "https://github.com/Azure/azure-cli/issues/6156",
  },
];
