// Codes of Microsoft.ContainerService: managed clusters, their node pools, and what their creation meets.

import type { CodeRow } from "./code-row.ts";

const preempted =
  "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/aksoperationpreempted-error";

export const aksCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["InsufficientSubnetSize", "SubnetIsFull"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/subnetisfull-error",
  },
  {
    signal: "quota",
    codes: ["PublicIPCountLimitReached"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/publicipcountlimitreached-error",
  },
  {
    signal: "capacity",
    codes: ["AKSCapacityError", "AksCapacityHeavyUsage"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/akscapacityheavyusage-error",
  },
  {
    signal: "authorization",
    codes: ["ServicePrincipalValidationClientError"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/serviceprincipalvalidationclienterror-error",
  },
  {
    signal: "authorization",
    codes: ["CustomPrivateDNSZoneMissingPermissionError", "CustomRouteTableMissingPermission"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/customprivatednszonemissingpermissions-error",
  },
  {
    signal: "throttled",
    codes: ["Throttled"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/throttled-error",
  },
  {
    signal: "preempted",
    codes: ["AKSOperationPreempted", "NotLatestOperation"],
    source: preempted,
  },
  { signal: "deleting", codes: ["AKSOperationPreemptedByDelete"], source: preempted },
  {
    signal: "state",
    codes: ["VirtualNetworkNotInSucceededState"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/virtualnetworknotinsucceededstate-error",
  },
  {
    signal: "state",
    codes: ["PodDrainFailure", "UnsatisfiablePDB"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/unsatisfiablepdb-error",
  },
  {
    signal: "fixed",
    codes: ["AvailabilityZoneNotSupported"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/availabilityzonenotsupported-error",
  },
  {
    signal: "invalid",
    codes: ["DnsServiceIpOutOfServiceCidr", "ServiceCidrOverlapExistingSubnetsCidr"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/servicecidroverlapexistingsubnetscidr-error",
  },
  {
    signal: "invalid",
    codes: ["NodePoolMcVersionIncompatible"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/nodepoolmcversionincompatible-error",
  },
  {
    signal: "transient",
    codes: ["ProvisioningControlPlaneError"],
    source: "https://github.com/mspnp/aks-baseline-regulated/issues/44",
  },
];
