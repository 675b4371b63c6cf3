// The catalogue as doors and command lines see it: which operations there are, what they take.

import { describe, expect, it } from "vitest";
import { parseResourceId } from "../../../src/domain/resource-id.ts";
import {
  catalogue,
  findOperation,
  isTargetOf,
  parseParameters,
} from "../../../src/operations/index.ts";
import type { Operation } from "../../../src/operations/index.ts";
import { vmId } from "../../support/vm-observation.ts";

function vmResize(): Operation {
  const operation = findOperation("vm-resize");
  if (operation === undefined) throw new Error("The catalogue has no vm-resize.");
  return operation;
}

function isTarget(id: string): boolean {
  const parsed = parseResourceId(id);
  return parsed.ok && isTargetOf(vmResize(), parsed.parts);
}

describe("the catalogue", () => {
  it("has each kind once", () => {
    const kinds = catalogue.map((operation) => operation.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(findOperation("vm-explode")).toBeUndefined();
  });

  it("takes virtual machines for vm-resize in any letter case, and nothing else", () => {
    expect(isTarget(vmId)).toBe(true);
    expect(
      isTarget(
        vmId.replace("Microsoft.Compute/virtualMachines", "microsoft.compute/VIRTUALMACHINES"),
      ),
    ).toBe(true);
    expect(isTarget(vmId.replace("virtualMachines", "disks"))).toBe(false);
    expect(isTarget(`${vmId}/extensions/agent`)).toBe(false);
  });
});

describe("the parameters of vm-resize", () => {
  it.each([
    { size: "Standard_D4s_v5" },
    { size: "Standard_E64-16s_v3", powerStateAfter: "stopped" },
  ])("take %o", (raw) => {
    expect(parseParameters(vmResize(), raw)).toEqual({ ok: true, parameters: raw });
  });

  it.each([
    [{}, "parameters.size"],
    [{ size: "" }, "parameters.size"],
    [{ size: "Standard_Gigantic" }, "parameters.size"],
    [{ size: "Standard_D999s_v9" }, "parameters.size"],
    [{ size: "A".repeat(65) }, "parameters.size"],
    [{ size: 4 }, "parameters.size"],
    [{ size: "Standard_D4s_v5", powerStateAfter: "sleeping" }, "parameters.powerStateAfter"],
    [{ size: "Standard_D4s_v5", force: true }, "parameters.force"],
    ["Standard_D4s_v5", "parameters"],
  ])("refuse %o and name %s", (raw, field) => {
    const parsed = parseParameters(vmResize(), raw);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toContain(field);
  });
});
