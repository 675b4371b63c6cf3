// Bodies in every form in which ARM and its providers say that something was not done, and the texts
// that tools make of them: what fuzzing starts from.

const id =
  "/subscriptions/6f2a/resourceGroups/rg-shop/providers/Microsoft.Compute/virtualMachines/vm-web";
const operation =
  "https://management.azure.com/subscriptions/6f2a/providers/Microsoft.Network/locations/westeurope/operations/42?api-version=2026-01-01";

function error(code: string, message: string, more: object = {}): object {
  return { error: { code, message, ...more } };
}

const locked = error(
  "ScopeLocked",
  `The scope '${id}' cannot perform write operation because following scope(s) are locked: '/subscriptions/6f2a'.`,
  { target: "vm-web" },
);
const busy = error(
  "AnotherOperationInProgress",
  `Another operation on this resource is in progress. To retrieve status of the operation use uri: ${operation}.`,
  { details: [] },
);
const forbidden = error("RequestDisallowedByPolicy", "The resource was disallowed by policy.", {
  additionalInfo: [
    { type: "PolicyViolation", info: { policyAssignmentId: `${id}/policyAssignments/sizes` } },
  ],
});

export const errorBodies: readonly unknown[] = [
  locked,
  busy,
  forbidden,
  (locked as { error: object }).error,
  { Error: { Code: "PropertyChangeNotAllowed", Message: "Changing property 'x' is not allowed." } },
  error("OperationNotAllowed", "It was rejected.", {
    details: [
      {
        code: "TooManyRequests",
        target: "UpdateVM3Min",
        message: JSON.stringify({ operationGroup: "UpdateVM3Min", allowedRequestCount: 12 }),
      },
    ],
  }),
  error("OperationNotAllowed", "The VM has to be deallocated first: please deallocate it."),
  error("ResourceAlreadyExists", "There is one of that name, it already exists."),
  error("Conflict", "Not now.", {
    innererror: { code: "Outer", innererror: { code: "EtagMismatch", message: "If-Match." } },
  }),
  error("DeploymentFailed", "At least one resource deployment operation failed.", {
    details: [
      { code: "Conflict", message: JSON.stringify(busy) },
      { code: "Forbidden", message: JSON.stringify(error("A", JSON.stringify(forbidden))) },
      { code: "BadRequest", message: JSON.stringify(locked) },
    ],
  }),
  {
    status: "Failed",
    startTime: "2026-01-05T08:00:00+00:00",
    ...error("AllocationFailed", "There is not sufficient capacity."),
  },
  { status: "Canceled", ...error("OperationPreempted", "It has been preempted.") },
  { properties: { provisioningState: "Failed", ...error("InternalServerError", "Sorry.") } },
  { "odata.error": { code: "NotFound", message: { lang: "en-US", value: "It was not found." } } },
  {
    responses: [
      { httpStatusCode: 200, content: {} },
      { httpStatusCode: 409, content: busy },
      { httpStatusCode: 429, content: { error: { code: "TooManyRequests", message: "Later." } } },
    ],
  },
  { statusMessage: JSON.stringify(locked), statusCode: "Conflict" },
  { error: "invalid_client", error_description: "The secret has expired." },
  { type: "about:blank", title: "Conflict", detail: "It exists already.", status: 409 },
  JSON.stringify(JSON.stringify(JSON.stringify(busy))),
  `Error: compute.VirtualMachinesClient#Update: Code="OperationNotAllowed" Message="exceeding approved Cores quota. Location: westeurope, Current Limit: 10"`,
  "<html><head><title>503 Service Unavailable</title></head><body><p>No server.</p></body></html>",
  '<?xml version="1.0"?><Error><Code>LeaseIdMissing</Code><Message>There is a lease.</Message></Error>',
  `powerState=VM running requestedAction=resize status=409 error=Conflict correlationId=${"6f2a".repeat(8)}`,
  "",
  null,
  [],
];

const json = JSON.stringify(busy, null, 2);

/** As tools print errors, several in the shape of their own. */
export const errorTexts: readonly string[] = [
  ...errorBodies.map((body) => (typeof body === "string" ? body : JSON.stringify(body))),
  "(ScopeLocked) The scope cannot perform write operation because it is locked.\nCode: ScopeLocked\nMessage: The scope is locked.\nTarget: vm-web",
  `ERROR: (Conflict) Not now.\nException Details:\t(AnotherOperationInProgress) ${operation}\n\tCode: X`,
  `\u001b[31m│\u001b[0m Error: updating Virtual Machine (Subscription: "6f2a"\n│ Resource Group Name: "rg"): performing Update: unexpected status 409 (409 Conflict) with error: OperationNotAllowed: exceeding approved Cores quota.\n│\n│   with azurerm_linux_virtual_machine.web,\n│   on main.tf line 12, in resource "azurerm_linux_virtual_machine" "web":`,
  `New-AzResourceGroupDeployment : 16:02:11 - The deployment 'shop' failed with error(s). Showing 1 out of 1 error(s).\nStatus Message: Not now. (Code: Conflict)\nCorrelationId: 6f2a\nAt C:\\deploy.ps1:3 char:1\n+ CategoryInfo : NotSpecified: (:) []`,
  `PATCH https://management.azure.com${id}\n--------------------------------------------------------------------------------\nRESPONSE 409: 409 Conflict\nERROR CODE: AnotherOperationInProgress\n--------------------------------------------------------------------------------\n${json}\n---`,
  `##[error]2026-01-05T08:00:00.1234567Z Deployment failed: {"code":"DeploymentFailed","details":[${JSON.stringify(locked)}]}`,
  `2026-01-05 08:00:00 WARN powerState="VM running" requestedAction=resize status=409 error=Conflict vm=vm-web correlationId=6f2a`,
  "azure.core.exceptions.ResourceExistsError: (PropertyChangeNotAllowed) Changing property 'x' is not allowed.",
  "Azure.RequestFailedException: Not now.\nStatus: 409 (Conflict)\nErrorCode: Conflict\n\nContent:\n" +
    `${json}\n\nHeaders:\nx-ms-correlation-request-id: 6f2a\n`,
  "Nothing went wrong here, and nobody says so.",
];
