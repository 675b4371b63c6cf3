// Known answers of the class `lifecycle-state` about what uses, holds or contains something else; see
// index.ts.

export const inUseAnswers = `
409 Conflict (Microsoft.Web/serverfarms): The app service plan 'asp1' cannot be deleted because it has web app(s) 'app1' assigned to it.
409 Conflict (Microsoft.Web/serverfarms): Server farm 'asp1' cannot be deleted because it has web app(s) assigned to it.
409 Conflict (Microsoft.Web/certificates): Certificate CERT1 is in use by the following hostnames: www.contoso.com. Remove bindings first.
400 InUseSubnetCannotBeDeleted (Microsoft.Network/virtualNetworks/subnets): Subnet default is in use by /subscriptions/s/.../nic1/ipConfigurations/ipconfig1 and cannot be deleted.
400 InUseNetworkSecurityGroupCannotBeDeleted (Microsoft.Network/networkSecurityGroups): Network security group nsg1 cannot be deleted because it is in use by the following resources: x.
400 PrivateIPAddressInUse (Microsoft.Network/networkInterfaces): IP configuration x is using the private IP address 10.0.0.4 which is already allocated to resource y.
400 VirtualNetworkGatewayCannotBeDeleted (Microsoft.Network/virtualNetworkGateways): Virtual network gateway g cannot be deleted because it is in use by connection c.
409 CannotDeleteResource (Microsoft.Network/privateDnsZones): Can not delete resource before nested resources are deleted.
409 CannotDeleteResource (Microsoft.Sql/servers): Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'x'. Please delete all nested resources before deleting this resource.
409 PolicyDefinitionInUse (Microsoft.Authorization/policyDefinitions): The policy definition cannot be deleted since it is referenced by policy assignment
409 OperationNotAllowed (Microsoft.Compute/disks): Disk d cannot be deleted because it is attached to VM v. Please detach the disk from the VM and retry.
409 OperationNotAllowed (Microsoft.Compute/availabilitySets): Availability set 'a' cannot be deleted. Before deleting an Availability Set please ensure that it does not contain any VM.
- VMAgentStatusCommunicationError (Microsoft.Compute/virtualMachines/extensions): VM has reported a failure when processing extension. VM agent not responding
409 GalleryImageNotEmpty (Microsoft.Compute/galleries/images): image has versions; delete nested first
409 ManagedEnvironmentHasContainerApps (Microsoft.App/managedEnvironments): environment has apps; delete first
400 BadRequest (Microsoft.Cache/Redis): Cannot enable geo-replication while the cache has firewall rules configured
400 BadRequest: The server 'x' is already a replica and cannot be used as a source.
409 InUse: Snapshot is in use by a volume restore
409 Conflict: Policy fragment f is referenced by policies and cannot be deleted
400 ValidationError: Cannot delete product which has subscriptions. Use deleteSubscriptions=true
400 ValidationError: Api version set cannot be deleted because it has APIs associated.
412 LeaseLost: A lease ID was specified, but the lease for the blob has expired.
409 ContainerOperationFailure: The container has immutability policy or legal hold and cannot be deleted. failed since it has blobs protected by immutability
400 NetworkAclsValidationFailure: Validation of network acls failure: SubnetsHaveNoServiceEndpointsConfigured: Subnets default of virtual network v do not have ServiceEndpoints for Microsoft.Storage resources configured. Add Microsoft.Storage to subnet's ServiceEndpoints collection before trying to ACL Microsoft.Storage resources to these subnets.
400 ApplicationGatewayBackendAddressPoolCannotBeDeletedInUse: in use by request routing rule
400 NetworkInterfaceCannotUpdateIpConfigurationInUse: Network interface attached to running VM
400 VmIsNotAttachedToNic: nic not attached
400 BMSUserErrorContainerHasDatasources: Container has datasources; cannot unregister
400 BadRequest: Runbook has no published version; publish first
409 IntegrationAccountAssociated: integration account is in use by workflows
400 BadRequest: The document cannot be deleted since it is referenced by pipeline p.
409 Conflict: Front Door profile has endpoints; remove before deletion
400 BadRequest: The custom domain is being used by another endpoint.
409 AccountIsNotEmpty: Account has workspaces under it; delete them first
409 OperationNotAllowed: VM 'v' has not reported status for VM agent or extensions. Please verify the VM has a running VM agent
409 OperationNotAllowed: Dedicated Host 'h' cannot be deleted. Before deleting please ensure it does not contain any VMs.
409 OperationNotAllowed: Proximity placement group 'p' cannot be deleted. it has resources
409 OperationNotAllowed: Capacity reservation 'c' cannot be deleted. VMs are still associated
409 OperationNotAllowed: Cannot reimage: the VM has a data disk attached with write accelerator
409 OperationNotAllowed: DiskEncryptionSet 'd' is in use by disks
409 ImageVersionInUse: image used by VMSS
409 Conflict: Cannot delete the virtual hub because it still has hub virtual network connections.
409 CannotDeleteVirtualHub: Virtual hub h has active resources and cannot be deleted.
400 BadRequest: Firewall policy fp can not be deleted because it is attached to one or more firewalls
409 Conflict: The zone 'contoso.com' cannot be deleted because it has DNSSEC enabled
409 Conflict: Policy is associated with front doors; remove association
409 OperationNotAllowed: Cannot detach data disk 'd' from VM 'v' because disk is not attached
409 OperationNotAllowed: The requested operation cannot be performed on the disk because it is attached to a running VM
409 OperationNotAllowed: Resizing disk d while attached to running VM 'v' is not allowed. Resizing a disk of an Azure Virtual Machine requires the virtual machine to be deallocated. Please stop your VM and retry the operation.
400 BadRequest: Cannot scale to Free tier because site has custom domain bindings
400 BadParameter: The key vault does not have soft delete enabled; enable it before purge protection
400 FailoverGroupInUse: Cannot drop the server 's' because it is used by failover group fg.
400 InUseRouteTableCannotBeDeleted: Route table rt is in use and cannot be deleted.
400 SubnetHasServiceAssociationLink: Subnet s cannot be deleted because it has service association link appServiceLink
400 PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled: Private endpoint pe cannot be created in a subnet s since it has private endpoint network policies enabled.
400 DiskEncryptionSetNotEnabled: key vault must have purge protection enabled
400 WorkspaceCannotBeDeleted: Workspace is linked to an automation account; unlink first
409 JobCompleted: The job has already completed.
409 SnapshotsPresent: This operation is not permitted while the blob has snapshots.
409 DirectoryNotEmpty: The recursive query parameter value must be true to delete a non-empty directory.
400 PublicIPAddressCannotBeDeleted: Public IP address /subscriptions/x can not be deleted since it is still allocated to resource /subscriptions/y. In order to delete the public IP, disassociate/detach the Public IP address from the resource.
400 CannotDeleteLoadBalancerWithPrivateLinkService: Cannot delete load balancer lb1 since its child resource ipConfig is in use by private link service.
400 CannotDeletePrivateLinkServiceWithPrivateEndpointConnections: Cannot delete privateLinkService pls since it has 1 private endpoint connection(s).
400 ExpressRouteCircuitNotProvisioned: The service provider has not provisioned the circuit yet; peering cannot be configured until ServiceProviderProvisioningState is Provisioned.
409 Conflict (Microsoft.Web/serverfarms): Server farm 'p' cannot be deleted because it has web app(s) w assigned to it.
409 Conflict: Certificate with thumbprint ABC can not be deleted because it is being used in hostname bindings.
409 ElasticPoolNotEmpty (Microsoft.Sql/servers/elasticPools): Elastic pool is not empty.
409 ApplicationHasPackages: The specified application contains packages. Delete all packages before deleting the application.
409 CannotDeleteResource (Microsoft.NetApp/netAppAccounts): Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'a/b/c'. Please delete all nested resources before deleting this resource.
400 BadRequest: The storage account must have hierarchical namespace disabled to enable versioning.
400 ManagedEnvironmentNotProvisioned: The environment 'e' is still being provisioned; its state is 'Waiting'. Container apps can be created once it has succeeded.
409 ResourceInUse: The Private Link Hub has private endpoint connections. Remove them first.
409 Conflict: Domain 'x' validation is pending. Profile custom domain cannot be used before its ownership has been validated.
400 BadRequest: The custom domain must be disabled for HTTPS before it can be deleted: a DNS record still maps it to the endpoint.
409 Conflict: Gateway 'gw' has active connections; delete them before changing the VPN type.
400 ReconcileVNetFailed: VirtualNetwork's subnet cannot be used: Reconcile VNet failed. Details: VNet retrieval failed: subnet s is in use by /subscriptions/x and cannot be deleted.
400 SubnetMissingRequiredDelegation: The subnet must have delegation Microsoft.ContainerInstance/containerGroups.
400 InUseSubnetCannotBeDeleted: Subnet s is in use by /subscriptions/x/ipConfigurations/y and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.
409 Conflict: The VNet Integration cannot be removed: subnet is in use.
409 Conflict: Cannot delete linked storage account because data export is configured on it.
409 OperationNotAllowed: Disk pvc-1 is attached to VM v. Disk must be detached before it is attached to another VM.
409 ParentResourceNotProvisioned: Cannot create nested resource because parent 'sql1' is still Creating.
409 Conflict (Microsoft.ContainerService/fleets): Fleet member cannot be removed: an update run is using it.
400 BadRequest (Microsoft.DataProtection/backupVaults): Backup vault cannot be deleted as it contains protected backup instances. Stop protection and delete the backup instances first.
400 UserError (Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments): The endpoint e has traffic assigned to deployment blue; set traffic to 0 before deleting.
409 Conflict (Microsoft.KubernetesConfiguration/extensions): Connected cluster is still onboarding: agent state is Connecting. Extensions can only be created once it has reached Connected.
409 Conflict: Custom location has resources deployed and cannot be removed. Delete the resources first.
409 ResourceInUse: Dev box definition 'd' is referenced by one or more pools.
400 BadRequest: Elastic SAN volume group v cannot be deleted since it has volumes.
409 Conflict: Resolver 'r' has inbound endpoints. Please delete child resources before removing the resolver.
400 VirtualNetworkInUse: Virtual network v is already linked with another DNS resolver.
409 CannotDeleteRuleset: Forwarding ruleset is linked with virtual networks; unlink them first.
400 VirtualWanHasHubs: Virtual WAN w cannot be deleted because virtual hubs still belong to it.
400 PrivateCloudInUse: Private cloud has active ExpressRoute authorizations.
400 ClusterSuspendedDueToInactivity: Cluster has been stopped because it was inactive. Start the cluster and retry.
400 BadRequest (Microsoft.DataFactory/factories/linkedservices): The document cannot be deleted since it is referenced by pipeline1.
409 Conflict (Microsoft.DesktopVirtualization/hostPools): Host pool has session hosts; delete them or set force=true.
400 BadRequest: Application group is referenced by workspace w and can't be removed.
409 Conflict (Microsoft.Cache/Redis/linkedServers): Cannot modify linked server role while geo-replication link is active. Unlink the caches first.
409 IntegrationAccountAssociationFailed: Workflow is not associated with an integration account. Associate one to use maps.
409 Conflict (Microsoft.Dashboard/grafana): Grafana workspace private endpoint connection is in Pending state and can't be used.
409 Conflict (Microsoft.Compute/galleries/images): Gallery image definition cannot be deleted before its nested versions.
409 OperationNotAllowed: Capacity reservation c still has allocated VMs; deallocate or disassociate them.
400 BadRequest: Dedicated host group contains hosts and cannot be deleted
409 Conflict (Microsoft.CognitiveServices/accounts): Customer-managed key has been disabled; the account is not operational.
400 BadRequest (Microsoft.Network/applicationGateways): Rule r1 is used by gateway g and can't be removed until it isn't.
409 Conflict (Microsoft.Web/hostingEnvironments): The app service environment still hosts 2 plans.
409 Conflict (Microsoft.Web/sites): Deployment slot staging has to be running to be swapped.
409 Conflict (Microsoft.Batch/batchAccounts/pools): The pool contains nodes that are not idle.
409 Conflict (Microsoft.EventHub/namespaces): Event hub consumer group has connected receivers.
400 BadRequest (Microsoft.ServiceBus/namespaces): Namespaces taking part in pairing have to be empty.
409 Conflict (Microsoft.Media/mediaservices/streamingEndpoints): The streaming endpoint is running; it has to be stopped before deletion.
409 AccountNotEmpty (Microsoft.DataLakeStore/accounts): Data Lake account contains data and force flag not given.
409 Conflict (Microsoft.DBforMySQL/servers): Replica set has 2 replicas and primary can't be dropped.
400 ServerNotStopped: Server has to be stopped to be started.
409 Conflict (Microsoft.Network/firewallPolicies): Firewall policy has child policies.
409 Conflict (Microsoft.Network/routeTables): Route table is associated to a subnet.
409 ShareSnapshotInUse: The share has snapshots and the operation requires no snapshots.
409 Conflict: Cannot delete policy definition as it is referenced by assignment /subscriptions/x.
409 Conflict: Management group 'mg' is not empty and cannot be deleted.
400 BadRequest: The management group has child management groups or subscriptions; move these first.
409 WorkspaceLinkedToAutomation: Workspace w is linked with automation account a; unlink it before delete.
409 Conflict: Cannot delete WAF policy wafp: it is in use by frontend endpoints.
400 UserErrorContainerHasDatasources: Unregister failed because container has backup items. Delete data of those items first.
400 BadRequest (Microsoft.Batch/batchAccounts): Batch account must have auto-storage configured to use application packages.
409 ApplicationHasReferencingPools: Application referenced by pools and can not be deleted
400 BadRequest (Microsoft.Search/searchServices): Shared private link resource must be approved before being used; status Pending
409 CannotDelete: Hybrid connection has listeners
400 BadRequest: Scope can't be linked: workspace is in a soft-deleted state
409 Conflict (Microsoft.OperationalInsights/clusters): Cluster is associated with 2 workspaces, and can't be deleted before they are unlinked
400 BadRequest: Storage account k has some active image(s) and/or disk(s), e.g. nov17. Ensure these image(s) and/or disk(s) are removed before deleting this storage account.
400 BadRequest: The document cannot be deleted since it is referenced by DF_x.
409 40877 (Microsoft.Sql/servers/elasticPools): An elastic pool cannot be deleted unless it does not contain any databases.
409 FailoverGroupNotReady (Microsoft.Sql/servers/failoverGroups): Failover group is still seeding and can't fail over.
400 FailoverGroupPartnerServerNotEmpty (Microsoft.Sql/servers/failoverGroups): The partner server already contains a database with the same name that isn't part of the link.
409 ServerKeyInUse (Microsoft.Sql/servers/keys): The server key 'k' is in use as the encryption protector and can't be dropped.
409 Conflict (Microsoft.Web/staticSites): A backend is already linked to static site 's'. Unlink the existing backend first.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Cannot enable continuous backup while account has multiple write locations enabled.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Volume deletion is not allowed as replication exists for the volume.
409 Conflict (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Cannot delete snapshot policy p as it is in use by volumes.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): The specified subnet s does not have the delegation Microsoft.Netapp/volumes. Delegate the subnet.
400 ValidationFailed (Microsoft.Synapse/workspaces): Apache Spark pool is being used by notebook sessions; end them.
409 OperationNotAllowed (Microsoft.Compute/diskEncryptionSets): Disk encryption set d is used by disks and can't be deleted
400 ApplicationGatewayWafPolicyInUse (Microsoft.Network/x): Firewall policy is associated to gateway g and can't be removed
400 ApplicationGatewaySubnetCannotHaveOtherResources (Microsoft.Network/x): Subnet /s cannot be used for application gateway since it has other resources deployed.
400 FirewallPolicyInUse (Microsoft.Network/x): Policy fp has base policy children; remove them.
409 Conflict (Microsoft.Network/privateDnsZones): Cannot delete zone x.com because it still has virtual network links.
409 ManagedEnvironmentHasContainerApps (Microsoft.App/managedEnvironments): Managed environment e contains container apps and cannot be deleted.
409 Conflict (Microsoft.ContainerService/snapshots): Node pool snapshot is being referenced by node pool np2.
400 MgmtStorageSyncServiceNotEmpty (Microsoft.StorageSync/storageSyncServices): The storage sync service still contains sync groups or registered servers.
409 Conflict: The profile has endpoints that must be removed first.
409 Conflict: Detach the network security group from all subnets and interfaces, then delete it.
409 Conflict: The load balancer is referenced by a scale set.
409 Conflict: This private endpoint has not been approved by the owner of the service.
409 Conflict: Hostname bindings still point to the certificate.
409 Conflict: The snapshot is used as the source of a running copy.
409 Conflict: The environment has jobs that have to be removed.
409 Conflict: The account cannot be closed while containers exist in it.
409 Conflict: Only an Approved connection can be used.
409 Conflict: Cluster has to be started before it can be scaled.
409 Conflict: The disk pool has iSCSI targets that must be removed.
409 Conflict: The network profile is in use by container groups.
409 Conflict: The service endpoint policy is attached to a subnet.
409 Conflict: The route server has peers configured.
409 Conflict: The bastion host exists in this virtual network and must be removed first.
409 Conflict: The NAT gateway is attached to a subnet.
400 BadRequest: Subnet has a delegation that must be removed before it is deleted.
400 BadRequest: The vault still has items in soft delete.
400 BadRequest: The public IP address is attached to an interface and its SKU cannot be upgraded now.
400 BadRequest: A flow log exists for this group; delete it first.
400 BadRequest: The table has to be empty.
400 BadRequest: Change feed has to be enabled before restore is.
`;
