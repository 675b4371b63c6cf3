// From what is wanted to the leases for it: everybody's order is one, and whoever holds a parent
// exclusively meets everybody who wants something in it.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LeaseClaim } from "../../../src/contracts/lease-messages.ts";
import { entityKeyOf } from "../../../src/contracts/lease-messages.ts";
import { isSameResource } from "../../../src/domain/resource-id.ts";
import { parentsOf, parseScope } from "../../../src/domain/scope.ts";
import {
  groupShards,
  inCanonicalOrder,
  leaseClaimsOf,
  leaseKeysOf,
} from "../../../src/leases/lease-claims.ts";
import type { Wanted } from "../../../src/leases/lease-claims.ts";

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const group = `${subscription}/resourceGroups/prod-rg`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/api-01`;
const agent = `${vm}/extensions/agent`;
const scaleSet = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/web`;
const lockOn = (scope: string): string => `${scope}/providers/Microsoft.Authorization/locks/keep`;

describe("the leases for what is wanted", () => {
  it("are the resource's own and an intent on one shard of its group, the group first", () => {
    const claims = claimsOf({ resourceId: vm, mode: "exclusive" });
    expect(spoken(claims)).toEqual([`intent ${group}`, `exclusive ${vm}`]);
    expect(leaseKeysOf(group)).toContain(claims[0]?.key);
    expect(claims[1]?.key).toBe(entityKeyOf(vm));
  });

  it("of a child, and of an extension of it, include all parents", () => {
    const lock = lockOn(agent);
    expect(spoken(claimsOf({ resourceId: lock, mode: "exclusive" }))).toEqual([
      `intent ${group}`,
      `intent ${vm}`,
      `intent ${agent}`,
      `exclusive ${lock}`,
    ]);
  });

  it("of a lock on a group are the group's intent and the lock", () => {
    const lock = lockOn(group);
    expect(spoken(claimsOf({ resourceId: lock, mode: "exclusive" }))).toEqual([
      `intent ${group}`,
      `exclusive ${lock}`,
    ]);
  });

  it("of what is directly under a subscription are its own", () => {
    const lock = lockOn(subscription);
    expect(spoken(claimsOf({ resourceId: lock, mode: "exclusive" }))).toEqual([
      `exclusive ${lock}`,
    ]);
  });

  it("of a whole group are all its shards", () => {
    const claims = claimsOf({ resourceId: group, mode: "exclusive" });
    expect(claims.map(({ key }) => key)).toEqual(leaseKeysOf(group));
    expect(claims).toHaveLength(groupShards);
    expect(claims.every(({ mode }) => mode === "exclusive")).toBe(true);
  });

  it("of several resources of one group take one shard of it only", () => {
    const wanted = Array.from({ length: 12 }, (_, at): Wanted => {
      const resourceId = `${group}/providers/Microsoft.Compute/disks/data-${at}`;
      return { resourceId, mode: "exclusive" };
    });
    expect(claimsOf(...wanted)).toHaveLength(1 + wanted.length);
  });

  it("spread a group's intents over all its shards", () => {
    const shards = Array.from({ length: 40 }, (_, at) => {
      const resourceId = `${group}/providers/Microsoft.Compute/virtualMachines/api-${at}`;
      return claimsOf({ resourceId, mode: "exclusive" })[0]?.key;
    });
    expect(new Set(shards)).toEqual(new Set(leaseKeysOf(group)));
  });

  it("are exclusive where the same resource is also wanted as a parent", () => {
    const both = claimsOf(
      { resourceId: agent, mode: "exclusive" },
      { resourceId: vm, mode: "exclusive" },
      { resourceId: scaleSet, mode: "intent" },
    );
    expect(spoken(both)).toEqual([
      `intent ${group}`,
      ...[`exclusive ${vm}`, `intent ${scaleSet}`].toSorted(byKey),
      `exclusive ${agent}`,
    ]);
  });

  it.each([
    [subscription, /subscription.*Name its resource groups\.$/],
    ["/", /Name the resource groups/],
    ["/providers/Microsoft.Management/managementGroups/everything", /Name the resource groups/],
    [`${subscription}/locations/westeurope`, /no resource\./],
    [`${subscription}/providers/Microsoft.Compute`, /no resource\./],
    ["api-01", /starts with a slash/],
  ])("cannot be had of %s, with a sentence that says what can", (resourceId, sentence) => {
    const answer = leaseClaimsOf([
      { resourceId: vm, mode: "intent" },
      { resourceId, mode: "intent" },
    ]);
    expect(answer).toMatchObject({ ok: false, resourceId });
    expect(answer.ok ? "" : answer.problem).toMatch(sentence);
  });
});

