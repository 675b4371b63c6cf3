// Putting back: in which order, under which budget, and what is told when it cannot be done.

import { describe, expect, it } from "vitest";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import { kindsOf, OperationScene, targetKey } from "../support/operation-scene.ts";
import type { Script } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

/** Refuses each of these steps with a lock. */
function refusing(stepIds: readonly string[], more: Partial<Script> = {}): OperationScene {
  const scene: OperationScene = new OperationScene({
    ...more,
    submit: (input): SubmitStepAnswer | undefined =>
      stepIds.includes(input.step.id)
        ? {
            kind: "refused",
            refusal: aRefusal({ code: "ScopeLocked", failureCause: "gateway" }),
            seen: scene.seen(),
          }
        : undefined,
  });
  return scene;
}

describe("what was done", () => {
  it("is undone newest first", async () => {
    const scene = refusing(["start"]);
    const report = await scene.run();
    expect(report.outcome).toBe("refused");
    expect(scene.sent.slice(2).map((write) => write.stepId)).toEqual([
      "undo-resize",
      "undo-deallocate",
    ]);
    expect(scene.machine).toMatchObject({ size: "Standard_D4s_v4", powerState: "running" });
  });

  it("is undone after the deadline too", async () => {
    const scene = refusing(["start"], {
      before: (name, nth) => {
        if (name === "judgeRefusal" && nth === 1) scene.world.pass(5 * 60 * 60 * 1000);
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("refused");
    expect(scene.machine).toMatchObject({ size: "Standard_D4s_v4", powerState: "running" });
  });

  it("is not undone where the plan says why nothing can undo it", async () => {
    const scene = refusing(["resize"]);
    scene.machine = { ...scene.machine, powerState: "stopped" };
    const report = await scene.run();
    expect(report.outcome).toBe("refused");
    expect(report.sentence).toContain("stays deallocated");
    expect(kindsOf(scene)).toEqual(["vm-deallocate"]);
  });

  it("needs no undo where the machine itself is gone", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "submitStep" && nth === 2) {
          scene.change({
            exists: false,
            provisioningState: "",
            powerState: "unknown",
            size: "",
            etag: null,
          });
        }
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("refused");
    expect(report.leftBehind).toEqual([]);
    expect(kindsOf(scene)).toEqual(["vm-deallocate"]);
  });
});

describe("what cannot be undone", () => {
  it("is told with the commands, and the other undos are tried all the same", async () => {
    const scene = refusing(["start", "undo-resize"]);
    const report = await scene.run();
    expect(report.outcome).toBe("stuck");
    expect(report.leftBehind).toHaveLength(1);
    expect(report.leftBehind[0]).toContain("Go back to size Standard_D4s_v4");
    expect(report.commands.join()).toContain("az vm resize");
    expect(scene.machine).toMatchObject({ powerState: "running" });
  });

  it("while it still runs in Azure after hours is told, and the lease stays with its address", async () => {
    const scene: OperationScene = refusing(["resize"], {
      look: (input) =>
        input.writeKind === "vm-start" || input.writeKind === null
          ? {
              kind: "running",
              schedule: scene.schedule({ nextLookAt: addMs(scene.world.now, 600_000) }),
              seen: scene.seen(),
              sentence: "It runs.",
            }
          : undefined,
    });
    const report = await scene.run();
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm start");
    expect(scene.lease()).toMatchObject({
      open: [{ stepId: "undo-deallocate" }],
    });
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({ tickets: [] });
  });
});
