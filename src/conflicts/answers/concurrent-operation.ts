// Known answers of the class `concurrent-operation`; see index.ts.

export const concurrentOperationAnswers = `
409 Conflict (Microsoft.Web/sites): Cannot modify this site because another operation is in progress. Details: Id: 1a2b, OperationName: Create, CreatedTime: 1/2/2020
409 Conflict (Microsoft.Web/sites): There was a conflict. Cannot execute the request for site app1 because there is an AutoSwap operation in progress.
409 AnotherOperationInProgress (Microsoft.Network/virtualNetworks): Another operation on this or dependent resource is in progress.
429 RetryableError (Microsoft.Network/virtualNetworks): A retryable error occurred.
409 Conflict (Microsoft.Network/privateDnsZones/virtualNetworkLinks): The Virtual Network link l for the Private DNS zone z is being created or deleted by another operation
409 ContainerBeingDeleted (Microsoft.Storage/storageAccounts/blobServices/containers): The specified container is being deleted. Try operation later.
409 StorageAccountOperationInProgress (Microsoft.Storage/storageAccounts): An operation is currently performing on this storage account that requires exclusive access.
409 Conflict (Microsoft.Sql/servers): Server 'x' is busy with another operation. Please try your operation later.
409 DatabaseOperationInProgress (Microsoft.Sql/servers/databases): x
409 ServerIsBusy (Microsoft.DBforPostgreSQL/flexibleServers): Cannot complete operation because server 'x' is busy processing another operation.
409 Conflict (Microsoft.KeyVault/vaults/secrets): Secret s is currently being deleted.
409 OperationNotAllowed (Microsoft.ContainerService/managedClusters/agentPools): Operation is not allowed because there's an in progress create node pool operation on the agent pool np1. Please wait for it to finish before starting a new operation.
409 OperationNotAllowed (Microsoft.ContainerService/managedClusters): Operation is not allowed: Another operation (Upgrading) is in progress, please wait for it to finish before starting a new operation.
409 Conflict (Microsoft.DocumentDB/databaseAccounts): The operation was rejected: another operation is in progress on database account acc
412 PreconditionFailed (Microsoft.DocumentDB/databaseAccounts): Operation cannot be performed since there is another exclusive operation in progress on the account.
422 ServiceBusy (Microsoft.ApiManagement/service): API Management service is transitioning at this time. Please try the request again later.
409 ResourceGroupBeingDeleted (Microsoft.Resources/resourceGroups): The resource group 'rg' is in deprovisioning state and cannot perform this operation.
409 OperationNotAllowed (Microsoft.Compute/snapshots): Operation 'update' is not allowed on snapshot since a background copy is in progress
409 ContainerGroupTransitioning (Microsoft.ContainerInstance/containerGroups): The container group 'c' is still transitioning, please retry later.
409 ContainerAppOperationInProgress (Microsoft.App/containerApps): Cannot modify a container app 'a' because there is an ongoing provisioning operation
409 MessagingGatewayConflict (Microsoft.EventHub/namespaces): SubCode=40900. Conflict. The requested operation conflicts with another in progress
409 Conflict (Microsoft.Cache/Redis): The server 'redis1' is currently scaling. Please wait until the current operation completes
409 Conflict (Microsoft.Cache/Redis): The resource '/subscriptions/..' is busy processing a previous update request or is undergoing system maintenance. As such, it is currently unable to accept the update request. Please try again later
409 UserErrorAnotherOperationInProgress (Microsoft.RecoveryServices/vaults): Another operation is already in progress on the selected item
409 PoolBeingDeleted (Microsoft.Batch/batchAccounts/pools): The specified pool is being deleted
409 Conflict (Microsoft.Cdn/profiles): That action isn’t allowed in this profile. Profile is being migrated
409 ServiceIsInMaintenance (Microsoft.Kusto/clusters): [Conflict] Resource temporarily in maintenance, try again in few minutes
409 ApplianceBeingCreated (Microsoft.Databricks/workspaces): The appliance is being created and cannot be updated
409 FailedIdentityOperation (Microsoft.Foo/bar): Identity operation for resource failed with error 'Failed to perform resource identity operation. Status: 'Conflict'. Response: another update in progress'
409 Conflict (Microsoft.Foo/bar): Another deployment is running for this environment
409 Conflict (Microsoft.Foo/bar): Unable to acquire lock on resource; it is held by another process
409 Conflict: The operation could not be completed because resource is in the middle of another update.
409 NotAllowed: Cannot delete cluster while it is being created.
409 ServerDropping: server is dropping
409 ShareBeingDeleted: The specified share is being deleted. Try operation later.
409 Conflict: Cannot deallocate: VM is part of a host group under maintenance
400 ReferencedResourceNotProvisioned: Cannot proceed with operation because resource /subscriptions/.../virtualNetworks/v used by resource r is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.
429 SubnetBusy: x
409 CanceledAndSupersededDueToAnotherOperation: Operation PutVirtualNetworkOperation was canceled and superseded by operation PutSubnetOperation
- Canceled: The operation was canceled by the user.
409 Conflict: The vault is being moved to another resource group; backup operations are blocked
409 Conflict: Redis linked server cannot be removed while geo-replication is in progress
409 Conflict: There's already a restart operation going on for this server
409 Conflict: cluster already has an upgrade queued
409 AKSOperationPreempted: operation preempted by delete
409 Conflict: The runbook already has a job in status Running
409 WorkflowRunInProgress: x
409 SparkComputePoolUpdateConflict: pool is updating
409 Conflict: A resource with name 'x' is already being provisioned in another resource group
409 EntityLocked: entity is locked by another process
409 Conflict: Entity is currently locked for another update. Retry later.
409 Conflict: The specified entity could not be modified because a write operation is in progress
409 Conflict: An operation is already in progress on traffic manager profile
409 AnotherActiveDeployment: deployment active
409 DeploymentActive: Unable to edit or replace deployment 'd': previous deployment from '1/1/2020' is still active
409 Conflict: The request conflicts with an in-flight operation on the same resource
409 ConcurrentUpdateNotAllowed: x
409 ExclusiveOperationInProgress: x
409 Conflict: The operation is not allowed because a previous failover is still in progress
409 DiskBeingAttached: disk is being attached
409 AttachDiskWhileBeingDetached: Cannot attach data disk 'd' to VM 'v' because the disk is currently being detached or the last detach operation failed.
409 Conflict: Restore point creation is ongoing; wait for completion
400 BadRequest: There is a pending certificate operation; retry once it is completed.
409 Conflict: There is already an operation in progress which requires exclusive lock on this service acc1. Please retry the operation after sometime.
409 Conflict: Transparent data encryption scan in progress
409 Conflict: Site is currently being migrated and cannot be modified
409 PendingCopyOperation: There is currently a pending copy operation.
409 NodeImageUpgradeInProgress: x
409 Conflict: Definition has running deployments
409 ResourcesBeingMoved: The resources are being moved and cannot be modified
409 ResourceGroupBeingDeleted: The resource group 'rg' is in deprovisioning state and cannot perform this operation.
409 Conflict: Certificate c1 is currently being recovered and cannot be re-created; retry later.
409 ContainerBeingDeleted: The specified container is being deleted. Try operation later.
409 Conflict: Cannot modify this site because another operation is in progress. Details: Id: 1, OperationName: Update, CreatedTime: 1/1, RequestId: r, EntityType: 3
409 Conflict (Microsoft.Cache/Redis): The requested operation cannot be performed because the cache is busy processing a previous update request or is undergoing maintenance.
409 ServerIsBusy: Cannot complete operation while server 's' is busy processing another operation. Please try again later.
412 PreconditionFailed: There is already an operation in progress which requires exclusive lock on this service acct. Please retry the operation after sometime.
409 Conflict (Microsoft.EventHub/namespaces): SubCode=40901. Another conflicting operation is in progress.
409 MessagingGatewayConflict (Microsoft.ServiceBus/namespaces): SubCode=40900. Conflict. To know more visit https://aka.ms/sbResourceMgrExceptions. Namespace is in transition.
400 BMSUserErrorObjectLocked: Another operation is in progress on the selected item.
409 StorageAccountOperationInProgress: An operation is currently performing on this storage account that requires exclusive access.
409 Conflict: Deployment Slot swap is going on, please wait until it is finished.
409 -: Update of VPN site is not allowed when a hub connection is in flight.
409 OperationNotAllowed: Operation is not allowed: Another agentpool operation (Scaling) is in progress, please wait for it to finish before starting a new operation.
409 AnotherOperationInProgress: Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/x
409 GatewayUpdateInProgress: Put on gateway is not allowed as another operation is ongoing.
409 CanceledAndSupersededDueToAnotherOperation: Operation was canceled and superseded by another operation: PutNetworkSecurityGroupOperation.
409 DeploymentActive: Unable to edit or replace deployment 'd': previous deployment from '1/1/2021' is still active (expiration time is '1/8/2021').
409 CannotDeleteBecauseBackupRunning: Backup currently in progress; cannot delete the site.
409 Conflict: Run already in progress: site restore.
409 ResourceConflict: Rule operation rejected: Namespace has pending changes; retry shortly.
409 DatabaseOperationInProgress: The request could not be processed because of conflict: operation 'CREATE DATABASE COPY' in progress.
409 ContainerGroupTransitioning: The container group 'cg' is still transitioning, please retry later.
409 AttachDiskWhileBeingDetached: Cannot attach data disk 'pvc-1' to VM 'v' because the disk is currently being detached. Please wait until the disk is completely detached and then try again.
400 NicReservedForAnotherVm: Nic(s) in request is reserved for another Virtual Machine for 180 seconds. Please provide another nic(s) or retry after 180 seconds.
409 Conflict (Microsoft.MachineLearningServices/workspaces/onlineEndpoints): Endpoint is currently being updated by another request; only one update can run at a time.
409 Conflict: Hub is currently being modified by CreateOrUpdate VpnGateway; wait for completion.
409 ServiceIsInMaintenance: The Kusto cluster is in maintenance and doesn't accept commands. Please try later.
409 Conflict (Microsoft.Cache/redisEnterprise/databases): Redis Enterprise: database is currently executing another change (import).
409 JobRunning (Microsoft.Automation/automationAccounts/jobs): Runbook job cannot be deleted until it ends.
409 ResourceOperationInProgress: Managed Grafana is being provisioned, please wait.
409 Conflict (Microsoft.Quota/quotas): There is already an open request for quota of this resource.
409 Conflict (Microsoft.VirtualMachineImages/imageTemplates): Image template is being built. Cancel or wait for the build to finish.
409 Conflict (Microsoft.RecoveryServices/vaults/replicationProtectedItems): Site Recovery: failover job is running on protected item.
409 Conflict: Key rotation is underway on this account.
409 Conflict (Microsoft.Storage/storageAccounts): Failover of account is happening.
409 Conflict (Microsoft.Network/dnsZones): Something else is changing this zone at the moment.
409 Conflict (Microsoft.Devices/IotHubs): Previous create hasn't completed for this hub.
409 Conflict (Microsoft.Network/trafficManagerProfiles): Simultaneous modification of the profile was detected.
409 Conflict (Microsoft.Cdn/profiles/endpoints): Waiting for purge of old endpoint to end.
423 Locked: Resource is locked by operation 123; retry when it is done.
409 Conflict (Microsoft.HDInsight/clusters): Scale operation for cluster is queued behind patching.
409 -: Operation 'restart' skipped: a newer 'update' got accepted.
409 ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity: Too many Federated Identity Credentials are written concurrently for the managed identity. Concurrent writes are not supported.
409 ServiceInActivationState (Microsoft.ApiManagement/service): Operation on the API Management service cannot be performed at this time, as a configuration change is in progress. Please try again later.
409 ContainerGroupTransitioning: The container group 'aci1' is still transitioning, please retry later.
409 OngoingOperation (Microsoft.DBforMySQL/flexibleServers): The server has an ongoing operation 'UpdateServer'; try again once done
409 TableBeingDeleted: The specified table is being deleted.
409 OperationNotAllowed: Cannot upgrade agent pool since cluster is being upgraded. Please wait for the operation to complete.
409 TenantBackfill: Tenant initialization is in progress: backfill has started; please try later.
409 Conflict: There is a pending operation on this certificate; complete or cancel it prior to create new.
400 UserErrorConflictingOperation: Operation cannot be performed because a conflicting operation of type Restore is running on the item.
409 PoolBeingResized: The specified pool is being resized.
409 PoolBeingDeleted: The specified pool has been marked for deletion and is being reclaimed.
400 BadRequest (Microsoft.Search/searchServices): Service is currently provisioning; scale requests aren't accepted at this time.
409 Conflict: Import cannot be performed while another import is in progress.
409 ResourceCreateInProgress: Event subscription creation in progress; try again after current create finishes
409 Conflict: Data export rule is already in process of creation for that table.
409 Conflict: AnotherOperation: Managed cluster stop is in progress.
409 45122 (Microsoft.Sql/servers): An operation on the server s is in progress. Please wait.
409 VulnerabilityAssessmentScanIsAlreadyInProgress (Microsoft.Sql/servers/databases): VA scan is already in progress
409 SyncGroupBusy (Microsoft.Sql/servers/databases): Sync group is in progress of schema refresh; can't trigger
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Database account 'a' is in the process of being deleted. Please retry after the deletion completes.
409 Conflict (Microsoft.Synapse/workspaces): Another operation is already running on workspace w (CreateBigDataPool).
409 OperationNotAllowed (Microsoft.Compute/virtualMachineScaleSets): The scale set has a rolling upgrade in progress, so that instances cannot be changed.
409 ConflictingOperation (Microsoft.Network/x): Two operations against the same route table were received at once
409 Conflict (Microsoft.ServiceBus/namespaces): The namespace is being upgraded to Premium; changes are not accepted until that ends.
409 OperationNotAllowed (Microsoft.ContainerService/managedClusters): Cluster is in the process of rotating certificates. Try again when it has finished.
409 Conflict (Microsoft.Sql/servers/databases): An export is already running on this database.
409 Conflict (Microsoft.Web/hostingEnvironments): Pending network updates exist for this environment; retry afterwards.
409 Conflict (Microsoft.ContainerRegistry/registries): The registry is currently replicating and can't be updated.
409 Conflict (Microsoft.CognitiveServices/accounts): Your earlier request on this account hasn't finished processing.
409 ConcurrentUpdate (Microsoft.MachineLearningServices/workspaces): More than one update hit the workspace; only one is taken.
409 Conflict (Microsoft.Web/sites/slots): Deployment d is in flight to this slot.
409 ResourceBusy (Microsoft.Network/dnsResolvers): The private DNS resolver is busy applying another configuration.
409 Conflict: Another deployment to this resource group runs already.
409 Conflict: A previous deletion of the resource has not completed.
409 Conflict: The same account is updated by a different request at this time.
409 Conflict: Someone else holds the lock of the session; wait for it to be freed.
409 Conflict: An operation on the parent has to end first.
409 Conflict: A backup of the item is under way.
409 Conflict: A scale operation was started and has not ended.
409 Conflict: Two requests for the subnet arrived together; this one lost.
409 Conflict: The restore that was started before still runs.
409 Conflict: An import into the registry is under way.
409 Conflict: Wait for the certificate rotation to finish.
409 Conflict: A failover of the group is in progress.
409 Conflict: The environment is being updated by the platform.
`;