const leafNames = fc.constantFrom("a", "b", "C");
const places = fc.oneof(
  fc.constantFrom("one", "Two").map((name) => `${subscription}/resourceGroups/${name}`),
  fc.constant(subscription),
);
const resources = fc
  .tuple(
    places,
    fc.array(fc.tuple(fc.constantFrom("", "child", "/providers/Contoso.More"), leafNames), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([place, parts]) =>
    parts.reduce(
      (id, [how, name], at) =>
        at === 0 || how.startsWith("/")
          ? `${id}/providers/Contoso.Things/things/${name}`
          : `${id}/parts/${name}`,
      place,
    ),
  );
const groups = fc
  .constantFrom("one", "Two")
  .map((name) => `${subscription}/resourceGroups/${name}`);
const wantedOnes = fc.record({
  resourceId: fc.oneof({ weight: 4, arbitrary: resources }, { weight: 1, arbitrary: groups }),
  mode: fc.constantFrom("exclusive" as const, "intent" as const),
});
const wantedSets = fc.array(wantedOnes, { minLength: 1, maxLength: 6 });

describe("any set of claims", () => {
  it("is in one total order, parents before what is in them, each key once", () => {
    fc.assert(
      fc.property(wantedSets, wantedSets, (one, other) => {
        const claims = claimsOf(...one);
        expect(new Set(claims.map(({ key }) => key)).size).toBe(claims.length);
        for (const [at, { resourceId }] of claims.entries()) {
          const before = claims.slice(0, at).map((claim) => claim.resourceId);
          for (const parent of holdableParentsOf(resourceId)) {
            expect(before.some((id) => isSameResource(id, parent))).toBe(true);
          }
        }
        const common = (mine: readonly LeaseClaim[], others: readonly LeaseClaim[]): string[] =>
          mine.map(({ key }) => key).filter((key) => others.some((claim) => claim.key === key));
        const others = claimsOf(...other);
        expect(common(claims, others)).toEqual(common(others, claims));
        expect(claims.toSorted(inCanonicalOrder)).toEqual(claims);
      }),
    );
  });

  it("does not depend on the order or the letter case in which it is asked for, nor on repetition", () => {
    fc.assert(
      fc.property(wantedSets, (wanted) => {
        const claims = claimsOf(...wanted);
        const keyed = (some: readonly LeaseClaim[]): unknown =>
          some.map(({ key, mode }) => ({ key, mode }));
        const shouted = wanted.toReversed().map(({ resourceId, mode }) => ({
          resourceId: `${resourceId.toUpperCase()}/`,
          mode,
        }));
        expect(keyed(claimsOf(...shouted))).toEqual(keyed(claims));
        expect(keyed(claimsOf(...wanted, ...wanted))).toEqual(keyed(claims));
        expect(claimsOf(...claims)).toEqual(claims);
      }),
    );
  });

  it("meets whoever holds one of its parents exclusively", () => {
    fc.assert(
      fc.property(wantedSets, (wanted) => {
        const claims = claimsOf(...wanted);
        for (const { resourceId } of wanted) {
          for (const parent of [resourceId, ...holdableParentsOf(resourceId)]) {
            expect(conflict(claims, claimsOf({ resourceId: parent, mode: "exclusive" }))).toBe(
              true,
            );
          }
        }
      }),
    );
  });

  it("of intents only meets no other of intents only, and none on what is beside it", () => {
    fc.assert(
      fc.property(resources, resources, (one, other) => {
        const mine = claimsOf({ resourceId: one, mode: "exclusive" });
        const others = claimsOf({ resourceId: other, mode: "exclusive" });
        const related =
          isSameResource(one, other) ||
          holdableParentsOf(one).some((parent) => isSameResource(parent, other)) ||
          holdableParentsOf(other).some((parent) => isSameResource(parent, one));
        expect(conflict(mine, others)).toBe(related);
        const intents = claimsOf({ resourceId: one, mode: "intent" });
        expect(conflict(intents, claimsOf({ resourceId: other, mode: "intent" }))).toBe(false);
      }),
    );
  });
});

function claimsOf(...wanted: readonly Wanted[]): readonly LeaseClaim[] {
  const answer = leaseClaimsOf(wanted);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.claims;
}

function conflict(one: readonly LeaseClaim[], other: readonly LeaseClaim[]): boolean {
  return one.some((mine) =>
    other.some(
      (theirs) =>
        mine.key === theirs.key && (mine.mode === "exclusive" || theirs.mode === "exclusive"),
    ),
  );
}

function holdableParentsOf(resourceId: string): readonly string[] {
  const parsed = parseScope(resourceId);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parentsOf(parsed.scope)
    .filter(({ kind }) => kind === "resource" || kind === "resource-group")
    .map(({ id }) => id);
}

function spoken(claims: readonly LeaseClaim[]): readonly string[] {
  return claims.map(({ mode, resourceId }) => `${mode} ${resourceId}`);
}

function byKey(one: string, other: string): number {
  const key = (text: string): string => entityKeyOf(text.split(" ")[1] ?? "");
  return key(one) < key(other) ? -1 : 1;
}
