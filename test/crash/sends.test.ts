// The host is killed at each write: while it is on its way and is then never done, and when Azure has
// accepted it and the host has not had the answer. Each operation is killed at one write after the
// other, at every write that it sends.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../simulator/fault.ts";
import { allEnded, askFor, downtimeAt } from "../support/crash-course.ts";
import { timeFor } from "../support/crash-points.ts";
import { startCrashScene } from "../support/crash-scene.ts";
import type { CrashScene } from "../support/crash-scene.ts";
import { expectRightEnd } from "../support/crash-verdict.ts";
import { crashWorld, machineId, resize, undoneResize } from "../support/crash-world.ts";

const deallocation = { method: "POST", action: "/deallocate" };
const sizeChange = { method: "PATCH", action: "" };
const start = { method: "POST", action: "/start" };

const courses = [
  { course: resize, writes: [deallocation, sizeChange, start] },
  { course: undoneResize, writes: [deallocation, sizeChange, start, sizeChange, start] },
];

const manners = [
  { manner: "before it is done", effect: { kind: "withhold-before" } },
  {
    manner: "after it was accepted and while its answer is withheld",
    effect: { kind: "withhold-after" },
  },
  { manner: "after it was accepted and its answer was lost", effect: { kind: "drop-after" } },
] as const;

describe.each(courses)("$course.name", ({ course, writes }) => {
  describe.each(manners)(
    "ends right when the host is killed at each write, $manner",
    ({ effect }) => {
      it.each([0, 1, 2])(
        "and started again in the downtime number %i",
        async (downtime) => {
          const scene = await startCrashScene(crashWorld);
          scene.downtimeMs = downtimeAt(downtime);
          const begun = killAtWrite(scene, effect, writes[0] ?? start);
          const ids = await askFor(scene, course, 0);
          await begun;
          for (const write of writes.slice(1)) await killAtWrite(scene, effect, write);
          const views = await allEnded(scene, ids);
          const killed = `Killed at each of ${writes.length} writes, ${effect.kind}.`;
          expect(scene.lives).toBe(1 + writes.length);
          await expectRightEnd(scene, course, { machine: 0, killed }, views);
          expect(await scene.unfinishedInstances()).toEqual([]);
        },
        timeFor(8),
      );
    },
  );
});

/** Waits until the fault has met such a write, and kills the host. */
async function killAtWrite(
  scene: CrashScene,
  effect: Fault["effect"],
  { method, action }: { method: string; action: string },
): Promise<void> {
  const path = `${machineId(0)}${action}$`;
  const [id] = scene.azure.addFaults([{ match: { method, path }, effect }]);
  const fault = () => scene.azure.faults().find((report) => report.id === id);
  await scene.until(`A ${method} of ${path}`, async () => {
    await scene.life();
    return fault()?.fired === 1;
  });
  await (await scene.life()).kill();
  scene.azure.removeFaults(id);
}
