// What Azure Service Operator knows of errors, against what Interlock makes of them: its classifier with
// the tests of it (v2/internal/reconcilers/arm/error_classifier.go), its reader of bodies
// (v2/internal/genericarmclient/cloud_error_test.go) and the exceptions for single types of resources
// (ClassifyError in v2/api/*/customizations). Facts only; https://github.com/Azure/azure-service-operator.
//
// The peer drives a declared state for ever, so "tries again" costs it nothing but time. Interlock has a
// machine in pieces and a person who waits: what only a person can change is told at once.

import { describe, expect, it } from "vitest";
import { refusalFromBody } from "../../../../src/conflicts/refusal-from-body.ts";
import type { ConflictClass } from "../../../../src/domain/verdict.ts";
import { quarrelOf, verdictOfRow } from "../../../support/peer-rows.ts";
import type { PeerRow } from "../../../support/peer-rows.ts";

const aPerson = "only a person can change it, and meanwhile the machine would stay in pieces";
const namesNothing =
  "what it names may only not be there yet, so it is planned again, twice at most";

const classifierTests: readonly PeerRow[] = [
  {
    what: "no error at all",
    body: null,
    status: null,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "a conflict that says nothing more",
    code: "Conflict",
    message: "There is a conflict.",
    status: 409,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "a bad request",
    code: "BadRequest",
    message: "The request is no good.",
    status: 400,
    theirs: "gives up",
    ours: "invalid-request",
  },
  {
    what: "HTTP 400 without a code",
    body: "",
    status: 400,
    theirs: "gives up",
    ours: "invalid-request",
  },
  {
    what: "a group that does not exist",
    code: "ResourceGroupNotFound",
    message: "There is no such group.",
    status: 404,
    theirs: "tries again",
    ours: "not-found",
  },
  {
    what: "a code that the classifier does not know",
    code: "CodeThatNobodyHasSeen",
    message: "Nobody can tell.",
    status: null,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "a lock on the scope, which the peer tries again at a very slow pace",
    code: "ScopeLocked",
    message: "The scope cannot perform write operation because following scope(s) are locked.",
    status: 409,
    theirs: "tries again",
    ours: "management-lock",
    because: `${aPerson}; who wants to wait for it says so`,
  },
];

function byCode(
  theirs: PeerRow["theirs"],
  codes: Readonly<Record<string, ConflictClass>>,
  because?: string,
): readonly PeerRow[] {
  return Object.entries(codes).map(([code, ours]) => ({
    what: `the code ${code}`,
    code,
    status: null,
    theirs,
    ours,
    ...(because === undefined ? {} : { because }),
  }));
}

const codesTriedAgain: readonly PeerRow[] = [
  ...byCode("tries again", {
    AnotherOperationInProgress: "concurrent-operation",
    Conflict: "unknown",
    FailedIdentityOperation: "unknown",
    InvalidResourceReference: "not-found",
    InvalidSubscriptionRegistrationState: "lifecycle-state",
    MissingRegistrationForLocation: "lifecycle-state",
    MissingSubscriptionRegistration: "lifecycle-state",
    NotFound: "not-found",
    ParentResourceNotFound: "not-found",
    PrincipalNotFound: "not-found",
    ResourceGroupNotFound: "not-found",
    ResourceNotFound: "not-found",
    SubscriptionNotRegistered: "lifecycle-state",
  }),
  ...byCode(
    "tries again",
    {
      AuthorizationFailed: "authorization",
      LinkedAuthorizationFailed: "authorization",
      ResourceQuotaExceeded: "quota",
    },
    aPerson,
  ),
  ...byCode(
    "tries again",
    { AllocationFailed: "capacity" },
    "room comes back in hours, if at all; the machine is put back meanwhile, unless waiting was asked for",
  ),
  ...byCode(
    "tries again",
    { NoRegisteredProviderFound: "invalid-request" },
    "it names a version or a place that the provider does not have, which time does not change",
  ),
];

const codesGivenUp: readonly PeerRow[] = [
  ...byCode("gives up", {
    BadRequestFormat: "invalid-request",
    BadRequest: "invalid-request",
    PublicIpForGatewayIsRequired: "invalid-request",
    InvalidParameter: "invalid-request",
    InvalidParameterValue: "invalid-request",
    InvalidResourceType: "invalid-request",
    InvalidRequestContent: "invalid-request",
    InvalidTemplate: "invalid-request",
    InvalidValuesForRequestParameters: "invalid-request",
    InvalidGatewaySkuProvidedForGatewayVpnType: "invalid-request",
    InvalidGatewaySize: "invalid-request",
    LocationRequired: "invalid-request",
    MissingRequiredParameter: "invalid-request",
    PasswordTooLong: "invalid-request",
    PrivateIPAddressInReservedRange: "invalid-request",
    PrivateIPAddressNotInSubnet: "invalid-request",
    PropertyChangeNotAllowed: "policy-or-sku",
    RegionIsOfferRestricted: "policy-or-sku",
    RequestDisallowedByPolicy: "policy-or-sku",
    ReservedResourceName: "invalid-request",
    SkuNotAvailable: "capacity",
  }),
  ...byCode(
    "gives up",
    { InvalidResourceGroupLocation: "already-exists" },
    "the group exists in another place: what is there is compared with what was wanted, and nothing is sent",
  ),
  ...byCode(
    "gives up",
    { MethodNotAllowed: "unknown" },
    "services give this code to conflicts as well; without words it is read once more, and then it stops",
  ),
  ...byCode("gives up", { SubscriptionNotFound: "not-found" }, namesNothing),
];

