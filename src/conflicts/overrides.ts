// Codes that say something else of one type of resource than they say of others. What differs for all
// resources of a provider stands in the provider's list of codes.

import type { Signal } from "./signal.ts";

interface Override {
  /** The resource type, in lower case. */
  readonly type: string;
  readonly code: string;
  readonly signal: Signal;
  readonly because: string;
}

export const overrides: readonly Override[] = [
  {
    type: "microsoft.documentdb/databaseaccounts",
    code: "ServiceUnavailable",
    signal: "capacity",
    because:
      "An account is refused so in a region that has no room for it, which no other try changes. https://github.com/Azure/azure-service-operator/tree/main/v2/api/documentdb/customizations",
  },
];

const byCode: ReadonlyMap<string, readonly Override[]> = Map.groupBy(overrides, (one) =>
  one.code.toLowerCase(),
);

export function signalOfOverride(code: string, resourceType: string): Signal | undefined {
  const type = resourceType.toLowerCase();
  return byCode.get(code.toLowerCase())?.find((one) => one.type === type)?.signal;
}
