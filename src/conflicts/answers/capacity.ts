// Known answers of the class `capacity`; see index.ts.

export const capacityAnswers = `
409 Conflict (Microsoft.Web/serverfarms): No available instances to satisfy this request. App Service is attempting to increase capacity. Please retry your request later. If urgent, this can be mitigated by deploying this to a new resource group.
503 ServiceUnavailable (Microsoft.DocumentDB/databaseAccounts): Sorry, we are currently experiencing high demand in West Europe region, and cannot fulfill your request at this time. To request region access for your subscription
409 SkuNotAvailable (Microsoft.Compute/virtualMachines): The requested size for resource is currently not available in location 'x' zones '1' for subscription
409 ServiceUnavailable (Microsoft.ContainerInstance/containerGroups): The requested resource is not available in the location 'westus' at this moment. Please retry with a different resource request or in another location.
409 Conflict (Microsoft.Foo/bar): The request could not be completed due to insufficient resources in the region. Try another region
400 AKSCapacityError: Creating the virtual machine scale set failed due to a capacity error
- AllocationFailed: Allocation failed.
- ZonalAllocationFailed: zone
- OverconstrainedZonalAllocationRequest: Allocation failed. VM(s) with the following constraints cannot be allocated
409 ClusterCapacityUnavailable: Not enough capacity in region
409 Conflict: Compute instance cannot be started: not enough nodes in the cluster; region is out of capacity
- AllocationFailed: Allocation failed. We do not have sufficient capacity for the requested VM size in this region.
400 InsufficientCapacity: The requested dedicated host SKU has no capacity in zone 1 of westeurope. Choose another zone.
- ZonalAllocationFailed: Allocation failed. We do not have sufficient capacity for the requested VM size in this zone. Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance
503 ServiceUnavailable (Microsoft.DocumentDB/databaseAccounts): Sorry, we are currently experiencing high demand in West Europe region, and cannot fulfill your request at this time. To request region access for your subscription, please follow this link https://aka.ms/cosmosdbquota
409 ServiceUnavailable: The requested resource is not available in the location 'westeurope' at this moment. Please retry with a different resource request or in another location. Resource requested: '4' CPU '8' GB memory 'Linux' OS
400 OutOfCapacity: Not enough capacity for Standard_NC6 in eastus; select a different VM size or region
409 Conflict (Microsoft.Fabric/capacities): We're unable to satisfy your demand for F64 capacity in North Europe right now.
- Conflict (Microsoft.AVS/privateClouds): No free hosts of type AV36 remain in this region.
409 Conflict: Demand is too high for GPU nodes in this region; try another.
400 BadRequest: New M-series deployments are temporarily paused in West US because of capacity.
- -: The fabric couldn't find hosts for the allocation with given constraints.
409 OverconstrainedZonalAllocationRequest: Allocation failed. VM(s) with the following constraints cannot be allocated, because the condition is too restrictive. Please remove some constraints and try again.
- AllocationFailed: The VM allocation failed due to an internal error. Please retry later or try deploying to a different location.
409 Conflict (Microsoft.Web/serverfarms): No available instances to satisfy this request. App Service is attempting to increase capacity. Please retry your request later.
400 ResourcesUnavailableInRegion: There is insufficient capacity to provision a Standard search service in region East US.
400 BadRequest (Microsoft.HDInsight/clusters): The requested VM size Standard_D13 has no capacity in this region: cluster creation failed.
409 Conflict: Insufficient hardware to fulfil the placement; pick another zone.
503 ServiceUnavailable: Region is at its capacity for new accounts.
400 BadRequest: Datacenter lacks available nodes for the reservation.
409 Conflict: SKU P3v3 is sold out in this stamp; recreate the plan in another resource group.
- ProvisioningFailed: Host allocation didn't succeed: not enough free compute in the cluster.
409 Conflict: Azure can't offer you this SKU in the region due to elevated demand.
409 Conflict: There is no room for this size in the zone at present.
409 Conflict: The cluster has no free host for the machine.
409 Conflict: The region takes no new servers for lack of capacity.
409 Conflict: Too few nodes of that hardware are free.
409 Conflict: Capacity is short; come back later or choose another region.
`;
