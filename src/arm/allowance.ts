// How much more Azure allows, from x-ms-ratelimit-remaining-resource. Two generations of policies are
// about: `LowCostGetResource;32` beside a subscription's maximum, and the older `LowCostGet3Min;3999`
// beside `LowCostGet30Min`. Of all counters of one policy the smallest is the one that binds.

import type { Allowance } from "../contracts/ports.ts";
import { header } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

export const unknownAllowance: Allowance = { resourceReads: null, operationReads: null };

export function allowanceOf(answer: WireAnswer): Allowance {
  const counters = countersOf(header(answer, "x-ms-ratelimit-remaining-resource") ?? "");
  return {
    resourceReads: smallest(counters, /^LowCostGet(Resource|SubscriptionMaximum|\d+Min)$/i),
    operationReads: smallest(counters, /^GetOperation(Resource|SubscriptionMaximum|\d+Min)$/i),
  };
}

/** The lesser of what two answers told: both count against the same allowance. */
export function lesserAllowance(one: Allowance, other: Allowance): Allowance {
  return {
    resourceReads: lesser(one.resourceReads, other.resourceReads),
    operationReads: lesser(one.operationReads, other.operationReads),
  };
}

interface Counter {
  readonly policy: string;
  readonly left: number;
}

function countersOf(value: string): readonly Counter[] {
  return value.split(",").flatMap((part) => {
    const match = /^\s*(?:[\w.]+\/)?(\w+)\s*;\s*(\d+)\s*$/.exec(part);
    return match?.[1] === undefined ? [] : [{ policy: match[1], left: Number(match[2]) }];
  });
}

function smallest(counters: readonly Counter[], policy: RegExp): number | null {
  return counters
    .filter((counter) => policy.test(counter.policy))
    .reduce<number | null>((least, counter) => lesser(least, counter.left), null);
}

function lesser(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}
