// Codes of the servers for PostgreSQL, MySQL and MariaDB, of Cosmos DB, Data Explorer and Redis.

import type { CodeRow } from "./code-row.ts";

const busy = "https://github.com/Azure/bicep-registry-modules/issues/4451";

export const databasesCodes: readonly CodeRow[] = [
  { signal: "running", codes: ["ServerIsBusy"], source: busy },
  {
    signal: "running",
    codes: ["ServiceIsInMaintenance"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/16471",
  },
  { signal: "running", codes: ["ServerBusy"], source: busy, for: "Microsoft.DBforMariaDB" },
  { signal: "running", codes: ["ServerBusy"], source: busy, for: "Microsoft.DBforMySQL" },
  { signal: "running", codes: ["ServerBusy"], source: busy, for: "Microsoft.DBforPostgreSQL" },
  {
    signal: "state",
    codes: ["ServerUnavailableForOperation"],
    source: "https://github.com/turbot/steampipe-plugin-azure/issues/859",
  },
  {
    signal: "state",
    codes: ["ServerIsNotReady"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/29219",
  },
  {
    signal: "fixed",
    codes: ["ProvisionNotSupportedForRegion"],
    source: "https://github.com/Azure-Samples/azuresandbox/issues/171",
  },
  {
    signal: "fixed",
    codes: ["LocationIsOfferRestricted"],
    source: "https://github.com/adamdost-0/linux-update-cds/issues/14",
  },
  {
    signal: "invalid",
    codes: ["ParameterOutOfRange"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/21757",
  },
];
