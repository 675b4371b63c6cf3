// The host is killed at each write: while it is on its way and is then never done, and when Azure has
// accepted it and the host has not had the answer. Each operation is killed at one write after the
// other, at every write that it sends.

import { describe, expect, it } from "vitest";
import { allEnded, askFor, downtimeAt } from "../support/crash-course.ts";
import { seed, takesAll, timeFor } from "../support/crash-points.ts";
import { startCrashScene } from "../support/crash-scene.ts";
import type { CrashScene } from "../support/crash-scene.ts";
import { expectRightEnd } from "../support/crash-verdict.ts";
import { crashWorld, machineId, resize, undoneResize } from "../support/crash-world.ts";
import type { Course } from "../support/crash-world.ts";

interface Write {
  readonly method: string;
  /** The end of its path. */
  readonly action: string;
}

interface CourseOfWrites {
  readonly course: Course;
  readonly writes: readonly Write[];
  readonly manners: readonly Manner[];
}

const deallocation: Write = { method: "POST", action: "/deallocate" };
const sizeChange: Write = { method: "PATCH", action: "" };
const start: Write = { method: "POST", action: "/start" };

/** Held and then not done; done, and the answer held until the caller is gone; done, answer lost. */
const manners = ["withhold-before", "withhold-after", "drop-after"] as const;
type Manner = (typeof manners)[number];

const courses: readonly CourseOfWrites[] = [
  { course: resize, writes: [deallocation, sizeChange, start], manners },
  {
    course: undoneResize,
    writes: [deallocation, sizeChange, start, sizeChange, start],
    manners: takesAll ? manners : manners.slice(seed % 3, (seed % 3) + 1),
  },
];

const downtimes = takesAll ? [0, 1, 2] : [seed % 3];

describe.each(courses)("$course.name", ({ course, writes, manners: each }) => {
  it.for(downtimes)(
    "ends right, with each write done once, when the host is killed at each write (downtime %i)",
    { timeout: timeFor(15) },
    async (downtime, { annotate }) => {
      const scene = await startCrashScene(crashWorld, seed);
      scene.downtimeMs = downtimeAt(downtime);
      for (const [machine, manner] of each.entries()) {
        const lives = scene.lives;
        const ids = await killedAtEach({ scene, course, machine, writes, manner });
        const views = await allEnded(scene, ids);
        const killed = `Killed at each of ${writes.length} writes, ${manner}.`;
        await expectRightEnd(scene, course, { machine, killed }, views);
        expect(scene.lives - lives).toBe(writes.length + (machine === 0 ? 1 : 0));
      }
      await annotate(`${each.length * writes.length} kills`);
      expect(await scene.unfinishedInstances()).toEqual([]);
    },
  );
});

interface Killing {
  readonly scene: CrashScene;
  readonly course: Course;
  readonly machine: number;
  readonly writes: readonly Write[];
  readonly manner: Manner;
}

/** Asks for the course and kills the host at one of its writes after the other. */
async function killedAtEach(killing: Killing): Promise<readonly string[]> {
  const { scene, course, machine, writes } = killing;
  let asked: Promise<readonly string[]> | undefined;
  for (const write of writes) {
    const met = killAtWrite(killing, write);
    asked ??= askFor(scene, course, machine);
    await met;
  }
  return asked ?? [];
}

/** Waits until the fault has met such a write, and kills the host. */
async function killAtWrite(
  { scene, machine, manner }: Killing,
  { method, action }: Write,
): Promise<void> {
  const path = `${machineId(machine)}${action}$`;
  const [id] = scene.azure.addFaults([{ match: { method, path }, effect: { kind: manner } }]);
  const fault = () => scene.azure.faults().find((report) => report.id === id);
  await scene.until(`A ${method} of ${path}`, async () => {
    await scene.life();
    return fault()?.fired === 1;
  });
  await (await scene.life()).kill();
  scene.azure.removeFaults(id);
}
