// The host is killed around the commits of what two tools do with one machine: take a lease, wait for it,
// renew it, give it back. Each of them is answered in the end, the second one after the first, and
// nothing is held any more.

import { describe, expect, it } from "vitest";
import { expectRightHandOver, holdInTurn } from "../support/crash-hold.ts";
import { commitsToKillAt, seed, timeFor } from "../support/crash-points.ts";
import { startCrashScene } from "../support/crash-scene.ts";
import { crashWorld, machineId } from "../support/crash-world.ts";

/** Shorter than the leases, so that nobody loses his: that is shown where the clock is the test's. */
const downtimesMs = [0, 45_000];

describe("two tools, one machine", () => {
  it.for(["before", "after"] as const)(
    "hold it one after the other, when the host is killed %s a commit",
    { timeout: timeFor(12) },
    async (when, { annotate }) => {
      const scene = await startCrashScene(crashWorld, seed);
      const walk = commitsToKillAt(9);
      let kills = 0;
      for (let machine = 0; ; machine += 1) {
        const commit = walk.first + machine * walk.stride;
        scene.downtimeMs = downtimesMs[machine % downtimesMs.length] ?? 0;
        const life = await scene.life();
        await life.killAt({ when, commit });
        const target = machineId(machine);
        const held = await holdInTurn(scene, target, `hold-${machine}`);
        const killed = life.isDead ? `Killed ${when} commit ${commit}.` : "Not killed.";
        await expectRightHandOver(scene, { target, killed }, held);
        if (!life.isDead) break;
        kills += 1;
      }
      await annotate(`${kills} kills in ${scene.lives} lives`);
      expect(kills).toBeGreaterThan(2);
      expect(await scene.unfinishedInstances()).toEqual([]);
    },
  );
});
