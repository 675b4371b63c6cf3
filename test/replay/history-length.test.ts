// Histories stay short, because a host loads the whole of one in each episode.

import { describe, expect, it } from "vitest";
import { nextLookAt } from "../../src/activities/look-times.ts";
import { sayCondition, unmetOf } from "../../src/domain/condition.ts";
import { addMs } from "../../src/domain/instant.ts";
import { isSettled } from "../../src/domain/observation.ts";
import { aRequest, kindsOf, OperationScene } from "../support/operation-scene.ts";
import { vmId } from "../support/vm-observation.ts";

describe("a resize whose deallocate takes 25 minutes", () => {
  it("keeps its history under 120 events and each generation of a follower under 100", async () => {
    const scene: OperationScene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 25 * 60_000 : 15_000),
      // As often as the activity looks.
      look: (input) => {
        const seen = scene.seen();
        const { startedAt, writeKind, after } = input;
        const untold = { resourceReads: null, operationReads: null };
        const schedule = {
          nextLookAt: nextLookAt({ startedAt, writeKind, now: scene.world.now }, untold),
          pollNotBefore: addMs(startedAt, 10_000),
          polls: 0,
          reads: (input.schedule?.reads ?? 0) + 1,
          settledReads: 0,
          troubles: 0,
        };
        if (!isSettled(seen)) return { kind: "running", schedule, seen, sentence: "It runs." };
        const unmet = unmetOf(after, seen).map((condition) => sayCondition(condition, seen));
        return { kind: "ended", how: "succeeded", refusal: null, seen, unmet, schedule };
      },
    });
    const request = aRequest();
    const report = await scene.run(request);
    expect(report.outcome).toBe("succeeded");
    expect(scene.world.instance(request.operationId).generations[0]?.length).toBeLessThan(120);
    for (const { id, generations } of scene.world.instances()) {
      if (id === request.operationId) continue;
      for (const history of generations) expect(history.length).toBeLessThan(100);
    }
  });
});

describe("a resize under three leases, of which one is only known from the plan", () => {
  it("keeps its history under 120 events", async () => {
    const scene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 25 : 1) * 60_000,
    });
    scene.availabilitySetId = `${vmId.slice(0, vmId.indexOf("virtualMachines"))}availabilitySets/front`;
    scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D4s_v5"];
    const powerStateAfter = "deallocated";
    const request = aRequest({ parameters: { size: "Standard_D4s_v5", powerStateAfter } });
    expect((await scene.run(request)).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size"]);
    expect(scene.world.instance(request.operationId).generations[0]?.length).toBeLessThan(120);
    for (const { id, generations } of scene.world.instances()) {
      if (id === request.operationId) continue;
      for (const history of generations) expect(history.length).toBeLessThan(100);
    }
  });
});
