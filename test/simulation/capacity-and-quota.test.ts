// Azure has no room for the new size, or the subscription may not have more of it: found out late, when
// the machine has been taken down. Everything is put back, or it is told exactly what is not.

import { describe, expect, it } from "vitest";
import {
  aFaultWorld,
  newSize,
  oldSize,
  plainWrites,
  resizeUnder,
  writeMatch,
} from "../support/fault-scene.ts";

const quotaBody = {
  error: {
    code: "OperationNotAllowed",
    message:
      "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: westeurope, Current Limit: 10, Current Usage: 8, Additional Required: 4, (Minimum) New Limit Required: 12.",
  },
};
const putBackWrites = [...plainWrites, `${oldSize} 200`, "start 202"];
const noRoom = aFaultWorld({ exhaustedSizes: [{ size: newSize }] });

describe("no room for the new size", () => {
  it("ends as failed, with the old size and the machine running again", async () => {
    const { report, writes, system } = await resizeUnder({ world: noRoom });
    expect(report).toMatchObject({
      outcome: "failed",
      class: "capacity",
      leftBehind: [],
      commands: [],
    });
    expect(report.sentence).toContain("AllocationFailed");
    expect(report.after).toMatchObject({ size: oldSize, powerState: "running" });
    expect(writes).toEqual(putBackWrites);
    expect(system.vm()).toMatchObject({
      size: oldSize,
      power: "running",
      provisioningState: "Succeeded",
    });
  });

  it("found out late is put back as well, and the machine is not started twice for it", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        {
          match: writeMatch.start,
          effect: {
            kind: "lro-fail",
            code: "OverconstrainedAllocationRequest",
            message: "Allocation failed. VM(s) with the following constraints cannot be allocated.",
            afterMs: 15 * 60_000,
          },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "failed", class: "capacity", leftBehind: [] });
    expect(writes).toEqual(putBackWrites);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running", boots: 1 });
  });

  it("and an undo that Azure refuses ends as stuck with the exact commands, newest first", async () => {
    const { report, writes, system } = await resizeUnder({
      world: noRoom,
      faults: [
        {
          match: writeMatch.resize,
          occurrence: { nth: 2 },
          effect: { kind: "answer", status: 409, body: quotaBody },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "stuck", class: "capacity" });
    const { id } = system.vm();
    expect(report.commands).toEqual([
      `az vm resize --ids ${id} --size ${oldSize}`,
      `az vm start --ids ${id}`,
    ]);
    expect(report.leftBehind).toHaveLength(2);
    expect(writes).toEqual([...plainWrites, `${oldSize} 409`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "deallocated" });
  });
});

describe("a quota", () => {
  it("that is told at the resize starts the machine again in its old size", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ quotas: [{ family: "standardDSv5Family", limit: 3 }] }),
    });
    expect(report).toMatchObject({ outcome: "refused", class: "quota", leftBehind: [] });
    expect(report.nextAction).toContain("az vm list-usage --location westeurope");
    expect(writes).toEqual(["deallocate 202", `${newSize} 409`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });

  it("that is told at the start is put back", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        { match: writeMatch.start, effect: { kind: "answer", status: 409, body: quotaBody } },
      ],
    });
    expect(report).toMatchObject({ outcome: "refused", class: "quota", leftBehind: [] });
    expect(writes).toEqual([
      "deallocate 202",
      `${newSize} 200`,
      "start 409",
      `${oldSize} 200`,
      "start 202",
    ]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running", boots: 1 });
  });
});
