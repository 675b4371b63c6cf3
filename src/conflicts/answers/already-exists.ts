// Known answers of the class `already-exists`; see index.ts.

export const alreadyExistsAnswers = `
409 Conflict (Microsoft.Web/sites/hostNameBindings): Hostname 'www.contoso.com' already exists. Please use a different name.
400 BadRequest (Microsoft.Network/dnsZones/CNAME): The record set of type 'A' with name 'x' already exists. CNAME cannot coexist with other records.
409 StorageAccountAlreadyTaken (Microsoft.Storage/storageAccounts): The storage account named x is already taken.
409 StorageAccountInAnotherResourceGroup (Microsoft.Storage/storageAccounts): The storage account named x is already in another resource group in this subscription.
400 NameAlreadyExists (Microsoft.Sql/servers): The server name is already in use
409 VaultAlreadyExists (Microsoft.KeyVault/vaults): The vault name 'kv' is already in use. Vault names are globally unique so it is possible that the name is already taken.
409 ConflictError (Microsoft.KeyVault/vaults): A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.
409 Conflict (Microsoft.KeyVault/vaults/secrets): Secret s is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.
400 BadRequest (Microsoft.DocumentDB/databaseAccounts): Dns record for x under zone Document is already taken.
409 ServiceAlreadyExists (Microsoft.ApiManagement/service): Api service already exists: apim1
409 ServiceAlreadyExistsInSoftDeletedState (Microsoft.ApiManagement/service): Api service apim1 was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it.
409 Conflict (Microsoft.ApiManagement/service/apis/operations): Operation with the same method and URL template already exists
409 InvalidResourceLocation (Microsoft.Network/virtualNetworks): The resource 'x' already exists in location 'eastus' in resource group 'rg'. A resource with the same name cannot be created in location 'westus'.
409 InvalidResourceGroupLocation (Microsoft.Resources/resourceGroups): Invalid resource group location 'westus'. The Resource group already exists in location 'eastus'.
409 RoleAssignmentExists (Microsoft.Authorization/roleAssignments): x
409 Conflict (Microsoft.ContainerRegistry/registries): The registry name x is already in use.
409 RegistryNameAlreadyInUse (Microsoft.ContainerRegistry/registries): x
409 Conflict (Microsoft.OperationalInsights/workspaces): Workspace ws is soft deleted; recover or purge it first
409 FlagMustBeSetForRestore (Microsoft.CognitiveServices/accounts): An existing resource with ID 'x' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property.
400 CustomDomainInUse (Microsoft.CognitiveServices/accounts): Please pick a different name. The subdomain name 'x' is not available as it's already used by a resource.
409 Conflict: Diagnostic settings for resource already exist with the same sink for the same category
409 Conflict: Data sink '/subscriptions/..' is already used in diagnostic setting 'a' for category 'b'. Data sinks can't be reused in different settings on the same category for the same resource.
409 DatabaseAccountAlreadyExists: x
409 Conflict: Resource with specified id, name, or unique index already exists.
409 ResourceAlreadyExists: x
409 Conflict: Bot with this id already registered; The bot name is not available
409 AppIdAlreadyUsed: MSA App id is already in use.
409 Conflict: Automation account job schedule already exists
409 DataFactoryNameInUse: Specified resource name 'df' is already in use. Resource names must be globally unique.
400 BadRequest: We're sorry, but the custom domain is already added to another Front Door
400 BadRequest: The domain name 'x' is already in use by another profile. Domain name x.trafficmanager.net is not available. Please choose a different domain name.
400 DnsRecordInUse: DNS record x.westus.cloudapp.azure.com is already used by another public IP.
400 PrivateDnsZoneGroupAlreadyExists: exists
409 Conflict: Server name 'x' is already used. Choose another name
409 Conflict: The storage account x already exists under another subscription
409 409001: Device d1 already registered.
400 AnotherPeeringAlreadyReferencesRemoteVnet: Peering p cannot be created because another peering already references the same remote virtual network.
400 BadRequest: The host name x.contoso.com is already bound to another site in this region
409 Conflict: A container service with the same dns prefix already exists in region
409 Conflict: Workspace name is already in use in a soft-deleted workspace
409 AlertRuleConflict: alert rule with the same name exists
400 BadRequest: Export already exists for this scope with name x
400 ClusterNameNotAvailable: Cluster name is not available
409 PoolExists: The specified pool already exists.
400 ResourceNameInUse: x
400 Request_BadRequest: Another object with the same value for property identifierUris already exists.
409 Conflict (Microsoft.KeyVault/vaults/secrets): Secret x is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.
409 NameUnavailable (Microsoft.AppConfiguration/configurationStores): The specified name is already in use.
400 ServerNameAlreadyExists: Specified server name is already used.
400 BadRequest (Microsoft.EventHub/namespaces): Namespace name is not available: 'ns' - already in use.
400 IotHubNameNotAvailable: IotHub name 'h' is not available.
409 SignalRNameNotAvailable: The name is already taken.
409 TagNameConflict: Tag name is already present with a different casing.
409 VaultAlreadyExists: The vault name 'kv' is already in use. Vault names are globally unique so it is possible that the name is already taken.
409 ConflictError: A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.
409 FlagMustBeSetForRestore: An existing resource with ID '/subscriptions/x' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first.
409 InvalidDeploymentLocation: Invalid deployment location 'westus'. The deployment 'd' already exists in location 'eastus'.
409 InvalidResourceGroupLocation: Invalid resource group location 'westus'. The Resource group already exists in location 'eastus'.
409 InvalidResourceLocation: The resource 'r' already exists in location 'westus' in resource group 'rg'. A resource with the same name cannot be created in location 'eastus'. Please select a new resource name.
409 PurviewAccountNameTaken: Account name p is not unique within region.
409 Conflict: Support ticket t1 has already been created; use different name.
400 BadRequest (Microsoft.Network/networkManagers): There is already a network manager covering the same scope with the same feature.
400 BadRequest (Microsoft.NotificationHubs/namespaces): Notification hub namespace identifier isn't available.
409 Conflict (Microsoft.Cdn/profiles/endpoints): Endpoint host name already mapped.
409 Conflict (Microsoft.ServiceBus/namespaces/queues): A queue by that name is present.
409 Conflict (Microsoft.ServiceBus/namespaces/topics): Cannot add topic: name collides with queue.
400 BadRequest (Microsoft.Network/publicIPAddresses): DNS label web1 is taken in westus.
409 Conflict: Lock with given name but other scope exists.
409 Conflict: Domain name foo.trafficmanager.net already exists. Please choose a different DNS prefix.
400 BadRequest: Domain name 'foo' is not available. Please choose a different profile name, Microsoft Azure Traffic Manager.
400 NameNotAvailable (Microsoft.Cache/Redis): An error occurred when trying to reserve the DNS name for the cache. This may be a result of the name already being in use by another resource, or reserved and unavailable.
409 ServiceAlreadyExistsInSoftDeletedState: Api service apim was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it. See https://aka.ms/apimsoftdelete.
409 StorageAccountAlreadyTaken: The storage account named foo is already taken.
409 VaultNameNotAvailable: The vault name is already used.
400 BadRequest (Microsoft.Cdn/profiles/endpoints): That resource name isn't available.
409 Conflict (Microsoft.Cdn/profiles/endpoints): That resource name isn't available: 'contoso' was already taken by another profile.
409 Conflict (Microsoft.Devices/IotHubs): Iot Hub 'h' name is not available. Choose a different name; names are unique across Azure.
409 Conflict (Microsoft.Search/searchServices): ServiceName 'svc' is already in use.
409 MessagingGatewayConflict: SubCode=40901. Authorization rule or entity already exists with a different type. Conflict with existing definition.
409 40858 (Microsoft.Sql/servers/elasticPools): Elastic pool 'p' already exists in server: 's'
409 DatabaseAlreadyExists (Microsoft.Sql/servers/databases): Database 'db' already exists. Choose a different database name.
409 AlreadyInUse (Microsoft.ContainerRegistry/registries): The registry DNS name contoso.azurecr.io is already in use. You can check if the name is already claimed using following API.
409 Conflict (Microsoft.Media/mediaservices/streamingPolicies): A Streaming Policy by the name p1 already exists.
400 InvalidBotData (Microsoft.BotService/botServices): Bot is not valid - errors: Id is already in use.. See https://aka.ms/bot-requirements for detailed requirements.
409 CustomDomainInUse (Microsoft.CognitiveServices/accounts): Please pick a different name. The subdomain name 'contoso' is not available as it's already used by a resource.
400 BadRequest (Microsoft.Network/dnszones): The record could not be created because a CNAME record with the same name already exists in this zone.
409 Conflict (Microsoft.MachineLearningServices/workspaces): Workspace id w is taken; ids are unique across tenants.
409 NameInUse (Microsoft.CognitiveServices/accounts): There is another account with that subdomain.
409 Conflict (Microsoft.CognitiveServices/accounts): A deleted account of this name is retained; purge or restore it.
409 Conflict: The host name belongs to another app.
409 Conflict: A vault of that name was deleted and is kept.
409 Conflict: The alias is taken.
409 Conflict: A rule of that name exists.
409 Conflict: This scope has such an assignment already.
409 Conflict: The queue exists already.
409 Conflict: Pick another name, since this one is used elsewhere in Azure.
`;
