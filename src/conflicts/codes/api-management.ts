// Codes of Microsoft.ApiManagement: services, their interfaces and products.

import type { CodeRow } from "./code-row.ts";

const service =
  "https://learn.microsoft.com/rest/api/apimanagement/api-management-service/create-or-update";

export const apiManagementCodes: readonly CodeRow[] = [
  {
    signal: "exists",
    codes: ["ServiceAlreadyExistsInSoftDeletedState"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/11580",
  },
  {
    signal: "exists",
    codes: ["IdentifierAlreadyInUse"],
    source: service,
    for: "Microsoft.ApiManagement",
  },
  {
    signal: "running",
    codes: ["PessimisticConcurrencyConflict"],
    source: "https://github.com/MLogdberg/APIManagementARMTemplateCreator/issues/85",
  },
  { signal: "running", codes: ["ServiceLocked"], source: service, for: "Microsoft.ApiManagement" },
  {
    signal: "fixed",
    codes: ["MethodNotAllowedInPricingTier"],
    source: "https://learn.microsoft.com/azure/api-management/api-management-features",
    for: "Microsoft.ApiManagement",
  },
];
