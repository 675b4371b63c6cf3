// The host is killed around the commits of a resize: right before one, so that what was done for it is
// done and not recorded, and right after one, so that what it was to start is not started.

import { describe, expect, it } from "vitest";
import { walkCommits } from "../support/crash-course.ts";
import { commitsToKillAt, seed, timeFor } from "../support/crash-points.ts";
import { startCrashScene } from "../support/crash-scene.ts";
import { crashWorld, resize, twoResizes, undoneResize } from "../support/crash-world.ts";

const courses = [
  { course: resize, stride: 13 },
  { course: undoneResize, stride: 25 },
  { course: twoResizes, stride: 47 },
];

describe.each(courses)("$course.name", ({ course, stride }) => {
  it.for(["before", "after"] as const)(
    "ends right, with each write done once, when the host is killed %s a commit",
    { timeout: timeFor(8) },
    async (when, { annotate }) => {
      const scene = await startCrashScene(crashWorld, seed);
      const kills = await walkCommits(scene, course, { when, ...commitsToKillAt(stride) });
      await annotate(`${kills} kills in ${scene.lives} lives`);
      expect(kills).toBeGreaterThan(2);
      expect(await scene.unfinishedInstances()).toEqual([]);
    },
  );
});
