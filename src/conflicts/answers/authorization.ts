// Known answers of the class `authorization`; see index.ts.

export const authorizationAnswers = `
403 AuthorizationFailure (Microsoft.Storage/storageAccounts): This request is not authorized to perform this operation.
403 KeyBasedAuthenticationNotPermitted (Microsoft.Storage/storageAccounts): Key based authentication is not permitted on this storage account.
403 Forbidden (Microsoft.KeyVault/vaults): Client address is not authorized and caller is not a trusted service.
403 Forbidden (Microsoft.KeyVault/vaults): The user, group or application 'appid=..' does not have secrets get permission on key vault 'kv'.
403 DenyAssignmentAuthorizationFailed (Microsoft.Foo/bar): The client has permission but the access is denied because of the deny assignment with name x and Id y at scope z.
401 InvalidAuthenticationToken (Microsoft.Foo/bar): The access token is expired.
401 InvalidAuthenticationTokenTenant (Microsoft.Foo/bar): The access token is from the wrong issuer
403 Forbidden (Microsoft.Databricks/workspaces): Databricks workspace: The caller is not a workspace admin
409 ApplianceDeletionFailed (Microsoft.Solutions/applications): The operation to delete appliance failed: managed resource group is locked by deny assignment
403 Forbidden: Request originated from IP 1.2.3.4 through public internet. This is blocked by your Cosmos DB account firewall settings.
403 CustomRouteTableMissingPermission: Managed identity does not have permission on route table
403 AuthorizationFailed: The client does not have authorization to perform action
409 TenantDenyAssignment: x
400 ConnectionNotAuthenticated: connection is not authenticated
403 LinkedAuthorizationFailed: linked
401 AuthenticationFailed: Authentication failed. The 'Authorization' header is missing.
401 ExpiredAuthenticationToken: The access token expiry UTC time is earlier than current UTC time
403 AccessDenied: Access denied due to Virtual Network/Firewall rules.
403 Forbidden: Operation returned an invalid status code 'Forbidden'
403 ForbiddenByRbac: Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.
403 ForbiddenByFirewall: Public network access is disabled and request is not from a trusted service nor via an approved private link.
400 BadRequest: AADSTS700016: Application with identifier was not found in the directory
400 LinkedAccessCheckFailed: The client does not have permission on linked scope
400 KeyVaultAccessForbidden: Key Vault secret with id could not be retrieved: access forbidden
403 VnetNotAllowed: Your account is not allowed by virtual network rule
403 InsufficientPermissionsForVnet: User does not have permission to join subnet
403 Authorization_RequestDenied: Insufficient privileges to complete the operation.
403 Forbidden: The user, group or application 'appid=1;oid=2' does not have secrets get permission on key vault 'kv;location=westus'.
403 AuthorizationPermissionMismatch: This request is not authorized to perform this operation using this permission.
403 LinkedAuthorizationFailed: The client 'c' has permission to perform action 'Microsoft.Network/x' on scope 's'; however, it does not have permission to perform action 'y' on the linked scope(s) 'z'.
400 ServicePrincipalValidationClientError: The credentials in ServicePrincipalProfile were invalid. Please see https://aka.ms/aks-sp-help for more details. (Details: adal: Refresh request failed. Status Code = '401'.)
401 CustomRoute: The resource does not have authorization; error_description: AADSTS7000215: Invalid client secret is provided.
403 AuthorizationFailed: The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Resources/deployments/write' over scope 's' or the scope is invalid.
400 UserErrorMissingPermissionsOnSnapshotRG: Appropriate permissions to perform the operation are missing on the snapshot resource group. Grant the vault MSI the required roles.
403 ApplianceDeploymentFailed: System deny assignment created by managed application prevents access to the managed resource group.
403 Forbidden: Caller is missing action Microsoft.Support/supportTickets/write. Support plan required.
401 InvalidAuthenticationTokenTenant: The access token is from the wrong issuer. It must match the tenant associated with this subscription.
403 InsufficientScope: Access token lacks scope user_impersonation.
400 BadRequest (Microsoft.Storage/storageAccounts): The managed identity lacks 'get, wrapKey, unwrapKey' on the key vault key.
403 Forbidden: Principal isn't owner of the subscription.
400 BadRequest: The identity used for CMK does not have unwrap rights on the key.
401 -: Token audience is wrong.
403 -: Public network access is off; connect through a private endpoint.
403 AuthenticationFailed: Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.
403 AuthorizationFailure: This request is not authorized to perform this operation.
400 CustomKubeletIdentityMissingPermissionError: The cluster using user-assigned managed identity must be granted 'Managed Identity Operator' role to assign kubelet identity.
400 LinkedAuthorizationFailed: The client has permission to perform action but does not on linked scope
401 ExpiredAuthenticationToken: The access token expiry UTC time '1' is earlier than current UTC time '2'.
401 InvalidAuthenticationToken: The access token is invalid.
403 InsufficientAccessError: The provided credentials have insufficient access to perform the requested operation
401 Unauthorized: No authorization information present on the request.
403 AuthorizationFailed: Caller is not authorized to list keys on resource
403 LinkedAuthorizationFailed: The client has permission to perform action on scope, however the current tenant is not authorized to access linked subscription.
403 40615 (Microsoft.Sql/servers): Cannot open server 's' requested by the login. Client with IP address '1.2.3.4' is not allowed to access the server.
400 VulnerabilityAssessmentInsufficientStorageContainerPermissions (Microsoft.Sql/servers/databases): Insufficient read or write permissions to storage container c.
400 AzureKeyVaultMissingPermissions (Microsoft.Sql/servers): The server is missing required permissions (get, wrapKey, unwrapKey) on the Azure Key Vault.
400 BadRequest (Microsoft.Web/sites): Creation of storage file share failed with: 'The remote server returned an error: (403) Forbidden.'. Please check if the storage account is accessible.
400 BadRequest: User assigned identity isn't granted access to the vault.
409 Conflict: Caller needs role 'Owner' to do so.
400 BadRequest: The service principal's secret has lapsed.
400 InvalidRequest: Key Vault returned 403: the app is missing 'get' on secrets.
401 Error: Sign in again: session is no longer valid.
409 Conflict: You aren't entitled to manage this subscription's reservations.
400 BadRequest: Consent for the application was not given in the tenant.
403 Forbidden: IP address 1.2.3.4 isn't on the allow list.
403 Forbidden: The application lacks the role on the scope.
403 Forbidden: The policy of the vault gives the identity no right to wrap keys.
403 Forbidden: A deny assignment blocks the caller.
403 Forbidden: The token was issued by another tenant.
403 Forbidden: The guest account may not list users.
400 BadRequest: The identity of the server may not read the key.
`;
