// Several operations on one target: who waits, who joins, who gives way, and that only one writes.

import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
} from "../support/operation-scene.ts";

const minuteMs = 60_000;

/** Starts a resize and lets it come to its first write. */
async function withLeader(scene: OperationScene) {
  const leader = aRequest();
  scene.start(leader);
  await scene.world.until(() => scene.sent.length === 1);
  return leader;
}

describe("a second operation on a target", () => {
  it("waits for its turn and is done after the first", async () => {
    const scene = new OperationScene();
    const leader = await withLeader(scene);
    const follower = aRequest({
      parameters: { size: "Standard_D8s_v5" },
      effectDigest: "f".repeat(64),
    });
    scene.start(follower);
    await scene.world.settle();
    expect(scene.world.instance(follower.operationId).customStatus).toMatchObject({
      phase: "waiting-for-turn",
      ahead: 1,
    });
    expect((await scene.reportOf(leader.operationId)).outcome).toBe("succeeded");
    expect((await scene.reportOf(follower.operationId)).outcome).toBe("succeeded");
    expect(scene.machine).toMatchObject({ size: "Standard_D8s_v5", powerState: "running" });
    expect(scene.wakes).toContain(follower.operationId);
  });

  it("that wants the same effect joins the first and tells its outcome", async () => {
    const scene = new OperationScene();
    const leader = await withLeader(scene);
    const joiner = aRequest({ whenBusy: "join" });
    scene.start(joiner);
    const report = await scene.reportOf(joiner.operationId);
    expect(report).toMatchObject({ outcome: "succeeded", joined: leader.operationId });
    expect(kindsOf(scene)).toHaveLength(3);
  });

  it("that does not want to wait is told who is at work", async () => {
    const scene = new OperationScene();
    const leader = await withLeader(scene);
    const report = await scene.run(aRequest({ whenBusy: "reject" }));
    expect(report.outcome).toBe("busy");
    expect(report.sentence).toContain(leader.operationId);
    expect(report.sentence).toContain("alice");
  });

  it("whose deadline passes while it waits is told so and leaves the queue", async () => {
    const scene = new OperationScene({ durationMs: () => 15 * minuteMs });
    const leader = await withLeader(scene);
    const report = await scene.run(aRequest({ deadlineAt: addMs(sceneStart, 5 * minuteMs) }));
    expect(report.outcome).toBe("busy");
    expect(report.sentence).toContain("deadline");
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({
      tickets: [{ operationId: leader.operationId }],
    });
  });

  it("that waits for hours keeps its place and a short history", async () => {
    const scene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 55 : 15) * minuteMs,
    });
    await withLeader(scene);
    const follower = aRequest({
      deadlineAt: addMs(sceneStart, 600 * minuteMs),
      parameters: { size: "Standard_D8s_v5" },
      effectDigest: "f".repeat(64),
    });
    const report = await scene.run(follower);
    expect(report.outcome).toBe("succeeded");
    const { generations } = scene.world.instance(follower.operationId);
    expect(generations.length).toBeGreaterThan(1);
    for (const history of generations) expect(history.length).toBeLessThan(120);
  });
});

describe("the same operation started twice at once", () => {
  it("runs once, and gives back what the first one found", async () => {
    const scene = new OperationScene();
    const request = aRequest();
    scene.start(request);
    await scene.world.settle();
    scene.start({ ...request, startToken: "twin" });
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size", "vm-start"]);
  });

  it("with another request under the same ID does nothing and says so", async () => {
    const scene = new OperationScene();
    const request = aRequest();
    await scene.run(request);
    const report = await scene.run({
      ...request,
      startToken: "other",
      requestDigest: "b".repeat(64),
    });
    expect(report.outcome).toBe("failed");
    expect(report.sentence).toContain("another request");
    expect(kindsOf(scene)).toHaveLength(3);
  });
});

describe("a plan", () => {
  it("is all that a dry run gives, and nothing is held for it afterwards", async () => {
    const scene = new OperationScene();
    const report = await scene.run(aRequest({ dryRun: true }));
    expect(report).toMatchObject({ outcome: "planned", steps: [] });
    expect(report.plan?.steps.map((step) => step.id)).toEqual(["deallocate", "resize", "start"]);
    expect(scene.sent).toEqual([]);
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({ tickets: [] });
    expect(scene.world.entityState("resourceLease", targetKey)).toBeNull();
  });

  it("with blockers is refused with all of them", async () => {
    const scene = new OperationScene();
    const report = await scene.run(aRequest({ accept: [] }));
    expect(report.outcome).toBe("refused");
    expect(report.blockers.map((blocker) => blocker.mustAccept)).toContainEqual(["downtime"]);
    expect(scene.sent).toEqual([]);
  });

  it("for a machine that somebody is at work on is made again when that has ended", async () => {
    const scene = new OperationScene();
    scene.occupy({ powerState: "starting", provisioningState: "Updating" }, 5 * minuteMs, {
      powerState: "running",
      provisioningState: "Succeeded",
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size", "vm-start"]);
  });

  it("for a machine that somebody is at work on is busy for who does not want to wait", async () => {
    const scene = new OperationScene();
    scene.occupy({ provisioningState: "Updating" }, 5 * minuteMs, {
      provisioningState: "Succeeded",
    });
    expect((await scene.run(aRequest({ whenBusy: "reject" }))).outcome).toBe("busy");
    expect(scene.sent).toEqual([]);
  });

  it("with nothing to do sends nothing", async () => {
    const scene = new OperationScene();
    const report = await scene.run(aRequest({ parameters: { size: "Standard_D4s_v4" } }));
    expect(report.outcome).toBe("nothing-to-do");
    expect(scene.sent).toEqual([]);
  });

  it("that was approved and has changed under the lease is refused", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "planOperation" && nth === 2) scene.change({ size: "Standard_D8s_v4" });
      },
    });
    const dry = await scene.run(aRequest({ dryRun: true }));
    const report = await scene.run(aRequest({ approvedPlan: dry.plan?.digest ?? "" }));
    expect(report).toMatchObject({ outcome: "refused" });
    expect(scene.sent).toEqual([]);
  });
});
