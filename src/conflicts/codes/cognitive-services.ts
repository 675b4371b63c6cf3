// Codes of Microsoft.CognitiveServices and Microsoft.MachineLearningServices: accounts, models, endpoints.

import type { CodeRow } from "./code-row.ts";

const deleted =
  "https://github.com/microsoft/Conversation-Knowledge-Mining-Solution-Accelerator/pull/605";
const endpoints =
  "https://learn.microsoft.com/azure/machine-learning/how-to-troubleshoot-online-endpoints";

export const cognitiveServicesCodes: readonly CodeRow[] = [
  {
    signal: "quota",
    codes: ["InsufficientQuota"],
    source: "https://github.com/microsoft/PubSec-Info-Assistant/issues/880",
  },
  { signal: "quota", codes: ["OutOfQuota"], source: endpoints },
  { signal: "capacity", codes: ["OutOfCapacity"], source: endpoints },
  { signal: "exists", codes: ["CustomDomainInUse", "FlagMustBeSetForRestore"], source: deleted },
  {
    signal: "state",
    codes: ["AccountProvisioningStateInvalid"],
    source: "https://github.com/Azure-Samples/microsoft-foundry-baseline/issues/76",
  },
  {
    signal: "fixed",
    codes: ["SpecialFeatureOrQuotaIdRequired"],
    source: "https://github.com/Azure-Samples/azure-search-openai-demo/issues/110",
  },
  { signal: "fixed", codes: ["RedundancyConfigurationNotAvailableInRegion"], source: deleted },
  {
    signal: "invalid",
    codes: ["BadArgument"],
    source: endpoints,
    for: "Microsoft.MachineLearningServices",
  },
];
