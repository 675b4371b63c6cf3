// Records histories of the orchestrators as they are now: `node test/support/record-histories.ts 1.0`
// writes them for that version. A version that was shipped is never recorded anew, because running
// instances have such histories; until then `--anew` takes what was recorded before away.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addMs } from "../../src/domain/instant.ts";
import { cancel, hold, letGo } from "./interventions.ts";
import { aRequest, groupKey, OperationScene, sceneStart, targetKey } from "./operation-scene.ts";
import { anOperationsRefusal, aRefusal } from "./refusals.ts";
import { everyRecovery, heldBack } from "./refused-stories.ts";
import type { ReplayWorld } from "./replay.ts";
import { shortOrchestrations } from "./short-orchestrations.ts";
import { aToolRequest } from "./tool-lease-scene.ts";
import { ToolLeaseWorld } from "./tool-lease-world.ts";
import { aLock, vmId } from "./vm-observation.ts";

const minuteMs = 60_000;

/** Each runs to the end of every operation that it starts. */
const stories: Readonly<Record<string, () => Promise<{ readonly world: ReplayWorld }>>> = {
  "whole-resize": async () => {
    const scene = new OperationScene();
    await scene.run();
    return scene;
  },

  "long-deallocate": async () => {
    const scene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 40 * minuteMs : 20_000),
      look: (input) => {
        const seen = scene.seen();
        if (seen.powerState !== "deallocating") return undefined;
        const schedule = scene.schedule({
          nextLookAt: addMs(scene.world.now, 2 * minuteMs),
          reads: (input.schedule?.reads ?? 0) + 1,
        });
        return { kind: "running", schedule, seen, sentence: "It runs." };
      },
    });
    await scene.run();
    return scene;
  },

  "no-capacity": async () => {
    let failed = false;
    const scene: OperationScene = new OperationScene({
      look: (input) => {
        if (failed || input.writeKind !== "vm-start" || input.schedule === null) return undefined;
        failed = true;
        scene.change({ powerState: "deallocated", provisioningState: "Failed" });
        return {
          kind: "ended",
          how: "failed",
          refusal: anOperationsRefusal({ code: "AllocationFailed" }),
          seen: scene.seen(),
          unmet: ["PowerState/running"],
          schedule: input.schedule,
        };
      },
    });
    await scene.run();
    return scene;
  },

  "waits-for-a-lock": async () => {
    let isPut = false;
    const scene: OperationScene = new OperationScene({
      submit: ({ step }) => {
        if (step.id !== "resize" || (isPut && scene.locks.length === 0)) return undefined;
        if (!isPut) scene.locks = [aLock()];
        isPut = true;
        return { kind: "refused", refusal: aRefusal({ code: "ScopeLocked" }), seen: scene.seen() };
      },
    });
    scene.locks = [aLock()];
    const request = aRequest({ onLock: "wait", deadlineAt: addMs(sceneStart, 600 * minuteMs) });
    scene.start(request);
    await scene.world.until(() => scene.world.now >= addMs(sceneStart, 60 * minuteMs));
    scene.locks = [];
    await scene.world.until(() => isPut);
    await scene.world.until(() => scene.world.now >= addMs(sceneStart, 180 * minuteMs));
    scene.locks = [];
    await scene.reportOf(request.operationId);
    return scene;
  },

  "waits-for-room": async () => {
    let tries = 0;
    const refusal = aRefusal({ code: "AllocationFailed" });
    const scene: OperationScene = new OperationScene({
      submit: ({ step }) => {
        if (step.id !== "start" || tries === 3) return undefined;
        tries += 1;
        return { kind: "refused", refusal, seen: scene.seen() };
      },
    });
    await scene.run(aRequest({ onNoCapacity: "wait" }));
    return scene;
  },

  "every-recovery": everyRecovery,

  "held-back": heldBack,

  "queue-and-join": async () => {
    const scene = new OperationScene();
    const leader = aRequest();
    scene.start(leader);
    await scene.world.until(() => scene.sent.length === 1);
    const joiner = aRequest({ whenBusy: "join" });
    const next = aRequest({
      parameters: { size: "Standard_D8s_v5" },
      effectDigest: "f".repeat(64),
    });
    scene.start(joiner);
    scene.start(next);
    await scene.run(aRequest({ whenBusy: "reject" }));
    for (const { operationId } of [leader, joiner, next]) await scene.reportOf(operationId);
    return scene;
  },

  "out-of-time": async () => {
    const scene = new OperationScene({ durationMs: () => 15 * minuteMs });
    await scene.run(aRequest({ deadlineAt: addMs(sceneStart, 20 * minuteMs) }));
    return scene;
  },

  "held-by-a-tool": async () => {
    const scene = new OperationScene();
    hold(scene, { key: targetKey, resourceId: vmId }, 120 * minuteMs);
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.world.now >= addMs(sceneStart, 60 * minuteMs));
    letGo(scene, targetKey);
    await scene.reportOf(request.operationId);
    await scene.run(aRequest({ whenBusy: "reject" }));
    return scene;
  },

  "lost-group": async () => {
    const group = vmId.slice(0, vmId.indexOf("/providers/"));
    const scene: OperationScene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 30 * minuteMs : minuteMs),
      before: (name, nth) => {
        if (name !== "lookAtOperation" || nth !== 2) return;
        scene.world.pass(18 * minuteMs);
        hold(scene, { key: groupKey, resourceId: group }, 20 * minuteMs);
      },
    });
    await scene.run();
    return scene;
  },

  cancelled: async () => {
    const scene = new OperationScene({ durationMs: () => 5 * minuteMs });
    const [first, second] = [aRequest(), aRequest({ effectDigest: "f".repeat(64) })];
    scene.start(first);
    await scene.world.until(() => scene.sent.length === 1);
    scene.start(second);
    await scene.world.settle();
    for (const { operationId } of [second, first]) cancel(scene, operationId);
    for (const { operationId } of [second, first]) await scene.reportOf(operationId);
    return scene;
  },

  "tool-lease": async () => {
    const scene = new ToolLeaseWorld({ holdsAt: addMs(sceneStart, 2 * minuteMs) });
    const request = aToolRequest();
    await scene.hold(request);
    await scene.renew();
    await scene.break(request);
    await scene.release();
    return scene;
  },

  "short-ones": shortOrchestrations,

  "dying-workers": async () => {
    const scene = new OperationScene({
      before: (_name, nth) => {
        if (nth === 1) throw new Error("node exited with code 137");
      },
    });
    await scene.run();
    return scene;
  },
};

const version = process.argv[2];
if (version === undefined || !/^\d+\.\d+$/.test(version)) {
  throw new Error("Say for which version of the orchestrators, such as 1.0.");
}
const folder = join(import.meta.dirname, "../replay/recorded", version);
if (process.argv.includes("--anew")) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, tell] of Object.entries(stories)) {
  const scene = await tell();
  const histories = scene.world
    .instances()
    .flatMap(({ id, name: orchestrator, generations }) =>
      generations.map((history) => ({ orchestrator, id, history })),
    );
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(histories)}\n`);
}
