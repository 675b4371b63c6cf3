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
`;
