// Somebody else's operation takes the place of ours: Azure ends ours as Canceled. What the other one
// does is let through, and ours goes on from what it leaves.

import { describe, expect, it } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import type { ConcurrencyRule } from "../../simulator/world.ts";
import {
  aFaultWorld,
  foreign,
  foreignPatch,
  newSize,
  plainWrites,
  resizeUnder,
  sizeInPlace,
  writeMatch,
  writesOf,
} from "../support/fault-scene.ts";
import type { WriteName } from "../support/fault-scene.ts";

const preempt = (running: ConcurrencyRule["running"], incoming: ConcurrencyRule["incoming"]) =>
  aFaultWorld({ settings: { concurrency: [{ running, incoming, outcome: "preempt" }] } });

const sizeTo = (vmSize: string) => foreignPatch({ properties: { hardwareProfile: { vmSize } } });

interface Preemption {
  readonly during: WriteName;
  readonly by: Parameters<typeof preempt>[1];
  readonly request: ReturnType<typeof foreign>;
  readonly afterMs: number;
  readonly writes: readonly string[];
}

describe("an operation of ours that somebody preempts", () => {
  it.each<[string, Preemption]>([
    [
      "a start during our deallocation: it is deallocated once more",
      {
        during: "deallocate",
        by: "start",
        request: foreign("start"),
        afterMs: 10_000,
        writes: ["deallocate 202", ...plainWrites],
      },
    ],
    [
      "a deallocation during our deallocation: its effect is ours",
      {
        during: "deallocate",
        by: "deallocate",
        request: foreign("deallocate"),
        afterMs: 10_000,
        writes: plainWrites,
      },
    ],
    [
      "a resize during our deallocation: it is planned again from the size it leaves",
      {
        during: "deallocate",
        by: "resize",
        request: sizeTo(sizeInPlace),
        afterMs: 10_000,
        writes: ["deallocate 202", ...plainWrites],
      },
    ],
    [
      "a start during our resize: it is planned again from the running machine",
      {
        during: "resize",
        by: "start",
        request: foreign("start"),
        afterMs: 2_000,
        writes: ["deallocate 202", `${newSize} 200`, ...plainWrites],
      },
    ],
    [
      "a deallocation during our start: it is started once more",
      {
        during: "start",
        by: "deallocate",
        request: foreign("deallocate"),
        afterMs: 5_000,
        writes: [...plainWrites, "start 202"],
      },
    ],
  ])("%s", async (_name, { during, by, request, afterMs, writes }) => {
    const resized = await resizeUnder({
      world: preempt(during, by),
      faults: [{ match: writeMatch[during], effect: { kind: "actor", request, afterMs } }],
    });
    const { report, system } = resized;
    expect(report.outcome).toBe("succeeded");
    expect(resized.writes).toEqual(writes);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
    const operations = system.azure.dump().operations;
    expect(operations.filter(({ status }) => status === "Canceled")).toHaveLength(1);
    // Azure ended ours when it took theirs; ours never came while theirs ran.
    expect(overlapsOf(system.exchanges, operations)).toEqual([]);
    expect(writesOf(system.exchanges, "somebody-else")).toHaveLength(1);
  });
});
