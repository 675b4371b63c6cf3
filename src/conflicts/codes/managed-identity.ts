// Codes of Microsoft.ManagedIdentity: user-assigned identities and their federated credentials.

import type { CodeRow } from "./code-row.ts";

export const managedIdentityCodes: readonly CodeRow[] = [
  {
    signal: "running",
    codes: ["ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"],
    source: "https://github.com/Azure/bicep-registry-modules/issues/1447",
  },
];
