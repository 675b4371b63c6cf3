// Undos after a plan that was made again, and undos that Azure answers in ways that could be mistaken
// for there being nothing to undo.

import { describe, expect, it } from "vitest";
import type { LookAnswer, SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { aRequest, OperationScene, sceneStart } from "../support/operation-scene.ts";
import { aRefusal, anOperationsRefusal } from "../support/refusals.ts";

const minuteMs = 60_000;

describe("an undo", () => {
  it("that is refused because something that the machine names is gone leaves it to a person", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input): SubmitStepAnswer | undefined =>
        input.step.write.kind === "vm-start"
          ? {
              kind: "refused",
              refusal: aRefusal({
                status: 404,
                code: "NotFound",
                message: "Disk os-1 was not found.",
              }),
              seen: scene.seen(),
            }
          : undefined,
    });
    const report = await scene.run();
    expect(scene.machine.powerState).toBe("deallocated");
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm start");
  });

  it("goes back to the old size before it starts, also when the resize was first tried in place", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input): SubmitStepAnswer | undefined =>
        // There is room for the old size only.
        input.step.write.kind === "vm-start" && scene.machine.size === "Standard_D4s_v5"
          ? {
              kind: "refused",
              refusal: aRefusal({ code: "AllocationFailed", message: "Allocation failed." }),
              seen: scene.seen(),
            }
          : undefined,
      look: (input, nth): LookAnswer | undefined => {
        if (input.writeKind !== "vm-set-size" || nth > 1) return undefined;
        scene.change({ provisioningState: "Succeeded" });
        return endedAs(
          scene,
          anOperationsRefusal({
            code: "OperationNotAllowed",
            message: "The size is not available in the current hardware cluster.",
          }),
        );
      },
    });
    scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D4s_v5"];
    const report = await scene.run();
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(report).toMatchObject({ outcome: "failed", leftBehind: [] });
  });

  it("does not restart a machine that somebody has started, where downtime is not accepted", async () => {
    const deadlineAt = addMs(sceneStart, 5 * minuteMs);
    const scene: OperationScene = new OperationScene({
      durationMs: (kind) => (kind === "vm-set-size" ? 10 : 1) * minuteMs,
      look: (input) => {
        // As soon as the resize has ended somebody starts the machine.
        if (input.target && scene.seen().size === "Standard_D4s_v5") {
          scene.change({ powerState: "running" });
        }
        return undefined;
      },
    });
    scene.machine = { ...scene.machine, powerState: "deallocated" };
    const report = await scene.run(aRequest({ accept: [], deadlineAt }));
    expect(scene.sent.map((write) => write.stepId)).toEqual(["resize"]);
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm resize");
  });

  it("starts a machine again that a failed resize in place has left down", async () => {
    const scene: OperationScene = new OperationScene({
      look: (input, nth): LookAnswer | undefined => {
        if (input.writeKind !== "vm-set-size" || nth > 1) return undefined;
        scene.change({ provisioningState: "Failed", powerState: "deallocated" });
        return endedAs(scene, anOperationsRefusal({ code: "AllocationFailed" }));
      },
    });
    scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D4s_v5"];
    const report = await scene.run();
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(report).toMatchObject({ outcome: "failed", class: "capacity", leftBehind: [] });
  });
});

function endedAs(scene: OperationScene, refusal: Refusal): LookAnswer {
  return {
    kind: "ended",
    how: "failed",
    refusal,
    seen: scene.seen(),
    unmet: ["size Standard_D4s_v5"],
    schedule: scene.schedule(),
  };
}
