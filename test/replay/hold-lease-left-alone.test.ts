// Azure may ask not to be looked at for longer than a tool's leases last: they are kept meanwhile.

import { expect, it } from "vitest";
import { addMs } from "../../src/domain/instant.ts";
import { minute } from "../support/entity-scene.ts";
import { aToolRequest, leaseId } from "../support/tool-lease-scene.ts";
import { ToolLeaseWorld } from "../support/tool-lease-world.ts";

const askedMs = 15 * minute;

it("a tool's leases outlast every pause that Azure asks for, and nobody else is granted them", async () => {
  const scene: ToolLeaseWorld = new ToolLeaseWorld({
    look: (input, nth) => {
      if (nth > 6) return { kind: "hold" };
      return {
        kind: "wait",
        resourceId: input.resources[0] ?? "",
        sentence: "Azure asks to be left alone.",
        schedule: {
          startedAt: scene.world.now,
          nextLookAt: addMs(scene.world.now, askedMs),
          looks: nth,
          troubles: 1,
        },
      };
    },
  });
  const ended = await scene.hold();
  expect(ended.status).toBe("held");
  // One grant for each lease: none was lost and taken again.
  const numbers = scene.record().grants.map(({ fencing }) => fencing);
  expect(Math.max(...numbers)).toBeLessThan(Date.parse(scene.looks[1] ?? ""));
  // It kept to what Azure had asked for.
  expect(scene.looks).toHaveLength(7);
  const pauses = scene.looks
    .slice(1)
    .map((at, n) => Date.parse(at) - Date.parse(scene.looks[n] ?? ""));
  for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(askedMs);
  for (const { length } of scene.world.instance(leaseId).generations) {
    expect(length).toBeLessThan(100);
  }
  expect(scene.present(aToolRequest())).not.toEqual([]);
});
