// Activities that run twice: a first run sent the write and its answer was lost, and the second run's
// answer says nothing of it. What may have been sent is put back, and not told as never sent.

import { describe, expect, it } from "vitest";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import { aRequest, kindsOf, OperationScene, sceneStart } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

const minuteMs = 60_000;
const deadlineAt = addMs(sceneStart, 10 * minuteMs);

/** The first run of a step's first submission is done by Azure; the answer is the second run's. */
function sentBefore(
  stepId: string,
  answer: (scene: OperationScene) => SubmitStepAnswer | undefined,
  durationMs = 20_000,
): OperationScene {
  const scene: OperationScene = new OperationScene({
    durationMs: () => durationMs,
    submit: (input, nth) => {
      if (input.step.id !== stepId || nth > 1) return undefined;
      scene.apply(input);
      return answer(scene);
    },
  });
  return scene;
}

const asItWas = { powerState: "running", size: "Standard_D4s_v4" };

describe("a write that a lost run of its activity has sent", () => {
  it("is put back when the host was down until after the deadline", async () => {
    const scene = sentBefore("deallocate", (s) => {
      s.world.pass(30 * minuteMs);
      return undefined;
    });
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(scene.machine).toMatchObject(asItWas);
    expect(report.outcome).toBe("timed-out");
    expect(report.sentence).not.toContain("before anything was sent");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("is put back when Azure could not be read until after the deadline", async () => {
    const scene = sentBefore("deallocate", () => ({
      kind: "unreadable",
      refusal: null,
      sentence: "Azure could not be read.",
      retryAt: addMs(deadlineAt, minuteMs),
    }));
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(scene.machine).toMatchObject(asItWas);
    expect(report.outcome).toBe("timed-out");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("is put back when it ends as the deadline passes", async () => {
    const scene = sentBefore(
      "deallocate",
      (s) => ({ kind: "busy", seen: s.seen() }),
      10 * minuteMs - 500,
    );
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(scene.machine).toMatchObject(asItWas);
    expect(report.outcome).toBe("timed-out");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("is put back when the second run's own try was refused because the first was at work", async () => {
    const scene = sentBefore(
      "deallocate",
      (s) => ({
        kind: "refused",
        refusal: aRefusal({
          code: "OperationNotAllowed",
          message: "Another operation is in progress.",
        }),
        seen: { ...s.seen(), powerState: "running", provisioningState: "Succeeded" },
      }),
      10 * minuteMs - 500,
    );
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(scene.machine).toMatchObject(asItWas);
    expect(report.outcome).toBe("timed-out");
  });

  it("is not forgotten by a plan that is made again", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        scene.apply(input);
        return { kind: "busy", seen: scene.seen() };
      },
      before: (name, nth) => {
        // Meanwhile somebody has given it the size already, so nothing is as the step expects it.
        if (name === "submitStep" && nth === 2) {
          scene.change({
            powerState: "deallocated",
            provisioningState: "Succeeded",
            size: "Standard_D4s_v5",
          });
        }
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v5" });
  });
});

describe("a write that surely was not sent", () => {
  it("is not undone: what somebody else has stopped is left so", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        scene.change({ powerState: "stopped" });
        return { kind: "unmet", unmet: ["PowerState/running"], seen: scene.seen() };
      },
      plan: (_input, nth) =>
        nth < 2
          ? undefined
          : {
              kind: "refused",
              refusal: aRefusal({ status: 403 }),
              verdict: {
                class: "authorization",
                recovery: "stop",
                delayMs: 0,
                attemptsMax: 1,
                confidence: "high",
                holdsBack: null,
                row: "T",
                sentence: "No.",
                nextAction: null,
              },
            },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("refused");
    expect(scene.sent).toEqual([]);
    expect(scene.machine.powerState).toBe("stopped");
  });
});
