// Refusals beside the plain course: of a write that may have been done all the same, of an undo, and by an
// operation of somebody else that Azure has named.

import { describe, expect, it } from "vitest";
import type { LookAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs, msBetween } from "../../src/domain/instant.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  wholeWay,
} from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

const secondMs = 1_000;
const minuteMs = 60_000;
const missingState = {
  code: "OperationNotAllowed",
  message: "Operation 'start' is not allowed on VM 'api-01' since the VM is generalized.",
};

describe("an answer that leaves open whether it was done", () => {
  it("is not sent again where it gives a reason of a class that stops", async () => {
    const submittedAt: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: (input) => {
        if (input.step.id !== "resize") return undefined;
        submittedAt.push(scene.world.now);
        const refusal = aRefusal({ status: 500, code: "ScopeLocked" });
        return { kind: "unknown", refusal, seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock", leftBehind: [] });
    expect(submittedAt).toHaveLength(1);
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("is what it was to be where its effect shows all the same", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        scene.apply(input);
        const refusal = aRefusal({ status: 500, code: "ScopeLocked" });
        return { kind: "unknown", refusal, seen: scene.seen() };
      },
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});

describe("an undo that is refused", () => {
  it("for the state of something waits and is tried again", async () => {
    const startedAt: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        const { id } = input.step;
        if (id === "resize") {
          const refusal = aRefusal({ code: "ScopeLocked", failureCause: "gateway" });
          return { kind: "refused", refusal, seen: scene.seen() };
        }
        if (id !== "undo-deallocate") return undefined;
        startedAt.push(scene.world.now);
        if (nth > 1) return undefined;
        return { kind: "refused", refusal: aRefusal(missingState), seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", leftBehind: [] });
    expect(scene.machine.powerState).toBe("running");
    const [first, second] = startedAt;
    expect(msBetween(first ?? "", second ?? "")).toBeGreaterThanOrEqual(30 * secondMs);
  });
});

/** Refuses each deallocation for an operation that Azure names and that runs until then. */
function blockedUntil(until: string): { readonly scene: OperationScene; submittedAt: string[] } {
  const submittedAt: string[] = [];
  const theirs = "https://arm/operations/theirs";
  const scene: OperationScene = new OperationScene({
    submit: (input) => {
      if (input.step.id !== "deallocate") return undefined;
      submittedAt.push(scene.world.now);
      if (scene.world.now >= until) return undefined;
      const refusal = aRefusal({ code: "AnotherOperationInProgress", blockedBy: theirs });
      return { kind: "refused", refusal, seen: scene.seen() };
    },
    look: (input): LookAnswer | undefined => {
      if (input.address?.asyncOperation !== theirs) return undefined;
      const { now } = scene.world;
      const schedule = scene.schedule({ nextLookAt: addMs(now, 15 * secondMs) });
      const seen = scene.seen();
      return now < until
        ? { kind: "running", schedule, seen, sentence: "It runs." }
        : { kind: "ended", how: "succeeded", refusal: null, seen, unmet: [], schedule };
    },
  });
  return { scene, submittedAt };
}

describe("an operation of somebody else that Azure has named", () => {
  it("is followed to its end, however long, and the step goes on within one look of it", async () => {
    const until = addMs(sceneStart, 90 * minuteMs);
    const { scene, submittedAt } = blockedUntil(until);
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(submittedAt).toHaveLength(2);
    const goesOnMs = msBetween(until, submittedAt[1] ?? "");
    expect(goesOnMs).toBeGreaterThanOrEqual(0);
    expect(goesOnMs).toBeLessThanOrEqual(15 * secondMs);
  });

  it("and that outlives the deadline is followed on, and then nothing is held any more", async () => {
    const { scene } = blockedUntil(addMs(sceneStart, 90 * minuteMs));
    const report = await scene.run(aRequest({ deadlineAt: addMs(sceneStart, 30 * minuteMs) }));
    expect(report.outcome).toBe("timed-out");
    expect(scene.sent).toEqual([]);
    expect(scene.lease()).toMatchObject({ holders: [], open: [] });
  });
});
