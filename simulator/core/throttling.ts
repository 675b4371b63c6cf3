// Which allowance a request draws on and how that is told. Two layers, as documented: ARM's front
// door counts by subscription, principal and class of verb; the Compute provider counts by policy,
// for each VM and for each subscription. The names of the Compute policies are the recorded ones.

import { fullBucket, takeToken } from "./token-bucket.ts";
import type { Bucket, BucketSize } from "./token-bucket.ts";

export type ComputePolicy = "PutVM" | "UpdateVM" | "DeleteVM" | "LowCostGet" | "GetOperation";
export type VerbClass = "reads" | "writes" | "deletes";

interface PolicySizes {
  readonly resource: BucketSize;
  readonly subscription: BucketSize;
}

const perMinute = (refill: number, capacity: number): BucketSize => ({
  capacity,
  refillPerSecond: refill / 60,
});

const WRITE: PolicySizes = { resource: perMinute(4, 12), subscription: perMinute(500, 1500) };

const COMPUTE_POLICIES: Readonly<Record<ComputePolicy, PolicySizes>> = {
  PutVM: WRITE,
  UpdateVM: WRITE,
  DeleteVM: WRITE,
  LowCostGet: { resource: perMinute(12, 36), subscription: perMinute(8000, 24_000) },
  GetOperation: { resource: perMinute(15, 45), subscription: perMinute(5000, 15_000) },
};

/** Lists of VMs count only against the subscription. */
const HIGH_COST_GET = perMinute(300, 900);
/** Disks still have the older generation of policies: so many in 3 and in 30 minutes. */
const DISK_GET_3_MIN: BucketSize = { capacity: 15_000, refillPerSecond: 15_000 / 180 };
const DISK_GET_30_MIN: BucketSize = { capacity: 120_000, refillPerSecond: 120_000 / 1800 };

const FRONT_DOOR: Readonly<Record<VerbClass, BucketSize>> = {
  reads: { capacity: 250, refillPerSecond: 25 },
  writes: { capacity: 200, refillPerSecond: 10 },
  deletes: { capacity: 200, refillPerSecond: 10 },
};
/** All principals of a subscription together may have this many times what one may have. */
const GLOBAL_FACTOR = 15;

export interface Charge {
  readonly headers: Readonly<Record<string, string>>;
  readonly refused: {
    readonly policy: string;
    readonly waitMs: number;
    readonly allowed: number;
  } | null;
}

interface Named {
  readonly name: string;
  readonly key: string;
  readonly size: BucketSize;
}

export type ComputeCharge =
  | { readonly policy: ComputePolicy; readonly resource: string; readonly subscription: string }
  | { readonly policy: "HighCostGet" | "DiskGet"; readonly subscription: string };

export function chargeCompute(
  buckets: Map<string, Bucket>,
  charge: ComputeCharge,
  nowMs: number,
): Charge {
  const taken = takeAll(buckets, computeBuckets(charge), nowMs);
  const told = taken.left.map(({ name, remaining }) => `Microsoft.Compute/${name};${remaining}`);
  return {
    headers: { "x-ms-ratelimit-remaining-resource": told.join(","), "x-ms-request-charge": "1" },
    refused: taken.refused,
  };
}

function computeBuckets(charge: ComputeCharge): readonly Named[] {
  const named = (name: string, owner: string, size: BucketSize): Named => ({
    name,
    key: `compute|${name}|${owner.toLowerCase()}`,
    size,
  });
  switch (charge.policy) {
    case "HighCostGet":
      return [named("HighCostGetSubscriptionMaximum", charge.subscription, HIGH_COST_GET)];
    case "DiskGet":
      return [
        named("LowCostGet3Min", charge.subscription, DISK_GET_3_MIN),
        named("LowCostGet30Min", charge.subscription, DISK_GET_30_MIN),
      ];
    case "PutVM":
    case "UpdateVM":
    case "DeleteVM":
    case "LowCostGet":
    case "GetOperation": {
      const { policy } = charge;
      const sizes = COMPUTE_POLICIES[policy];
      const both = [
        named(`${policy}SubscriptionMaximum`, charge.subscription, sizes.subscription),
        named(`${policy}Resource`, charge.resource, sizes.resource),
      ];
      return policy === "GetOperation" ? both.toReversed() : both;
    }
  }
}

export function chargeFrontDoor(
  buckets: Map<string, Bucket>,
  caller: { readonly subscription: string; readonly principal: string; readonly verb: VerbClass },
  nowMs: number,
): Charge {
  const { verb } = caller;
  const size = FRONT_DOOR[verb];
  const global: BucketSize = {
    capacity: size.capacity * GLOBAL_FACTOR,
    refillPerSecond: size.refillPerSecond * GLOBAL_FACTOR,
  };
  const subscription = caller.subscription.toLowerCase();
  const taken = takeAll(
    buckets,
    [
      { name: verb, key: `arm|${verb}|${subscription}|${caller.principal}`, size },
      { name: `global-${verb}`, key: `arm|global-${verb}|${subscription}`, size: global },
    ],
    nowMs,
  );
  const headers = Object.fromEntries(
    taken.left.map(({ name, remaining }) => [
      `x-ms-ratelimit-remaining-subscription-${name}`,
      String(remaining),
    ]),
  );
  return { headers, refused: taken.refused };
}

interface Taken {
  readonly left: readonly { readonly name: string; readonly remaining: number }[];
  readonly refused: Charge["refused"];
}

/** Takes one token of each bucket, or, when one has none, none at all. */
function takeAll(buckets: Map<string, Bucket>, wanted: readonly Named[], nowMs: number): Taken {
  const takes = wanted.map(({ name, key, size }) => ({
    name,
    key,
    size,
    take: takeToken(buckets.get(key) ?? fullBucket(size, nowMs), size, nowMs),
  }));
  const empty = takes.find(({ take }) => !take.granted);
  if (empty === undefined) for (const { key, take } of takes) buckets.set(key, take.bucket);
  return {
    left: takes.map(({ name, take }) => ({ name, remaining: take.remaining })),
    refused:
      empty === undefined
        ? null
        : { policy: empty.name, waitMs: empty.take.waitMs, allowed: empty.size.capacity },
  };
}
