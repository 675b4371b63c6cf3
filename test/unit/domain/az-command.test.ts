// Commands that people paste into a shell.

import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { azCommandOf, quoted } from "../../../src/domain/az-command.ts";

const resourceId =
  "/subscriptions/s/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01";

describe("the command for a write", () => {
  it.each([
    [{ kind: "vm-start", resourceId } as const, `az vm start --ids ${resourceId}`],
    [{ kind: "vm-power-off", resourceId } as const, `az vm stop --ids ${resourceId}`],
    [{ kind: "vm-deallocate", resourceId } as const, `az vm deallocate --ids ${resourceId}`],
    [
      { kind: "vm-set-size", resourceId, size: "Standard_D4s_v5" } as const,
      `az vm resize --ids ${resourceId} --size Standard_D4s_v5`,
    ],
  ])("%o", (write, command) => {
    expect(azCommandOf(write)).toBe(command);
  });
});

describe("a quoted value", () => {
  it("reaches a shell's command as it is, whatever is in it", () => {
    const values = fc.sample(
      fc.string({ minLength: 1 }).filter((text) => !text.includes("\0")),
      60,
    );
    const tricky = ["$(date)", "`date`", "it's", "a b", "group(1)", "-x", "*", "!!", "\\", '"'];
    const all = [...values, ...tricky];
    const script = `printf '%s\\0' ${all.map(quoted).join(" ")}`;
    const out = execFileSync("sh", ["-c", script], { encoding: "utf8" });
    expect(out.split("\0").slice(0, -1)).toEqual(all);
  });
});
