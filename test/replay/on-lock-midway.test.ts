// `onLock: wait` once a step has met a lock: what was done stays done and the leases are kept until the lock
// has gone, and its removal is given the time that it takes to count.

import { describe, expect, it } from "vitest";
import type { SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { cancel, hold, letGo } from "../support/interventions.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
  wholeWay,
} from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";
import { aLock, vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const message = `The scope '${vmId}' cannot perform write operation because following scope(s) are locked: '${vmId}'. Please remove the lock and try again.`;

interface LockedScene {
  readonly scene: OperationScene;
  /** When each submission was refused for the lock. */
  readonly refusedAt: string[];
  readonly remove: () => void;
}

/** A lock of which a step hears: it stands from the step's first submission until somebody removes it,
 * and refuses for a while longer. */
function lockedAt(
  stepId: string,
  how: {
    readonly lingersMs?: number;
    readonly isListed?: boolean;
    /** A step that Azure refuses for want of quota. */
    readonly overQuota?: string;
  } = {},
): LockedScene {
  const { lingersMs = 0, isListed = true, overQuota } = how;
  const refusedAt: string[] = [];
  let countsUntil: string | null = null;
  let isPut = false;
  const scene: OperationScene = new OperationScene({
    submit: ({ step }): SubmitStepAnswer | undefined => {
      if (step.id === overQuota) {
        const refusal = aRefusal({ code: "QuotaExceeded" });
        return { kind: "refused", refusal, seen: scene.seen() };
      }
      if (step.id === stepId && !isPut) {
        isPut = true;
        if (isListed) scene.locks = [aLock({ scope: vmId })];
        else remove();
      }
      if (!isPut) return undefined;
      if (countsUntil !== null && !isBefore(scene.world.now, countsUntil)) return undefined;
      refusedAt.push(scene.world.now);
      const refusal = aRefusal({ code: "ScopeLocked", message });
      return { kind: "refused", refusal, seen: scene.seen() };
    },
  });
  const remove = (): void => {
    scene.locks = [];
    countsUntil = addMs(scene.world.now, lingersMs);
  };
  return { scene, refusedAt, remove };
}

const progressOf = (scene: OperationScene, id: string): OperationProgress =>
  scene.world.instance(id).customStatus as OperationProgress;

const passUntil = (scene: OperationScene, ms: number): Promise<void> =>
  scene.world.until(() => !isBefore(scene.world.now, addMs(sceneStart, ms)), 7 * 24 * hourMs);

function startWaiting(scene: OperationScene, change: Parameters<typeof aRequest>[0] = {}): string {
  const request = aRequest({ onLock: "wait", ...change });
  scene.start(request);
  return request.operationId;
}

describe("a lock that is put between the plan and the first write", () => {
  it("is waited for as if it had been read, with the leases given back", async () => {
    const { scene, refusedAt, remove } = lockedAt("deallocate");
    const id = startWaiting(scene);
    await passUntil(scene, 40 * minuteMs);
    expect(progressOf(scene, id)).toMatchObject({ phase: "waiting-for-lock" });
    expect(scene.lease(targetKey).holders).toEqual([]);
    expect(refusedAt).toHaveLength(1);
    remove();
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});

describe("a lock that is put midway", () => {
  it("is waited for under the leases, and what is left is done when it has gone", async () => {
    const { scene, refusedAt, remove } = lockedAt("resize");
    const id = startWaiting(scene, { deadlineAt: addMs(sceneStart, 48 * hourMs) });
    await passUntil(scene, 5 * hourMs);
    expect(progressOf(scene, id)).toMatchObject({
      phase: "waiting-for-lock",
      waitsFor: { kind: "lock", locks: [{ name: "freeze" }] },
    });
    expect(scene.lease(targetKey)).toMatchObject({ holders: [{ mode: "exclusive" }], open: [] });
    expect(refusedAt).toHaveLength(1);
    remove();
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(report.before).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(report.steps.map(({ id: step, result }) => [step, result])).toEqual([
      ["deallocate", "done"],
      ["resize", "done"],
      ["start", "done"],
    ]);
    for (const history of scene.world.instance(id).generations) {
      expect(history.length).toBeLessThan(200);
    }
    const { fencing } = scene.sent[0] ?? {};
    expect(scene.sent.map((write) => write.fencing)).toEqual([fencing, fencing, fencing]);
  });

  it("and a wish to stop: it is tried once to put back, which the lock forbids, and told with the commands", async () => {
    const { scene, refusedAt } = lockedAt("resize");
    const id = startWaiting(scene);
    await passUntil(scene, hourMs);
    await scene.world.settle();
    const askedAt = scene.world.now;
    cancel(scene, id);
    const report = await scene.reportOf(id);
    expect(report).toMatchObject({ outcome: "stuck" });
    expect(report.commands.join()).toContain("az vm start");
    expect(refusedAt).toHaveLength(2);
    expect(msBetween(askedAt, report.endedAt)).toBeLessThan(minuteMs);
  });

  it("and the deadline: the same, and nothing is sent but the undo", async () => {
    const { scene, refusedAt } = lockedAt("resize");
    const deadlineAt = addMs(sceneStart, 3 * hourMs);
    const report = await scene.run(aRequest({ onLock: "wait", deadlineAt }));
    expect(report).toMatchObject({ outcome: "stuck", class: "management-lock" });
    expect(report.sentence).toContain("The deadline passed");
    expect(msBetween(deadlineAt, report.endedAt)).toBeLessThan(minuteMs);
    expect(refusedAt).toHaveLength(2);
    expect(kindsOf(scene)).toEqual(["vm-deallocate"]);
  });

  it("and a lease that is lost meanwhile: it is queued for again, and then waited on", async () => {
    const { scene, refusedAt, remove } = lockedAt("resize");
    const id = startWaiting(scene, { deadlineAt: addMs(sceneStart, 48 * hourMs) });
    await passUntil(scene, hourMs);
    scene.world.pass(20 * minuteMs);
    expect(hold(scene, { key: targetKey, resourceId: vmId }, 10 * hourMs).kind).toBe("granted");
    await scene.world.until(() => progressOf(scene, id).phase === "acquiring-leases");
    letGo(scene, targetKey);
    await scene.world.until(() => progressOf(scene, id).phase === "waiting-for-lock");
    remove();
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
    expect(refusedAt).toHaveLength(1);
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("and the death of the execution: the next one plans under the lock, waits, and does the rest", async () => {
    const { scene, remove } = lockedAt("resize");
    const request = aRequest({ onLock: "wait", deadlineAt: addMs(sceneStart, 48 * hourMs) });
    scene.start(request);
    await passUntil(scene, hourMs);
    scene.start({ ...request, startToken: "second-start" });
    await passUntil(scene, 3 * hourMs);
    expect(progressOf(scene, request.operationId)).toMatchObject({ phase: "waiting-for-lock" });
    remove();
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("succeeded");
    expect(report.before).toMatchObject({ powerState: "running" });
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});

describe("an undo that meets a lock", () => {
  it("waits for its removal as well while there is time, and puts everything back", async () => {
    const { scene, refusedAt, remove } = lockedAt("undo-deallocate", { overQuota: "resize" });
    const id = startWaiting(scene);
    await passUntil(scene, 30 * minuteMs);
    expect(progressOf(scene, id)).toMatchObject({ phase: "waiting-for-lock" });
    remove();
    const report = await scene.reportOf(id);
    expect(report).toMatchObject({ outcome: "refused", class: "quota", leftBehind: [] });
    expect(refusedAt).toHaveLength(1);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });
});

describe("a lock that was removed and still refuses", () => {
  it.each([
    ["the first write", "deallocate"],
    ["a later one", "start"],
  ])("%s is tried again after a growing pause until it counts", async (_which, stepId) => {
    const { scene, refusedAt } = lockedAt(stepId, { lingersMs: 9 * minuteMs, isListed: false });
    const report = await scene.run(aRequest({ onLock: "wait" }));
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    const pauses = refusedAt.slice(1).map((at, index) => msBetween(refusedAt[index] ?? at, at));
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    expect(refusedAt.length).toBeLessThan(8);
    const lingering = report.timeline.filter(({ event }) => event === "lock-lingers");
    expect(lingering).toHaveLength(refusedAt.length);
  });

  it("is given up after a quarter of an hour", async () => {
    const { scene, refusedAt } = lockedAt("deallocate", {
      lingersMs: 24 * hourMs,
      isListed: false,
    });
    const report = await scene.run(aRequest({ onLock: "wait" }));
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock" });
    const [first] = refusedAt;
    expect(msBetween(first ?? "", refusedAt.at(-1) ?? "")).toBe(15 * minuteMs);
    expect(refusedAt.length).toBeLessThan(9);
    expect(scene.sent).toEqual([]);
  });

  it("stops the operation at once where it was not asked to wait", async () => {
    const { scene, refusedAt } = lockedAt("deallocate", {
      lingersMs: 9 * minuteMs,
      isListed: false,
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock" });
    expect(refusedAt).toHaveLength(1);
  });
});
