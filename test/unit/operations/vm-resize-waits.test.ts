// A plan for a request that waits for locks or for room.

import { describe, expect, it } from "vitest";
import { nothingButLocks } from "../../../src/domain/lock-blocker.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { PlanningRequest } from "../../../src/operations/operation.ts";
import { vmResize } from "../../../src/operations/vm-resize.ts";
import { aLock, aVmObservation, vmId } from "../../support/vm-observation.ts";
import type { ObservationChange } from "../../support/vm-observation.ts";

function plan(change: ObservationChange, request: Partial<PlanningRequest>): Plan {
  const asked = { target: vmId, parameters: { size: "Standard_D4s_v5" }, approvedPlan: null };
  const accept = ["downtime"] as const;
  const now = "2026-01-05T08:00:01.000Z";
  return vmResize.plan(aVmObservation(change), { ...asked, accept, ...request }, now);
}

const locks = [aLock({ name: "freeze" }), aLock({ name: "keep", level: "CanNotDelete" })];

function blockersOf(planned: Plan) {
  return planned.kind === "blocked" ? planned.blockers : [];
}

describe("a plan under a lock", () => {
  it("carries the locks that forbid writes", () => {
    const blockers = blockersOf(plan({ locks }, { onLock: "wait" }));
    expect(nothingButLocks(blockers)).toEqual([locks[0]]);
  });

  it("is not compared with what was approved before the lock has gone", () => {
    const approved = plan({}, {}).digest;
    const waits = blockersOf(plan({ locks }, { onLock: "wait", approvedPlan: approved }));
    expect(waits.map(({ rule }) => rule)).toEqual(["management-lock"]);
    const refuses = blockersOf(plan({ locks }, { onLock: "refuse", approvedPlan: approved }));
    expect(refuses.map(({ rule }) => rule)).toEqual(["management-lock", "plan-changed"]);
    expect(plan({}, { onLock: "wait", approvedPlan: approved }).kind).toBe("steps");
  });

  it("has something else in its way, too, where it has", () => {
    const blockers = blockersOf(plan({ locks, wanted: null }, { onLock: "wait" }));
    expect(nothingButLocks(blockers)).toBeNull();
    expect(nothingButLocks([])).toBeNull();
  });
});

describe("a plan that takes the machine down", () => {
  it("says that it stays down while there is no room, where the request waits for it", () => {
    const said = "stays down while it is tried again";
    expect(plan({}, { onNoCapacity: "wait" }).notes.join()).toContain(said);
    expect(plan({}, { onNoCapacity: "go-back" }).notes.join()).not.toContain(said);
    const sizesInPlace = ["Standard_D4s_v5"];
    expect(plan({ sizesInPlace }, { onNoCapacity: "wait" }).notes.join()).not.toContain(said);
  });

  it("tells where the machine is, and has one digest whatever is waited for", () => {
    expect(plan({ zone: "2" }, {}).place).toEqual({ location: "westeurope", zone: "2" });
    const waits = plan({}, { onNoCapacity: "wait", onLock: "wait" });
    expect(waits.digest).toBe(plan({}, {}).digest);
  });
});
