// One whole operation on the replay engine: what it sends, what it tells, and that each episode
// schedules what the history says.

import { describe, expect, it } from "vitest";
import { aRequest, kindsOf, OperationScene, targetKey } from "../support/operation-scene.ts";

describe("an operation", () => {
  it("deallocates, resizes and starts, in this order, and tells that it succeeded", async () => {
    const scene = new OperationScene();
    const report = await scene.run();
    expect(report).toMatchObject({
      outcome: "succeeded",
      before: { powerState: "running", size: "Standard_D4s_v4" },
      after: { powerState: "running", size: "Standard_D4s_v5" },
      leftBehind: [],
    });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size", "vm-start"]);
    expect(report.steps.map((step) => [step.id, step.result, step.submissions])).toEqual([
      ["deallocate", "done", 1],
      ["resize", "done", 1],
      ["start", "done", 1],
    ]);
  });

  it("holds nothing at its end", async () => {
    const scene = new OperationScene();
    await scene.run();
    expect(scene.lease()).toMatchObject({
      holders: [],
      queue: [],
      open: [],
    });
    expect(scene.world.entityState("targetTurn", targetKey)).toMatchObject({ tickets: [] });
  });

  it("keeps its outcome in the record, where the same operation finds it again", async () => {
    const scene = new OperationScene();
    const request = aRequest();
    const report = await scene.run(request);
    scene.start({ ...request, startToken: "another" });
    expect(await scene.reportOf(request.operationId)).toEqual(report);
    expect(scene.sent).toHaveLength(3);
  });
});
