// Codes of HDInsight, Data Factory, Synapse and managed applications, on which Databricks stands.

import type { CodeRow } from "./code-row.ts";

const clusters = "https://learn.microsoft.com/azure/hdinsight/create-cluster-error-dictionary";

export const analyticsCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["MaxOnDemandHdiCoresReached"],
    source: "https://github.com/Azure-Samples/MyDriving/issues/557",
  },
  { signal: "authorization", codes: ["StoragePermissionsBlockedForMsi"], source: clusters },
  {
    signal: "authorization",
    codes: ["ClientIpAddressNotAuthorized"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/13510",
  },
  {
    signal: "deleting",
    codes: ["ApplianceBeingDeleted"],
    source:
      "https://github.com/Azure/azure-cli/tree/dev/src/azure-cli/azure/cli/command_modules/acs/tests/latest/recordings",
  },
  {
    signal: "state",
    codes: ["WorkspaceActivationRequired"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/13948",
  },
  {
    signal: "fixed",
    codes: ["AadOnlyAuthenticationIsEnabled"],
    source: "https://github.com/Azure/terraform-provider-azapi/issues/306",
  },
  {
    signal: "invalid",
    codes: ["CustomizationFailedErrorCode", "InvalidDocumentErrorCode"],
    source: clusters,
  },
];
