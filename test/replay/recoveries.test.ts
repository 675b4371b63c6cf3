// What each class of refusal leads to, at once and late in the operation's work: how often a write was
// submitted, when, and what the caller is told.

import { describe, expect, it } from "vitest";
import { msBetween } from "../../src/domain/instant.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { aRequest, kindsOf, OperationScene, wholeWay } from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";
import { failingLate, refusing } from "../support/refused-step.ts";

const secondMs = 1_000;
const minuteMs = 60_000;
const preempted: Partial<Refusal> = {
  code: "OperationPreempted",
  message: "Operation execution has been preempted by a more recent operation.",
};
const missingState: Partial<Refusal> = {
  code: "OperationNotAllowed",
  message: "Operation 'deallocate' is not allowed on VM 'api-01' since the VM is generalized.",
};
const nobodyKnows: Partial<Refusal> = { code: "NeverHeardOf", correlationId: "c-17" };

const submissionsOf = (
  report: { readonly steps: readonly { id: string; submissions: number }[] },
  id: string,
) => report.steps.find((step) => step.id === id)?.submissions;

describe("a refusal for the state of something", () => {
  it("is not sent again to the machine as it was, and says what Azure asks for", async () => {
    const { scene, submittedAt } = refusing("deallocate", missingState, { times: 9 });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "lifecycle-state" });
    expect(report.sentence).toContain("since the VM is generalized");
    expect(report.nextAction).not.toBeNull();
    expect(submittedAt).toHaveLength(1);
  });

  it("that comes late is not sent again either, and what was done before is put back", async () => {
    const scene = failingLate("resize", missingState, 9);
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "lifecycle-state", leftBehind: [] });
    expect(submissionsOf(report, "resize")).toBe(1);
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("is sent again when the machine has changed since", async () => {
    const { scene, submittedAt } = refusing("deallocate", missingState, {
      afterwards: (s) => s.change({ etag: '"99"' }),
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(submittedAt).toHaveLength(2);
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("that deallocating lifts is followed by a deallocation", async () => {
    const { scene } = refusing("resize", {
      code: "OperationNotAllowed",
      message:
        "Unable to resize the VM api-01 because the requested size Standard_D8s_v4 is not available in the current hardware cluster.",
    });
    scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D8s_v4"];
    const report = await scene.run(aRequest({ parameters: { size: "Standard_D8s_v4" } }));
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});

describe("a preempted operation", () => {
  it("waits until whoever took its place has ended before it is planned again", async () => {
    const { scene, submittedAt } = refusing(
      "deallocate",
      { ...preempted, status: 200 },
      {
        first: (s) =>
          s.occupy({ provisioningState: "Updating", powerState: "starting" }, 5 * minuteMs, {
            provisioningState: "Succeeded",
            powerState: "running",
          }),
      },
    );
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    const [first, second] = submittedAt;
    expect(msBetween(first ?? "", second ?? "")).toBeGreaterThanOrEqual(5 * minuteMs);
  });

  it("is looked at before it is planned again, for what took its place may not show at once", async () => {
    const calls: string[] = [];
    const scene: OperationScene = new OperationScene({
      before: (name) => calls.push(name),
      submit: (input, nth) =>
        input.step.id === "deallocate" && nth === 1
          ? {
              kind: "refused",
              refusal: aRefusal({ ...preempted, status: 200 }),
              seen: scene.seen(),
            }
          : undefined,
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    const judgedAt = calls.indexOf("judgeRefusal");
    const plannedAt = calls.indexOf("planOperation", judgedAt);
    expect(calls.slice(judgedAt, plannedAt)).toContain("lookAtOperation");
  });

  it("that was answered 200 counts as taken: what it has done by halves is put back", async () => {
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate") return undefined;
        const locked = aRefusal({ code: "ScopeLocked", failureCause: "gateway" });
        if (nth > 1) return { kind: "refused", refusal: locked, seen: scene.seen() };
        const seen = scene.seen();
        scene.change({ powerState: "stopped" });
        return { kind: "refused", refusal: aRefusal({ ...preempted, status: 200 }), seen };
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", after: { powerState: "running" } });
    expect(kindsOf(scene)).toEqual(["vm-start"]);
  });

  it("late in its work, again and again, ends as a conflict that says so", async () => {
    const report = await failingLate("deallocate", preempted, 99).run();
    expect(report).toMatchObject({ outcome: "conflict", class: "concurrent-operation" });
    expect(report.sentence).toContain("more recent operation");
  });
});

describe("a refusal that nobody knows", () => {
  it("is looked at twice, not sent again where nothing has changed, and told with what was seen", async () => {
    const { scene, submittedAt } = refusing("deallocate", nobodyKnows, { times: 9 });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "unknown" });
    expect(report.sentence).toMatch(/NeverHeardOf.*PowerState\/running.*c-17/);
    expect(submittedAt).toHaveLength(1);
    expect(scene.sent).toEqual([]);
  });

  it("late in its work is not sent again either, and what was done before is put back", async () => {
    const scene = failingLate("resize", nobodyKnows, 9);
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "unknown", leftBehind: [] });
    expect(submissionsOf(report, "resize")).toBe(1);
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });

  it("goes on where what was wanted is there after all", async () => {
    const { scene, submittedAt } = refusing("deallocate", nobodyKnows, {
      first: (s) =>
        s.occupy({ provisioningState: "Updating" }, 30 * secondMs, {
          provisioningState: "Succeeded",
          powerState: "deallocated",
        }),
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(submittedAt).toHaveLength(1);
  });

  it("is sent again where somebody was at work who has ended", async () => {
    const { scene, submittedAt } = refusing("deallocate", nobodyKnows, {
      first: (s) =>
        s.occupy({ provisioningState: "Updating" }, 30 * secondMs, {
          provisioningState: "Succeeded",
          powerState: "running",
        }),
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(submittedAt).toHaveLength(2);
  });
});

describe("something that is there already", () => {
  it("is the success where it is what was wanted", async () => {
    const { scene, submittedAt } = refusing(
      "resize",
      { code: "ResourceAlreadyExists" },
      {
        times: 9,
        first: (s) =>
          s.occupy({ provisioningState: "Updating" }, 5 * secondMs, {
            provisioningState: "Succeeded",
            size: "Standard_D4s_v5",
          }),
      },
    );
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(submittedAt).toHaveLength(1);
  });

  it("is a conflict where it is anything else, and what was done before is put back", async () => {
    const { scene, submittedAt } = refusing(
      "resize",
      { code: "ResourceAlreadyExists" },
      { times: 9 },
    );
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "already-exists", leftBehind: [] });
    expect(submittedAt).toHaveLength(1);
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });
});

describe("what is not found although the machine is there", () => {
  it("is tried again after a pause, but not often", async () => {
    const { scene, submittedAt } = refusing(
      "resize",
      { status: 404, code: "NotFound" },
      { times: 9 },
    );
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "failed", class: "not-found", leftBehind: [] });
    expect(submittedAt.length).toBeLessThanOrEqual(3);
    const [first, second] = submittedAt;
    expect(msBetween(first ?? "", second ?? "")).toBeGreaterThanOrEqual(10 * secondMs);
  });
});

describe("a stale version", () => {
  it("is read again and sent again, up to five times", async () => {
    const stale = { status: 412, code: "PreconditionFailed" };
    const { scene, submittedAt } = refusing("resize", stale, { times: 99 });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "conflict", class: "version-token", leftBehind: [] });
    expect(submittedAt).toHaveLength(6);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });
});
