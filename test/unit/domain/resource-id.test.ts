// Resource IDs from outside: one resource has one key, and nothing dangerous gets through.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSameResource,
  parseResourceId,
  partsOf,
  resourceKey,
  resourceTypeOf,
} from "../../../src/domain/resource-id.ts";
import { vmId } from "../../support/vm-observation.ts";

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const group = `${subscription}/resourceGroups/prod-rg`;
const vm = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

describe("a resource ID", () => {
  it("is read into its parts, whatever the letter case of its fixed words", () => {
    const parts = partsOf(vmId.replace("resourceGroups", "RESOURCEGROUPS"));
    expect(parts).toMatchObject({ id: vmId, resourceGroup: "prod-rg", names: ["api-01"] });
    expect(resourceTypeOf(parts)).toBe("Microsoft.Compute/virtualMachines");
  });

  it("of a child names all types and names", () => {
    expect(partsOf(`${vmId}/extensions/agent/`)).toMatchObject({
      types: ["virtualMachines", "extensions"],
      names: ["api-01", "agent"],
    });
  });

  it.each([
    "",
    "api-01",
    "subscriptions/x",
    "/",
    subscription,
    group,
    `${group}/providers/Microsoft.Compute`,
    `${group}/providers/Microsoft.Compute/virtualMachines`,
    `${group}/providers/Compute/virtualMachines/x`,
    `/subscriptions/not-a-guid/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/x`,
    `${subscription}/resourceGroups/ends-with-dot./providers/Microsoft.Compute/virtualMachines/x`,
    vm(".."),
    vm("."),
    vm("a%2fb"),
    vm("a%00"),
    vm("a/../../b"),
    vm("a//b"),
    vm("a?api-version=1"),
    vm("a#b"),
    vm("a\\b"),
    vm("a\nb"),
    vm("a\u0000"),
    vm(" a"),
    vm("a".repeat(261)),
    `/${"x".repeat(10_000)}`,
    `https://management.azure.com${vmId}`,
  ])("is refused with a sentence: %j", (text) => {
    const parsed = parseResourceId(text);
    expect(parsed.ok).toBe(false);
    const problem = parsed.ok ? "" : parsed.problem;
    expect(problem).toMatch(/\.$/);
    expect(problem.length).toBeLessThan(200);
  });

  it("has one key in every spelling", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: vmId.length, maxLength: vmId.length }),
        fc.boolean(),
        (upper, slash) => {
          const spelt = vmId
            .split("")
            .map((char, at) => (upper[at] === true ? char.toUpperCase() : char))
            .join("");
          const parsed = parseResourceId(slash ? `${spelt}/` : spelt);
          expect(parsed.ok && resourceKey(parsed.parts.id)).toBe(resourceKey(vmId));
          expect(isSameResource(spelt, vmId)).toBe(true);
        },
      ),
    );
  });

  it("that is accepted can be put into a path, whatever text it came from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (name) => {
        const parsed = parseResourceId(vm(name));
        const path = parsed.ok ? new URL(parsed.parts.id, "https://arm.example").pathname : "";
        expect(parsed.ok ? decodeURIComponent(path) : "").toBe(parsed.ok ? parsed.parts.id : "");
      }),
      { numRuns: 500 },
    );
  });
});
