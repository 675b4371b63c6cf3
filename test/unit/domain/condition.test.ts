// The language of conditions: what holds of a machine, and how a wait says itself.

import { describe, expect, it } from "vitest";
import { holds, sayCondition, unmetOf } from "../../../src/domain/condition.ts";
import type { Condition } from "../../../src/domain/condition.ts";
import { isSettled } from "../../../src/domain/observation.ts";
import type { PowerState } from "../../../src/domain/observation.ts";
import { aMissingVm, aVmState } from "../../support/vm-observation.ts";

const conditions: readonly Condition[] = [
  { kind: "exists" },
  { kind: "settled" },
  { kind: "provisioning-terminal" },
  { kind: "power-state", anyOf: ["running"] },
  { kind: "size", size: "STANDARD_D4S_V4" },
  { kind: "etag", etag: '"1"' },
];

describe("a condition", () => {
  it("of each kind holds of a healthy machine in whatever letter case", () => {
    expect(unmetOf(conditions, aVmState())).toEqual([]);
  });

  it("says what it waits for and what is there instead", () => {
    const busy = aVmState({
      provisioningState: "Updating",
      powerState: "deallocating",
      size: "Standard_D2s_v4",
      etag: null,
    });
    expect(unmetOf(conditions, busy).map((condition) => sayCondition(condition, busy))).toEqual([
      "every running operation to have ended, now Updating and PowerState/deallocating",
      "a terminal provisioning state, now Updating",
      "PowerState/running, now PowerState/deallocating",
      "size STANDARD_D4S_V4, now Standard_D2s_v4",
      'version "1", now without a version',
    ]);
    expect(sayCondition({ kind: "exists" }, aMissingVm())).toContain("Azure does not find it");
  });
});

describe("a settled machine", () => {
  const lasting: readonly PowerState[] = ["running", "stopped", "deallocated"];
  const passing: readonly PowerState[] = [
    "creating",
    "starting",
    "stopping",
    "deallocating",
    "unknown",
  ];

  it("has a lasting power state and a terminal provisioning state, a failed one included", () => {
    for (const powerState of lasting) {
      for (const provisioningState of ["Succeeded", "Failed", "canceled"]) {
        expect(isSettled(aVmState({ powerState, provisioningState }))).toBe(true);
      }
      expect(isSettled(aVmState({ powerState, provisioningState: "Updating" }))).toBe(false);
    }
  });

  it("is none whose power state passes or is missing", () => {
    for (const powerState of passing) expect(isSettled(aVmState({ powerState }))).toBe(false);
  });

  it("is one that does not exist, of which nothing else holds", () => {
    const gone = aMissingVm();
    expect(isSettled(gone)).toBe(true);
    expect(holds({ kind: "exists" }, gone)).toBe(false);
    expect(holds({ kind: "size", size: "Standard_D4s_v4" }, gone)).toBe(false);
    expect(holds({ kind: "power-state", anyOf: ["deallocated"] }, gone)).toBe(false);
  });
});
