// A lease does not run out while its holder waits, however long Azure asks it to wait for the next
// look: what is under way would then be somebody else's to write over.

import { describe, expect, it } from "vitest";
import type { LookAnswer } from "../../src/contracts/activity-messages.ts";
import { addMs, isBefore } from "../../src/domain/instant.ts";
import { groupKey, OperationScene, sceneStart, targetKey } from "../support/operation-scene.ts";

const minuteMs = 60_000;

describe("a lease", () => {
  it("is kept while the next look is an hour away", async () => {
    const lapses: string[] = [];
    const scene: OperationScene = new OperationScene({
      look: (_input, nth): LookAnswer | undefined => {
        for (const key of [groupKey, targetKey]) {
          const expiresAt = scene.lease(key).holders[0]?.expiresAt ?? sceneStart;
          if (!isBefore(scene.world.now, expiresAt)) lapses.push(expiresAt);
        }
        if (nth > 1) return undefined;
        // As after a read that was throttled with a long Retry-After.
        return {
          kind: "running",
          schedule: {
            nextLookAt: addMs(scene.world.now, 60 * minuteMs),
            pollNotBefore: scene.world.now,
            polls: 0,
            reads: 1,
            settledReads: 0,
            troubles: 1,
          },
          seen: null,
          sentence: "Azure could not tell.",
        };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(lapses).toEqual([]);
  });
});
