// `onLock: wait` before anything was sent: the lock is waited for with nothing held but the turn, and nothing
// is sent while it stands.

import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { cancel, hold, letGo } from "../support/interventions.ts";
import {
  aRequest,
  groupKey,
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
const freeze = aLock({ name: "freeze", notes: "until Monday" });

const notRunning = "The operation requires the VM to be running (or set to run).";

const progressOf = (scene: OperationScene, id: string): OperationProgress =>
  scene.world.instance(id).customStatus as OperationProgress;

/** A resize of a machine that is locked, which waits by now. */
async function waiting(
  change: Parameters<typeof aRequest>[0] = {},
  script: ConstructorParameters<typeof OperationScene>[0] = {},
) {
  const scene = new OperationScene(script);
  scene.locks = [freeze];
  const request = aRequest({ onLock: "wait", ...change });
  scene.start(request);
  const id = request.operationId;
  await scene.world.until(() => progressOf(scene, id)?.phase === "waiting-for-lock");
  return { scene, request, id };
}

const passUntil = (scene: OperationScene, ms: number): Promise<void> =>
  scene.world.until(() => !isBefore(scene.world.now, addMs(sceneStart, ms)), 7 * 24 * hourMs);

describe("an operation that waits for a lock to be removed", () => {
  it("tells which lock it is, on what and since when, and holds the turn and no lease", async () => {
    const { scene, id } = await waiting();
    await passUntil(scene, 20 * minuteMs);
    const progress = progressOf(scene, id);
    expect(progress.sentence).toContain("ReadOnly lock freeze on");
    expect(progress.waitsFor).toMatchObject({
      kind: "lock",
      locks: [{ name: "freeze", level: "ReadOnly", scope: freeze.scope, notes: "until Monday" }],
      since: sceneStart,
    });
    for (const key of [targetKey, groupKey]) {
      expect(scene.lease(key)).toMatchObject({ holders: [], queue: [] });
    }
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({
      tickets: [{ operationId: id }],
    });
    expect(scene.sent).toEqual([]);
  });

  it("goes on within five minutes of the removal, also after a day, with every generation short", async () => {
    const deadlineAt = addMs(sceneStart, 5 * 24 * hourMs);
    const { scene, id } = await waiting({ deadlineAt });
    await passUntil(scene, 24 * hourMs);
    const removedAt = scene.world.now;
    scene.locks = [];
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    expect(msBetween(removedAt, scene.sent[0]?.at ?? "")).toBeLessThanOrEqual(5 * minuteMs);
    for (const history of scene.world.instance(id).generations) {
      expect(history.length).toBeLessThan(150);
    }
    const events = report.timeline.map(({ event }) => event);
    expect(events.filter((event) => event === "waiting-for-lock")).toHaveLength(1);
    expect(events.filter((event) => event === "lock-gone")).toHaveLength(1);
    expect(events.indexOf("waiting-for-lock")).toBeLessThan(events.indexOf("submitted"));
  });

  it("reads only the locks meanwhile, soon at first and every five minutes later", async () => {
    const looks: string[] = [];
    let plans = 0;
    const scene: OperationScene = new OperationScene({
      before: (name) => {
        if (name === "lookAtLocks") looks.push(scene.world.now);
        if (name === "planOperation") plans += 1;
      },
    });
    scene.locks = [freeze];
    const request = aRequest({ onLock: "wait" });
    scene.start(request);
    await passUntil(scene, hourMs);
    expect(msBetween(sceneStart, looks[0] ?? sceneStart)).toBe(30_000);
    const pauses = looks.slice(1).map((at, index) => msBetween(looks[index] ?? at, at));
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
    expect(pauses.at(-1)).toBe(5 * minuteMs);
    expect(plans).toBe(1);
  });

  it("reads the locks again no sooner than Azure has asked for", async () => {
    const looks: string[] = [];
    const scene: OperationScene = new OperationScene({
      locks: () => {
        looks.push(scene.world.now);
        if (looks.length > 1) return undefined;
        const sentence = "Azure answered 429 when the locks were read.";
        const retryAt = addMs(scene.world.now, 40 * minuteMs);
        return { kind: "unreadable", refusal: null, sentence, retryAt };
      },
    });
    scene.locks = [freeze];
    scene.start(aRequest({ onLock: "wait" }));
    await passUntil(scene, 2 * hourMs);
    expect(msBetween(looks[0] ?? "", looks[1] ?? "")).toBe(40 * minuteMs);
    expect(scene.sent).toEqual([]);
  });

  it("that is stopped ends at once, and has sent nothing", async () => {
    const { scene, id } = await waiting();
    await passUntil(scene, hourMs);
    await scene.world.settle();
    const askedAt = scene.world.now;
    cancel(scene, id);
    const report = await scene.reportOf(id);
    expect(report.outcome).toBe("cancelled");
    expect(report.endedAt).toBe(askedAt);
    expect(scene.sent).toEqual([]);
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({ tickets: [] });
  });

  it("until its deadline ends as refused, with the lock and how it is removed", async () => {
    const deadlineAt = addMs(sceneStart, 2 * hourMs);
    const { scene, id } = await waiting({ deadlineAt });
    const report = await scene.reportOf(id);
    expect(report).toMatchObject({ outcome: "refused", class: "management-lock" });
    expect(report.endedAt).toBe(deadlineAt);
    expect(report.sentence).toContain("freeze");
    expect(report.nextAction).toContain("az lock delete");
    expect(scene.sent).toEqual([]);
  });

  it("goes on as if nothing had been when every activity runs twice", async () => {
    const { scene, id } = await waiting({}, { twice: true });
    await passUntil(scene, hourMs);
    scene.locks = [];
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("lets a tool have the lease meanwhile and queues behind it when the lock has gone", async () => {
    const { scene, id } = await waiting({ whenBusy: "reject" });
    expect(hold(scene, { key: targetKey, resourceId: vmId }, 3 * hourMs).kind).toBe("granted");
    await passUntil(scene, 30 * minuteMs);
    scene.locks = [];
    await scene.world.until(() => progressOf(scene, id).phase === "acquiring-leases");
    expect(scene.sent).toEqual([]);
    await passUntil(scene, hourMs);
    letGo(scene, targetKey);
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
  });

  it("remembers over all generations what was refused for a state that is still the same", async () => {
    const submitted: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: (input) => {
        submitted.push(input.step.id);
        scene.locks = [freeze];
        const refusal = aRefusal({ code: "OperationNotAllowed", message: notRunning });
        return { kind: "refused", refusal, seen: scene.seen() };
      },
    });
    const request = aRequest({ onLock: "wait" });
    scene.start(request);
    await scene.world.until(
      () => progressOf(scene, request.operationId)?.phase === "waiting-for-lock",
    );
    await passUntil(scene, 3 * hourMs);
    scene.locks = [];
    const report = await scene.reportOf(request.operationId);
    expect(submitted).toHaveLength(1);
    expect(report).toMatchObject({ outcome: "conflict", class: "lifecycle-state" });
    expect(report.sentence).toContain("nothing has changed");
  });

  it("is told of to whoever wants to join, and turns away whoever asked not to wait", async () => {
    const { scene, id } = await waiting();
    const joiner = aRequest({ whenBusy: "join" });
    scene.start(joiner);
    const inHaste = await scene.run(aRequest({ whenBusy: "reject" }));
    expect(inHaste.outcome).toBe("busy");
    expect(inHaste.busyWith?.holder?.ownerId).toContain(id);
    scene.locks = [];
    const report = await scene.reportOf(joiner.operationId);
    expect(report).toMatchObject({ outcome: "succeeded", joined: id });
    expect(kindsOf(scene)).toEqual(wholeWay);
  });

  it("is not asked for by a dry run, which tells the lock", async () => {
    const scene = new OperationScene();
    scene.locks = [freeze];
    const report = await scene.run(aRequest({ onLock: "wait", dryRun: true }));
    expect(report).toMatchObject({ outcome: "refused", blockers: [{ rule: "management-lock" }] });
    expect(report.plan?.notes.join()).toContain("waits until whoever owns the lock");
  });

  it("waits for no lock where something else stands in the way as well", async () => {
    const scene = new OperationScene();
    scene.locks = [freeze];
    const report = await scene.run(aRequest({ onLock: "wait", accept: [] }));
    expect(report.outcome).toBe("refused");
    expect(report.blockers.map(({ rule }) => rule)).toEqual([
      "management-lock",
      "acceptance-missing",
    ]);
  });

  it("compares what was approved when the lock has gone", async () => {
    const planned = await new OperationScene().run(aRequest({ dryRun: true }));
    const approvedPlan = planned.plan?.digest ?? "";
    const { scene, id } = await waiting({ approvedPlan });
    scene.locks = [];
    expect((await scene.reportOf(id)).outcome).toBe("succeeded");
  });
});
