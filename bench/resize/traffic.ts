// What one principal asked of Azure and how close it came to what Azure allows: the lowest number that
// an answer named as remaining, and how many requests were refused for being too many.

import type { TapExchange } from "../../simulator/protocol.ts";

export interface Traffic {
  readonly requests: number;
  readonly throttled: number;
  /** Of 36, refilled by 12 a minute, for each machine. */
  readonly readsLeft: number | null;
  /** Of 45, refilled by 15 a minute, for each machine. */
  readonly pollsLeft: number | null;
}

export function trafficOf(exchanges: readonly TapExchange[], principal: string): Traffic {
  const ours = exchanges.filter((exchange) => exchange.principal === principal);
  const remaining = ours.map(
    (exchange) => exchange.response?.headers["x-ms-ratelimit-remaining-resource"] ?? "",
  );
  return {
    requests: ours.length,
    throttled: ours.filter((exchange) => exchange.response?.status === 429).length,
    readsLeft: lowest(remaining, /LowCostGetResource;(\d+)/),
    pollsLeft: lowest(remaining, /GetOperationResource;(\d+)/),
  };
}

function lowest(remaining: readonly string[], counter: RegExp): number | null {
  const told = remaining.flatMap((text) => {
    const left = counter.exec(text)?.[1];
    return left === undefined ? [] : [Number(left)];
  });
  return told.length === 0 ? null : Math.min(...told);
}