const database = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases";

const exceptions: readonly PeerRow[] = [
  {
    what: "a machine or scale set: OperationNotAllowed, which is mostly the quota",
    code: "OperationNotAllowed",
    message: "It results in exceeding approved standardDSv3Family Cores quota.",
    status: 409,
    theirs: "tries again",
    ours: "quota",
    because: `the words tell the quota from the other meanings of the code, and ${aPerson}`,
  },
  {
    what: "a machine: OperationNotAllowed, which is another operation",
    code: "OperationNotAllowed",
    message: "It is not allowed since another operation is in progress.",
    status: 409,
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "Redis: a conflict that asks to be tried again later, while something is being made",
    code: "Conflict",
    message: "The cache is busy, try again later.",
    status: 409,
    resourceType: "Microsoft.Cache/redis",
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "a collection rule whose workspace is being made",
    code: "WorkspaceNotFound",
    message: "There is no such workspace.",
    status: 400,
    resourceType: "Microsoft.Insights/dataCollectionRules",
    theirs: "tries again",
    ours: "not-found",
  },
  {
    what: "a query rule whose scope is being made",
    code: "BadRequest",
    message: "Scope 'law' does not exist",
    status: 400,
    resourceType: "Microsoft.Insights/scheduledQueryRules",
    theirs: "tries again",
    ours: "not-found",
  },
  {
    what: "a query rule whose identity has no access yet",
    code: "BadRequest",
    message: "The credentials have insufficient access for the operation.",
    status: 400,
    resourceType: "Microsoft.Insights/scheduledQueryRules",
    theirs: "tries again",
    ours: "authorization",
    because: "here nobody else is about to assign the role; it is named, and a person assigns it",
  },
  {
    what: "a database whose account is being made",
    code: "BadRequest",
    message: "It cannot be done because the database account is in the process of being created.",
    status: 400,
    resourceType: database,
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "a database with any other bad request",
    code: "BadRequest",
    message: "The throughput is no number.",
    status: 400,
    resourceType: database,
    theirs: "tries again",
    ours: "invalid-request",
    because: "the words tell the account that is being made from a request that is wrong",
  },
  {
    what: "an account in a region without room, which must not be tried again",
    code: "ServiceUnavailable",
    message: "There is high demand in this region at the moment.",
    status: 503,
    resourceType: "Microsoft.DocumentDB/databaseAccounts",
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "a peering to a network that is not provisioned yet",
    code: "ReferencedResourceNotProvisioned",
    status: 400,
    resourceType: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "authentication by directory only, before there is an administrator of the directory",
    code: "InvalidServerAADOnlyAuthNoAADAdminPropertyName",
    status: 400,
    resourceType: "Microsoft.Sql/servers/azureADOnlyAuthentications",
    theirs: "tries again",
    ours: "invalid-request",
    because: "here nobody else is about to set the administrator, so it is told at once",
  },
];

const tables: readonly (readonly [string, readonly PeerRow[]])[] = [
  ["classifier tests", classifierTests],
  ["codes that are tried again", codesTriedAgain],
  ["codes that are given up", codesGivenUp],
  ["exceptions for a type", exceptions],
];

describe.each(tables)("Azure Service Operator's %s", (_name, rows) => {
  it.each(rows)("$what: it $theirs, here it is $ours", (row) => {
    expect(verdictOfRow(row).class).toBe(row.ours);
    expect(quarrelOf(row)).toBeNull();
  });
});

describe("Azure Service Operator's reading of bodies", () => {
  const told = "It does not live any more.";

  it.each([
    ["within `error`", { error: { code: "broken", message: told, target: "x" } }, "broken", "x"],
    ["within `error`, without a code", { error: { message: told, target: "x" } }, null, "x"],
    ["without `error`", { code: "broken", message: told, target: "x" }, "broken", "x"],
    ["without `error` and code", { message: told, target: "x" }, null, "x"],
    ["as Cosmos DB sends it", { code: "BadRequest", message: told }, "BadRequest", null],
  ])(
    "%s finds code, message and target; where there is no code it says null, not a made-up one",
    (_form, body, code, target) => {
      expect(refusalFromBody(body, { status: 400 })).toMatchObject({ code, message: told, target });
    },
  );
});
