// Known answers of the class `lifecycle-state`; see index.ts.

export const lifecycleStateAnswers = `
409 Conflict (Microsoft.Web/serverfarms): The app service plan 'asp1' cannot be deleted because it has web app(s) 'app1' assigned to it.
409 Conflict (Microsoft.Web/serverfarms): Server farm 'asp1' cannot be deleted because it has web app(s) assigned to it.
409 Conflict (Microsoft.Web/certificates): Certificate CERT1 is in use by the following hostnames: www.contoso.com. Remove bindings first.
400 InUseSubnetCannotBeDeleted (Microsoft.Network/virtualNetworks/subnets): Subnet default is in use by /subscriptions/s/.../nic1/ipConfigurations/ipconfig1 and cannot be deleted.
400 InUseNetworkSecurityGroupCannotBeDeleted (Microsoft.Network/networkSecurityGroups): Network security group nsg1 cannot be deleted because it is in use by the following resources: x.
400 PrivateIPAddressInUse (Microsoft.Network/networkInterfaces): IP configuration x is using the private IP address 10.0.0.4 which is already allocated to resource y.
400 PublicIPAddressInUse (Microsoft.Network/loadBalancers): Resource x is referencing public IP address y that is already allocated to resource z.
400 VirtualNetworkGatewayCannotBeDeleted (Microsoft.Network/virtualNetworkGateways): Virtual network gateway g cannot be deleted because it is in use by connection c.
400 SubnetMustBeEmpty (Microsoft.Network/virtualNetworks/subnets): cannot
409 CannotDeleteResource (Microsoft.Network/privateDnsZones): Can not delete resource before nested resources are deleted.
400 AddressSpaceInUse (Microsoft.Network/virtualNetworks): cannot remove address space while subnets or peerings use it
400 PeeringInDisconnectedState (Microsoft.Network/virtualNetworks/virtualNetworkPeerings): Cannot create or update peering because remote peering is in Disconnected state. Delete the remote peering and recreate
409 LeaseIdMissing (Microsoft.Storage/storageAccounts/blobServices/containers): There is currently a lease on the blob and no lease ID was specified in the request.
409 Conflict (Microsoft.Storage/storageAccounts): Storage account x is in state ResolvingDns; retry
409 ServerNotInSucceededState (Microsoft.DBforPostgreSQL/flexibleServers): Requested operation cannot be performed because server is not in Ready state.
400 ElasticPoolOverStorageUsage (Microsoft.Sql/servers/elasticPools): Attempting to lower the storage limit of elastic pool below its storage usage.
400 BadRequest (Microsoft.ContainerService/managedClusters/agentPools): Cannot delete the last system node pool
409 Conflict (Microsoft.ContainerService/managedClusters): Cluster is in stopped state. Start the cluster before performing this operation
400 PodDrainFailure (Microsoft.ContainerService/managedClusters/agentPools): Drain of node did not complete. Pods could not be evicted because of PodDisruptionBudget
409 MissingSubscriptionRegistration (Microsoft.Foo/bar): The subscription is not registered to use namespace 'Microsoft.Foo'.
409 MoveCannotProceedWithResourcesNotInSucceededState (Microsoft.Resources/resourceGroups): cannot move because some resources are not in Succeeded state
409 CannotDeleteResource (Microsoft.Sql/servers): Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'x'. Please delete all nested resources before deleting this resource.
400 RoleDefinitionHasAssignments (Microsoft.Authorization/roleDefinitions): There are existing role assignments referencing role (code: RoleDefinitionHasAssignments)
409 PolicyDefinitionInUse (Microsoft.Authorization/policyDefinitions): The policy definition cannot be deleted since it is referenced by policy assignment
409 OperationNotAllowed (Microsoft.Compute/disks): Disk d cannot be deleted because it is attached to VM v. Please detach the disk from the VM and retry.
409 OperationNotAllowed (Microsoft.Compute/availabilitySets): Availability set 'a' cannot be deleted. Before deleting an Availability Set please ensure that it does not contain any VM.
409 OperationNotAllowed (Microsoft.Compute/images): Image capture is only allowed on a generalized VM
409 OperationNotAllowed (Microsoft.Compute/virtualMachines/extensions): VM extension provisioning is not allowed because the VM is stopped
409 Conflict (Microsoft.Compute/disks): Disk d is being accessed through SAS; revoke access first. There is an active shared access signature outstanding for disk d.
- VMAgentStatusCommunicationError (Microsoft.Compute/virtualMachines/extensions): VM has reported a failure when processing extension. VM agent not responding
409 GalleryImageNotEmpty (Microsoft.Compute/galleries/images): image has versions; delete nested first
409 ManagedEnvironmentHasContainerApps (Microsoft.App/managedEnvironments): environment has apps; delete first
409 Conflict (Microsoft.ServiceBus/namespaces): Namespace ns is not active; current state: Updating
400 BadRequest (Microsoft.RecoveryServices/vaults): Vault cannot be deleted as there are existing resources within the vault. Please ensure there are no backup items, protected servers
409 RequestConflict (Microsoft.CognitiveServices/accounts): Cannot modify resource with id 'x' because the resource entity provisioning state is not terminal. Please wait for the provisioning state to become terminal and then retry the request.
409 Conflict (Microsoft.Devices/IotHubs): The IotHub 'hub' is in state Transitioning; cannot be updated
409 409308 (Microsoft.Devices/IotHubs): The IoT hub cannot be modified because the hub's current status is Activating. 
400 BadRequest (Microsoft.Cdn/profiles/endpoints/customDomains): Domain verification required before the custom domain can be enabled
409 Conflict (Microsoft.Cdn/profiles/endpoints): The endpoint cannot be stopped because it is already stopped
409 InvalidOperation (Microsoft.Kusto/clusters): Cluster is in 'Starting' state and cannot be deleted
409 OperationNotAllowed (Microsoft.NetApp/netAppAccounts/capacityPools): Capacity pool cannot be deleted, delete all volumes in pool first.
409 Conflict (Microsoft.Foo/privateEndpointConnections): The private endpoint connection is in Disconnected state and cannot be approved
400 BadRequest (Microsoft.Cache/Redis): Cannot enable geo-replication while the cache has firewall rules configured
400 BadRequest (Microsoft.Foo/bar): Resource must be stopped before its configuration can be updated
400 BadRequest: The server 'x' is already a replica and cannot be used as a source.
409 InUse: Snapshot is in use by a volume restore
409 Conflict: Policy fragment f is referenced by policies and cannot be deleted
400 ValidationError: Cannot delete product which has subscriptions. Use deleteSubscriptions=true
400 ValidationError: Api version set cannot be deleted because it has APIs associated.
409 LeaseAlreadyPresent: There is already a lease present.
412 LeaseLost: A lease ID was specified, but the lease for the blob has expired.
409 ContainerOperationFailure: The container has immutability policy or legal hold and cannot be deleted. failed since it has blobs protected by immutability
400 NetworkAclsValidationFailure: Validation of network acls failure: SubnetsHaveNoServiceEndpointsConfigured: Subnets default of virtual network v do not have ServiceEndpoints for Microsoft.Storage resources configured. Add Microsoft.Storage to subnet's ServiceEndpoints collection before trying to ACL Microsoft.Storage resources to these subnets.
400 AvailabilitySetCannotBeDeleted: x
400 ApplicationGatewayBackendAddressPoolCannotBeDeletedInUse: in use by request routing rule
400 NetworkInterfaceCannotUpdateIpConfigurationInUse: Network interface attached to running VM
400 VmIsNotAttachedToNic: nic not attached
400 BMSUserErrorContainerHasDatasources: Container has datasources; cannot unregister
400 UserErrorGuestAgentStatusUnavailable: VM agent is unable to communicate with the Azure Backup Service.
400 UserErrorVmNotShutdown: VM must be shut down
409 Conflict: Flexible server is stopped. Start the server before updating
400 AadAuthOperationCannotBePerformedWhenServerIsNotAccessible: server not accessible
400 CannotDeleteAgentPoolWithScaleDown: x
400 MissingRegistrationsForTypes: The subscription is not registered for the resource type
400 BadRequest: Runbook has no published version; publish first
400 WorkflowTriggerIsNotEnabled: Could not run the trigger because workflow is disabled
409 IntegrationAccountAssociated: integration account is in use by workflows
400 BadRequest: The document cannot be deleted since it is referenced by pipeline p.
409 TriggerEnabledCannotUpdate: Cannot update enabled Trigger; the trigger needs to be disabled first.
400 IntegrationRuntimeIsNotStopped: stop first
409 Conflict: Workspace is in Provisioning state; operation not allowed until Succeeded
400 SqlPoolPaused: Cannot complete because the pool is paused
409 Conflict: Front Door profile has endpoints; remove before deletion
400 BadRequest: The custom domain is being used by another endpoint.
409 PrivateLinkServiceConnectionNotApproved: private endpoint connection must be approved first
409 AccountIsNotEmpty: Account has workspaces under it; delete them first
409 OperationNotAllowed: VM 'v' has not reported status for VM agent or extensions. Please verify the VM has a running VM agent
409 OperationNotAllowed: Dedicated Host 'h' cannot be deleted. Before deleting please ensure it does not contain any VMs.
409 OperationNotAllowed: Proximity placement group 'p' cannot be deleted. it has resources
409 OperationNotAllowed: Capacity reservation 'c' cannot be deleted. VMs are still associated
409 OperationNotAllowed: Cannot reimage: the VM has a data disk attached with write accelerator
409 OperationNotAllowed: Encryption is already enabled on the VM; disable it first
409 OperationNotAllowed: DiskEncryptionSet 'd' is in use by disks
409 ImageVersionInUse: image used by VMSS
409 Conflict: Hub virtual network connection failed: Virtual hub routing state is Provisioning
400 BadRequest: Firewall is in Failed provisioning state; cannot associate policy
409 Conflict: Cannot delete the virtual hub because it still has hub virtual network connections.
409 CannotDeleteVirtualHub: Virtual hub h has active resources and cannot be deleted.
400 VirtualWanCannotBeDeleted: cannot delete wan since hubs are connected
400 BadRequest: The gateway is currently in Updating state. Please retry after the gateway is in Succeeded state
400 VirtualNetworkGatewayIsInFailedState: Virtual network gateway is in failed state; reset it
409 Conflict: ExpressRoute circuit must be provisioned by the service provider before creating peering. ServiceProviderProvisioningState : NotProvisioned
400 ExpressRouteCircuitCannotBeDeleted: circuit is in provisioned state by provider
400 BadRequest: Firewall policy fp can not be deleted because it is attached to one or more firewalls
409 Conflict: The zone 'contoso.com' cannot be deleted because it has DNSSEC enabled
409 Conflict: Policy is associated with front doors; remove association
- -: Long running operation failed with status 'Failed'. Additional Info:'The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.'
409 OperationNotAllowed: The VM is in a stopped (deallocated) state and cannot be captured
409 OperationNotAllowed: Cannot detach data disk 'd' from VM 'v' because disk is not attached
409 OperationNotAllowed: The requested operation cannot be performed on the disk because it is attached to a running VM
409 OperationNotAllowed: Resizing disk d while attached to running VM 'v' is not allowed. Resizing a disk of an Azure Virtual Machine requires the virtual machine to be deallocated. Please stop your VM and retry the operation.
400 BadRequest: Cannot remove node pool with running pods because eviction failed: disruption budget
409 Conflict: Managed environment is not in a succeeded state
409 Conflict: Function app's storage account is unreachable
400 BadRequest: Cannot scale to Free tier because site has custom domain bindings
400 BadParameter: The key vault does not have soft delete enabled; enable it before purge protection
409 Conflict: HSM is not activated. Activate security domain first
400 BadRequest: Namespace ns1 cannot be deleted since it is paired with namespace ns2 in a geo disaster recovery configuration.
409 Conflict: The namespace is the secondary in a pairing; break the pairing before creating entities.
409 Conflict: Replication must be broken before it can be deleted; current mirror state: Mirrored
400 BadRequest: Item is already protected in another vault.
400 VaultHasSoftDeletedItems: Recovery Services vault cannot be deleted as there are backup items in soft deleted state in the vault.
400 FailoverGroupInUse: Cannot drop the server 's' because it is used by failover group fg.
400 InvalidOperation: Database 'd' on server 's' is not in a state where it can be restored; wait for the first backup
400 InUseRouteTableCannotBeDeleted: Route table rt is in use and cannot be deleted.
400 SubnetHasServiceAssociationLink: Subnet s cannot be deleted because it has service association link appServiceLink
400 PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled: Private endpoint pe cannot be created in a subnet s since it has private endpoint network policies enabled.
400 DiskEncryptionSetNotEnabled: key vault must have purge protection enabled
409 AccountIsDisabled: The specified account is disabled.
409 StorageAccountIsNotProvisioned: The storage account provisioning state must be 'Succeeded' before executing the operation.
409 Conflict: agent pool is in Failed provisioning state, delete or reconcile it
400 WorkspaceCannotBeDeleted: Workspace is linked to an automation account; unlink first
400 BadRequest: The workspace is not active
409 Conflict: The cluster cannot be resized in state 'Stopped'
409 Conflict: Job is not in a cancellable state
409 JobCompleted: The job has already completed.
409 NodeNotReady: node not ready
409 OperationInvalidForCurrentState: The specified operation is not valid for the current state of the resource.
409 SubscriptionNotRegistered: subscription must be registered
400 RoleDefinitionHasAssignments: There are existing role assignments referencing role (code: RoleDefinitionHasAssignments)
409 DeploymentCannotBeCancelled: The deployment 'd' cannot be cancelled because its provisioning state is 'Succeeded'.
409 Conflict (Microsoft.AppConfiguration/configurationStores): Cannot modify key 'color' with label 'x' because it is read-only.
412 LeaseIdMissing: There is currently a lease on the blob and no lease ID was specified in the request.
409 SnapshotsPresent: This operation is not permitted while the blob has snapshots.
409 DirectoryNotEmpty: The recursive query parameter value must be true to delete a non-empty directory.
409 BlobArchived: This operation is not permitted on an archived blob.
409 ContainerImmutabilityPolicyFailure: Operation not allowed on immutability policy with current state 'Locked'.
409 NoPendingCopyOperation: There is currently no pending copy operation.
400 PublicIPAddressCannotBeDeleted: Public IP address /subscriptions/x can not be deleted since it is still allocated to resource /subscriptions/y. In order to delete the public IP, disassociate/detach the Public IP address from the resource.
400 CannotDeleteLoadBalancerWithPrivateLinkService: Cannot delete load balancer lb1 since its child resource ipConfig is in use by private link service.
400 CannotDeletePrivateLinkServiceWithPrivateEndpointConnections: Cannot delete privateLinkService pls since it has 1 private endpoint connection(s).
400 ExpressRouteCircuitNotProvisioned: The service provider has not provisioned the circuit yet; peering cannot be configured until ServiceProviderProvisioningState is Provisioned.
409 OperationNotAllowed: The operation requires the VM to be running (or set to run).
409 OperationNotAllowed: There is an active shared access signature outstanding for disk d1. Call EndGetAccess before attaching or deleting the disk.
400 BadRequest: There must be at least one system pool: cannot delete or scale the last system node pool.
409 Conflict (Microsoft.Web/serverfarms): Server farm 'p' cannot be deleted because it has web app(s) w assigned to it.
409 Conflict: Certificate with thumbprint ABC can not be deleted because it is being used in hostname bindings.
409 Conflict (Microsoft.Cache/Redis): The resource '/subscriptions/x/redis/c' is in state 'Creating' and can't be updated.
409 ElasticPoolNotEmpty (Microsoft.Sql/servers/elasticPools): Elastic pool is not empty.
409 DatabaseAlreadyInFailoverGroup: Database 'db' is already a member of a failover group.
400 ServerNotInFailoverGroup: The operation cannot be performed on the server since it is not the secondary of the failover group.
400 BadRequest (Microsoft.ServiceBus/namespaces): Cannot delete a namespace which is paired in a Geo-DR configuration. Break the pairing first.
409 ApplicationHasPackages: The specified application contains packages. Delete all packages before deleting the application.
409 ResourceConflict (Microsoft.Media/mediaservices/streamingEndpoints): Streaming Endpoint is not in the Stopped state.
409 CannotDeleteResource (Microsoft.NetApp/netAppAccounts): Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'a/b/c'. Please delete all nested resources before deleting this resource.
409 ServiceResourceNotEmptyWithContainerDetails: Recovery Services vault cannot be deleted as there are backup items; unregister all containers and retry.
409 IotHubNotActive (Microsoft.Devices/IotHubs): Operation not allowed in current state. The IoT hub is not in Active state: Transitioning.
409 Conflict (Microsoft.OperationalInsights/clusters): Operation cannot be performed on cluster in state 'ProvisioningAccount'.
409 InvalidCancelRemediationRequest: A completed remediation cannot be cancelled. The remediation is in a terminal 'Succeeded' state.
400 BadRequest: The storage account must have hierarchical namespace disabled to enable versioning.
400 ManagedEnvironmentNotProvisioned: The environment 'e' is still being provisioned; its state is 'Waiting'. Container apps can be created once it has succeeded.
409 ResourceInUse: The Private Link Hub has private endpoint connections. Remove them first.
409 Conflict: Automation account cannot be unlinked from the workspace until solution 'Updates' is removed.
409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Batch'. See https://aka.ms/rps-not-found for how to register subscriptions.
409 Conflict: Domain 'x' validation is pending. Profile custom domain cannot be used before its ownership has been validated.
400 BadRequest: The custom domain must be disabled for HTTPS before it can be deleted: a DNS record still maps it to the endpoint.
409 Conflict: Gateway 'gw' has active connections; delete them before changing the VPN type.
409 OperationNotAllowed: Managed cluster is in (Failed) provisioning state. Please contact support or retry after the cluster is in succeeded state.
400 ReconcileVNetFailed: VirtualNetwork's subnet cannot be used: Reconcile VNet failed. Details: VNet retrieval failed: subnet s is in use by /subscriptions/x and cannot be deleted.
400 UpgradeFailed: Drain of aks-nodepool1-vmss000001 did not complete: Too many req pod web-1 on node aks: web violates PDB. See https://aka.ms/aks/debugdrain
400 SubnetMissingRequiredDelegation: The subnet must have delegation Microsoft.ContainerInstance/containerGroups.
400 InUseSubnetCannotBeDeleted: Subnet s is in use by /subscriptions/x/ipConfigurations/y and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.
400 VirtualNetworkPeeringCannotBeUpdatedRemotePeeringDisconnected: Cannot create or update peering p because remote peering q referencing parent virtual network v is in Disconnected state.
400 RemotePeeringIsDisconnected: Cannot create or update peering because remote peering is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state.
400 PrivateEndpointCreationNotAllowedAsSubnetIsDelegated: Private endpoint cannot be created as subnet s is delegated.
400 PrivateLinkServiceNetworkPoliciesMustBeDisabled: Call to private link service cannot be made: private link service network policies must be disabled on subnet.
409 OperationNotAllowed: Application Gateway operations are not permitted since it is in Stopped state.
409 Conflict: The VNet Integration cannot be removed: subnet is in use.
409 WorkspaceInDeletedState: Cannot perform operation because workspace is in soft-delete state, recover it first
409 Conflict: Cannot delete linked storage account because data export is configured on it.
409 DbUpdateNotAllowedDuringGeoReplication: The database is a geo replication secondary; its edition cannot be updated until link is terminated.
409 ContainerGroupDeploymentNotReady: The container group is not ready: its current state is Pending.
409 OperationNotAllowed: Disk pvc-1 is attached to VM v. Disk must be detached before it is attached to another VM.
409 ParentResourceNotProvisioned: Cannot create nested resource because parent 'sql1' is still Creating.
409 Conflict (Microsoft.ContainerService/fleets): Fleet member cannot be removed: an update run is using it.
409 Conflict: Update run must be stopped before it can be deleted.
400 BadRequest (Microsoft.DataProtection/backupVaults): Backup vault cannot be deleted as it contains protected backup instances. Stop protection and delete the backup instances first.
400 UserErrorDppProtectionNotStopped: Protection is active; stop backup before deleting.
400 UserError (Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments): The endpoint e has traffic assigned to deployment blue; set traffic to 0 before deleting.
400 UserError: Specified deployment [blue] failed during initial provisioning and is in an unrecoverable state. Delete and re-create.
409 Conflict (Microsoft.KubernetesConfiguration/extensions): Connected cluster is still onboarding: agent state is Connecting. Extensions can only be created once it has reached Connected.
409 Conflict: Custom location has resources deployed and cannot be removed. Delete the resources first.
409 ResourceInUse: Dev box definition 'd' is referenced by one or more pools.
400 BadRequest: Elastic SAN volume group v cannot be deleted since it has volumes.
409 Conflict: Resolver 'r' has inbound endpoints. Please delete child resources before removing the resolver.
400 VirtualNetworkInUse: Virtual network v is already linked with another DNS resolver.
409 CannotDeleteRuleset: Forwarding ruleset is linked with virtual networks; unlink them first.
400 VirtualHubNotReady: The virtual hub routing state is Provisioning; operation can be performed when Provisioned.
400 VirtualWanHasHubs: Virtual WAN w cannot be deleted because virtual hubs still belong to it.
400 PrivateCloudInUse: Private cloud has active ExpressRoute authorizations.
409 Conflict (Microsoft.StreamAnalytics/streamingjobs): Streaming job cannot be updated while it is in Running state; stop job first.
409 Conflict (Microsoft.Kusto/clusters): Only stopped clusters can be started; cluster state: Running.
400 ClusterSuspendedDueToInactivity: Cluster has been stopped because it was inactive. Start the cluster and retry.
400 BadRequest (Microsoft.DataFactory/factories/linkedservices): The document cannot be deleted since it is referenced by pipeline1.
400 TriggerEnabledCannotUpdate: Cannot update enabled Trigger; the trigger needs to be disabled first.
400 BadRequest (Microsoft.DataFactory/factories/integrationRuntimes): Can not perform 'stop' on integration runtime: current state is Initial
409 Conflict (Microsoft.DesktopVirtualization/hostPools): Host pool has session hosts; delete them or set force=true.
400 BadRequest: Application group is referenced by workspace w and can't be removed.
409 Conflict (Microsoft.Cache/Redis/linkedServers): Cannot modify linked server role while geo-replication link is active. Unlink the caches first.
400 BadRequest (Microsoft.Automation/automationAccounts/runbooks): Runbook must be published before it can be started.
409 WorkflowRunNotCancellable (Microsoft.Logic/workflows/runs): The workflow run '08585' cannot be cancelled since it is already in a terminal state 'Succeeded'.
409 IntegrationAccountAssociationFailed: Workflow is not associated with an integration account. Associate one to use maps.
400 WorkflowTriggerIsNotEnabled: Could not execute workflow trigger since the workflow is disabled.
409 Conflict (Microsoft.Dashboard/grafana): Grafana workspace private endpoint connection is in Pending state and can't be used.
409 Conflict (Microsoft.Compute/galleries/images): Gallery image definition cannot be deleted before its nested versions.
409 OperationNotAllowed: Capacity reservation c still has allocated VMs; deallocate or disassociate them.
400 BadRequest: Dedicated host group contains hosts and cannot be deleted
409 Conflict (Microsoft.Network/networkManagers): NetworkManager security admin configuration is deployed to regions; undeploy prior to delete.
409 Conflict: Disk replication resync required; item isn't in healthy state.
400 BadRequest (Microsoft.StorageMover/storageMovers/agents): Storage mover agent is offline.
409 Conflict (Microsoft.SignalRService/webPubSub): WebPubSub is in state Updating.
409 Conflict (Microsoft.CognitiveServices/accounts): Customer-managed key has been disabled; the account is not operational.
409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Insights'.
400 BadRequest (Microsoft.Network/applicationGateways): Rule r1 is used by gateway g and can't be removed until it isn't.
409 Conflict (Microsoft.Web/hostingEnvironments): The app service environment still hosts 2 plans.
409 Conflict (Microsoft.Web/sites): Deployment slot staging has to be running to be swapped.
409 Conflict: Backup configuration is already turned on for this item.
409 Conflict: Replication isn't enabled for this VM.
400 BadRequest: VM is already protected by vault v2; stop protection there and try again.
409 Conflict (Microsoft.LabServices/labs): There are active sessions on the lab VM.
409 Conflict (Microsoft.LabServices/labs): Lab must be published before users can be added.
409 Conflict (Microsoft.Batch/batchAccounts/pools): The pool contains nodes that are not idle.
409 PoolNotEligibleForOperationWithCurrentState (Microsoft.Batch/batchAccounts/pools): Operation is not valid in the current state of the pool.
400 BadRequest (Microsoft.Devices/IotHubs): IoT hub failover needs the hub to be Active.
409 Conflict (Microsoft.EventHub/namespaces): Event hub consumer group has connected receivers.
400 BadRequest (Microsoft.ServiceBus/namespaces): Namespaces taking part in pairing have to be empty.
409 Conflict (Microsoft.Media/mediaservices/streamingEndpoints): The streaming endpoint is running; it has to be stopped before deletion.
409 AccountNotEmpty (Microsoft.DataLakeStore/accounts): Data Lake account contains data and force flag not given.
409 Conflict (Microsoft.HDInsight/clusters): A cluster in Error state cannot be resized.
409 Conflict (Microsoft.DocumentDB/databaseAccounts): Cosmos region cannot be failed over as it's offline.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): The last location can't be removed from the account.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Automatic failover is off; enable it first.
409 Conflict (Microsoft.DBforMySQL/servers): Replica set has 2 replicas and primary can't be dropped.
400 ServerNotStopped: Server has to be stopped to be started.
409 Conflict (Microsoft.Sql/instancePools): Instance pool holds instances; drop them prior to deletion.
409 Conflict (Microsoft.Sql/servers/keys): Key currently acts as TDE protector.
409 Conflict (Microsoft.Network/firewallPolicies): Firewall policy has child policies.
409 Conflict (Microsoft.Network/routeTables): Route table is associated to a subnet.
400 BadRequest (Microsoft.Network/virtualNetworks/virtualNetworkPeerings): Peering must be in Initiated or Connected state.
400 BadRequest (Microsoft.Network/virtualNetworkGateways): Gateway must finish provisioning before connections can be added.
409 OperationNotAllowed: Updating proximity placement group of VM v is not allowed while the VM is running. Please stop/deallocate the VM and retry the operation.
400 InvalidServerState: Operation is not allowed when server is in Stopped state
409 ServerNotReady: Server is not ready to accept operations, its state is Provisioning.
409 ManagedEnvironmentNotReadyForAppCreation: The environment is not ready for app creation; please retry later.
412 LeaseIdMismatchWithBlobOperation: The lease ID specified did not match the lease ID for the blob.
409 LeaseNotPresentWithLeaseOperation: There is currently no lease on the blob.
409 ShareSnapshotInUse: The share has snapshots and the operation requires no snapshots.
409 Conflict: Cannot delete policy definition as it is referenced by assignment /subscriptions/x.
409 Conflict: Management group 'mg' is not empty and cannot be deleted.
400 BadRequest: The management group has child management groups or subscriptions; move these first.
409 WorkspaceLinkedToAutomation: Workspace w is linked with automation account a; unlink it before delete.
- ResourceDeploymentFailure: The resource operation completed with terminal provisioning state 'Failed'.
400 BadRequest (Microsoft.Media/mediaservices): Cannot start the streaming endpoint because it is already running.
409 Conflict (Microsoft.Media/mediaservices/liveEvents): Live event can only be started from the Stopped state. Current state: Starting.
409 CdnEndpointNotRunning (Microsoft.Cdn/profiles/endpoints): The requested operation cannot be executed on the entity in the current state.
400 BadRequest (Microsoft.Network/frontDoors): The requested operation cannot be executed on the entity in the current state.
409 Conflict: Cannot delete WAF policy wafp: it is in use by frontend endpoints.
400 UserErrorBackupManagementIsDisabled: Backup protection is not enabled on the share.
400 UserErrorContainerHasDatasources: Unregister failed because container has backup items. Delete data of those items first.
400 BadRequest (Microsoft.RecoveryServices/vaults): Vault redundancy cannot be modified as there are protected items in the vault.
400 BadRequest: Certificate must be verified before use: current state isVerified=false.
400 BadRequest (Microsoft.Batch/batchAccounts): Batch account must have auto-storage configured to use application packages.
409 ApplicationHasReferencingPools: Application referenced by pools and can not be deleted
409 AccountNotActive: Batch account is not in Active state.
400 BadRequest (Microsoft.Search/searchServices): Shared private link resource must be approved before being used; status Pending
400 BadRequest (Microsoft.Cache/Redis): Reboot can't be performed on cache because it isn't running.
409 CannotDelete: Hybrid connection has listeners
409 Conflict (Microsoft.Relay/namespaces): Relay namespace network rule set update failed: namespace not active.
400 BadRequest: Scope can't be linked: workspace is in a soft-deleted state
409 Conflict (Microsoft.OperationalInsights/clusters): Cluster is associated with 2 workspaces, and can't be deleted before they are unlinked
409 OperationNotAllowed: managed cluster is stopped; start it prior to performing update
400 OperationNotAllowed: Cluster upgrade blocked: node pool np1 is in failed state; reconcile it first.
400 BadRequest: Storage account k has some active image(s) and/or disk(s), e.g. nov17. Ensure these image(s) and/or disk(s) are removed before deleting this storage account.
400 BadRequest: The document cannot be deleted since it is referenced by DF_x.
409 40877 (Microsoft.Sql/servers/elasticPools): An elastic pool cannot be deleted unless it does not contain any databases.
409 DatabaseNotInSupportedState (Microsoft.Sql/servers/databases): Database is paused; resume it before exporting.
409 FailoverGroupNotReady (Microsoft.Sql/servers/failoverGroups): Failover group is still seeding and can't fail over.
400 FailoverGroupPartnerServerNotEmpty (Microsoft.Sql/servers/failoverGroups): The partner server already contains a database with the same name that isn't part of the link.
400 DataMaskingNotEnabled (Microsoft.Sql/servers/databases): Data masking must be enabled before rules are created.
400 SyncMemberNotReady (Microsoft.Sql/servers/databases): Sync member must be provisioned ahead of sync.
409 ServerKeyInUse (Microsoft.Sql/servers/keys): The server key 'k' is in use as the encryption protector and can't be dropped.
400 AzureKeyVaultInvalidDeletionRecoveryLevel (Microsoft.Sql/servers): The provided Key Vault uri is not valid: soft-delete must be enabled.
409 ManagedInstanceStoppingState (Microsoft.Sql/managedInstances): Instance is Stopped; only Start is possible.
400 PublicNetworkAccessDisabled (Microsoft.Sql/servers): Public access is disabled; enable before VNet rules can be set
400 VirtualNetworkRuleBadRequest (Microsoft.Sql/servers): Azure SQL Server Virtual Network Rule encountered an user error: Cannot proceed with operation because subnets s of the virtual network v are not provisioned. They are in Updating state.
409 Conflict (Microsoft.Web/staticSites): A backend is already linked to static site 's'. Unlink the existing backend first.
400 BadRequest (Microsoft.ContainerRegistry/registries): The run r1 is already completed and cannot be cancelled.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Cannot enable continuous backup while account has multiple write locations enabled.
409 RolloutCannotBeRestarted (Microsoft.DeploymentManager/rollouts): Rollout r is not in a failed or cancelled state and can't be restarted.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Cannot break replication since mirror state is Uninitialized; it must be Mirrored.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Volume deletion is not allowed as replication exists for the volume.
409 Conflict (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Cannot delete snapshot policy p as it is in use by volumes.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): The specified subnet s does not have the delegation Microsoft.Netapp/volumes. Delegate the subnet.
400 HighAvailabilityNotHealthy (Microsoft.DBforPostgreSQL/flexibleServers): Forced failover isn't allowed: HA state is CreatingStandby.
400 ServerIsStopped (Microsoft.DBforPostgreSQL/flexibleServers): The server must be in ready state to perform the operation. Current state: Stopped
409 Conflict (Microsoft.Synapse/workspaces): The operation cannot be performed on SQL pool 'p' because it's Paused.
400 ValidationFailed (Microsoft.Synapse/workspaces): Apache Spark pool is being used by notebook sessions; end them.
409 OperationNotAllowed (Microsoft.Compute/virtualMachineScaleSets): No active rolling upgrade was found for scale set v to cancel.
409 OperationNotAllowed (Microsoft.Compute/diskEncryptionSets): Disk encryption set d is used by disks and can't be deleted
400 ApplicationGatewayWafPolicyInUse (Microsoft.Network/x): Firewall policy is associated to gateway g and can't be removed
400 ApplicationGatewaySubnetCannotHaveOtherResources (Microsoft.Network/x): Subnet /s cannot be used for application gateway since it has other resources deployed.
400 FirewallPolicyInUse (Microsoft.Network/x): Policy fp has base policy children; remove them.
400 CannotRemoveVpnSiteInUse (Microsoft.Network/x): VPN site is connected to hub h via connection c
400 DdosProtectionPlanInUse (Microsoft.Network/x): Plan protects vnets v1, v2 and can't be removed.
400 NetworkWatcherFlowLogTargetDisabled (Microsoft.Network/x): Flow logs need the Microsoft.Insights provider to be registered.
409 Conflict (Microsoft.Network/privateDnsZones): Cannot delete zone x.com because it still has virtual network links.
400 BadRequest (Microsoft.Kusto/clusters): [BadRequest] Cluster state is 'Stopped' - the operation isn't allowed.
400 ExpressRouteCircuitCannotBeDeleted (Microsoft.Network/expressRouteCircuits): Circuit c cannot be deleted while ServiceProviderProvisioningState is Provisioned. Ask the provider to deprovision.
409 Conflict (Microsoft.VirtualMachineImages/imageTemplates): Image template t is running and cannot be deleted; cancel the run first.
409 Conflict (Microsoft.KeyVault/managedHSMs): Managed HSM is not activated. Download the security domain to activate it.
409 Conflict (Microsoft.HybridCompute/machines): The machine is Disconnected; extensions cannot be installed until it reconnects.
400 BadRequest (Microsoft.App/containerApps): Cannot deactivate the latest revision in single revision mode.
409 ManagedEnvironmentHasContainerApps (Microsoft.App/managedEnvironments): Managed environment e contains container apps and cannot be deleted.
409 Conflict (Microsoft.ContainerService/snapshots): Node pool snapshot is being referenced by node pool np2.
400 BadRequest (Microsoft.ContainerService/managedClusters/agentPools): The only system node pool in the cluster cannot be deleted.
400 BadRequest (Microsoft.Automation/automationAccounts/jobs): Job cannot be stopped when in state Completed.
400 MgmtStorageSyncServiceNotEmpty (Microsoft.StorageSync/storageSyncServices): The storage sync service still contains sync groups or registered servers.
409 Conflict (Microsoft.StorageSync/storageSyncServices/syncGroups/serverEndpoints): Server endpoint is offline: provisioning needs it to be online.
409 Conflict: The virtual network gateway is not provisioned yet, so a connection cannot use it.
409 Conflict: The profile has endpoints that must be removed first.
409 Conflict: Detach the network security group from all subnets and interfaces, then delete it.
409 Conflict: The load balancer is referenced by a scale set.
409 Conflict: This private endpoint has not been approved by the owner of the service.
409 Conflict: Hostname bindings still point to the certificate.
409 Conflict: The snapshot is used as the source of a running copy.
409 Conflict: Delete the dependent pipeline before the dataset.
409 Conflict: The compute instance must be stopped before its size changes.
409 Conflict: The environment has jobs that have to be removed.
409 Conflict: The account cannot be closed while containers exist in it.
409 Conflict: Only an Approved connection can be used.
409 Conflict: The IoT device is disabled.
409 Conflict: Enable the managed identity of the registry before you assign a key.
409 Conflict: The workspace is suspended until billing is resolved.
409 Conflict: Cluster has to be started before it can be scaled.
409 Conflict: The replica is not in sync with its primary.
409 Conflict: Geo-replication must be stopped before the server can be deleted.
409 Conflict: The database is offline.
409 Conflict: The disk pool has iSCSI targets that must be removed.
409 Conflict: The network profile is in use by container groups.
409 Conflict: The role definition is assigned and cannot be deleted.
409 Conflict: The service endpoint policy is attached to a subnet.
409 Conflict: The route server has peers configured.
409 Conflict: The bastion host exists in this virtual network and must be removed first.
409 Conflict: The NAT gateway is attached to a subnet.
409 Conflict: Resource must be in state Succeeded, it is Failed.
400 BadRequest: The gateway is not in a state in which a packet capture can start.
400 BadRequest: Subnet has a delegation that must be removed before it is deleted.
400 BadRequest: The vault still has items in soft delete.
400 BadRequest: Deallocate all instances before the zone is changed.
400 BadRequest: The public IP address is attached to an interface and its SKU cannot be upgraded now.
400 BadRequest: A flow log exists for this group; delete it first.
400 BadRequest: The cluster is powered off.
400 BadRequest: No deployment of the endpoint is ready to take traffic.
400 BadRequest: The table has to be empty.
400 BadRequest: Stop the trigger before you edit it.
400 BadRequest: Change feed has to be enabled before restore is.
`;
