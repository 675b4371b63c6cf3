// An execution has died after it had sent something, and its request comes once more: whatever stands
// in the way of the new execution, what the dead one has taken apart is finished or put back.

import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import type { OperationRequest } from "../../src/domain/operation-request.ts";
import { vmResize } from "../../src/operations/vm-resize.ts";
import { aRequest, OperationScene, sceneStart } from "../support/operation-scene.ts";
import { aVmObservation } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const later = addMs(sceneStart, 300 * minuteMs);

/** The record says that the first execution was about to deallocate, and it has: the machine is down
 * and that execution's ticket and lease are gone. Another operation has the turn and works for long. */
async function cameAgain(change: Partial<OperationRequest>): Promise<OperationScene> {
  const scene = new OperationScene({
    durationMs: (kind) => (kind === "vm-set-size" ? 40 : 1) * minuteMs,
  });
  const first = aRequest();
  const observation = aVmObservation({
    state: scene.machine,
    sizesInPlace: scene.sizesInPlace,
    wanted: { name: "Standard_D4s_v5" },
    present: { name: scene.machine.size },
  });
  const plan = vmResize.plan(observation, first, sceneStart);
  if (plan.kind !== "steps") throw new Error(`No steps but ${plan.kind}.`);
  const { operationId: key, startToken } = first;
  const told = (command: string, input: object): unknown =>
    scene.world.tell({ entity: "operationRecord", key, command, input });
  told("claim", { request: first, at: sceneStart });
  const [step] = plan.steps;
  told("noteStep", { startToken, found: scene.seen(), step, at: sceneStart });
  scene.change({ powerState: "deallocated" });
  scene.start(
    aRequest({
      parameters: { size: "Standard_D8s_v5" },
      effectDigest: "d".repeat(64),
      requestDigest: "c".repeat(64),
      deadlineAt: later,
    }),
  );
  await scene.world.until(() => scene.sent.length === 1);
  const again = { ...first, startToken: "second-start", deadlineAt: later, ...change };
  scene.start(again);
  await scene.reportOf(again.operationId);
  return scene;
}

describe("a request that comes again after its execution has died", () => {
  it("gives the power state back although it asks not to wait and another one has the turn", async () => {
    const scene = await cameAgain({ whenBusy: "reject" });
    expect(scene.machine.powerState).toBe("running");
  });

  it("does so instead of joining another one", async () => {
    const scene = await cameAgain({ whenBusy: "join", effectDigest: "d".repeat(64) });
    expect(scene.machine.powerState).toBe("running");
  });

  it("does so although its deadline passes while another one has the turn", async () => {
    const scene = await cameAgain({ deadlineAt: addMs(sceneStart, 5 * minuteMs) });
    expect(scene.machine.powerState).toBe("running");
  });
});

describe("an execution that takes up another one's work", () => {
  it("gives back what was found before the first write that was sent, not before one that never was", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        // Somebody stops the machine between plan and write: nothing is sent, and it is planned anew.
        if (name === "submitStep" && nth === 1) scene.change({ powerState: "stopped" });
      },
    });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    scene.start({ ...request, startToken: "second-start" });
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("succeeded");
    expect(scene.sent.map(({ kind }) => kind)).toEqual(["vm-deallocate", "vm-set-size"]);
    expect(scene.machine).toMatchObject({ powerState: "deallocated", size: "Standard_D4s_v5" });
  });
});
