// Codes of Azure Backup: Recovery Services vaults and backup vaults.

import type { CodeRow } from "./code-row.ts";

const permissions =
  "https://learn.microsoft.com/azure/backup/azure-kubernetes-service-backup-troubleshoot";

export const backupCodes: readonly CodeRow[] = [
  {
    signal: "authorization",
    codes: ["UserErrorMissingMSIPermissionsOnSnapshotResourceGroup"],
    source: permissions,
  },
  {
    signal: "state",
    codes: [
      "ServiceResourceNotEmptyWithBackendMessage",
      "ServiceResourceNotEmptyWithContainerDetails",
    ],
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/42016",
  },
  { signal: "state", codes: ["UserErrorKubernetesBackupExtensionUnhealthy"], source: permissions },
  {
    signal: "fixed",
    codes: ["UserErrorDisableSoftDeleteNotAllowed"],
    source:
      "https://github.com/jddarby/azure-cli-extensions/blob/9438a1ec471ff7d20f41943181a96603701ebc33/src/dataprotection/azext_dataprotection/tests/latest/recordings/test_dataprotection_backup_vault_update.yaml",
  },
  {
    signal: "invalid",
    codes: ["BMSUserErrorInvalidConfigureProtectionRequest"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/pull/1637",
  },
  {
    signal: "transient",
    codes: ["CloudInternalError", "RestApiInternalError"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/20153",
  },
];
