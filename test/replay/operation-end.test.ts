// One step whose operation Azure has taken, under every way in which that can end, and under the
// deaths of a worker. What counts is what was sent to Azure and what the caller is told.

import { describe, expect, it } from "vitest";
import type { LookAnswer } from "../../src/contracts/activity-messages.ts";
import { kindsOf, OperationScene, wholeWay } from "../support/operation-scene.ts";
import type { Script } from "../support/operation-scene.ts";
import { anOperationsRefusal } from "../support/refusals.ts";

/** Lets the operations of a write kind end so, each time. */
function onEnd(
  writeKind: string,
  end: (scene: OperationScene) => Partial<Extract<LookAnswer, { kind: "ended" }>>,
  times = Number.POSITIVE_INFINITY,
): OperationScene {
  let ended = 0;
  const look: NonNullable<Script["look"]> = (input) => {
    if (input.writeKind !== writeKind || input.address === null || ended >= times) return undefined;
    ended += 1;
    const schedule = scene.schedule();
    const answer = end(scene);
    return {
      kind: "ended",
      how: "failed",
      refusal: null,
      seen: scene.seen(),
      unmet: ["its effect"],
      schedule,
      ...answer,
    };
  };
  const scene: OperationScene = new OperationScene({ look });
  return scene;
}

describe("an operation that Azure has taken", () => {
  it("and that fails for lack of capacity leads back to the old size, started", async () => {
    const scene = onEnd(
      "vm-start",
      (s) => {
        s.change({ powerState: "deallocated", provisioningState: "Failed" });
        return { refusal: anOperationsRefusal({ code: "AllocationFailed" }), seen: s.seen() };
      },
      1,
    );
    const report = await scene.run();
    expect(report).toMatchObject({
      outcome: "failed",
      class: "capacity",
      after: { powerState: "running", size: "Standard_D4s_v4" },
      leftBehind: [],
    });
    expect(kindsOf(scene)).toEqual([...wholeWay, "vm-set-size", "vm-start"]);
  });

  it("and that somebody preempted is sent again once that one has ended", async () => {
    const scene = onEnd(
      "vm-deallocate",
      (s) => {
        s.change({ powerState: "running", provisioningState: "Succeeded" });
        return {
          how: "canceled",
          refusal: anOperationsRefusal({ operationStatus: "Canceled", code: "OperationPreempted" }),
          seen: s.seen(),
        };
      },
      1,
    );
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", ...wholeWay]);
  });

  it("and that is called failed but has had its effect is done", async () => {
    const scene = onEnd("vm-deallocate", (s) => {
      s.change({ powerState: "deallocated", provisioningState: "Succeeded" });
      return { refusal: anOperationsRefusal({ code: "InternalError" }), seen: s.seen(), unmet: [] };
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("and that is called succeeded without its effect is planned again", async () => {
    const scene = onEnd(
      "vm-set-size",
      (s) => {
        s.change({ provisioningState: "Succeeded" });
        return { how: "succeeded", seen: s.seen(), unmet: ["size Standard_D4s_v5"] };
      },
      1,
    );
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "succeeded", after: { size: "Standard_D4s_v5" } });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size", "vm-set-size", "vm-start"]);
  });

  it("and whose address is gone is judged by what the machine shows", async () => {
    const scene = onEnd(
      "vm-deallocate",
      (s) => {
        s.change({ powerState: "deallocated", provisioningState: "Succeeded" });
        return { how: "settled", seen: s.seen(), unmet: [] };
      },
      1,
    );
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});

describe("a worker that dies", () => {
  it("while it submits costs a second and nothing else", async () => {
    const scene = new OperationScene({
      before: (name, nth) => {
        if (name === "submitStep" && nth === 1) throw new Error("node exited with code 137");
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("while it follows is replaced, and nothing is sent twice", async () => {
    let deaths = 0;
    const scene = new OperationScene({
      before: (name) => {
        if (name !== "lookAtOperation" || deaths >= 8) return;
        deaths += 1;
        throw new Error("node exited with code 137");
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(report.timeline.map((entry) => entry.event)).toContain("follower-failed");
  });

  it("each time while it submits leaves an honest report and the lease to run out", async () => {
    const scene = new OperationScene({
      before: (name) => {
        if (name === "submitStep") throw new Error("node exited with code 137");
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "stuck" });
    expect(report.commands.length).toBeGreaterThan(0);
  });

  it("each time while it plans ends as failed, with the turn given back", async () => {
    const scene = new OperationScene({
      before: (name) => {
        if (name === "planOperation") throw new Error("node exited with code 137");
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "failed", steps: [] });
  });
});
