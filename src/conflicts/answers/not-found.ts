// Known answers of the class `not-found`; see index.ts.

export const notFoundAnswers = `
400 SubscriptionDoesNotHaveServer (Microsoft.Sql/servers): Subscription does not have server x
400 ServicePrincipalNotFound (Microsoft.ContainerService/managedClusters): Service principal clientID: x not found in Active Directory tenant y
404 NotFound (Microsoft.DocumentDB/databaseAccounts/sqlDatabases): Entity with the specified id does not exist in the system.
400 ValidationError (Microsoft.ApiManagement/service/apis/policies): One or more fields contain incorrect values: Error in element 'set-backend-service' on line 3: Backend with id 'b' could not be found.
404 ParentResourceNotFound (Microsoft.Sql/servers/databases): Can not perform requested operation on nested resource. Parent resource 'x' not found.
400 PrincipalNotFound (Microsoft.Authorization/roleAssignments): Principal p does not exist in the directory d. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay.
400 InvalidResourceReference (Microsoft.Network/networkInterfaces): Resource /subscriptions/x/subnets/s referenced by resource y was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.
404 ResourceNotFound: The Resource 'Microsoft.Foo/bar/x' under resource group 'rg' was not found.
404 SubscriptionNotFound: The subscription 's' could not be found.
404 DeploymentNotFound: Deployment 'd' could not be found.
400 ResourceGroupNotFound: Resource group 'rg' could not be found.
400 RestoreSourceDeleted: source server was deleted
400 FeatureNotFound: The feature 'x' could not be found.
409 PlatformImageNotFound: image
400 ImageNotFound: The platform image 'x' is not available. Verify that all fields in the storage profile are correct.
404 NotFound: Operation returned an invalid status code 'NotFound'
404 PathNotFound: The specified path does not exist.
400 ControlPlaneNotFound: x
400 ContainerAppSecretRefNotFound: SecretRef 'x' defined for container not found.
400 VnetPeeringNotFoundInRemote: remote peering not found; create it
404 ContainerNotFound: The specified container does not exist.
400 BadRequest: The service principal with application id x doesn't exist in tenant y
400 AADGraphPropagation: The identity is not yet replicated; principal does not exist in the directory
400 BadRequest: The metric namespace does not exist for the resource
400 DefaultStorageAccountNotFound: x
400 PrincipalNotFound (Microsoft.Authorization/roleAssignments): Principal 1234abcd does not exist in the directory 72f988bf. Check that you have the correct principal ID.
404 PolicyDefinitionNotFound: The policy definition 'x' could not be found.
400 InvalidResourceReference: Resource /subscriptions/x/nic referenced by resource /subscriptions/y/lb was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.
400 BadRequest: The image 'mcr.microsoft.com/x' in container group 'g' is not accessible or does not exist.
400 ApplicationGatewayKeyVaultSecretException: Problem occured while accessing and validating KeyVault Secrets associated with Application Gateway 'agw'. The secret was not found.
404 ParentResourceNotFound: Can not perform requested operation on nested resource. Parent resource 'x' not found.
400 BadRequest: The Arc-enabled Kubernetes cluster referred to by custom location does not exist.
400 BadRequest (Microsoft.Network/networkManagers): Subscription 's' referenced in scope could not be located.
400 BadRequest: Workspace ws-1 is gone or never existed.
400 BadRequest (Microsoft.Network/applicationGateways): Certificate c referenced by listener l was not found in gateway g.
400 BadRequest (Microsoft.Network/loadBalancers): There is no backend pool called 'pool1'.
400 InvalidParameter (Microsoft.Compute/virtualMachines): The specified source image 'x' cannot be located.
409 Conflict (Microsoft.OperationalInsights/workspaces): Deleted workspace can't be located for recovery.
400 InvalidImage (Microsoft.ContainerRegistry/registries): Image tag 'v9' doesn't exist in repository web.
404 Error: No deployments match this filter.
400 KeyVaultSecretDoesNotExist: Secret s couldn't be found in vault v.
400 ServicePrincipalNotFound: Service principal clientID: 1 not found in Active Directory tenant 2, Please see https://aka.ms/aks-sp-help for more details.
404 ShareNotFound: The specified share does not exist.
404 WebHookNotFound: The webhook 'w' could not be found in registry r.
404 ManagementGroupNotFound: Management Group 'mg' was not found.
404 PendingCertificateNotFound: Pending certificate not found: c1
404 DeletedVaultNotFound: The specified deleted vault 'v' does not exist.
400 UserErrorRecoveryPointNotFound: Recovery point not found: restore cannot be done.
404 MessagingGatewayNotFoundStatusCodeEntityNotFound: The requested queue does not exist. CorrelationId: x
400 InvalidRequest: Destination endpoint not found. Resource details: resourceId: /subscriptions/x. Resource should pre-exist before attempting this operation.
400 ResourceNotFoundError: The target workspace w for the alert rule couldn't be found
- 40561 (Microsoft.Sql/servers/databases): Database copy failed. Either the source or target database does not exist.
- 40562 (Microsoft.Sql/servers/databases): Database copy failed. The source database has been dropped.
- 40563 (Microsoft.Sql/servers/databases): Database copy failed. The target database has been dropped.
400 40857 (Microsoft.Sql/servers/elasticPools): Elastic pool not found for server: 's', elastic pool name: 'p'.
404 SyncGroupNotFound (Microsoft.Sql/servers/databases): Sync group sg can't be found in db
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Could not find the properties from 'x' for restore: database account with the given instance id not found.
400 BadRequest (Microsoft.Insights/diagnosticSettings): Target resource /subscriptions/x/sa does not exist or cannot be reached.
400 InvalidImageReference (Microsoft.Compute/virtualMachines): No image with reference x:y:z was found in region westus.
400 BadRequest (Microsoft.Insights/metricAlerts): Action group ag isn't found.
400 BadRequest: The subnet that is named is not there.
400 BadRequest: The key version does not exist in the vault.
400 BadRequest: The image of that version cannot be found in the gallery.
400 BadRequest: The linked workspace is gone.
400 BadRequest: There is no group of that ID in the directory.
404 NotFound: The slot is not found.
404 NotFound: Nothing by that name is in the group.
`;
