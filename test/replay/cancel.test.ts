// Stopping an operation at its caller's wish, from wherever it is: a queue, a wait for Azure, the middle
// of a step. What was sent by then is followed to its end and put back.

import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import { addMs, msBetween } from "../../src/domain/instant.ts";
import { cancel, hold } from "../support/interventions.ts";
import {
  aRequest,
  groupKey,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
} from "../support/operation-scene.ts";
import { aRefusal } from "../support/refusals.ts";
import { vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const group = vmId.slice(0, vmId.indexOf("/providers/"));

const phaseOf = (scene: OperationScene, id: string): string =>
  (scene.world.instance(id).customStatus as OperationProgress).phase;

/** Runs until the operation waits in that phase, then stops it; answers how long it took to end. */
async function stopIn(scene: OperationScene, phase: string, operationId: string): Promise<number> {
  await scene.world.until(() => phaseOf(scene, operationId) === phase);
  await scene.world.settle();
  const askedAt = scene.world.now;
  cancel(scene, operationId);
  const { endedAt } = await scene.reportOf(operationId);
  return msBetween(askedAt, endedAt);
}

describe("an operation that is stopped", () => {
  it("while it waits for its turn leaves the queue at once and the head is not disturbed", async () => {
    const scene = new OperationScene();
    const leader = aRequest();
    scene.start(leader);
    await scene.world.until(() => scene.sent.length === 1);
    const second = aRequest({ effectDigest: "f".repeat(64) });
    scene.start(second);
    expect(await stopIn(scene, "waiting-for-turn", second.operationId)).toBe(0);
    const report = await scene.reportOf(second.operationId);
    expect(report).toMatchObject({ outcome: "cancelled", steps: [] });
    expect(report.sentence).toContain("alice");
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({
      tickets: [{ operationId: leader.operationId }],
    });
    expect((await scene.reportOf(leader.operationId)).outcome).toBe("succeeded");
  });

  it("while it waits for a lease leaves that queue at once and gives back what it holds", async () => {
    const scene = new OperationScene();
    hold(scene, { key: targetKey, resourceId: vmId });
    const request = aRequest();
    scene.start(request);
    expect(await stopIn(scene, "acquiring-leases", request.operationId)).toBe(0);
    expect((await scene.reportOf(request.operationId)).outcome).toBe("cancelled");
    expect(scene.lease(targetKey)).toMatchObject({ holders: [{ mode: "exclusive" }], queue: [] });
    expect(scene.lease(groupKey)).toMatchObject({ holders: [], queue: [] });
  });

  it("after it has joined another does not wait for that one's outcome", async () => {
    const scene = new OperationScene();
    scene.start(aRequest());
    await scene.world.until(() => scene.sent.length === 1);
    const joiner = aRequest({ whenBusy: "join" });
    scene.start(joiner);
    expect(await stopIn(scene, "joined", joiner.operationId)).toBe(0);
    expect((await scene.reportOf(joiner.operationId)).outcome).toBe("cancelled");
  });

  it("while somebody else is at work on the machine ends with the next look", async () => {
    const scene = new OperationScene();
    scene.occupy({ provisioningState: "Updating" }, 60 * minuteMs, {});
    const request = aRequest();
    scene.start(request);
    const took = await stopIn(scene, "waiting-for-azure", request.operationId);
    expect(took).toBeLessThan(2 * minuteMs);
    expect((await scene.reportOf(request.operationId)).outcome).toBe("cancelled");
    expect(scene.sent).toEqual([]);
  });

  it("in the middle of a deallocate follows it to its end, starts again and sends nothing forward", async () => {
    const scene = new OperationScene({ durationMs: () => 10 * minuteMs });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    cancel(scene, request.operationId);
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("cancelled");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
    expect(msBetween(sceneStart, scene.sent[1]?.at ?? sceneStart)).toBeGreaterThanOrEqual(
      10 * minuteMs,
    );
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(report.steps.map(({ id, result }) => [id, result])).toEqual([
      ["deallocate", "done"],
      ["resize", "skipped"],
      ["undo-deallocate", "done"],
    ]);
    for (const key of [groupKey, targetKey]) {
      expect(scene.lease(key)).toMatchObject({ holders: [], queue: [], open: [] });
    }
  });

  it("and cannot be put back is stuck with the commands", async () => {
    const scene: OperationScene = new OperationScene({
      submit: ({ phase }) =>
        phase === "undo"
          ? { kind: "refused", refusal: aRefusal({ code: "ScopeLocked" }), seen: scene.seen() }
          : undefined,
    });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    cancel(scene, request.operationId);
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm start");
  });

  it("is stopped also by a wish whose event was lost, when it asks next", async () => {
    const scene = new OperationScene();
    hold(scene, { key: groupKey, resourceId: group });
    const request = aRequest();
    scene.start(request);
    await scene.world.settle();
    scene.world.tell({
      entity: "operationRecord",
      key: request.operationId,
      command: "cancel",
      input: { by: { id: "local:alice", name: "alice" }, at: scene.world.now },
    });
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("cancelled");
    expect(msBetween(sceneStart, report.endedAt)).toBeLessThanOrEqual(5 * minuteMs);
  });

  it("a second time is stopped once, and after its end it is as it was", async () => {
    const scene = new OperationScene({ durationMs: () => 10 * minuteMs });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    cancel(scene, request.operationId);
    cancel(scene, request.operationId);
    const report = await scene.reportOf(request.operationId);
    cancel(scene, request.operationId);
    await scene.world.settle();
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
    scene.start({ ...request, startToken: "again" });
    expect(await scene.reportOf(request.operationId)).toEqual(report);
  });

  it("and dies is not carried on by its next execution, which puts back what was done", async () => {
    const scene = new OperationScene({ durationMs: () => 10 * minuteMs });
    const request = aRequest({ deadlineAt: addMs(sceneStart, 600 * minuteMs) });
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    cancel(scene, request.operationId);
    await scene.world.settle();
    scene.start({ ...request, startToken: "second-start" });
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("cancelled");
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
  });
});
