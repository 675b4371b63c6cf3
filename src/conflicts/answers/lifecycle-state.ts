// Known answers of the class `lifecycle-state` about the state of one thing; see index.ts.

export const lifecycleStateAnswers = `
400 PublicIPAddressInUse (Microsoft.Network/loadBalancers): Resource x is referencing public IP address y that is already allocated to resource z.
400 SubnetMustBeEmpty (Microsoft.Network/virtualNetworks/subnets): cannot
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
400 RoleDefinitionHasAssignments (Microsoft.Authorization/roleDefinitions): There are existing role assignments referencing role (code: RoleDefinitionHasAssignments)
409 OperationNotAllowed (Microsoft.Compute/images): Image capture is only allowed on a generalized VM
409 OperationNotAllowed (Microsoft.Compute/virtualMachines/extensions): VM extension provisioning is not allowed because the VM is stopped
409 Conflict (Microsoft.Compute/disks): Disk d is being accessed through SAS; revoke access first. There is an active shared access signature outstanding for disk d.
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
400 BadRequest (Microsoft.Foo/bar): Resource must be stopped before its configuration can be updated
409 LeaseAlreadyPresent: There is already a lease present.
400 AvailabilitySetCannotBeDeleted: x
400 UserErrorGuestAgentStatusUnavailable: VM agent is unable to communicate with the Azure Backup Service.
400 UserErrorVmNotShutdown: VM must be shut down
409 Conflict: Flexible server is stopped. Start the server before updating
400 AadAuthOperationCannotBePerformedWhenServerIsNotAccessible: server not accessible
400 CannotDeleteAgentPoolWithScaleDown: x
400 MissingRegistrationsForTypes: The subscription is not registered for the resource type
400 WorkflowTriggerIsNotEnabled: Could not run the trigger because workflow is disabled
409 TriggerEnabledCannotUpdate: Cannot update enabled Trigger; the trigger needs to be disabled first.
400 IntegrationRuntimeIsNotStopped: stop first
409 Conflict: Workspace is in Provisioning state; operation not allowed until Succeeded
400 SqlPoolPaused: Cannot complete because the pool is paused
409 PrivateLinkServiceConnectionNotApproved: private endpoint connection must be approved first
409 OperationNotAllowed: Encryption is already enabled on the VM; disable it first
409 Conflict: Hub virtual network connection failed: Virtual hub routing state is Provisioning
400 BadRequest: Firewall is in Failed provisioning state; cannot associate policy
400 VirtualWanCannotBeDeleted: cannot delete wan since hubs are connected
400 BadRequest: The gateway is currently in Updating state. Please retry after the gateway is in Succeeded state
400 VirtualNetworkGatewayIsInFailedState: Virtual network gateway is in failed state; reset it
409 Conflict: ExpressRoute circuit must be provisioned by the service provider before creating peering. ServiceProviderProvisioningState : NotProvisioned
400 ExpressRouteCircuitCannotBeDeleted: circuit is in provisioned state by provider
- -: Long running operation failed with status 'Failed'. Additional Info:'The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.'
409 OperationNotAllowed: The VM is in a stopped (deallocated) state and cannot be captured
400 BadRequest: Cannot remove node pool with running pods because eviction failed: disruption budget
409 Conflict: Managed environment is not in a succeeded state
409 Conflict: Function app's storage account is unreachable
409 Conflict: HSM is not activated. Activate security domain first
400 BadRequest: Namespace ns1 cannot be deleted since it is paired with namespace ns2 in a geo disaster recovery configuration.
409 Conflict: The namespace is the secondary in a pairing; break the pairing before creating entities.
409 Conflict: Replication must be broken before it can be deleted; current mirror state: Mirrored
400 BadRequest: Item is already protected in another vault.
400 VaultHasSoftDeletedItems: Recovery Services vault cannot be deleted as there are backup items in soft deleted state in the vault.
400 InvalidOperation: Database 'd' on server 's' is not in a state where it can be restored; wait for the first backup
409 AccountIsDisabled: The specified account is disabled.
409 StorageAccountIsNotProvisioned: The storage account provisioning state must be 'Succeeded' before executing the operation.
409 Conflict: agent pool is in Failed provisioning state, delete or reconcile it
400 BadRequest: The workspace is not active
409 Conflict: The cluster cannot be resized in state 'Stopped'
409 Conflict: Job is not in a cancellable state
409 NodeNotReady: node not ready
409 OperationInvalidForCurrentState: The specified operation is not valid for the current state of the resource.
409 SubscriptionNotRegistered: subscription must be registered
400 RoleDefinitionHasAssignments: There are existing role assignments referencing role (code: RoleDefinitionHasAssignments)
409 DeploymentCannotBeCancelled: The deployment 'd' cannot be cancelled because its provisioning state is 'Succeeded'.
409 Conflict (Microsoft.AppConfiguration/configurationStores): Cannot modify key 'color' with label 'x' because it is read-only.
412 LeaseIdMissing: There is currently a lease on the blob and no lease ID was specified in the request.
409 BlobArchived: This operation is not permitted on an archived blob.
409 ContainerImmutabilityPolicyFailure: Operation not allowed on immutability policy with current state 'Locked'.
409 NoPendingCopyOperation: There is currently no pending copy operation.
409 OperationNotAllowed: The operation requires the VM to be running (or set to run).
409 OperationNotAllowed: There is an active shared access signature outstanding for disk d1. Call EndGetAccess before attaching or deleting the disk.
400 BadRequest: There must be at least one system pool: cannot delete or scale the last system node pool.
409 Conflict (Microsoft.Cache/Redis): The resource '/subscriptions/x/redis/c' is in state 'Creating' and can't be updated.
409 DatabaseAlreadyInFailoverGroup: Database 'db' is already a member of a failover group.
400 ServerNotInFailoverGroup: The operation cannot be performed on the server since it is not the secondary of the failover group.
400 BadRequest (Microsoft.ServiceBus/namespaces): Cannot delete a namespace which is paired in a Geo-DR configuration. Break the pairing first.
409 ResourceConflict (Microsoft.Media/mediaservices/streamingEndpoints): Streaming Endpoint is not in the Stopped state.
409 ServiceResourceNotEmptyWithContainerDetails: Recovery Services vault cannot be deleted as there are backup items; unregister all containers and retry.
409 IotHubNotActive (Microsoft.Devices/IotHubs): Operation not allowed in current state. The IoT hub is not in Active state: Transitioning.
409 Conflict (Microsoft.OperationalInsights/clusters): Operation cannot be performed on cluster in state 'ProvisioningAccount'.
409 InvalidCancelRemediationRequest: A completed remediation cannot be cancelled. The remediation is in a terminal 'Succeeded' state.
409 Conflict: Automation account cannot be unlinked from the workspace until solution 'Updates' is removed.
409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Batch'. See https://aka.ms/rps-not-found for how to register subscriptions.
409 OperationNotAllowed: Managed cluster is in (Failed) provisioning state. Please contact support or retry after the cluster is in succeeded state.
400 UpgradeFailed: Drain of aks-nodepool1-vmss000001 did not complete: Too many req pod web-1 on node aks: web violates PDB. See https://aka.ms/aks/debugdrain
400 VirtualNetworkPeeringCannotBeUpdatedRemotePeeringDisconnected: Cannot create or update peering p because remote peering q referencing parent virtual network v is in Disconnected state.
400 RemotePeeringIsDisconnected: Cannot create or update peering because remote peering is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state.
400 PrivateEndpointCreationNotAllowedAsSubnetIsDelegated: Private endpoint cannot be created as subnet s is delegated.
400 PrivateLinkServiceNetworkPoliciesMustBeDisabled: Call to private link service cannot be made: private link service network policies must be disabled on subnet.
409 OperationNotAllowed: Application Gateway operations are not permitted since it is in Stopped state.
409 WorkspaceInDeletedState: Cannot perform operation because workspace is in soft-delete state, recover it first
409 DbUpdateNotAllowedDuringGeoReplication: The database is a geo replication secondary; its edition cannot be updated until link is terminated.
409 ContainerGroupDeploymentNotReady: The container group is not ready: its current state is Pending.
409 Conflict: Update run must be stopped before it can be deleted.
400 UserErrorDppProtectionNotStopped: Protection is active; stop backup before deleting.
400 UserError: Specified deployment [blue] failed during initial provisioning and is in an unrecoverable state. Delete and re-create.
400 VirtualHubNotReady: The virtual hub routing state is Provisioning; operation can be performed when Provisioned.
409 Conflict (Microsoft.StreamAnalytics/streamingjobs): Streaming job cannot be updated while it is in Running state; stop job first.
409 Conflict (Microsoft.Kusto/clusters): Only stopped clusters can be started; cluster state: Running.
400 TriggerEnabledCannotUpdate: Cannot update enabled Trigger; the trigger needs to be disabled first.
400 BadRequest (Microsoft.DataFactory/factories/integrationRuntimes): Can not perform 'stop' on integration runtime: current state is Initial
400 BadRequest (Microsoft.Automation/automationAccounts/runbooks): Runbook must be published before it can be started.
409 WorkflowRunNotCancellable (Microsoft.Logic/workflows/runs): The workflow run '08585' cannot be cancelled since it is already in a terminal state 'Succeeded'.
400 WorkflowTriggerIsNotEnabled: Could not execute workflow trigger since the workflow is disabled.
409 Conflict (Microsoft.Network/networkManagers): NetworkManager security admin configuration is deployed to regions; undeploy prior to delete.
409 Conflict: Disk replication resync required; item isn't in healthy state.
400 BadRequest (Microsoft.StorageMover/storageMovers/agents): Storage mover agent is offline.
409 Conflict (Microsoft.SignalRService/webPubSub): WebPubSub is in state Updating.
409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Insights'.
409 Conflict: Backup configuration is already turned on for this item.
409 Conflict: Replication isn't enabled for this VM.
400 BadRequest: VM is already protected by vault v2; stop protection there and try again.
409 Conflict (Microsoft.LabServices/labs): There are active sessions on the lab VM.
409 Conflict (Microsoft.LabServices/labs): Lab must be published before users can be added.
409 PoolNotEligibleForOperationWithCurrentState (Microsoft.Batch/batchAccounts/pools): Operation is not valid in the current state of the pool.
400 BadRequest (Microsoft.Devices/IotHubs): IoT hub failover needs the hub to be Active.
409 Conflict (Microsoft.HDInsight/clusters): A cluster in Error state cannot be resized.
409 Conflict (Microsoft.DocumentDB/databaseAccounts): Cosmos region cannot be failed over as it's offline.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): The last location can't be removed from the account.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Automatic failover is off; enable it first.
409 Conflict (Microsoft.Sql/instancePools): Instance pool holds instances; drop them prior to deletion.
409 Conflict (Microsoft.Sql/servers/keys): Key currently acts as TDE protector.
400 BadRequest (Microsoft.Network/virtualNetworks/virtualNetworkPeerings): Peering must be in Initiated or Connected state.
400 BadRequest (Microsoft.Network/virtualNetworkGateways): Gateway must finish provisioning before connections can be added.
409 OperationNotAllowed: Updating proximity placement group of VM v is not allowed while the VM is running. Please stop/deallocate the VM and retry the operation.
400 InvalidServerState: Operation is not allowed when server is in Stopped state
409 ServerNotReady: Server is not ready to accept operations, its state is Provisioning.
409 ManagedEnvironmentNotReadyForAppCreation: The environment is not ready for app creation; please retry later.
412 LeaseIdMismatchWithBlobOperation: The lease ID specified did not match the lease ID for the blob.
409 LeaseNotPresentWithLeaseOperation: There is currently no lease on the blob.
- ResourceDeploymentFailure: The resource operation completed with terminal provisioning state 'Failed'.
400 BadRequest (Microsoft.Media/mediaservices): Cannot start the streaming endpoint because it is already running.
409 Conflict (Microsoft.Media/mediaservices/liveEvents): Live event can only be started from the Stopped state. Current state: Starting.
409 CdnEndpointNotRunning (Microsoft.Cdn/profiles/endpoints): The requested operation cannot be executed on the entity in the current state.
400 BadRequest (Microsoft.Network/frontDoors): The requested operation cannot be executed on the entity in the current state.
400 UserErrorBackupManagementIsDisabled: Backup protection is not enabled on the share.
400 BadRequest (Microsoft.RecoveryServices/vaults): Vault redundancy cannot be modified as there are protected items in the vault.
400 BadRequest: Certificate must be verified before use: current state isVerified=false.
409 AccountNotActive: Batch account is not in Active state.
400 BadRequest (Microsoft.Cache/Redis): Reboot can't be performed on cache because it isn't running.
409 Conflict (Microsoft.Relay/namespaces): Relay namespace network rule set update failed: namespace not active.
409 OperationNotAllowed: managed cluster is stopped; start it prior to performing update
400 OperationNotAllowed: Cluster upgrade blocked: node pool np1 is in failed state; reconcile it first.
409 DatabaseNotInSupportedState (Microsoft.Sql/servers/databases): Database is paused; resume it before exporting.
400 DataMaskingNotEnabled (Microsoft.Sql/servers/databases): Data masking must be enabled before rules are created.
400 SyncMemberNotReady (Microsoft.Sql/servers/databases): Sync member must be provisioned ahead of sync.
400 AzureKeyVaultInvalidDeletionRecoveryLevel (Microsoft.Sql/servers): The provided Key Vault uri is not valid: soft-delete must be enabled.
409 ManagedInstanceStoppingState (Microsoft.Sql/managedInstances): Instance is Stopped; only Start is possible.
400 PublicNetworkAccessDisabled (Microsoft.Sql/servers): Public access is disabled; enable before VNet rules can be set
400 VirtualNetworkRuleBadRequest (Microsoft.Sql/servers): Azure SQL Server Virtual Network Rule encountered an user error: Cannot proceed with operation because subnets s of the virtual network v are not provisioned. They are in Updating state.
400 BadRequest (Microsoft.ContainerRegistry/registries): The run r1 is already completed and cannot be cancelled.
409 RolloutCannotBeRestarted (Microsoft.DeploymentManager/rollouts): Rollout r is not in a failed or cancelled state and can't be restarted.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools/volumes): Cannot break replication since mirror state is Uninitialized; it must be Mirrored.
400 HighAvailabilityNotHealthy (Microsoft.DBforPostgreSQL/flexibleServers): Forced failover isn't allowed: HA state is CreatingStandby.
400 ServerIsStopped (Microsoft.DBforPostgreSQL/flexibleServers): The server must be in ready state to perform the operation. Current state: Stopped
409 Conflict (Microsoft.Synapse/workspaces): The operation cannot be performed on SQL pool 'p' because it's Paused.
409 OperationNotAllowed (Microsoft.Compute/virtualMachineScaleSets): No active rolling upgrade was found for scale set v to cancel.
400 CannotRemoveVpnSiteInUse (Microsoft.Network/x): VPN site is connected to hub h via connection c
400 DdosProtectionPlanInUse (Microsoft.Network/x): Plan protects vnets v1, v2 and can't be removed.
400 NetworkWatcherFlowLogTargetDisabled (Microsoft.Network/x): Flow logs need the Microsoft.Insights provider to be registered.
400 BadRequest (Microsoft.Kusto/clusters): [BadRequest] Cluster state is 'Stopped' - the operation isn't allowed.
400 ExpressRouteCircuitCannotBeDeleted (Microsoft.Network/expressRouteCircuits): Circuit c cannot be deleted while ServiceProviderProvisioningState is Provisioned. Ask the provider to deprovision.
409 Conflict (Microsoft.VirtualMachineImages/imageTemplates): Image template t is running and cannot be deleted; cancel the run first.
409 Conflict (Microsoft.KeyVault/managedHSMs): Managed HSM is not activated. Download the security domain to activate it.
409 Conflict (Microsoft.HybridCompute/machines): The machine is Disconnected; extensions cannot be installed until it reconnects.
400 BadRequest (Microsoft.App/containerApps): Cannot deactivate the latest revision in single revision mode.
400 BadRequest (Microsoft.ContainerService/managedClusters/agentPools): The only system node pool in the cluster cannot be deleted.
400 BadRequest (Microsoft.Automation/automationAccounts/jobs): Job cannot be stopped when in state Completed.
409 Conflict (Microsoft.StorageSync/storageSyncServices/syncGroups/serverEndpoints): Server endpoint is offline: provisioning needs it to be online.
409 Conflict: The virtual network gateway is not provisioned yet, so a connection cannot use it.
409 Conflict: Delete the dependent pipeline before the dataset.
409 Conflict: The compute instance must be stopped before its size changes.
409 Conflict: The IoT device is disabled.
409 Conflict: Enable the managed identity of the registry before you assign a key.
409 Conflict: The workspace is suspended until billing is resolved.
409 Conflict: The replica is not in sync with its primary.
409 Conflict: Geo-replication must be stopped before the server can be deleted.
409 Conflict: The database is offline.
409 Conflict: The role definition is assigned and cannot be deleted.
409 Conflict: Resource must be in state Succeeded, it is Failed.
400 BadRequest: The gateway is not in a state in which a packet capture can start.
400 BadRequest: Deallocate all instances before the zone is changed.
400 BadRequest: The cluster is powered off.
400 BadRequest: No deployment of the endpoint is ready to take traffic.
400 BadRequest: Stop the trigger before you edit it.
`;
