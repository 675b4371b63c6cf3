// `onNoCapacity: wait`: where Azure has no room it is tried again after growing pauses, with what was done
// left as it is, until the deadline; then everything is put back.

import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { cancel, hold, letGo } from "../support/interventions.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
} from "../support/operation-scene.ts";
import { anOperationsRefusal, aRefusal } from "../support/refusals.ts";
import { vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Azure has no room for the new size before `roomAt`: a start is taken and fails later. */
function crowded(roomAt: string): { scene: OperationScene; tries: string[] } {
  const tries: string[] = [];
  const failed = new Set<string>();
  const scene: OperationScene = new OperationScene({
    submit: (input) => {
      if (input.step.id === "start") tries.push(scene.world.now);
      return undefined;
    },
    look: (input) => {
      const isTooSoon = isBefore(input.startedAt, roomAt);
      const isNewSize = scene.machine.size === "Standard_D4s_v5";
      if (input.writeKind !== "vm-start" || !isNewSize || !isTooSoon) return undefined;
      if (failed.has(input.startedAt)) return undefined;
      if (msBetween(input.startedAt, scene.world.now) < 10_000) {
        const schedule = scene.schedule({ nextLookAt: addMs(scene.world.now, 10_000) });
        return { kind: "running", schedule, seen: scene.seen(), sentence: "It runs." };
      }
      failed.add(input.startedAt);
      scene.change({ powerState: "deallocated", provisioningState: "Failed" });
      return {
        kind: "ended",
        how: "failed",
        refusal: anOperationsRefusal({ code: "AllocationFailed" }),
        seen: scene.seen(),
        unmet: ["PowerState/running"],
        schedule: scene.schedule(),
      };
    },
  });
  return { scene, tries };
}

const progressOf = (scene: OperationScene, id: string): OperationProgress =>
  scene.world.instance(id).customStatus as OperationProgress;

function startWaiting(scene: OperationScene, change: Parameters<typeof aRequest>[0] = {}): string {
  const request = aRequest({ onNoCapacity: "wait", ...change });
  scene.start(request);
  return request.operationId;
}

const untilWaiting = (scene: OperationScene, id: string): Promise<void> =>
  scene.world.until(() => progressOf(scene, id)?.phase === "waiting-for-capacity");

const minutesBetween = (instants: readonly string[]): readonly number[] =>
  instants.slice(1).map((at, index) => Math.floor(msBetween(instants[index] ?? at, at) / minuteMs));

describe("an operation that waits for room", () => {
  it("tells for which size, where and since when, with the machine down and its leases held", async () => {
    const { scene } = crowded(addMs(sceneStart, 100 * hourMs));
    const id = startWaiting(scene);
    await untilWaiting(scene, id);
    expect(progressOf(scene, id).waitsFor).toMatchObject({
      kind: "capacity",
      size: "Standard_D4s_v5",
      location: "westeurope",
      zone: null,
      tries: 1,
    });
    expect(progressOf(scene, id).sentence).toContain("room for Standard_D4s_v5 in westeurope");
    expect(scene.lease(targetKey)).toMatchObject({ holders: [{ mode: "exclusive" }], open: [] });
    expect(scene.machine).toMatchObject({ powerState: "deallocated", size: "Standard_D4s_v5" });
  });

  it("tries after 5, 10 and then every 15 minutes, sends one write each time, and succeeds when there is", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 2 * hourMs));
    const id = startWaiting(scene);
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("succeeded");
    expect(minutesBetween(tries)).toEqual([5, 10, 15, 15, 15, 15, 15, 15, 15]);
    expect(kindsOf(scene)).toEqual([
      "vm-deallocate",
      "vm-set-size",
      ...tries.map(() => "vm-start"),
    ]);
    expect(report.steps.at(-1)).toMatchObject({
      id: "start",
      result: "done",
      submissions: tries.length,
    });
    const submitted = report.timeline.filter(
      ({ event, stepId }) => event === "submitted" && stepId === "start",
    );
    expect(submitted).toHaveLength(tries.length);
    expect(report.before).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });

  it("for long keeps every generation short and all its writes under one fencing number", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 8 * hourMs));
    const id = startWaiting(scene, { deadlineAt: addMs(sceneStart, 5 * 24 * hourMs) });
    await scene.world.until(() => tries.length === 30);
    for (const history of scene.world.instance(id).generations) {
      expect(history.length).toBeLessThan(150);
    }
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("succeeded");
    expect(report.steps.at(-1)?.submissions).toBe(tries.length);
    expect(report.timeline.length).toBeLessThanOrEqual(120);
    expect(new Set(scene.sent.map(({ fencing }) => fencing)).size).toBe(1);
  });

  it("goes back when the deadline leaves no time for another try", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 100 * hourMs));
    const deadlineAt = addMs(sceneStart, hourMs);
    const report = await scene.run(aRequest({ onNoCapacity: "wait", deadlineAt }));
    expect(report).toMatchObject({ outcome: "failed", class: "capacity", leftBehind: [] });
    expect(report.sentence).toContain(`no room ${tries.length} times`);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(tries.length).toBeGreaterThan(3);
    expect(tries.every((at) => isBefore(at, deadlineAt))).toBe(true);
    expect(scene.lease(targetKey)).toMatchObject({ holders: [], queue: [], open: [] });
  });

  it("that is stopped puts back what was done at once", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 100 * hourMs));
    const id = startWaiting(scene);
    await scene.world.until(() => tries.length === 3);
    await untilWaiting(scene, id);
    await scene.world.settle();
    const askedAt = scene.world.now;
    cancel(scene, id);
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("cancelled");
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(kindsOf(scene).slice(-2)).toEqual(["vm-set-size", "vm-start"]);
    expect(msBetween(askedAt, report.endedAt)).toBeLessThan(3 * minuteMs);
  });

  it("and loses a lease meanwhile queues for it again before it tries once more", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 90 * minuteMs));
    const id = startWaiting(scene, { deadlineAt: addMs(sceneStart, 24 * hourMs) });
    await scene.world.until(() => tries.length === 3);
    await untilWaiting(scene, id);
    scene.world.pass(20 * minuteMs);
    expect(hold(scene, { key: targetKey, resourceId: vmId }, 4 * hourMs).kind).toBe("granted");
    await scene.world.until(() => progressOf(scene, id).phase === "acquiring-leases");
    const before = tries.length;
    await scene.world.until(() => !isBefore(scene.world.now, addMs(sceneStart, 3 * hourMs)));
    expect(tries).toHaveLength(before);
    letGo(scene, targetKey);
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("succeeded");
    expect(report.before).toMatchObject({ powerState: "running" });
  });

  it("and dies is taken up: what is left is tried, and the power state found first is given back", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 2 * hourMs));
    const request = aRequest({ onNoCapacity: "wait" });
    scene.start(request);
    await scene.world.until(() => tries.length === 3);
    await untilWaiting(scene, request.operationId);
    scene.start({ ...request, startToken: "second-start" });
    const report = await scene.reportOf(request.operationId);
    expect(report).toMatchObject({ outcome: "succeeded", before: { powerState: "running" } });
    expect(kindsOf(scene).filter((kind) => kind !== "vm-start")).toEqual([
      "vm-deallocate",
      "vm-set-size",
    ]);
  });

  it("goes back at once where it was not asked to wait", async () => {
    const { scene, tries } = crowded(addMs(sceneStart, 100 * hourMs));
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "failed", class: "capacity" });
    expect(tries).toHaveLength(1);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });
});

