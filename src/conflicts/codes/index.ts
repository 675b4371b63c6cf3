// The error codes that users of Azure's services meet, compiled for looking up. A list that counts for
// one provider only goes before the general ones, because the same word may mean something else there.

import type { Signal } from "../signal.ts";
import { aksCodes } from "./aks.ts";
import { analyticsCodes } from "./analytics.ts";
import { apiManagementCodes } from "./api-management.ts";
import { armCodes } from "./arm.ts";
import { authorizationCodes } from "./authorization.ts";
import { backupCodes } from "./backup.ts";
import { batchCodes } from "./batch.ts";
import type { CodeRow } from "./code-row.ts";
import { cognitiveServicesCodes } from "./cognitive-services.ts";
import { computeCodes } from "./compute.ts";
import { containersCodes } from "./containers.ts";
import { databasesCodes } from "./databases.ts";
import { deploymentsCodes } from "./deployments.ts";
import { keyVaultCodes } from "./key-vault.ts";
import { managedIdentityCodes } from "./managed-identity.ts";
import { messagingCodes } from "./messaging.ts";
import { networkCodes } from "./network.ts";
import { sqlCodes } from "./sql.ts";
import { storageCodes } from "./storage.ts";

export const codeRows: readonly CodeRow[] = [
  ...aksCodes,
  ...analyticsCodes,
  ...apiManagementCodes,
  ...armCodes,
  ...authorizationCodes,
  ...backupCodes,
  ...batchCodes,
  ...cognitiveServicesCodes,
  ...computeCodes,
  ...containersCodes,
  ...databasesCodes,
  ...deploymentsCodes,
  ...keyVaultCodes,
  ...managedIdentityCodes,
  ...messagingCodes,
  ...networkCodes,
  ...sqlCodes,
  ...storageCodes,
];

const general = signalsOf(codeRows.filter((row) => row.for === undefined));
const ofProvider = new Map(
  [...new Set(codeRows.flatMap((row) => row.for?.toLowerCase() ?? []))].map((provider) => [
    provider,
    signalsOf(codeRows.filter((row) => row.for?.toLowerCase() === provider)),
  ]),
);

/** What a listed code says of a resource of that type (`Microsoft.Sql/servers`; empty when it is not
 * known); undefined for a code that no list holds. */
export function signalOfListedCode(code: string, resourceType: string): Signal | undefined {
  const key = code.toLowerCase();
  const provider = resourceType.split("/", 1)[0]?.toLowerCase() ?? "";
  return ofProvider.get(provider)?.get(key) ?? general.get(key);
}

function signalsOf(rows: readonly CodeRow[]): ReadonlyMap<string, Signal> {
  return new Map(
    rows.flatMap((row) => row.codes.map((code) => [code.toLowerCase(), row.signal] as const)),
  );
}
