// The machine is not there, or goes while it is worked on.

import { describe, expect, it } from "vitest";
import {
  durationsMs,
  aFaultWorld,
  foreign,
  lastReadOfPlan,
  resizeUnder,
  writeMatch,
} from "../support/fault-scene.ts";

describe("a machine that is gone", () => {
  it("is refused by name before anything is sent", async () => {
    const { report, writes } = await resizeUnder({
      world: { resourceGroups: [{ name: "prod-rg" }] },
    });
    expect(report).toMatchObject({ outcome: "refused", class: "not-found" });
    expect(report.sentence).toContain("virtualMachines/api-01");
    expect(writes).toEqual([]);
  });

  it("is told when it goes between the plan and the first write, and nothing is sent", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ settings: { durationsMs: { ...durationsMs, delete: 0 } } }),
      faults: [
        {
          match: lastReadOfPlan,
          occurrence: { nth: 1 },
          effect: { kind: "actor", request: foreign("delete") },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "refused", class: "not-found" });
    expect(writes).toEqual([]);
    expect(system.azure.dump().virtualMachines).toEqual([]);
  });

  it("is told when it goes while our operation runs; there is nothing to put back, and nothing more is sent", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        {
          match: writeMatch.deallocate,
          effect: { kind: "actor", request: foreign("delete"), afterMs: 10_000 },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "refused", class: "not-found", leftBehind: [] });
    expect(writes).toEqual(["deallocate 202"]);
    expect(system.azure.dump().virtualMachines).toEqual([]);
  });

  it("is told when it goes between two steps", async () => {
    const { report, writes } = await resizeUnder({
      faults: [
        {
          match: writeMatch.deallocate,
          effect: { kind: "actor", request: foreign("delete"), afterMs: durationsMs.deallocate },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "refused", class: "not-found", leftBehind: [] });
    expect(writes).toEqual(["deallocate 202"]);
  });
});
