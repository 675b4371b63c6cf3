// A host that is down for longer than a step may take, and answers that are lost at the last try: the
// time in which nobody was there is not Azure's, and what was done is done.

import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  wholeWay,
} from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

const minuteMs = 60_000;
const outageMs = 90 * minuteMs;

/** The host is killed over the first submission of the step and comes back much later. */
function killedOver(stepId: string, when: "before it is sent" | "after it was sent") {
  const scene: OperationScene = new OperationScene({
    submit: (input, nth) => {
      if (input.step.id !== stepId || nth > 1) return undefined;
      if (when === "after it was sent") scene.apply(input);
      scene.world.pass(outageMs);
      return undefined;
    },
  });
  return scene;
}

describe("a host that is down for longer than a step may take", () => {
  it.each(["deallocate", "resize", "start"])(
    "and had not sent it sends it then: %s",
    async (step) => {
      const scene = killedOver(step, "before it is sent");
      expect(await scene.run()).toMatchObject({ outcome: "succeeded" });
      expect(kindsOf(scene)).toEqual(wholeWay);
    },
  );

  it.each(["deallocate", "resize", "start"])("and had sent it finds it done: %s", async (step) => {
    const scene = killedOver(step, "after it was sent");
    expect(await scene.run()).toMatchObject({ outcome: "succeeded" });
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it.each(["vm-deallocate", "vm-set-size", "vm-start"])(
    "and went down just after it had been seen running finds it done: %s",
    async (kind) => {
      let isDown = false;
      const scene: OperationScene = new OperationScene({
        look: (input) => {
          if (input.writeKind !== kind || isDown) return undefined;
          isDown = true;
          const seen = scene.seen();
          const schedule = scene.schedule();
          scene.world.pass(outageMs);
          return { kind: "running", schedule, seen, sentence: "It runs." };
        },
      });
      expect(await scene.run()).toMatchObject({ outcome: "succeeded" });
      expect(kindsOf(scene)).toEqual(wholeWay);
    },
  );

  it("puts back what was to be put back", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id === "start") {
          return {
            kind: "refused",
            refusal: aRefusal({ code: "ScopeLocked" }),
            seen: scene.seen(),
          };
        }
        if (input.step.id.startsWith("undo-") && nth === 1) scene.world.pass(outageMs);
        return undefined;
      },
    });
    expect(await scene.run()).toMatchObject({ outcome: "refused", leftBehind: [] });
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });

  it("does not go on after the deadline", async () => {
    const scene = killedOver("start", "before it is sent");
    const deadlineAt = addMs(sceneStart, 30 * minuteMs);
    expect(await scene.run(aRequest({ deadlineAt }))).toMatchObject({ outcome: "timed-out" });
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });
});

describe("the last submission that a step is allowed", () => {
  it("is found done when its answer is lost and its effect shows", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "resize") return undefined;
        if (nth === 5) scene.apply(input);
        return { kind: "unknown", refusal: null, seen: scene.seen() };
      },
    });
    expect(await scene.run()).toMatchObject({ outcome: "succeeded" });
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});
