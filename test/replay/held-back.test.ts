// Writes wait for as long as Azure has asked to be left alone, whichever operation it has told: those of
// others a moment longer, an undo not a moment longer.

import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import { addMs, msBetween } from "../../src/domain/instant.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { cancel } from "../support/interventions.ts";
import {
  aRequest,
  groupKey,
  kindsOf,
  OperationScene,
  sceneStart,
  wholeWay,
} from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";
import { refusing } from "../support/refused-step.ts";
import { tellOfLimit } from "../support/refused-stories.ts";

const secondMs = 1_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const spreadMs = 30 * secondMs;

const ofTheMachine: Partial<Refusal> = {
  status: 429,
  code: "OperationNotAllowed",
  innerCodes: ["TooManyRequests"],
  target: "UpdateVMResource",
  message: '{"operationGroup":"UpdateVMResource"}',
  retryAfterMs: 10 * minuteMs,
};
const ofTheSubscription: Partial<Refusal> = {
  status: 429,
  code: "SubscriptionRequestsThrottled",
  failureCause: "gateway",
  retryAfterMs: 10 * minuteMs,
};

const firstSentMs = (scene: OperationScene): number =>
  msBetween(sceneStart, scene.sent[0]?.at ?? sceneStart);

describe("a write that is refused for too many requests", () => {
  it("waits exactly as long as Azure says where nobody else is counted", async () => {
    const { scene } = refusing("deallocate", ofTheMachine);
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(firstSentMs(scene)).toBe(10 * minuteMs);
  });

  it("waits a moment longer where others are counted, too", async () => {
    const { scene } = refusing("deallocate", ofTheSubscription);
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(firstSentMs(scene)).toBeGreaterThan(10 * minuteMs);
    expect(firstSentMs(scene)).toBeLessThanOrEqual(10 * minuteMs + spreadMs);
  });

  it("in an undo waits exactly as long, and longer than its own time where Azure asks for that", async () => {
    const wait = 45 * minuteMs;
    const submittedAt: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: ({ step }, nth) => {
        if (step.id === "resize") {
          const refusal = aRefusal({ code: "ScopeLocked", failureCause: "gateway" });
          return { kind: "refused", refusal, seen: scene.seen() };
        }
        if (step.id !== "undo-deallocate") return undefined;
        submittedAt.push(scene.world.now);
        if (nth > 1) return undefined;
        const refusal = aRefusal({ ...ofTheSubscription, retryAfterMs: wait });
        return { kind: "refused", refusal, seen: scene.seen() };
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", leftBehind: [] });
    expect(msBetween(submittedAt[0] ?? "", submittedAt[1] ?? "")).toBe(wait);
    expect(scene.machine.powerState).toBe("running");
  });

  it("waits all the same when others could not be told", async () => {
    let told = 0;
    const failing: OperationScene = new OperationScene({
      submit: (input, nth) =>
        input.step.id === "deallocate" && nth === 1
          ? { kind: "refused", refusal: aRefusal(ofTheMachine), seen: failing.seen() }
          : undefined,
      command: ({ entity, command }) => {
        if (entity !== "throttle" || command !== "hold") return undefined;
        told += 1;
        return { answer: { kind: "invalid", problem: "It cannot be read." } };
      },
    });
    expect((await failing.run()).outcome).toBe("succeeded");
    expect(told).toBeGreaterThan(0);
    expect(firstSentMs(failing)).toBeGreaterThanOrEqual(10 * minuteMs);
  });
});

describe("a write of another operation of the subscription", () => {
  it("is not sent before the end that Azure has named, and then a moment later", async () => {
    const scene = new OperationScene();
    tellOfLimit(scene, 20 * minuteMs);
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(firstSentMs(scene)).toBeGreaterThan(20 * minuteMs);
    expect(firstSentMs(scene)).toBeLessThanOrEqual(20 * minuteMs + spreadMs);
  });

  it("comes after an undo that waits for the same end", async () => {
    const undone: OperationScene = new OperationScene({
      submit: ({ step }) => {
        if (step.id !== "resize") return undefined;
        tellOfLimit(undone, 10 * minuteMs);
        const refusal = aRefusal({ code: "ScopeLocked", failureCause: "gateway" });
        return { kind: "refused", refusal, seen: undone.seen() };
      },
    });
    const report = await undone.run();
    expect(report.outcome).toBe("refused");
    const refusedAt = report.timeline.find(({ event }) => event === "refused")?.at ?? "";
    expect(msBetween(refusedAt, undone.sent[1]?.at ?? "")).toBe(10 * minuteMs);
  });

  it("waits again when another limit was met meanwhile", async () => {
    const scene: OperationScene = new OperationScene();
    tellOfLimit(scene, 5 * minuteMs);
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => msBetween(sceneStart, scene.world.now) >= 4 * minuteMs);
    tellOfLimit(scene, 10 * minuteMs);
    expect((await scene.reportOf(request.operationId)).outcome).toBe("succeeded");
    expect(firstSentMs(scene)).toBeGreaterThan(14 * minuteMs);
  });

  it("is not given up however often others are refused before it", async () => {
    const scene: OperationScene = new OperationScene({
      command: ({ entity, command, input }) => {
        const { at } = input as { readonly at: string };
        if (entity !== "throttle" || command !== "ask") return undefined;
        const isBusy = msBetween(sceneStart, at) < 60 * minuteMs;
        if (!isBusy) return undefined;
        return { answer: { kind: "hold-back", until: addMs(at, minuteMs) } };
      },
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(firstSentMs(scene)).toBeGreaterThanOrEqual(60 * minuteMs);
  });

  it("is not held back for days by a clock that was ahead", async () => {
    const scene = new OperationScene();
    tellOfLimit(scene, 20 * minuteMs, addMs(sceneStart, 3 * dayMs));
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(firstSentMs(scene)).toBeLessThanOrEqual(20 * minuteMs + spreadMs);
  });

  it("ends at the deadline without having been sent", async () => {
    const scene = new OperationScene();
    tellOfLimit(scene, 60 * minuteMs);
    const report = await scene.run(aRequest({ deadlineAt: addMs(sceneStart, 30 * minuteMs) }));
    expect(report.outcome).toBe("timed-out");
    expect(report.endedAt).toBe(addMs(sceneStart, 30 * minuteMs));
    expect(scene.sent).toEqual([]);
    expect(scene.lease(groupKey)).toMatchObject({ holders: [] });
  });

  it("is given up at once when its operation is stopped", async () => {
    const scene = new OperationScene();
    tellOfLimit(scene, 60 * minuteMs);
    const request = aRequest();
    scene.start(request);
    const progress = () =>
      scene.world.instance(request.operationId).customStatus as OperationProgress;
    await scene.world.until(() => progress().sentence.startsWith("Azure has asked"));
    await scene.world.settle();
    const askedAt = scene.world.now;
    cancel(scene, request.operationId);
    const report = await scene.reportOf(request.operationId);
    expect(report).toMatchObject({ outcome: "cancelled" });
    expect(report.endedAt).toBe(askedAt);
    expect(scene.sent).toEqual([]);
  });
});
