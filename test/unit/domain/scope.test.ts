// Everything that an ID can name, and all the spellings of it.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseResourceId, resourceKey } from "../../../src/domain/resource-id.ts";
import { parentsOf, parseScope } from "../../../src/domain/scope.ts";
import type { Scope } from "../../../src/domain/scope.ts";

const subscription = "/subscriptions/00000000-0000-4000-8000-00000000000a";
const group = `${subscription}/resourceGroups/prod-rg`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/api-01`;
const lock = "providers/Microsoft.Authorization/locks/keep";
const managementGroup = "/providers/Microsoft.Management/managementGroups/all";

describe("an ID", () => {
  it.each<readonly [string, Scope["kind"], readonly string[]]>([
    ["/", "tenant", []],
    [managementGroup, "management-group", []],
    [subscription, "subscription", []],
    [group, "resource-group", [subscription]],
    [`${subscription}/locations/westeurope`, "provider-less", [subscription]],
    [`${subscription}/tagNames/team`, "provider-less", [subscription]],
    [`${subscription}/tagNames/team/tagValues/web`, "provider-less", [subscription]],
    [`${subscription}/providers/Microsoft.Compute`, "provider-less", [subscription]],
    [vm, "resource", [group, subscription]],
    [`${vm}/extensions/agent`, "resource", [vm, group, subscription]],
    [`${vm}/${lock}`, "resource", [vm, group, subscription]],
    [
      `${vm}/extensions/agent/${lock}`,
      "resource",
      [`${vm}/extensions/agent`, vm, group, subscription],
    ],
    [`${vm}/${lock}/${lock}`, "resource", [`${vm}/${lock}`, vm, group, subscription]],
    [`${group}/${lock}`, "resource", [group, subscription]],
    [`${subscription}/${lock}`, "resource", [subscription]],
    [`${managementGroup}/${lock}`, "resource", [managementGroup]],
    [`${managementGroup}/subscriptions/one`, "resource", [managementGroup]],
    [`/${lock}`, "resource", []],
    [
      `${subscription}/resourceGroups/providers/${lock}`,
      "resource",
      [`${subscription}/resourceGroups/providers`, subscription],
    ],
    [
      `${group}/providers/Microsoft.Network/dnsZones/example.com/A/*`,
      "resource",
      [`${group}/providers/Microsoft.Network/dnsZones/example.com`, group, subscription],
    ],
  ])("%s names a %s and tells what that is in", (id, kind, parents) => {
    const scope = scopeOf(id);
    expect(scope).toMatchObject({ id, kind });
    expect(parentsOf(scope).map((parent) => parent.id)).toEqual(parents);
  });

  it("of an extension tells the extension's own type, and where it is", () => {
    expect(scopeOf(`${vm}/${lock}`)).toMatchObject({
      provider: "Microsoft.Authorization",
      types: ["locks"],
      names: ["keep"],
      resourceGroup: "prod-rg",
    });
  });

  it("of an extension is no target of an operation, whatever its type", () => {
    expect(parseResourceId(`${vm}/providers/Microsoft.Compute/virtualMachines/api-02`).ok).toBe(
      false,
    );
  });

  it("of a deployment has an older form that names the same one", () => {
    const deployment = `${group}/providers/Microsoft.Resources/deployments/monday`;
    expect(scopeOf(`${group}/deployments/monday`).id).toBe(deployment);
    expect(resourceKey(`${group}/deployments/monday`)).toBe(resourceKey(deployment));
  });

  it.each([
    "",
    "subscriptions",
    "/subscriptions",
    "/subscriptions/one",
    "/resourceGroups/prod-rg",
    `/${subscription}`,
    `${subscription}/things/one`,
    `${subscription}/resourceGroups`,
    `${subscription}//resourceGroups/prod-rg`,
    `${subscription}/providers/Compute`,
    `${subscription}/providers/Microsoft.Compute/virtualMachines`,
    `${group}/things/one`,
    `${group}/providers`,
    `${group}/providers/Microsoft.Compute/providers/Microsoft.Authorization/locks/keep`,
    `${vm}/extensions`,
    `${vm}/providers`,
    `${vm}/providers/Microsoft.Authorization`,
    `${vm}/providers/Microsoft.Authorization/locks`,
    `${vm}/one two/agent`,
    `${vm}%2fextensions%2fagent`,
    `${vm}/%2e%2e/api-02`,
    `${vm}%252f`,
    `${vm}%2541`,
    `${vm}%0a`,
    `${vm}%`,
    `${vm}%zz`,
    `${vm}%ff`,
    `${vm}%20`,
    `${vm}\ud800`,
  ])("%j is none, which is said in a sentence", (text) => {
    const parsed = parseScope(text);
    expect(parsed.ok).toBe(false);
    const problem = parsed.ok ? "" : parsed.problem;
    expect(problem).toMatch(/^[^\p{Cc}]{10,200}\.$/u);
  });
});

it("an ID of ten thousand characters is told how long it is", () => {
  const parsed = parseScope(`${group}${"/providers/a.b/c/d".repeat(600)}`);
  expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining("2048") as string });
});

const plain = fc.stringMatching(/^[A-Za-z0-9._()-]{0,8}[A-Za-z0-9]$/);
const names = fc.oneof(
  plain,
  fc.constantFrom("größe-1", "Ωmega", "prod (eu)", "providers", "日本"),
);
const groupNames = names.filter((name) => !name.includes(" "));
const blocks = fc
  .tuple(
    fc.constantFrom("Microsoft.Compute", "Contoso-x.Things"),
    fc.array(names, { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([provider, inner]) =>
      `/providers/${provider}${inner.map((name) => `/things/${name}`).join("")}`,
  );
const ids = fc
  .tuple(
    fc.oneof(
      groupNames.map((name) => `${subscription}/resourceGroups/${name}`),
      fc.constantFrom(subscription, managementGroup, `${subscription}/locations/westeurope`),
    ),
    fc.array(blocks, { maxLength: 3 }),
  )
  .map(([place, inner]) => `${place}${inner.join("")}`);

/** How one letter is written: as it is, in the other case, encoded, or both. */
const spellings = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));

