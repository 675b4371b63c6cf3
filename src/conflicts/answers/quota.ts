// Known answers of the class `quota`; see index.ts.

export const quotaAnswers = `
401 Unauthorized (Microsoft.Web/serverfarms): This region has quota of 0 instances for your subscription. Try selecting different region or SKU.
400 PublicIPCountLimitReached (Microsoft.Network/publicIPAddresses): Cannot create more than 10 public IP addresses for this subscription in this region.
400 MaxStorageAccountsCountPerSubscriptionExceeded (Microsoft.Storage/storageAccounts): Subscription s already contains 250 storage accounts and the maximum allowed is 250.
400 ErrCode_InsufficientVCPUQuota (Microsoft.ContainerService/managedClusters): Insufficient vcpu quota requested 8, remaining 4 for family standardDSv3Family for region westus.
- CreateVMSSAgentPoolFailed (Microsoft.ContainerService/managedClusters): VMSSAgentPoolReconciler retry failed: Code="PublicIPCountLimitReached" Message="Cannot create more than 20 public IP addresses"
409 DeploymentQuotaExceeded (Microsoft.Resources/deployments): Creating the deployment 'd' would exceed the quota of '800'. The current deployment count is '800'. Please delete some deployments before creating a new one
400 RoleAssignmentLimitExceeded (Microsoft.Authorization/roleAssignments): No more role assignments can be created (limit is 4000).
409 ContainerGroupQuotaReached (Microsoft.ContainerInstance/containerGroups): Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region 'westus'. Limit: '10', Usage: '10'
400 MaxNumberOfRegionalEnvironmentsInSubExceeded (Microsoft.App/managedEnvironments): The subscription 's' cannot have more than 1 environments in West US.
409 InsufficientQuota (Microsoft.CognitiveServices/accounts/deployments): This operation require 120 new capacity in quota Tokens Per Minute, which is bigger than the current available capacity 50.
400 AccountQuotaReached (Microsoft.Batch/batchAccounts): The maximum number of Batch accounts has been reached
400 400050 (Microsoft.Devices/IotHubs): Total number of free IotHubs on the subscription exceeded.
409 Conflict (Microsoft.Foo/bar): The maximum number of clusters per subscription has been reached
409 Conflict (Microsoft.Foo/bar): Quota exceeded
400 BMSUserErrorPolicyCountLimitReached: policy limit
400 BadRequest: Your account is currently configured with a total throughput limit of 400 RU/s. This operation failed because it would have increased the total throughput to 800 RU/s.
400 BadRequest: Application Insights component limit reached
409 Conflict: The requested name server is delegated to another zone with the same name. Too many zones with that name
400 TooManyRecords: The number of records '21' in record set exceeds limit 20
400 BadRequest: Subscription is not allowed to create or update the serverfarm. SubscriptionIsOverQuotaForSku: This region has quota of 0 PremiumV3 instances
400 QuotaExceeded: Operation could not be completed as it results in exceeding approved Total Regional Cores quota.
409 OperationNotAllowed: Operation results in exceeding quota limits of Core. Maximum allowed: 10, Current in use: 8, Additional requested: 4.
409 ResourceQuotaExceeded: Subscription s has reached limit of 5 workspaces
400 BadRequest: The subscription has exceeded the limit of 20 SQL servers in the region
409 SnapshotCountExceeded: The number of snapshots against the blob has been exceeded
- Failed: Provisioning of resource(s) for container service failed. Message: Operation could not be completed as it results in exceeding approved standardDSv2Family Cores quota.
400 BadRequest: Operation would exceed quota usage for search service
403 QuotaExceeded: The subscription exceeded the daily limit
400 PoolQuotaReached: x
409 ResourceGroupQuotaExceeded: Creating the resource group would exceed the quota of 980
401 Unauthorized: This region has quota of 0 instances for your subscription. Try selecting different region or SKU.
400 ServiceQuotaExceeded (Microsoft.Search/searchServices): Operation would exceed 'free' tier service quota. You are using 1 out of 1 'free' tier service quota.
400 ErrCode_InsufficientVCPUQuota: Insufficient vcpu quota requested 8, remaining 2 for family standardDSv3Family for region eastus.
409 OperationNotAllowed: Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 10, Current Usage: 8, Additional Required: 4, (Minimum) New Limit Required: 12.
400 IPv4BasicSkuPublicIpCountLimitReached: Cannot create more than 0 IPv4 Basic SKU public IP addresses for this subscription in this region.
400 PublicIPCountLimitReached: Cannot create more than 10 public IP addresses for this subscription in this region.
400 InsufficientQuota: This operation require 30 new capacity in quota Tokens Per Minute (thousands) - GPT-4o - Standard, which is bigger than the current available capacity 10. The current quota usage is 20 and the quota limit is 30.
409 DeploymentQuotaExceeded: Creating the deployment 'd' would exceed the quota of '800'. The current deployment count is '800', please delete some deployments before creating a new one.
409 RoleAssignmentLimitExceeded: No more role assignments can be created. Current limit is 2000.
409 ContainerGroupQuotaReached: Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region 'westeurope'. Limit: '10', Usage: '10' Requested: '2'.
400 BadRequest: Not enough quota available for Standard_DS3_v2 in SubscriptionId s. Current usage/limit: 92/100. Additional needed: 8 Please see troubleshooting guide, available here: https://aka.ms/oe-tsg#error-outofquota
400 BadRequest: Dev Center quota reached: only 5 dev centers may be created.
403 Forbidden (Microsoft.AVS/privateClouds): Quota for AVS hosts in region eastus is 0 for this subscription. File a request for host quota.
400 2005: Purview: tenant has reached its quota of 3 accounts; delete unused ones or raise a ticket.
403 Forbidden: You've hit your subscription's ceiling for public IP prefixes (10).
400 BadRequest: Max of 50 private endpoints per vnet is attained.
400 BadRequest (Microsoft.Cdn/profiles/endpoints): Cannot create endpoint: profile has 25 endpoints, which is its maximum.
409 Conflict: Namespace limit (100 per subscription) was hit.
400 BadRequest: Need 16 more vCPUs than what's left for this family.
409 Conflict: No more than 5 standard accounts may be had in a region.
400 BadRequest (Microsoft.HDInsight/clusters): Cluster requires 40 cores; 24 cores are available to the subscription in East US.
400 SubscriptionQuotaExceeded: The regional Account quota of type BatchService for the specified subscription has been reached.
400 NetworkWatcherCountLimitReached: Cannot create more than 1 network watchers for this subscription in this region.
400 MaxStorageAccountsCountPerSubscriptionExceeded: Subscription s already contains 200 storage accounts and the maximum allowed is 200.
400 BadRequest (Microsoft.ContainerService/managedClusters): Operation could not be completed as it results in exceeding approved standardDSv2Family Cores quota.
400 BadRequest (Microsoft.Devices/IotHubs): Max number of Free IoT hubs allowed in subscription is 1
409 PoolQuotaReached (Microsoft.Batch/batchAccounts/pools): The pool quota for the account has been reached.
- AccountCoreQuotaReached (Microsoft.Batch/batchAccounts/pools): The specified account has reached core quota.
403 Forbidden: The maximum entity count (10000) has been reached or exceeded for namespace ns.
400 LimitExceeded: Max limit of 500 event subscriptions reached for topic.
400 SubscriptionLimitExceeded: Number of logs alert rules has reached 512 for this subscription. Contact support to raise.
400 1132 (Microsoft.Sql/servers/elasticPools): The elastic pool has reached its storage limit. The storage usage for the elastic pool cannot exceed (51200) MBs.
400 40881 (Microsoft.Sql/servers/elasticPools): The elastic pool 'p' has reached its database count limit. The database count limit for the elastic pool cannot exceed (100) for an elastic pool with (100) DTUs.
400 40652 (Microsoft.Sql/servers): Cannot move or create server. Subscription 's' will exceed server quota.
409 GeoReplicaLimitReached (Microsoft.Sql/servers/databases): The database 'db' on server 's' has already reached the maximum number of 4 geo secondaries.
400 SubnetVcoreQuota (Microsoft.Sql/managedInstances): vCore quota of subscription in region is exhausted: 0 left.
400 CanNotCreateMultipleFreeAccounts (Microsoft.CognitiveServices/accounts): Operation failed. Only one free account is allowed for account type 'Face'.
400 ExceededMaximumTags: Tags would exceed the maximum of 50 for resource r.
400 RouteTableCountLimitReached (Microsoft.Network/x): Can't create more than 200 route tables in region eastus.
409 OperationNotAllowed: This would take the total vCPU usage in westus over the approved number (20).
409 Conflict: You have used all 10 of the static IPs for this region.
400 BadRequest: Spot vCPUs: 3 available, 8 needed. Request an increase in the portal.
409 Conflict: Subscription already has the greatest number of hubs it may have (50).
403 Forbidden: The maximum count of environments was surpassed in the region.
400 BadRequest: Adding another rule collection would make it 201, beyond the cap of 200.
400 BadRequest: Quota for model deployments has been met: 30 of 30.
409 Conflict: There are no free slots left under the subscription's vault allowance (500).
400 BadRequest (Microsoft.SignalRService/SignalR): Only 5 Free tier instances may be created per subscription.
409 Conflict: The subscription may have no more clusters in this region.
409 Conflict: All public addresses that the subscription may have are in use.
409 Conflict: The limit on role assignments was met.
409 Conflict: Ask for a higher quota of cores of this family.
409 Conflict: The account holds as many pools as it may.
409 Conflict: The number of private endpoints of the network is at its limit.
409 Conflict: There are too many rules in the group.
409 Conflict: The vault has reached what it may hold.
409 Conflict: The region's core quota leaves two cores.
`;
