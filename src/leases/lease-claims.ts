// From the resources that somebody wants to keep for himself to the leases that he must hold, in the
// order in which everybody takes them. Whoever wants a resource also takes an intent on all that it is
// in, up to the resource group, so that an exclusive lease on any of these keeps him out and waits for
// him.
//
// C1. Parents come before what is in them, and any two claims are in the same order for everybody.
// C2. An exclusive claim shares a key with every set of claims on something inside it.
// C3. Which claims they are depends on what is wanted, never on the order in which it is named.
//
// Everything in a group would meet at the group's lease. So its intents are spread over a few entities,
// and whoever wants the whole group takes all of them. One set of claims needs only one of them.

import { entityKeyOf } from "../contracts/lease-messages.ts";
import type { LeaseClaim, LeaseMode } from "../contracts/lease-messages.ts";
import { parentsOf, parseScope } from "../domain/scope.ts";
import type { ResourceGroupScope, ResourceScope, Scope } from "../domain/scope.ts";

export interface Wanted {
  readonly resourceId: string;
  readonly mode: LeaseMode;
}

export type LeaseClaims =
  | { readonly ok: true; readonly claims: readonly LeaseClaim[] }
  /** `resourceId` is the one of the wanted that cannot be had. */
  | { readonly ok: false; readonly resourceId: string; readonly problem: string };

/** How many entities keep the lease of one resource group. */
export const groupShards = 4;

/** The keys under which the lease of a scope is kept: several for a resource group, one for others. */
export function leaseKeysOf(resourceId: string): readonly string[] {
  const parsed = parseScope(resourceId);
  const key = entityKeyOf(resourceId);
  if (!parsed.ok || parsed.scope.kind !== "resource-group") return [key];
  return Array.from({ length: groupShards }, (_, shard) => `${key}-${shard}`);
}

/** All leases that are needed for what is wanted, parents included, each once, in canonical order. */
export function leaseClaimsOf(wanted: readonly Wanted[]): LeaseClaims {
  const held: Held[] = [];
  for (const { resourceId, mode } of wanted) {
    const parsed = parseScope(resourceId);
    if (!parsed.ok) return { ok: false, resourceId, problem: parsed.problem };
    const { scope } = parsed;
    if (!isHoldable(scope)) return { ok: false, resourceId, problem: adviceOn(scope) };
    held.push({ scope, mode });
    for (const parent of parentsOf(scope)) {
      if (isHoldable(parent)) held.push({ scope: parent, mode: "intent" });
    }
  }
  const shards = shardsOf(held);
  const claims = new Map<string, LeaseClaim>();
  for (const claim of held.flatMap((each) => claimsOf(each, shards))) {
    const before = claims.get(claim.key);
    if (before?.mode !== "exclusive") claims.set(claim.key, claim);
  }
  return { ok: true, claims: [...claims.values()].toSorted(inCanonicalOrder) };
}

/** Negative when `one` is to be taken before `other`. */
export function inCanonicalOrder(one: LeaseClaim, other: LeaseClaim): number {
  const byDepth = depthOf(one.resourceId) - depthOf(other.resourceId);
  if (byDepth !== 0) return byDepth;
  return one.key < other.key ? -1 : Number(one.key > other.key);
}

type Holdable = ResourceGroupScope | ResourceScope;

interface Held {
  readonly scope: Holdable;
  readonly mode: LeaseMode;
}

function isHoldable(scope: Scope): scope is Holdable {
  return scope.kind === "resource-group" || scope.kind === "resource";
}

/** Which of its entities each group is held by, told from the resources directly in the group that are
 * wanted or have something wanted in them, so that no more than one is needed. */
function shardsOf(held: readonly Held[]): ReadonlyMap<string, number> {
  const leading = new Map<string, string>();
  for (const { scope } of held) {
    const group = scope.kind === "resource" ? scope.parent : scope;
    if (group.kind !== "resource-group") continue;
    const groupKey = entityKeyOf(group.id);
    const key = entityKeyOf(scope.id);
    const before = leading.get(groupKey) ?? groupKey;
    const counts = key !== groupKey && (before === groupKey || key < before);
    leading.set(groupKey, counts ? key : before);
  }
  return new Map([...leading].map(([group, key]) => [group, shardBy(key)]));
}

function shardBy(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16) % groupShards;
}

function claimsOf(
  { scope, mode }: Held,
  shards: ReadonlyMap<string, number>,
): readonly LeaseClaim[] {
  const keys = leaseKeysOf(scope.id);
  const shard = shards.get(entityKeyOf(scope.id));
  const taken =
    scope.kind === "resource-group" && mode === "intent"
      ? keys.filter((_, at) => at === shard)
      : keys;
  return taken.map((key) => ({ key, resourceId: scope.id, mode }));
}

function depthOf(resourceId: string): number {
  return resourceId.split("/").length;
}

function adviceOn(scope: Exclude<Scope, Holdable>): string {
  const { kind, id } = scope;
  const what = `${id.slice(0, 160)} cannot be held`;
  switch (kind) {
    case "subscription":
      return `${what}: a subscription is too much to keep from everybody. Name its resource groups.`;
    case "tenant":
    case "management-group":
      return `${what}: it is too much to keep from everybody. Name the resource groups that are meant.`;
    case "provider-less":
      return `${what}: it is a part of a subscription and no resource. Name the resources or resource groups that are meant.`;
  }
}
