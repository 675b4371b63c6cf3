// The standard four of an operation, for each power state in which the machine can be found and each
// step of its plan: it completes, every step may run twice, it undoes cleanly when any step fails, and
// every undo may run twice.

import { describe, expect, it } from "vitest";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { OperationScene } from "../support/operation-scene.ts";
import type { Script } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

const found = [
  { power: "running", after: "running", steps: ["deallocate", "resize", "start"] },
  { power: "stopped", after: "deallocated", steps: ["deallocate", "resize"] },
  { power: "deallocated", after: "deallocated", steps: ["resize"] },
] as const;

function sceneWith(power: (typeof found)[number]["power"], script: Script = {}): OperationScene {
  const scene = new OperationScene(script);
  scene.machine = { ...scene.machine, powerState: power };
  return scene;
}

const refusing = (stepId: string, scene: () => OperationScene): Script => ({
  submit: (input): SubmitStepAnswer | undefined =>
    input.step.id === stepId
      ? {
          kind: "refused",
          refusal: aRefusal({ code: "RequestDisallowedByPolicy", failureCause: "gateway" }),
          seen: scene().seen(),
        }
      : undefined,
});

describe.each(found)("a resize of a machine found $power", ({ power, after, steps }) => {
  it.each([{ twice: false }, { twice: true }])(
    "completes, with activities run twice: $twice",
    async ({ twice }) => {
      const scene = sceneWith(power, { twice });
      const report = await scene.run();
      expect(report.outcome).toBe("succeeded");
      expect(scene.machine).toMatchObject({ powerState: after, size: "Standard_D4s_v5" });
      expect(scene.sent.map((write) => write.stepId)).toEqual(steps);
    },
  );

  const refused = steps.flatMap((step) => [
    { step, twice: false },
    { step, twice: true },
  ]);

  it.each(refused)(
    "undoes cleanly when $step is refused, with activities run twice: $twice",
    async ({ step, twice }) => {
      const scene: OperationScene = sceneWith(power, { ...refusing(step, () => scene), twice });
      const report = await scene.run();
      expect(report.outcome).toBe("refused");
      // What was stopped stays deallocated: getting back to stopped would boot its guest.
      const back = power === "stopped" && step !== "deallocate" ? "deallocated" : power;
      expect(scene.machine).toMatchObject({ powerState: back, size: "Standard_D4s_v4" });
      const undone = scene.sent.filter((write) => write.stepId.startsWith("undo-"));
      expect(new Set(undone.map((write) => write.stepId)).size).toBe(undone.length);
      expect(scene.lease()).toMatchObject({
        holders: [],
        open: [],
      });
    },
  );
});
