// Known answers of the class `policy-or-sku`; see index.ts.

export const policyOrSkuAnswers = `
409 Conflict (Microsoft.Web/serverfarms): Linux workers are not available in resource group rg1. Use this link to learn more.
409 Conflict (Microsoft.Web/serverfarms): Requested feature is not available in resource group rg1. Please try using a different resource group or create a new one.
409 Conflict (Microsoft.Web/sites/slots): Cannot complete the operation because the site will exceed the number of slots allowed for the 'Free' SKU.
400 SkuDowngradeNotAllowed (Microsoft.Network/publicIPAddresses): cannot downgrade
400 BasicSkuPublicIpNotAllowed (Microsoft.Network/bastionHosts): Standard gateway requires Standard public IP
409 PublicAccessNotPermitted (Microsoft.Storage/storageAccounts): Public access is not permitted on this storage account.
- ProvisioningDisabled (Microsoft.Sql/servers): Provisioning is restricted in this region. Please choose a different region. For exceptions to this rule please open a support request with Issue type of 'Service and subscription limits'.
400 BadRequest (Microsoft.KeyVault/vaults): The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.
400 BadRequest (Microsoft.KeyVault/vaults): The property "enableSoftDelete" can be set to false only for creating new vault. Enabling the 'soft delete' functionality is an irreversible action.
400 K8sVersionNotSupported (Microsoft.ContainerService/managedClusters): Managed cluster is on version 1.24.3 which is not supported in this region.
400 AgentPoolK8sVersionNotSupported (Microsoft.ContainerService/managedClusters/agentPools): Version 1.20 is not supported in this region
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Updating enableFreeTier for an existing account is not allowed
400 LocationNotAvailableForResourceType (Microsoft.Foo/bar): The provided location 'x' is not available for resource type 'y'.
409 ReadOnlyDisabledSubscription (Microsoft.Foo/bar): The subscription 's' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.
403 RequestDisallowedByAzure (Microsoft.Network/virtualNetworks): Resource 'x' was disallowed by Azure: This policy maintains a set of best available regions
400 ResourceMoveNotSupported (Microsoft.Resources/resourceGroups): Resource move is not supported for resource types 'x'.
409 OperationNotAllowed (Microsoft.Compute/disks): Disk of size 32 GB cannot be shrunk to 16
409 OperationNotAllowed (Microsoft.Compute/virtualMachines): The maximum number of data disks allowed to be attached to a VM of this size is 4.
400 InvalidParameter (Microsoft.Compute/virtualMachines): The Availability Set 'a' cannot be changed for an existing VM.
400 BadRequest (Microsoft.Compute/virtualMachines): The value of parameter priority is invalid: Spot not supported for this size
400 MessagingGatewayBadRequest (Microsoft.ServiceBus/namespaces/queues): SubCode=40000. The property 'RequiresSession' of Queue cannot be changed after creating the Queue.
400 SpecialFeatureOrQuotaIdRequired (Microsoft.CognitiveServices/accounts): The subscription does not have QuotaId/Feature required by SKU 'S0' from kind 'OpenAI'
400 BadRequest (Microsoft.Cdn/profiles/afdEndpoints): Property 'AfdEndpoint.Name' cannot be changed once created.
400 BadRequest (Microsoft.Foo/bar): SKU Basic does not support virtual network integration. Upgrade to Premium.
400 FeatureSwitchNotEnabled: Requested feature is not enabled
400 BadRequest: Resource type 'x' doesn't support diagnostic settings.
400 UnsupportedResourceOperation: The resource type 'x' does not support this operation.
409 FeatureNotSupportedForAccount: Blob versioning is not supported for accounts with hierarchical namespace enabled
409 OperationNotSupportedOnDirectory: x not supported
409 ImmutabilityPolicyUpdateNotAllowed: The immutability policy cannot be updated since it is locked.
400 BadRequest: Partition key path cannot be changed for an existing container
400 UnsupportedClusterSize: cluster size not supported for tier
400 BadRequest: The value '6' for parameter 'redisVersion' is not valid for SKU 'Basic'
400 ServerStorageShrinkNotSupported: Storage size cannot be decreased
400 SkuNotSupported: sku
409 FeatureRegistrationUnsupported: The feature 'f' does not support registration
400 AccountNotAllowedForPrivateEndpoint: private endpoint not supported for this account type
400 PrivateEndpointFeatureNotSupportedOnServer: Please update the server's pricing tier
409 OperationNotAllowed: Operation 'Deallocate' is not allowed since a VM in Low priority scale set cannot be deallocated
409 OperationNotAllowed: Managed disk storage account type change through Virtual Machine 'v' is not allowed.
409 OperationNotAllowed: Addition of a managed disk to a VM with blob based disks is not supported.
409 OperationNotAllowed: Changes to osDisk.vhd not allowed
400 MarketplacePurchaseEligibilityFailed: Marketplace purchase eligibilty check returned errors. Legal terms have not been accepted for this item on this subscription.
400 ResourcePurchaseValidationFailed: User failed validation to purchase resources. Error message: 'You have not accepted the legal terms on this subscription'
400 InvalidCapacity: The requested number of units is not valid for this SKU
400 BadRequest: Some of the provided Azure Website endpoints are not valid: Web apps below Standard SKU cannot be used
403 Forbidden: AKS addon is blocked by Azure Policy
403 RequestDisallowedByPolicy: Resource 'x' was disallowed by policy. Policy identifiers: '[{}]'
- InvalidTemplateDeployment: The template deployment failed because of policy violation. Please see details for more information.
400 BadRequest: The requested VM size 'Standard_D8s_v5' is not available in location 'westus'. The available sizes are ...
400 InvalidParameter: The requested VM size Standard_ND96 is not available in the current region. The sizes available in the current region are: ...
403 Forbidden: Operation "purge" is not allowed on this vault because purge protection is enabled
400 BadRequest: The partition count of an event hub can not be changed after creation. SubCode=40000
400 SkuNotSupported: Geo-replications are only supported for managed registries in Premium SKU.
400 UnsupportedServiceLevelObjective: The edition 'Basic' does not support zone redundancy
409 OperationNotAllowed: Multiple VMExtensions per handler not supported for OS type 'Linux'. VMExtension 'a' with handler 'h' already added or specified in input.
400 ZoneNotSupported: Availability zones are not supported in this location
409 Conflict: Cannot move site to the selected plan because it is in a different webspace
409 BlobImmutableDueToPolicy: This operation is not permitted as the blob is immutable due to one or more legal holds.
400 AvailabilityZoneNotSupported: Preflight validation check failed: The zone(s) '2' for resource 'agentpool' is not supported.
400 LinuxProfileImmutable: Changing property 'linuxProfile.ssh.publicKeys.keyData' is not allowed.
400 PropertyChangeNotAllowed: Changing property 'dnsPrefix' is not allowed.
409 Conflict: The search service has reached its maximum number of indexes for this tier
400 DisallowedOperation: The current subscription type is not permitted to perform operations on any provider namespace. Please use a different subscription.
403 SubscriptionDisabled: subscription disabled
409 PropertyChangeNotAllowed: Changing property 'osDisk.name' is not allowed.
400 BadRequest (Microsoft.ContainerService/managedClusters): The VM size of Standard_D2s_v3 is not allowed in your subscription in location 'westus2'. For more details, please visit https://aka.ms/cpu-quota
400 AgentPoolK8sVersionNotSupported: Version 1.18.10 is not supported in this region. Please use [az aks get-versions] command to get the supported version list in this region.
409 Conflict (Microsoft.Web/sites): There was a conflict. AlwaysOn cannot be set for this site as the plan does not allow it. For more information on pricing and features, please see: https://aka.ms/appservicepricingdetails 
409 Conflict (Microsoft.Web/serverfarms): Requested features are not supported in region. Please try another region.
401 Unauthorized: The scale operation is not allowed for this subscription in this region. Try selecting different region or scale option.
409 Conflict: Linux dynamic workers are not available in resource group rg. Use this link to learn more https://go.microsoft.com/fwlink/?linkid=831180.
409 Conflict: Cannot complete the operation because the site will exceed the number of slots allowed for the 'Standard' SKU.
400 LocationNotAvailable (Microsoft.DBforPostgreSQL/flexibleServers): The location is restricted from performing this operation.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts/sqlDatabases): Throughput update is not supported for resources created without dedicated throughput.
400 BadRequest (Microsoft.ServiceBus/namespaces): SubCode=40000. Namespace tier downgrade is not supported.
400 InvalidSkuChange: The SKU of a search service cannot be changed after creation.
400 FeatureNotSupportedForAccount (Microsoft.Storage/storageAccounts): Blob versioning is not supported for the account.
409 Conflict (Microsoft.Storage/storageAccounts): Values for request parameters are invalid: kind. Account kind downgrade is not permitted.
400 BadRequest (Microsoft.ContainerService/managedClusters): Addon virtualNode is not supported with kubenet network plugin.
400 PublicIPAndLBSkuDoNotMatch: Standard sku load balancer lb cannot reference Basic sku publicIP ip.
400 BadRequest: The property 'enableSoftDelete' can be set to false only for creating new vault. Enabling the 'soft delete' functionality is an irreversible action.
400 BadRequest: The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.
400 InvalidResourceProperties (Microsoft.CognitiveServices/accounts/deployments): The specified SKU 'Standard' for model 'gpt-4o' is not supported in this region 'westus'.
400 LocationNotAvailableForResourceType: The provided location 'x' is not available for resource type 'Microsoft.Web/staticSites'. List of available regions for the resource type is 'westus2'.
400 ProvisioningDisabled: Subscriptions are restricted from provisioning in location 'East US'. Choose a different location. For exceptions open a support request.
400 RegionDoesNotSupportZoneRedundancy: Zone redundant is not supported in region westus.
403 RequestDisallowedByAzure: Resource 'x' was disallowed by Azure: This policy maintains a set of best available regions where your subscription can deploy resources.
403 RequestDisallowedByPolicy: Resource 'x' was disallowed by policy. Policy identifiers: '[]'
409 OperationNotAllowed: The maximum number of data disks allowed to be attached to a VM of this size is 4.
400 InvalidParameter: Requested operation cannot be performed because the VM size Standard_D2_v3 does not support the storage account type Premium_LRS of disk 'd'. Consider updating the VM to a size that supports Premium storage.
400 UserErrorImmutabilityLocked: Operation is not supported as the vault's immutability is locked.
400 BadRequest: AzureBastion Developer SKU doesn't support session recording.
400 BadRequest (Microsoft.Databricks/workspaces): Workspace SKU trial cannot be downgraded to standard.
400 BadRequest (Microsoft.Cache/redisEnterprise): Scaling down from E20 to E10 is not supported.
400 BadRequest (Microsoft.Cache/Redis/linkedServers): Geo replication requires Premium tier caches.
400 BadRequest (Microsoft.Support/supportTickets): Severity 'critical' isn't available for your support plan.
400 ValidationFailed (Microsoft.VirtualMachineImages/imageTemplates): Update/Upgrade of image templates is currently not supported. Please change the name of the template you are submitting.
400 BadRequest (Microsoft.CodeSigning/codeSigningAccounts): Certificate profile type cannot be altered after it has been created.
400 BadRequest (Microsoft.SignalRService/webPubSub): Free tier supports only 1 instance. Upgrade to Standard for more units.
409 PropertyChangeNotAllowed: Changing property 'platformFaultDomainCount' is not allowed.
400 BadRequest: Location cannot be changed for an existing profile.
400 BadRequest (Microsoft.Cdn/profiles): Switching between Akamai and Verizon SKU is not possible.
400 BadRequest (Microsoft.Cdn/profiles): The custom domain HTTPS feature isn't offered for Standard_Akamai.
400 BadRequest (Microsoft.EventHub/namespaces/eventhubs): Partition count can be increased only in Premium or Dedicated tier.
400 BadRequest (Microsoft.EventHub/namespaces/eventhubs): Message retention may not exceed 1 day on Basic SKU.
400 BadRequest: Once enabled, double encryption can't be turned off.
400 BadRequest (Microsoft.Web/sites): F1 does not allow 64-bit worker processes.
400 BadRequest (Microsoft.ApiManagement/service): API version 2014-04-01 is too old for hub tier S1; quota by key isn't part of Consumption.
400 BadRequest (Microsoft.ApiManagement/service): Virtual network injection isn't available with the Developer SKU in this cloud.
400 BadRequest: Preview feature Microsoft.Network/AllowFoo must be registered on the subscription before it can be used.
400 RoleAssignmentUpdateNotPermitted: Tenant ID, application ID, principal ID, and scope are not allowed to be updated.
409 AccountPropertyCannotBeUpdated: The property 'location' was specified in the input, but it cannot be updated.
400 FeatureNotSupportedForStorageAccount: File share soft delete isn't supported for BlobStorage.
400 K8sVersionNotSupported: Version 1.15.7 is not supported in this region. Please use [az aks get-versions] command.
405 MethodNotAllowed: The requested operation is not supported for a vault of this type.
409 Conflict (Microsoft.KeyVault/locations/deletedVaults): Operation is not allowed because purge protection is enabled on vault
409 Conflict: This plan's worker size can't host Windows containers
400 BadRequest: CrossRegionRestore can't be disabled once enabled on vault.
400 UserErrorStorageTypeCannotBeChanged: Storage type cannot be changed on the vault after an item is protected.
400 BadRequest (Microsoft.Devices/IotHubs): Downgrading from paid tier to Free is not permitted.
400 BadRequest (Microsoft.Search/searchServices): Hosting mode 'HighDensity' is only supported with SKU standard3.
400 UnsupportedRedisFeature: Clustering is supported only by Premium SKU.
400 BadRequest (Microsoft.Cache/Redis): Virtual network of an existing redis cannot be updated.
400 MessagingGatewayBadRequest: SubCode=40000. Topics are not available for namespaces with Basic tier.
400 BadRequest (Microsoft.ServiceBus/namespaces/queues): Cannot update property requiresSession of an existing queue.
400 UnsupportedTier: Table plan Basic is not supported for table Heartbeat.
400 BadRequest (Microsoft.OperationalInsights/workspaces): Commitment tier may only be changed 31 days after last change.
400 BadRequest (Microsoft.ContainerService/managedClusters): networkPlugin cannot be changed from kubenet to azure.
400 PropertyChangeNotAllowed (Microsoft.ContainerService/managedClusters): Changing property 'agentPoolProfile.vmSize' is not allowed.
400 BadRequest (Microsoft.ContainerService/managedClusters): Preview feature Microsoft.ContainerService/X not registered.
409 OperationNotAllowed: Operation 'VMScaleSetVMs.instanceView.GET' is not allowed on Virtual Machine Scale Set 'rh-vmss'.
400 BadRequest: Storage Account update is not supported yet
400 40844 (Microsoft.Sql/servers/databases): Database 'db' on Server 's' is a 'Standard' edition database in an elastic pool and cannot have a continuous copy relationship.
400 40859 (Microsoft.Sql/servers/elasticPools): Elastic pool does not support service tier 'Web'.
400 InvalidEditionTransition (Microsoft.Sql/servers/databases): Changing the edition from Hyperscale to General Purpose isn't supported.
400 InvalidMaxSizeTierCombination (Microsoft.Sql/servers/databases): The edition 'Basic' does not support the database max size '1 TB'.
400 VulnerabilityAssessmentInvalidPolicy: VA not available on this edition.
400 ManagedInstanceVNetUpdateNotAllowed (Microsoft.Sql/managedInstances): Moving managed instance to another vnet isn't allowed.
400 ServerLevelFirewallRuleNotSupported (Microsoft.Sql/servers): Deny public network access is set to Yes; firewall rules can't be created.
409 Conflict (Microsoft.Web/sites): Requested feature is not available in resource group rg. Please try using a different resource group or create a new one.
400 BadRequest (Microsoft.ContainerRegistry/registries): Registry contoso in SKU Basic does not support feature geo-replication. Upgrade to Premium.
400 InvalidApiSetId (Microsoft.CognitiveServices/accounts): The account type 'Face' is either invalid or unavailable in given region.
400 SpecialFeatureOrQuotaIdRequired (Microsoft.CognitiveServices/accounts): The subscription does not have QuotaId/Feature required by SKU 'S0' from kind 'OpenAI' or contains blocked QuotaId/Feature.
400 RegionCapabilityNotAvailable (Microsoft.HDInsight/clusters): Region capability not available for region 'North Europe' and Subscription ID 's'.
400 StorageSizeReductionNotAllowed (Microsoft.DBforPostgreSQL/flexibleServers): Storage size cannot be reduced from 128 GB to 64 GB.
400 ReplicaNotSupportedForTier (Microsoft.DBforPostgreSQL/flexibleServers): Read replicas aren't supported for the Burstable compute tier.
400 GeoRestoreNotEnabled (Microsoft.DBforPostgreSQL/flexibleServers): Geo-redundant backup was not enabled at creation of source server.
400 ResourceMoveNotSupported: Resource move is not supported for resource types 'Microsoft.X/y'.
409 OperationNotAllowed (Microsoft.Compute/galleries): Gallery image version profile targetRegions cannot remove the home region.
400 ApplicationGatewayTierUpgradeNotAllowed (Microsoft.Network/x): Upgrading from Standard to Standard_v2 is not allowed.
409 Conflict: Availability zone support cannot be enabled on an existing cluster.
409 Conflict: Cluster autoscaler profile is not applicable to virtual node pools.
409 OperationNotAllowed: Ultra disks can only be attached to VMs in availability zones that support them.
409 OperationNotAllowed: Trusted Launch cannot be turned off for this VM; it was created with Trusted Launch.
409 OperationNotAllowed: Hibernation isn't offered for VM size Standard_B2s.
409 OperationNotAllowed: This size supports at most 2 NICs.
409 OperationNotAllowed: Encryption at host is not enabled for this subscription.
409 OperationNotAllowed: Generation 1 images can't be used with Gen2-only size.
400 BadRequest: Changing network plugin mode from overlay to node subnet isn't permitted.
400 BadRequest: Account kind BlobStorage doesn't allow file shares.
400 BadRequest: Hierarchical namespace can't be toggled for an existing account.
400 BadRequest: Public IP SKU upgrade from Basic requires static allocation and isn't reversible.
409 Conflict: Changing the database collation after creation is disallowed.
403 Forbidden: Your organization's policy forbids creating resources in this region.
400 BadRequest: The subscription offer type does not include this VM series.
400 BadRequest: The selected pricing tier doesn't include deployment slots.
409 Conflict: Region eastus2euap isn't open for this subscription.
400 BadRequest: Plan not purchased: marketplace terms need to be accepted first.
409 Conflict: Resource locations differ from that of the vault: cross-region isn't supported.
400 BadRequest (Microsoft.Network/dnszones): Record sets of type 'SOA' cannot be deleted.
409 Conflict: The tier does not come with this feature.
409 Conflict: This region has no availability zones.
409 Conflict: The version of the image is no longer offered.
409 Conflict: A shared plan cannot have a virtual network.
409 Conflict: Linux is not offered in this resource group.
409 Conflict: The kind of an account is set once.
409 Conflict: Customer-managed keys need the premium tier.
409 Conflict: Private link comes with Premium only.
409 Conflict: Encryption cannot be removed once it was configured.
409 Conflict: Downgrade to a lower tier is not offered.
409 Conflict: The extension is not available for this operating system.
409 Conflict: Auto-grow cannot be switched off again.
409 Conflict: The subscription cannot buy from the marketplace.
403 RequestDisallowedByPolicy: A policy of the management group denies public addresses.
`;
