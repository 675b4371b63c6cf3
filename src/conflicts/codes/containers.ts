// Codes of the registry, of Container Instances and of Container Apps.

import type { CodeRow } from "./code-row.ts";

export const containersCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["MaxNumberOfEnvironmentsInSubExceeded", "MaxNumberOfRegionalEnvironmentsInSubExceeded"],
    source: "https://github.com/microsoft/azure-container-apps/issues/429",
  },
  {
    signal: "quota",
    codes: ["MaxNumberOfGlobalEnvironmentsInSubExceeded"],
    source: "https://github.com/microsoft/azure-container-apps/issues/1648",
  },
  {
    signal: "quota",
    codes: ["ContainerGroupQuotaReached"],
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/51738",
  },
  {
    signal: "exists",
    codes: ["AlreadyInUse"],
    source: "https://github.com/MicrosoftDocs/azure-dev-docs/issues/1303",
    for: "Microsoft.ContainerRegistry",
  },
  {
    signal: "running",
    codes: ["ContainerAppOperationInProgress", "ManagedEnvironmentOperationInProgress"],
    source: "https://github.com/microsoft/azure-container-apps/issues/1112",
  },
  {
    signal: "running",
    codes: ["ContainerGroupTransitioning"],
    source:
      "https://learn.microsoft.com/azure/container-instances/container-instances-troubleshooting",
  },
  {
    signal: "state",
    codes: ["ManagedEnvironmentNotProvisioned", "ManagedEnvironmentNotReadyForAppCreation"],
    source: "https://github.com/microsoft/azure-container-apps/issues/868",
  },
  {
    signal: "state",
    codes: ["ManagedEnvironmentHasBuilders"],
    source: "https://github.com/microsoft/azure-container-apps/issues/1012",
  },
  {
    signal: "transient",
    codes: ["RegistryErrorResponse"],
    source: "https://github.com/Azure/azure-cli/issues/29300",
  },
];
