// Records histories of the orchestrators as they are now: `node test/support/record-histories.ts 1.0`
// writes them for that version. A version that was shipped is never recorded anew, because running
// instances have such histories; until then `--anew` takes what was recorded before away.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addMs } from "../../src/domain/instant.ts";
import { aRequest, OperationScene, sceneStart } from "./operation-scene.ts";
import { anOperationsRefusal } from "./refusals.ts";

const minuteMs = 60_000;

/** Each runs to the end of every operation that it starts. */
const stories: Readonly<Record<string, () => Promise<OperationScene>>> = {
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
