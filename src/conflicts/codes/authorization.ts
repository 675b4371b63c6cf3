// Codes that speak of who is asking: the token, the tenant, the missing permission.

import type { CodeRow } from "./code-row.ts";

const troubleshooting =
  "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting";

export const authorizationCodes: readonly CodeRow[] = [
  {
    signal: "authorization",
    codes: [
      "AuthenticationFailed",
      "AuthorizationFailed",
      "ExpiredAuthenticationToken",
      "Forbidden",
      "InvalidAuthenticationToken",
      "InvalidAuthenticationTokenTenant",
      "LinkedAuthorizationFailed",
    ],
    source: troubleshooting,
  },
];
