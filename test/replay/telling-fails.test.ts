// Telling others is not what an operation is for: where it fails, what was taken apart is put back all
// the same.

import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import { aRequest, OperationScene, sceneStart } from "../support/operation-scene.ts";
import type { Script } from "../support/operation-scene.ts";

const minuteMs = 60_000;
const deadlineAt = addMs(sceneStart, 10 * minuteMs);

/** The deadline passes while the machine is being deallocated, and another one waits for the outcome. */
async function timedOut(script: Script): Promise<OperationScene> {
  const scene = new OperationScene({
    durationMs: (kind) => (kind === "vm-deallocate" ? 25 : 2) * minuteMs,
    ...script,
  });
  const request = aRequest({ deadlineAt });
  scene.start(request);
  await scene.world.until(() => scene.sent.length === 1);
  scene.start(aRequest({ whenBusy: "join" }));
  const report = await scene.reportOf(request.operationId);
  expect(report.outcome).toBe("timed-out");
  return scene;
}

describe("an operation that has run out of time", () => {
  it("puts back what it has done although nobody can be woken", async () => {
    const scene = await timedOut({
      before: (name) => {
        if (name === "wakeWaiters") throw new Error("The durable client is not there.");
      },
    });
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });

  it("puts back what it has done although its record does not take the early outcome", async () => {
    const scene = await timedOut({
      command: ({ entity, command, input }) =>
        entity === "operationRecord" &&
        command === "complete" &&
        !(input as { readonly final: boolean }).final
          ? { answer: { kind: "invalid", problem: "It cannot be read." } }
          : undefined,
    });
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });
});
