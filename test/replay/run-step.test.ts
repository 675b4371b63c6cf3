// One step under every answer that its submission can get. What counts is what was
// sent to Azure, when, and what the caller is told.

import { describe, expect, it } from "vitest";
import { judge } from "../../src/conflicts/judge.ts";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs, msBetween } from "../../src/domain/instant.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { kindsOf, OperationScene, sceneStart, wholeWay } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";

/** Answers the nth submission of a step so; the machine answers all others. */
function onSubmit(
  stepId: string,
  nth: number,
  answer: (scene: OperationScene) => SubmitStepAnswer,
): OperationScene {
  const scene: OperationScene = new OperationScene({
    submit: (input, count) =>
      input.step.id === stepId && count === nth ? answer(scene) : undefined,
  });
  return scene;
}

const refusedWith =
  (refusal: Partial<Refusal>) =>
  (scene: OperationScene): SubmitStepAnswer => ({
    kind: "refused",
    refusal: aRefusal(refusal),
    seen: scene.seen(),
  });

describe("a submission", () => {
  it("of what is so already sends nothing and goes on", async () => {
    const scene = new OperationScene({
      before: (name, nth) => {
        if (name === "submitStep" && nth === 1) scene.change({ powerState: "deallocated" });
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-set-size", "vm-start"]);
    expect(report.steps[0]).toMatchObject({ id: "deallocate", result: "already", submissions: 0 });
  });

  it("that finds its own lost write running waits for it and does not send it again", async () => {
    const scene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        // As after a crash between the acceptance and the activity's end: the second run finds it.
        scene.apply(input);
        return { kind: "busy", seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("whose answer was lost is not sent again when its effect shows", async () => {
    const scene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        scene.apply(input);
        return { kind: "unknown", refusal: null, seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(report.steps[0]).toMatchObject({ result: "done", submissions: 1 });
  });

  it("whose answer was lost is sent again once nothing runs and no effect shows", async () => {
    const scene = onSubmit("resize", 1, (s) => ({
      kind: "unknown",
      refusal: null,
      seen: s.seen(),
    }));
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(report.steps[1]).toMatchObject({ id: "resize", result: "done", submissions: 2 });
  });

  it("that comes too late for its lease is made again under a renewed one", async () => {
    const scene = onSubmit("resize", 1, () => ({ kind: "too-late" }));
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("that cannot read waits as long as it was told to", async () => {
    const until = addMs(sceneStart, 90_000);
    const scene = onSubmit("deallocate", 1, () => ({
      kind: "unreadable",
      refusal: null,
      sentence: "Azure could not be read.",
      retryAt: until,
    }));
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(scene.sent[0]?.at).toBe(until);
  });

  it("that may not be read any more is not tried again, and what was done is put back", async () => {
    const refusal = aRefusal({ phase: "read", status: 403, code: "AuthorizationFailed" });
    const verdict = judge(refusal, {
      write: null,
      resourceType: "Microsoft.Compute/virtualMachines",
    });
    const scene = onSubmit("resize", 1, () => ({
      kind: "unreadable",
      refusal,
      sentence: "Azure answered 403.",
      retryAt: sceneStart,
      verdict,
    }));
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", class: "authorization", leftBehind: [] });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("whose conditions do not hold is planned again, and the power state found first is given back", async () => {
    const scene = new OperationScene({
      before: (name, nth) => {
        // Somebody starts the machine after it was deallocated for the resize.
        if (name === "submitStep" && nth === 2) scene.change({ powerState: "running" });
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({
      outcome: "succeeded",
      after: { powerState: "running", size: "Standard_D4s_v5" },
    });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", ...wholeWay]);
  });

  it("that was never taken is given up after as many as the step allows, and all is put back", async () => {
    const scene = new OperationScene({
      submit: (input) =>
        input.step.id === "resize"
          ? { kind: "unknown", refusal: null, seen: scene.seen() }
          : undefined,
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "failed", after: { powerState: "running" } });
    expect(report.steps.find((step) => step.id === "resize")).toMatchObject({ submissions: 5 });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });
});

describe("a refusal", () => {
  it("of a class that stops is never sent again, and what was done before is put back", async () => {
    const scene = new OperationScene({
      submit: (input) =>
        input.step.id === "resize"
          ? refusedWith({ status: 409, code: "ScopeLocked", failureCause: "gateway" })(scene)
          : undefined,
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock", leftBehind: [] });
    expect(report.after).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
    expect(report.steps.find((step) => step.id === "resize")).toMatchObject({ submissions: 1 });
  });

  it("before anything was taken ends without any undo", async () => {
    const scene = onSubmit(
      "deallocate",
      1,
      refusedWith({ status: 403, code: "AuthorizationFailed", failureCause: "gateway" }),
    );
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", class: "authorization" });
    expect(scene.sent).toEqual([]);
    expect(report.steps.map((step) => step.id)).toEqual(["deallocate"]);
  });

  it("for a stale version reads and plans again and goes on", async () => {
    const scene = onSubmit("resize", 1, refusedWith({ status: 412, code: "PreconditionFailed" }));
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "succeeded", after: { powerState: "running" } });
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("for somebody else's operation waits until that has ended, then sends again", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        const { provisioningState, powerState } = scene.machine;
        scene.occupy({ provisioningState: "Updating" }, 120_000, { provisioningState, powerState });
        return refusedWith({ status: 409, code: "OperationNotAllowed", message: "in progress" })(
          scene,
        );
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(msBetween(sceneStart, scene.sent[0]?.at ?? sceneStart)).toBeGreaterThanOrEqual(120_000);
  });

  it("for too many requests is not followed without an end", async () => {
    const scene: OperationScene = new OperationScene({
      submit: () => refusedWith({ status: 429, code: "TooManyRequests" })(scene),
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "failed", class: "throttled" });
  });
});
