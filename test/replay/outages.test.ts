// Azure cannot be read, or takes no writes, for a while in the middle of a resize: that is waited out
// within the step's budget, and a long Retry-After is kept to.

import { describe, expect, it } from "vitest";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { OperationScene, sceneStart } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

const minuteMs = 60_000;
const outageEnds = addMs(sceneStart, 10 * minuteMs);

/** Submissions from the second step on are answered so until the outage ends. */
function outage(
  answer: (scene: OperationScene) => SubmitStepAnswer,
  endsAt = outageEnds,
): OperationScene {
  const scene: OperationScene = new OperationScene({
    submit: (input) =>
      input.step.id !== "deallocate" && isBefore(scene.world.now, endsAt)
        ? answer(scene)
        : undefined,
  });
  return scene;
}

describe("an outage", () => {
  it("in which nothing can be read is waited out", async () => {
    const scene = outage((s) => ({
      kind: "unreadable",
      refusal: null,
      sentence: "Azure did not answer.",
      retryAt: s.world.now,
    }));
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    // Not long after Azure can be read again.
    const resumed = scene.sent[1]?.at ?? sceneStart;
    expect(msBetween(outageEnds, resumed)).toBeLessThanOrEqual(5 * minuteMs);
  });

  it("in which writes get no usable answer ends with the machine as it was or as asked", async () => {
    const scene = outage(
      (s) => ({ kind: "unknown", refusal: aRefusal({ status: 503 }), seen: s.seen() }),
      addMs(sceneStart, 3 * minuteMs),
    );
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v5" });
  });

  it("for which Azure says how long it takes is not asked before", async () => {
    const askedAt: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "resize") return undefined;
        askedAt.push(scene.world.now);
        if (nth > 1) return undefined;
        const refusal = aRefusal({ status: 503, retryAfterMs: 4 * minuteMs });
        return { kind: "unknown", refusal, seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    const [first = "", second = ""] = askedAt;
    expect(msBetween(first, second)).toBeGreaterThanOrEqual(4 * minuteMs);
  });
});
