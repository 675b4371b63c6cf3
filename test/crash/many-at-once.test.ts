// Many machines are at different points of their courses when the host is killed, again and again, at
// commits that a seed draws: one commit then carries what belongs to several operations.

import { describe, expect, it } from "vitest";
import { seededRandom } from "../../simulator/random.ts";
import { allEnded, askFor, downtimeAt } from "../support/crash-course.ts";
import { seed, takesAll, timeFor } from "../support/crash-points.ts";
import { startCrashScene } from "../support/crash-scene.ts";
import { expectRightEnd } from "../support/crash-verdict.ts";
import { crashWorld, resize, twoResizes, undoneResize } from "../support/crash-world.ts";

const courses = [resize, undoneResize, twoResizes, resize, undoneResize, twoResizes];
const kills = takesAll ? 60 : 6;

describe("six machines at once", () => {
  it(
    "all end right when their host is killed again and again",
    { timeout: timeFor(kills) },
    async ({ annotate }) => {
      const scene = await startCrashScene(crashWorld, seed);
      const random = seededRandom(seed);
      const asked = Promise.all(courses.map((course, machine) => askFor(scene, course, machine)));
      const done = asked.then((ids) => Promise.all(ids.map((each) => allEnded(scene, each))));
      const killed: string[] = [];
      for (let round = 0; round < kills; round += 1) {
        const life = await scene.life();
        scene.downtimeMs = downtimeAt(Math.floor(3 * random.next()));
        const when = random.next() < 0.5 ? "before" : "after";
        const commit = 1 + Math.floor(40 * random.next());
        await life.killAt({ when, commit });
        await Promise.race([life.death, done]);
        if (!life.isDead) break;
        killed.push(`${when} commit ${commit}, for ${scene.downtimeMs} ms`);
      }
      const views = await done;
      await annotate(`${killed.length} kills: ${killed.join("; ")}`);
      for (const [machine, course] of courses.entries()) {
        const at = { machine, killed: `Killed ${killed.join("; ")}.` };
        await expectRightEnd(scene, course, at, views[machine] ?? []);
      }
      expect(killed.length).toBeGreaterThan(2);
      expect(await scene.unfinishedInstances()).toEqual([]);
    },
  );
});
