// Known answers of the class `transient-service`; see index.ts.

export const transientServiceAnswers = `
409 OSProvisioningTimedOut (Microsoft.Compute/virtualMachines): OS Provisioning for VM 'v' did not finish in the allotted time.
400 CloudServiceRetryableError (Microsoft.RecoveryServices/vaults): Microsoft Azure Backup encountered an internal error. Wait for a few minutes and then try the operation again.
- InternalServerError (Microsoft.Resources/deployments): Encountered internal server error. Diagnostic information: timestamp '20200101T000000Z', subscription id 's', tracking id 't', request correlation id 'c'.
500 InternalError (Microsoft.Foo/bar): Unexpected error occurred; please retry
502 BadGateway (Microsoft.Foo/bar): upstream error
- VMExtensionProvisioningTimeout: Provisioning of VM extension x has timed out.
- OSProvisioningInternalError: OS Provisioning failed due to an internal error.
503 ServerBusy: Server is busy; retry
503 ServiceUnavailable: The service is currently unavailable due to maintenance; please retry
- NetworkingInternalOperationError: An unexpected error occured while processing the network profile of the VM. Please retry later.
- VMStartTimedOut: VM did not start in the allotted time.
500 InternalServerError: An error has occurred.
500 GeneralError: General error occured
- ProvisioningInternalError: internal
504 GatewayTimeout: The gateway did not receive a response from 'Microsoft.Compute' within the specified time period.
- ProvisioningControlPlaneError: internal error while provisioning control plane
500 InternalServerError: Encountered internal server error. Diagnostic information: timestamp '2020', subscription id 'x', tracking id 'y', request correlation id 'z'.
- OperationFailed: The operation failed because of an unexpected internal error.
- ContainerAppOperationError: Failed to provision revision for container app 'c'. Error details: Operation expired.
500 InternalServerError: An internal error has occurred; please retry. If this persists contact support. TrackingId: 1
503 ServiceUnavailable: The service is unavailable.
504 GatewayTimeout: The gateway did not receive a response from 'Microsoft.Network' within the specified time period.
- VMStartTimedOut: VM 'v' did not start in the allotted time. The VM may still start successfully. Please check the power state later.
- OSProvisioningTimedOut: OS Provisioning for VM 'v' did not finish in the allotted time. The VM may still finish provisioning successfully.
503 ServerBusy (Microsoft.Storage/storageAccounts): The server is busy.
500 OperationTimedOut: Operation could not be completed within the permitted time.
409 Conflict: The request failed due to an internal error in the resource provider. Retry.
400 BadRequest: The gateway failed to reach the backend.
400 BadRequest: Something went wrong on our side; error id 1.
409 Conflict: Dependency service timed out.
- Failed: Task failed unexpectedly.
500 InternalServerError: There was an unexpected InternalServerError.  Please try again later.  x-ms-correlation-request-id: 1
502 BadGateway: The web server reported a bad gateway error.
409 Conflict: Operation timed out: please retry.
- ProvisioningFailed: Provisioning failed because of an internal error.
400 CloudInternalError: Backup failed with an internal error - Please wait for few minutes and then try the operation again.
500 500001 (Microsoft.Devices/IotHubs): Server Error: an unexpected error. If you contact a support representative please include this correlation identifier
- CreateVMSSAgentPoolFailed: AKS encountered an internal error while attempting the requested Creating operation. AKS will continuously retry the requested operation until successful or a retry timeout is hit.
- 40564 (Microsoft.Sql/servers/databases): Database copy failed due to an internal error. Please drop target database and try again.
- 40570 (Microsoft.Sql/servers/databases): Database copy failed due to an internal error. Please drop target database and try again.
503 40613 (Microsoft.Sql/servers/databases): Database 'db' on server 's' is not currently available. Please retry the connection later. If the problem persists, contact customer support, and provide them the session tracing ID of 'x'.
500 40671 (Microsoft.Sql/servers): Communication failure between the gateway and the management service. Please retry later.
500 InternalServerError (Microsoft.Network/x): An error occurred.
500 InternalError (Microsoft.Cdn/profiles): We hit an unexpected condition; please retry or contact support.
- Failed (Microsoft.Cdn/profiles): The resource provider returned an unexpected failure.
409 Conflict (Microsoft.Logic/workflows): Timeout while waiting for a response of the backend service.
400 BadRequest (Microsoft.EventHub/namespaces): The service encountered a transient fault; please resubmit.
500 InternalServerError: The provider failed for a reason of its own.
500 InternalServerError: The request ran into a time-out inside the service.
500 InternalServerError: Something failed in the back end; nothing is known of the outcome.
409 Conflict: An internal failure kept the operation from completing.
`;
