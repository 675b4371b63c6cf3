// Codes of Microsoft.Network: interfaces, addresses, networks, peerings, load balancers, gateways,
// private links, name zones.

import type { CodeRow } from "./code-row.ts";

const common =
  "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors";
const balancers =
  "https://learn.microsoft.com/azure/load-balancer/load-balancer-common-deployment-errors";

export const networkCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["StaticPublicIPCountLimitReached"],
    source: "https://github.com/coreos/tectonic-installer/issues/1454",
  },
  {
    signal: "quota",
    codes: ["NetworkWatcherCountLimitReached"],
    source: "https://github.com/Azure/azure-cli/issues/15796",
  },
  {
    signal: "quota",
    codes: ["ResourceCountExceedsLimitDueToTemplate"],
    source: "https://github.com/Azure/azure-quickstart-templates/pull/13953",
  },
  { signal: "quota", codes: ["MaxAvailabilitySetsInLoadBalancerReached"], source: balancers },
  {
    signal: "authorization",
    codes: ["SubscriptionNotAuthorized", "UnauthorizedForMicrosoftPeering"],
    source:
      "https://github.com/Azure/azure-xplat-cli/tree/dev/test/recordings/arm-network-express-route-peering-tests-generated",
  },
  {
    signal: "not-found",
    codes: ["InvalidGlobalResourceReference"],
    source: "https://github.com/FreddyAyala/AzureAIServicesLandingZone/issues/2",
  },
  { signal: "exists", codes: ["DnsRecordInUse"], source: common },
  {
    signal: "exists",
    codes: ["AnotherPeeringAlreadyReferencesRemoteVnet"],
    source: "https://github.com/Azure/bicep-registry-modules/issues/3386",
  },
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
    signal: "state",
    codes: ["InUseRouteTableCannotBeDeleted"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/inuseroutetablecannotbedeleted-error",
  },
  {
    signal: "state",
    codes: [
      "CannotDeleteLoadBalancerWithPrivateLinkService",
      "PrivateLinkServiceWithPrivateEndpointConnectionsCannotBeDeleted",
    ],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/lb-pvtlinksvcwithpvtendptconn-error",
  },
  {
    signal: "state",
    codes: ["SubnetWithExternalResourcesCannotBeUsedByOtherResources"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/subnetwithexternalresourcescannotbeusedbyotherresources-error",
  },
  {
    signal: "state",
    codes: ["NetworkSecurityGroupInUseByVirtualMachineScaleSet"],
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/networksecuritygroupinusebyvirtualmachinescaleset-error",
  },
  {
    signal: "state",
    codes: ["InUseNatGatewayCannotBeDeleted"],
    source: "https://github.com/stackshy/cloudemu/pull/967",
  },
  {
    signal: "state",
    codes: ["CannotDeleteNatGatewayAssociatedToSubnet"],
    source: "https://github.com/Azure-Samples/Copilot-Studio-with-Azure-AI-Search/issues/62",
  },
  {
    signal: "state",
    codes: ["RemotePeeringIsDisconnected"],
    source: "https://github.com/hashicorp/terraform/issues/18091",
  },
  {
    signal: "state",
    codes: ["CannotModifyProbeUsedByVMSS", "CannotRemoveRuleUsedByProbeUsedByVMSS"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/9076",
  },
  {
    signal: "state",
    codes: ["PrivateIPAddressIsAllocated"],
    source: "https://github.com/daniel-rhoades/acs-engine-terraform/issues/10",
  },
  {
    signal: "state",
    codes: ["PrivateIPAddressInUse"],
    source: "https://github.com/cloudfoundry/bosh-azure-cpi-release/issues/121",
  },
  {
    signal: "state",
    codes: ["SubnetMissingRequiredDelegation"],
    source: "https://learn.microsoft.com/power-platform/admin/vnet-support-setup-configure",
  },
  {
    signal: "state",
    codes: ["PrivateEndpointNetworkPoliciesCannotBeEnabledOnPrivateEndpointSubnet"],
    source: "https://github.com/patuzov/terraform-private-aks/issues/9",
  },
  {
    signal: "state",
    codes: [
      "InUseDdosProtectionPlanCannotBeDeleted",
      "NicInUse",
      "PrivateEndpointConnectionStatusNotPending",
    ],
    source:
      "https://github.com/Azure/azure-cli/tree/dev/src/azure-cli/azure/cli/command_modules/network/tests/latest/recordings",
  },
  {
    signal: "state",
    codes: ["InUseVirtualWanCannotBeDeleted"],
    source: "https://github.com/Azure/ResourceModules/issues/455",
  },
  {
    signal: "state",
    codes: ["PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled"],
    source: "https://github.com/Azure/missionlz/issues/673",
  },
  {
    signal: "state",
    codes: ["InUseSubnetCannotBeUpdated"],
    source:
      "https://learn.microsoft.com/azure/architecture/guide/azure-resource-manager/advanced-templates/update-resource",
  },
  {
    signal: "fixed",
    codes: ["SkuCannotBeChangedOnUpdate"],
    source: "https://github.com/Azure/azure-cli/issues/27806",
  },
  {
    signal: "fixed",
    codes: ["PublicIPAndLBSkuDoNotMatch"],
    source: "https://github.com/Azure/terraform-azurerm-loadbalancer/issues/32",
  },
  {
    signal: "fixed",
    codes: [
      "DifferentSkuLoadBalancersAndPublicIPAddressInVMNotAllowed",
      "DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed",
    ],
    source: "https://github.com/pivotal-cf/terraforming-azure/issues/41",
  },
  {
    signal: "fixed",
    codes: [
      "DifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS",
      "LoadBalancingNotSupportedForBasicVm",
    ],
    source: balancers,
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
  {
    signal: "invalid",
    codes: ["VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", "VnetAddressSpacesOverlap"],
    source: "https://github.com/Azure/ResourceModules/issues/731",
  },
  {
    signal: "invalid",
    codes: ["ExpressRouteCircuitServiceProviderDoesNotExist"],
    source:
      "https://github.com/Azure/azure-xplat-cli/tree/dev/test/recordings/arm-network-express-route-circuit-tests-generated",
  },
  {
    signal: "invalid",
    codes: [
      "CannotUseHealthProbeWithoutLoadBalancing",
      "NetworkInterfaceAndLoadBalancerAreInDifferentAvailabilitySets",
      "NetworkInterfacesInAvailabilitySetUseMultipleLoadBalancersOfSameType",
      "NetworkInterfaceUsesMultipleLoadBalancersOfSameType",
      "RulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndIPConfig",
      "RulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig",
      "VMScaleSetCannotUseMultipleLoadBalancersOfSameType",
    ],
    source: balancers,
  },
  {
    signal: "invalid",
    codes: ["NetworkSecurityGroupNotCompliantForAzureBastionSubnet"],
    source: "https://github.com/Azure/azure-quickstart-templates/issues/8655",
  },
  {
    signal: "invalid",
    codes: ["MissingJsonReferenceId"],
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/78914",
  },
];