describe("two spellings of one resource", () => {
  it("have one key and one canonical form but for letter case, and the same parents", () => {
    fc.assert(
      fc.property(ids, spellings, fc.nat({ max: 3 }), (id, ways, slashes) => {
        const spelt = `${Array.from(id, (letter) => spell(letter, ways)).join("")}${"/".repeat(slashes)}`;
        const [one, other] = [scopeOf(id), scopeOf(spelt)];
        expect(one.id).toBe(id);
        expect(resourceKey(spelt)).toBe(resourceKey(id));
        expect(resourceKey(other.id)).toBe(resourceKey(id));
        const keys = (scope: Scope): readonly string[] =>
          parentsOf(scope).map((parent) => resourceKey(parent.id));
        expect(keys(other)).toEqual(keys(one));
      }),
      { numRuns: 500 },
    );
  });

  it("differ from every spelling of another one", () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        const same = one.toLocaleLowerCase("en") === other.toLocaleLowerCase("en");
        expect(resourceKey(one) === resourceKey(other)).toBe(same);
      }),
    );
  });
});

function spell(letter: string, ways: IterableIterator<number>): string {
  const way = Number(ways.next().value);
  if (letter === "/") return letter;
  const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  // A letter whose other form is several letters has no other form in ARM's eyes.
  const written = way % 2 === 1 && Array.from(other).length === 1 ? other : letter;
  if (way < 2) return written;
  return Array.from(
    new TextEncoder().encode(written),
    (byte) => `%${byte.toString(16).padStart(2, "0")}`,
  ).join("");
}

function scopeOf(id: string): Scope {
  const parsed = parseScope(id);
  if (!parsed.ok) throw new Error(`${id}: ${parsed.problem}`);
  return parsed.scope;
}
