// Codes that speak of who is asking: the token, the tenant, the missing permission, the principal.

import type { CodeRow } from "./code-row.ts";

const roles = "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting";

export const authorizationCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["RoleAssignmentLimitExceeded", "RoleDefinitionLimitExceeded"],
    source: roles,
  },
  {
    signal: "authorization",
    codes: [
      "AccessDenied",
      "AuthenticationFailed",
      "AuthorizationFailed",
      "DenyAssignmentAuthorizationFailed",
      "Forbidden",
      "InsufficientPermission",
      "InsufficientPermissions",
      "LinkedAuthorizationFailed",
      "PermissionDenied",
    ],
    source: roles,
  },
  {
    signal: "authorization",
    codes: [
      "AuthenticationFailedInvalidHeader",
      "AuthenticationFailedMissingToken",
      "ExpiredAuthenticationToken",
      "InvalidAuthenticationToken",
      "InvalidAuthenticationTokenTenant",
      "InvalidToken",
    ],
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
  },
  {
    signal: "authorization",
    codes: [
      "AuthorizationFailure",
      "AuthorizationPermissionMismatch",
      "AuthorizationProtocolMismatch",
      "AuthorizationResourceTypeMismatch",
      "AuthorizationServiceMismatch",
      "AuthorizationSourceIPMismatch",
      "InsufficientAccountPermissions",
      "InvalidAuthenticationInfo",
      "NoAuthenticationInformation",
    ],
    source: "https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes",
  },
  {
    signal: "authorization",
    codes: ["Authorization_IdentityNotFound", "Authorization_RequestDenied", "InvalidClientSecret"],
    source: "https://learn.microsoft.com/graph/resolve-auth-errors",
  },
  {
    signal: "authorization",
    codes: ["RBACAccessDenied"],
    source: "https://github.com/Azure/azqr/issues/68",
  },
  {
    signal: "not-found",
    codes: ["PrincipalNotFound", "RoleAssignmentDoesNotExist", "RoleDefinitionDoesNotExist"],
    source: roles,
  },
  {
    signal: "exists",
    codes: ["RoleAssignmentExists", "RoleDefinitionWithSameNameExists"],
    source: roles,
  },
  { signal: "state", codes: ["RoleDefinitionHasAssignments"], source: roles },
  { signal: "fixed", codes: ["RoleAssignmentUpdateNotPermitted"], source: roles },
  {
    signal: "invalid",
    codes: [
      "InvalidCreateRoleAssignmentRequest",
      "InvalidPrincipalId",
      "PrincipalTypeNotSupported",
      "UnmatchedPrincipalType",
    ],
    source: roles,
  },
];
