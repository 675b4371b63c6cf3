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
    signal: "running",
    codes: ["BMSUserErrorObjectLocked"],
    source: "https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot",
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
    source: "https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-about",
  },
  {
    signal: "transient",
    codes: ["CloudInternalError", "RestApiInternalError"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/20153",
  },
];
