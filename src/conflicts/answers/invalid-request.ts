// Known answers of the class `invalid-request`; see index.ts.

export const invalidRequestAnswers = `
400 BadRequest (Microsoft.Web/sites): The parameter WEBSITE_CONTENTSHARE has an invalid value.
400 BadRequest (Microsoft.Web/sites): The slot swap operation cannot be performed because the source and target slots are the same.
400 NetcfgSubnetRangesOverlap (Microsoft.Network/virtualNetworks/subnets): Subnet 'b' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'v'.
400 NetcfgInvalidSubnet (Microsoft.Network/virtualNetworks/subnets): Subnet 'b' is not valid in virtual network 'v'.
400 GatewaySubnetRequired (Microsoft.Network/virtualNetworkGateways): gateway requires a subnet named GatewaySubnet
400 NoRegisteredProviderFound (Microsoft.Foo/bar): No registered resource provider found for location 'x' and API version 'y' for type 'z'.
400 AccountPropertyIsInvalid (Microsoft.Storage/storageAccounts): An invalid value was provided for 'accountType'.
400 InvalidParameter (Microsoft.Compute/virtualMachines): The value of parameter imageReference is invalid.
400 InvalidParameter (Microsoft.Compute/virtualMachines): The supplied password must be between 12-123 characters long and must satisfy at least 3 of password complexity requirements
400 InvalidTemplate (Microsoft.Resources/deployments): Deployment template validation failed: 'The template parameters 'x' in the parameters file are not valid'
400 LinkedInvalidPropertyId (Microsoft.Foo/bar): Property id 'x' at path 'y' is invalid. Expect fully qualified resource Id
400 BadRequest (Microsoft.Foo/bar): Required parameter 'location' is missing.
400 BadRequest (Microsoft.Foo/bar): The name contains invalid characters. Only alphanumeric characters and hyphens are allowed.
400 PasswordNotComplex: Password validation failed. The password does not meet policy requirements because it is not complex enough.
400 InvalidResourceType: The resource type could not be found in the namespace 'Microsoft.Network' for api version '2019-01-01'.
400 InvalidApiVersionParameter: The api-version '2010-01-01' is invalid. The supported versions are ...
400 InvalidValuesForRequestParameters: Values for request parameters are invalid: networkAcls.virtualNetworkRule[*].id
400 SubnetsNotInSameVnet: Subnet x is not in the same Virtual Network as subnet y.
400 VnetAddressSpaceOverlapsWithAlreadyPeeredVnet: Cannot create or update peering p. Virtual networks a and b cannot be peered because their address spaces overlap.
400 LoadBalancerFrontendIPConfigCannotHaveBothSubnetAndPublicIP: cannot have both
400 InvalidParameterValue: Invalid value given for parameter StorageMB. Specify a valid parameter value.
400 NodePoolMcVersionIncompatible: Node pool version 1.27 and control plane version 1.26 are incompatible.
400 InvalidPrincipalId: A valid principal ID must be provided for role assignment.
400 UnmatchedPrincipalType: The PrincipalId 'x' has type 'User', which is different from specified PrinciaplType 'ServicePrincipal'.
400 BadRequest: The certificate associated with the custom domain has expired.
- VMExtensionProvisioningError: VM has reported a failure when processing extension 'CustomScript'. Error message: "Enable failed: failed to execute command"
409 OperationNotAllowed: The VM 'v' creation in Dedicated Host requires the VM to be in same availability zone as the host
400 VMMarketplaceInvalidInput: Creating a virtual machine from a non Marketplace image does not need Plan information in the request.
400 InvalidParameter: Required parameter 'adminPassword' is missing (null).
400 InvalidRequestContent: The request content was invalid and could not be deserialized: 'Could not find member 'foo' on object of type'.
400 BadRequest: The 'sku.capacity' must be between 1 and 10
400 InvalidResourceName: Resource name x is invalid. The name can be up to 80 characters long. It must begin with a word character
400 AccountNameInvalid: st-1 is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.
400 VaultNameNotValid: The vault name is invalid. A vault's name must be between 3-24 alphanumeric characters.
400 BadRequest: Invalid value for 'location'
400 InvalidDomainNameLabel: The domain name label x is invalid. It must conform to the following regular expression
400 MissingApiVersionParameter: The api-version query parameter (?api-version=) is required for all requests.
400 ContainerAppInvalidSchedule: schedule
400 BadRequest: Disk size of 20 GB is smaller than the size of the corresponding disk in the VM image: 30 GB
400 KeyVaultAndDiskInDifferentRegions: The key vault is located in location westus, which is different from the location of the VM, eastus.
400 ServiceCidrOverlapExistingSubnetsCidr: The specified service CIDR 10.0.0.0/16 is conflicted with an existing subnet CIDR 10.0.0.0/24
400 InvalidCreateDeploymentRequest: subscription has existing deployment stack
409 DeploymentNameLengthLimitExceeded: x
409 DeploymentNameInvalidCharacters: x
400 ReservedResourceName: The resource name 'LOGIN' or a part of the name is a trademarked or reserved word.
400 InvalidPolicyParameters: The policy parameters are invalid. The provided value is not allowed by the policy definition parameter 'allowedLocations'.
400 MissingPolicyParameter: The policy assignment 'a' is missing the parameter(s) 'tagName' as defined in the policy definition 'p'.
400 NetcfgSubnetRangesOverlap: Subnet 's2' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'v'.
400 BadRequest (Microsoft.NetApp/netAppAccounts/capacityPools): Pool size cannot be reduced below the total size of its volumes.
400 ContainerAppInvalidName: Invalid ContainerApp name 'Foo'. A name must consist of lower case alphanumeric characters or '-'.
400 LinkedInvalidPropertyId: Property id 'x' at path 'properties.subnet.id' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}'
409 Conflict: The property 'minTlsVersion' conflicts with 'enableNonSslPort'; both cannot be set.
400 ApplicationGatewayInvalidBackend: Probe host is required when PickHostNameFromBackendHttpSettings is false.
400 NoRegisteredProviderFound: No registered resource provider found for location 'x' and API version '2015' for type 'y'. The supported api-versions are ...
400 BadRequest: Total size of the elastic san must be at least 20 TiB when base size is specified.
400 BadRequest: The address prefix 10.0.0.0/24 overlaps with hub 10.0.0.0/16
400 BadRequest: Linked Service 'ls' has circular reference.
400 InvalidTemplate: Unable to process template language expressions: 'The template variable x is not found.'
400 InvalidParameter (Microsoft.Maintenance/maintenanceConfigurations): Maintenance window duration has to be at least 2 hours.
400 BadRequest: Name can only have lower-case letters.
409 Conflict: Request body id and URL id don't agree.
400 -: 'retentionInDays' is not in the range 30 to 730.
400 BadRequest: The value 'Foo' provided for sku.name isn't one of the accepted values: Basic, Standard.
400 BadRequest: Parameter retentionDays expects an integer.
400 InvalidRequestContent: The request content was invalid and could not be deserialized: 'Could not find member 'foo' on object of type 'TemplateResource'.'
400 InvalidRequestFormat: Cannot parse the request.
400 BadRequest: Error parsing json body: unexpected character encountered.
400 InvalidParameter: The supplied password must be between 12-123 characters long and must satisfy at least 3 of password complexity requirements
400 InvalidAddressPrefixFormat: Address prefix 10.0.0.0 of resource /subscriptions/x is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.
400 SecurityRuleInvalidPriority: Security rule has invalid Priority. Value provided: 50 Allowed range 100-4096.
400 SecurityRuleConflict: Security rule r1 conflicts with rule r2. Rules cannot have the same Priority and Direction.
400 LoadBalancerInvalidFrontendPortRange: Load balancer has backend port out of range. Value should be between 1 and 65535.
400 AccountNameInvalid: foo! is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.
400 InvalidHeaderValue: The value for one of the HTTP headers is not in the correct format.
400 UnsupportedHeader: One of the headers specified in the request is not supported.
400 OutOfRangeInput: One of the request inputs is out of range.
400 InvalidParameter: Provisioning of resource(s) for container service failed. Message: The value of parameter agentPoolProfile.name is invalid.
400 NodePoolMcVersionIncompatible: Node pool version 1.22.6 and control plane version 1.21.9 are incompatible. Node pool version is bigger than control plane version.
400 InvalidPrincipalId: The Principal ID 'abc' is not valid. Principal ID must be a GUID.
400 InvalidRoleDefinitionPermission: 'Microsoft.Foo/bar/read' does not match any of the actions supported by the providers.
405 MethodNotAllowed: The requested resource does not support http method 'PUT'.
405 UnsupportedHttpVerb: The resource doesn't support specified Http Verb.
400 BadRequest: Resource and workspace must be in the same region.
400 BadRequest (Microsoft.Network/frontDoorWebApplicationFirewallPolicies): Frontdoor WebApplicationFirewallPolicy validation failed. More information "Policy ArmResourceId has incorrect formatting".
400 BadRequest: The property 'secretName' is required and cannot be empty. Properties: httpsParameters.
400 BadRequest: Input parameters provided are invalid: policyType is different from that of item.
400 400209 (Microsoft.Devices/IotHubs): Certificate is in wrong format
400 InvalidPropertyValue: The value provided for one of the properties in the request body is invalid.
400 MessagingGatewayBadRequest: SubCode=40000. The value for the lockDuration property exceeds the maximum allowed value of 5 minutes.
400 InvalidRequest: Invalid event types: foo.bar
400 InvalidParameter: Parameter 'osProfile' is not allowed.
400 InvalidPolicyAssignmentName: The policy assignment name 'x' is invalid. The policy assignment name length must not exceed '24' characters.
400 BadRequest: The specified request content was not valid and could not be deserialized.
400 NetcfgInvalidSubnet: Subnet 'AzureFirewallManagementSubnet' is not valid in virtual network 'alz-hub-australiaeast'.
400 40860 (Microsoft.Sql/servers/elasticPools): Elastic pool 'p' and service objective 'S1' combination is invalid.
400 40862 (Microsoft.Sql/servers/elasticPools): Elastic pool name must be specified if the elastic pool service objective is specified.
400 40864 (Microsoft.Sql/servers/elasticPools): The DTUs for the elastic pool must be at least (50) DTUs for service tier 'Standard'.
400 40865 (Microsoft.Sql/servers/elasticPools): The DTUs for the elastic pool cannot exceed (1600) DTUs for service tier 'Standard'.
400 40867 (Microsoft.Sql/servers/elasticPools): The DTU max per database must be at least (10) for service tier 'Standard'.
400 40871 (Microsoft.Sql/servers/elasticPools): The DTU min per database cannot exceed (100) for service tier 'Standard'.
400 40636 (Microsoft.Sql/servers/databases): Cannot use reserved database name 'master' in this operation.
400 40645 (Microsoft.Sql/servers): Servername cannot be empty or null. It can only be made up of lowercase letters 'a'-'z', the numbers 0-9 and the hyphen.
400 BadRequest (Microsoft.Web/sites): The parameter LinuxFxVersion has an invalid value.
400 InvalidRestorePoint (Microsoft.DBforPostgreSQL/flexibleServers): Point in time must be later than earliest restore point 2021-01-01.
400 InvalidTemplate (Microsoft.Resources/deployments): Deployment template validation failed: 'The resource 'Microsoft.X/y' at line '1' and column '9' is defined multiple times in a template.'
400 InvalidTagName: The tag name 'a<b' contains forbidden characters.
400 InvalidParameter (Microsoft.Compute/galleries): The VM image version must include either a source image or snapshots.
400 SubnetNameInvalid (Microsoft.Network/x): Azure Bastion host requires a subnet named AzureBastionSubnet
409 Conflict: The patch body contradicts the URL: names differ.
409 Conflict: Two rules share priority 100.
400 BadRequest: adminPassword: too weak.
409 OperationNotAllowed: LUN 3 is specified twice in the request.
409 Conflict: Start time lies after end time.
400 BadRequest: Cannot convert 'abc' to a number.
400 BadRequest: Subnet 10.0.0.0/30 is too small; /26 or larger is needed.
409 Conflict: Only one of 'sku' or 'plan' can be given.
400 BadRequest: URL contains illegal segments.
409 Conflict: The certificate's password doesn't open the PFX.
400 Conflict: Header x-ms-version isn't understood.
409 Conflict: The address space 10.1.0.0/16 intersects with that of the peer.
400 RulesUseSameBackendPortProtocolAndPool (Microsoft.Network/loadBalancers): Load balancing rules r1 and r2 with floating IP disabled use the same backend port 80 and pool p.
400 VirtualNetworkGatewayActiveActiveIpConfigurations (Microsoft.Network/virtualNetworkGateways): Active-active gateways require two IP configurations.
400 BadRequest (Microsoft.Automation/automationAccounts/schedules): The start time of the schedule must be at least 5 minutes after the time the schedule is created.
400 BadRequest: The prefix length is outside of what is allowed.
400 BadRequest: The body has no location.
400 BadRequest: The identity type is spelled wrong.
400 BadRequest: A name may not end with a hyphen.
400 BadRequest: The time zone is not known.
400 BadRequest: Capacity has to be a multiple of ten.
400 BadRequest: The port is not a number.
400 BadRequest: The two ranges overlap each other.
400 BadRequest: The e-mail address is malformed.
400 BadRequest: A value is given for a field that is read by the service only.
400 BadRequest: The query cannot be parsed.
400 BadRequest: The list of zones holds one twice.
400 BadRequest: The retention is longer than the greatest value.
400 BadRequest: Key and value of the tag are too long.
400 BadRequest: The certificate is not base64.
`;
