// Codes that say something else of one type of resource than they say of others.

import type { Signal } from "./signal.ts";

interface Override {
  /** Start of the resource type, in lower case. */
  readonly type: string;
  readonly code: string;
  readonly signal: Signal;
  readonly because: string;
}

export const overrides: readonly Override[] = [
  {
    type: "microsoft.network/expressroutecircuits",
    code: "ExpressRouteCircuitServiceProviderDoesNotExist",
    signal: "invalid",
    because:
      "A provider's name is a value out of a catalogue and no resource that could be made. https://learn.microsoft.com/azure/expressroute/expressroute-locations",
  },
];

const byCode: ReadonlyMap<string, readonly Override[]> = Map.groupBy(overrides, (one) =>
  one.code.toLowerCase(),
);

export function signalOfOverride(code: string, resourceType: string): Signal | undefined {
  const type = resourceType.toLowerCase();
  return byCode.get(code.toLowerCase())?.find((one) => type.startsWith(one.type))?.signal;
}
