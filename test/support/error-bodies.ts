// Bodies in every form in which ARM and its providers say that something was not done: what fuzzing
// starts from.

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