describe("no room for what is to be put back", () => {
  it("is not waited for: it is told at once, with the commands", async () => {
    const codes: Readonly<Record<string, string>> = {
      resize: "QuotaExceeded",
      "undo-deallocate": "AllocationFailed",
    };
    const scene: OperationScene = new OperationScene({
      submit: ({ step }) => {
        const code = codes[step.id];
        if (code === undefined) return undefined;
        return { kind: "refused", refusal: aRefusal({ code }), seen: scene.seen() };
      },
    });
    const report = await scene.run(aRequest({ onNoCapacity: "wait", onLock: "wait" }));
    expect(report).toMatchObject({ outcome: "stuck", class: "quota" });
    expect(report.commands.join()).toContain("az vm start");
    expect(report.timeline.map(({ event }) => event)).not.toContain("step-waits");
    expect(msBetween(sceneStart, report.endedAt)).toBeLessThan(5 * minuteMs);
  });
});

describe("no room for a size in place", () => {
  it("keeps nobody else out while nothing was sent", async () => {
    let isFull = true;
    const refusal = aRefusal({ code: "AllocationFailed" });
    const scene: OperationScene = new OperationScene({
      submit: () => (isFull ? { kind: "refused", refusal, seen: scene.seen() } : undefined),
    });
    scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D4s_v5"];
    const id = startWaiting(scene);
    await untilWaiting(scene, id);
    expect(scene.lease(targetKey).holders).toEqual([]);
    isFull = false;
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-set-size"]);
  });
});
