// A management lock that appears while a resize is under way. Interlock never removes one.

import { describe, expect, it } from "vitest";
import {
  aFaultWorld,
  lastReadOfPlan,
  lockBody,
  lockPath,
  newSize,
  oldSize,
  plainWrites,
  resizeUnder,
  writeMatch,
} from "../support/fault-scene.ts";
import { vmPath } from "../support/system.ts";

const lockIt = { method: "PUT", path: lockPath, body: lockBody, principal: "auditor" };
const groupScope = vmPath.slice(0, vmPath.indexOf("/providers/"));

describe("a lock", () => {
  it("that is there already is told with its name and scope, and nothing is sent", async () => {
    const { report, writes } = await resizeUnder({
      world: aFaultWorld({
        locks: [{ scope: groupScope, name: "freeze", level: "ReadOnly", notes: "until Monday" }],
      }),
    });
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock" });
    expect(report.sentence).toContain("freeze");
    expect(report.sentence).toContain(groupScope);
    expect(report.nextAction).toContain("az lock delete");
    expect(writes).toEqual([]);
  });

  it("that is put between the plan and the first write refuses it once, and nothing was done", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        {
          match: lastReadOfPlan,
          occurrence: { nth: 1 },
          effect: { kind: "actor", request: lockIt },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock", leftBehind: [] });
    expect(report.sentence).toContain("ScopeLocked");
    expect(writes).toEqual(["deallocate 409"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running", boots: 0 });
    expect(system.azure.dump().locks).toHaveLength(1);
  });

  it("that is put while the machine is being deallocated leaves it down, which is told with the command", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        {
          match: writeMatch.deallocate,
          effect: { kind: "actor", request: lockIt, afterMs: 10_000 },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "stuck", class: "management-lock" });
    expect(report.commands).toEqual([`az vm start --ids ${system.vm().id}`]);
    expect(writes).toEqual(["deallocate 202", `${newSize} 409`, "start 409"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "deallocated" });
    expect(system.azure.dump().locks).toHaveLength(1);
  });

  it("that forbids deletion only is in nobody's way", async () => {
    const { report, writes } = await resizeUnder({
      world: aFaultWorld({ locks: [{ scope: groupScope, name: "keep", level: "CanNotDelete" }] }),
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
  });
});
