// Codes of Microsoft.ApiManagement: services, their interfaces and products.

import type { CodeRow } from "./code-row.ts";

export const apiManagementCodes: readonly CodeRow[] = [
  {
    signal: "exists",
    codes: ["ServiceAlreadyExistsInSoftDeletedState"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/11580",
  },
  {
    signal: "exists",
    codes: ["IdentifierAlreadyInUse"],
    source: "https://github.com/Azure/apiops/issues/481",
  },
  {
    signal: "running",
    codes: ["PessimisticConcurrencyConflict"],
    source: "https://github.com/MLogdberg/APIManagementARMTemplateCreator/issues/85",
  },
  {
    signal: "fixed",
    codes: ["MethodNotAllowedInPricingTier"],
    source: "https://github.com/Azure/apiops/issues/686",
  },
];
