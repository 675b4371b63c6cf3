// Deadlines: what is told when one passes, when it is told, and what becomes of what was begun.

import { describe, expect, it } from "vitest";
import { addMs, isBefore } from "../../src/domain/instant.ts";
import type { OperationReport } from "../../src/domain/outcome.ts";
import { aRequest, kindsOf, OperationScene, sceneStart } from "../support/operation-scene.ts";

const minuteMs = 60_000;

interface StoredRecord {
  readonly final: boolean;
  readonly report: OperationReport | null;
}

describe("a deadline that passes while Azure is at work", () => {
  const deadlineAt = addMs(sceneStart, 10 * minuteMs);

  it("is told at once, and what runs is followed and put back before the last word", async () => {
    const scene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 25 : 2) * minuteMs,
    });
    const request = aRequest({ deadlineAt });
    scene.start(request);
    const record = (): StoredRecord =>
      scene.world.entityState("operationRecord", request.operationId) as StoredRecord;
    await scene.world.until(() => record().report !== null);
    expect(record()).toMatchObject({ final: false, report: { outcome: "timed-out" } });
    expect(scene.world.now).toBe(deadlineAt);

    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("timed-out");
    expect(record()).toMatchObject({ final: true, report: { outcome: "timed-out" } });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-start"]);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });

  it("lets no forward write out any more", async () => {
    const scene = new OperationScene({ durationMs: () => 6 * minuteMs });
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(report.outcome).toBe("timed-out");
    const late = scene.sent.filter(({ at }) => !isBefore(at, deadlineAt));
    expect(late.every(({ stepId }) => stepId.startsWith("undo-"))).toBe(true);
    expect(scene.machine).toMatchObject({ powerState: "running", size: "Standard_D4s_v4" });
  });

  it("on somebody else's behalf ends as busy, with nothing sent", async () => {
    const scene = new OperationScene();
    scene.occupy({ provisioningState: "Updating" }, 60 * minuteMs, {
      provisioningState: "Succeeded",
    });
    const report = await scene.run(aRequest({ deadlineAt }));
    expect(report.outcome).toBe("busy");
    expect(scene.sent).toEqual([]);
  });
});

describe("a machine that cannot be read", () => {
  it("until the deadline ends as timed out, with nothing sent", async () => {
    const scene: OperationScene = new OperationScene({
      plan: () => ({
        kind: "unreadable",
        refusal: null,
        sentence: "Azure did not answer.",
        retryAt: addMs(scene.world.now, 1_000),
      }),
    });
    const report = await scene.run(aRequest({ deadlineAt: addMs(sceneStart, 30 * minuteMs) }));
    expect(report).toMatchObject({ outcome: "timed-out", steps: [] });
    expect(report.sentence).toContain("could not be read");
  });

  it("for a while is planned once it can be", async () => {
    const scene: OperationScene = new OperationScene({
      plan: (_input, nth) =>
        nth > 3
          ? undefined
          : {
              kind: "unreadable",
              refusal: null,
              sentence: "Azure did not answer.",
              retryAt: addMs(scene.world.now, 60_000),
            },
    });
    expect((await scene.run()).outcome).toBe("succeeded");
  });
});
