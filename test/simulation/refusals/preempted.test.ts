// A newer operation takes the place of ours. What it does is let through, and then it is planned from
// what it leaves; whether ours was done all the same is found out by reading.

import { describe, it } from "vitest";
import { althoughDone, atOnce, lateAndPlain, preempted } from "../../support/azure-says.ts";
import {
  aFaultWorld,
  foreign,
  newSize,
  oldSize,
  plainWrites,
  writeMatch,
} from "../../support/fault-scene.ts";
import type { WriteName } from "../../support/fault-scene.ts";
import { expectRefused, named, resized } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";

const succeeds = { outcome: "succeeded", class: null, machine: resized } as const;

const preempting = (running: WriteName, incoming: "start" | "deallocate" | "restart") =>
  aFaultWorld({ settings: { concurrency: [{ running, incoming, outcome: "preempt" }] } });

const preemptions: readonly RefusedResize[] = [
  {
    name: "told late, as Canceled: theirs is let through, then it is planned from what it leaves",
    world: preempting("deallocate", "start"),
    refused: [
      {
        match: writeMatch.deallocate,
        effect: { kind: "actor", request: foreign("start"), afterMs: 10_000 },
      },
    ],
    writes: ["deallocate 202", ...plainWrites],
    // Theirs boots it once more.
    ends: { ...succeeds, machine: { ...resized, boots: 1 } },
    met: ["more recent operation"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "told late, although the work was done: nothing is sent twice",
    refused: [
      {
        match: writeMatch.start,
        effect: lateAndPlain(preempted, { status: "Canceled", takesEffect: true }),
      },
    ],
    writes: plainWrites,
    ends: succeeds,
  },
  {
    name: "told in a 200 whose body says so: it is read before it is sent again",
    refused: [{ match: writeMatch.start, effect: atOnce({ ...preempted, status: 200 }) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 200", "start 202"],
    ends: succeeds,
    met: ["more recent operation"],
    pauseMs: 10_000,
  },
  {
    name: "told in a 200 whose body says so, although it was done: nothing is sent twice",
    refused: [{ match: writeMatch.start, effect: althoughDone({ ...preempted, status: 200 }) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 200"],
    ends: succeeds,
  },
];

describe("an operation of ours that a newer one has taken the place of", () => {
  it.each(named(preemptions))("%s", async (_name, row) => {
    await expectRefused(row);
  });

  it("again and again ends as a conflict that names it, with the machine as it was found", async () => {
    await expectRefused({
      name: "",
      world: preempting("deallocate", "start"),
      refused: [
        {
          match: writeMatch.deallocate,
          occurrence: "every",
          effect: { kind: "actor", request: foreign("start"), afterMs: 10_000 },
        },
      ],
      writes: Array.from({ length: 6 }, () => "deallocate 202"),
      ends: {
        outcome: "conflict",
        class: "concurrent-operation",
        names: ["more recent operation"],
        machine: { size: oldSize, power: "running" },
      },
    });
  });
});
