// Codes of Microsoft.KeyVault: vaults, and the keys, secrets and certificates in them.

import type { CodeRow } from "./code-row.ts";

const page = "https://learn.microsoft.com/azure/key-vault/general/common-error-codes";
const access = "https://learn.microsoft.com/azure/key-vault/general/rest-error-codes";

export const keyVaultCodes: readonly CodeRow[] = [
  { signal: "authorization", codes: ["ForbiddenByFirewall"], source: page },
  {
    signal: "authorization",
    codes: ["ForbiddenByConnection", "ForbiddenByPolicy", "ForbiddenByRbac"],
    source: access,
  },
  {
    signal: "not-found",
    codes: ["SoftDeletedVaultDoesNotExist"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/12972",
  },
  { signal: "exists", codes: ["VaultAlreadyExists"], source: page },
  {
    signal: "exists",
    codes: ["ObjectIsDeletedButRecoverable"],
    source: "https://github.com/external-secrets/external-secrets/issues/3519",
  },
  { signal: "state", codes: ["KeyDisabled", "SecretDisabled"], source: access },
  { signal: "running", codes: ["ObjectIsBeingRecovered"], source: access },
  { signal: "deleting", codes: ["ObjectIsBeingDeleted"], source: access },
  { signal: "fixed", codes: ["RegionNotSupported", "SkuNotSupported"], source: page },
  { signal: "invalid", codes: ["VaultNameNotValid"], source: page },
];
