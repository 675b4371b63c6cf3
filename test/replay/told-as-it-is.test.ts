// What a final report says of its steps: none is told as running that has ended or was never sent, and
// none as never sent that may have been.

import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import { aRequest, OperationScene, sceneStart } from "../support/operation-scene.ts";

const minuteMs = 60_000;
const deadlineAt = addMs(sceneStart, 10 * minuteMs);

describe("the last report", () => {
  it("tells a step that outlived the deadline as it ended", async () => {
    const scene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 25 : 2) * minuteMs,
    });
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(report.outcome).toBe("timed-out");
    expect(report.steps.map(({ id, result }) => [id, result])).toEqual([
      ["deallocate", "done"],
      ["undo-deallocate", "done"],
    ]);
  });

  it("tells a step that somebody else's work kept from being sent as skipped", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name !== "submitStep" || nth > 1) return;
        scene.occupy({ provisioningState: "Updating" }, 60 * minuteMs, {
          provisioningState: "Succeeded",
        });
      },
    });
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(report.outcome).toBe("busy");
    expect(report.steps.map(({ id, result }) => [id, result])).toEqual([["deallocate", "skipped"]]);
  });

  it("does not say that nothing was sent where a lost run of the activity has sent it", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        scene.apply(input);
        return { kind: "busy", seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    const said = report.timeline.filter(({ stepId }) => stepId === "deallocate");
    expect(said.map(({ sentence }) => sentence).join(" ")).not.toContain("nothing was sent");
  });
});
