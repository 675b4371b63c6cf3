// The identity may not read the machine, or may not send one of the writes.

import { describe, expect, it } from "vitest";
import { aFaultWorld, newSize, oldSize, resizeUnder } from "../support/fault-scene.ts";
import { appPrincipal } from "../support/system.ts";

const type = "Microsoft.Compute/virtualMachines";
const denied = (action: string) =>
  aFaultWorld({ denials: [{ principal: appPrincipal, action: `${type}/${action}` }] });

describe("a missing permission", () => {
  it("to read is told with the action that is missing, and nothing is sent", async () => {
    const { report, writes } = await resizeUnder({ world: denied("read") });
    expect(report).toMatchObject({ outcome: "refused", class: "authorization" });
    expect(report.nextAction).toContain(`${type}/read`);
    expect(writes).toEqual([]);
  });

  it("to deallocate is told after one try, with nothing done", async () => {
    const { report, writes, system } = await resizeUnder({ world: denied("deallocate/action") });
    expect(report).toMatchObject({ outcome: "refused", class: "authorization", leftBehind: [] });
    expect(report.nextAction).toContain(`${type}/deallocate/action`);
    expect(writes).toEqual(["deallocate 403"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running", boots: 0 });
  });

  it("to change the size starts the machine again", async () => {
    const { report, writes, system } = await resizeUnder({ world: denied("write") });
    expect(report).toMatchObject({ outcome: "refused", class: "authorization", leftBehind: [] });
    expect(report.nextAction).toContain(`${type}/write`);
    expect(writes).toEqual(["deallocate 202", `${newSize} 403`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "running" });
  });

  it("to start ends stuck with the commands, because the undo may not start either", async () => {
    const { report, writes, system } = await resizeUnder({ world: denied("start/action") });
    expect(report).toMatchObject({ outcome: "stuck", class: "authorization" });
    expect(report.commands).toEqual([`az vm start --ids ${system.vm().id}`]);
    expect(report.leftBehind).toHaveLength(1);
    expect(writes).toEqual([
      "deallocate 202",
      `${newSize} 200`,
      "start 403",
      `${oldSize} 200`,
      "start 403",
    ]);
    expect(system.vm()).toMatchObject({ size: oldSize, power: "deallocated" });
  });
});
