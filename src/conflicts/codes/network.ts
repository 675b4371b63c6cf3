// Codes of Microsoft.Network: interfaces, addresses, networks, load balancers, gateways, firewalls.

import type { CodeRow } from "./code-row.ts";

const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";

export const networkCodes: readonly CodeRow[] = [
  { signal: "exists", codes: ["DnsRecordInUse"], source: common },
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
  {
    signal: "state",
    codes: ["InUseSubnetCannotBeDeleted"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/688",
  },
  {
    signal: "state",
    codes: ["InUseNetworkSecurityGroupCannotBeDeleted"],
    source: "https://github.com/pulumi/pulumi-azure-native/issues/3051",
  },
  {
    signal: "state",
    codes: ["PublicIPAddressInUse"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/publicipaddr-inusesubnet-netsecgrp-error",
  },
  {
    signal: "invalid",
    codes: ["NetcfgInvalidSubnet", "NetcfgSubnetRangeOutsideVnet", "NetcfgSubnetRangesOverlap"],
    source: "https://github.com/Azure/azure-cli/issues/10917",
  },
  {
    signal: "invalid",
    codes: ["PrivateIPAddressInReservedRange", "PrivateIPAddressNotInSubnet"],
    source: common,
  },
];
