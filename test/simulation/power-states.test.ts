// Acceptance: from every power state in which a machine can be found, to a size that is offered where
// it is and to one that is not, with and without a wish for the power state afterwards.

import { describe, expect, it } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import { aFaultWorld, newSize, resizeUnder, sizeInPlace } from "../support/fault-scene.ts";

type Power = "running" | "stopped" | "deallocated";

interface Course {
  readonly found: Power;
  readonly size: string;
  readonly after?: Power;
  readonly ends: Power;
  readonly writes: readonly string[];
}

const set = (size: string): string => `${size} 200`;

const courses: readonly Course[] = [
  { found: "running", size: sizeInPlace, ends: "running", writes: [set(sizeInPlace)] },
  {
    found: "running",
    size: newSize,
    ends: "running",
    writes: ["deallocate 202", set(newSize), "start 202"],
  },
  { found: "stopped", size: sizeInPlace, ends: "stopped", writes: [set(sizeInPlace)] },
  // Getting back to stopped would boot its guest, which nobody has asked for.
  {
    found: "stopped",
    size: newSize,
    ends: "deallocated",
    writes: ["deallocate 202", set(newSize)],
  },
  { found: "deallocated", size: sizeInPlace, ends: "deallocated", writes: [set(sizeInPlace)] },
  { found: "deallocated", size: newSize, ends: "deallocated", writes: [set(newSize)] },
  {
    found: "stopped",
    size: newSize,
    after: "stopped",
    ends: "stopped",
    writes: ["deallocate 202", set(newSize), "start 202", "powerOff 202"],
  },
  {
    found: "deallocated",
    size: newSize,
    after: "running",
    ends: "running",
    writes: [set(newSize), "start 202"],
  },
  {
    found: "running",
    size: sizeInPlace,
    after: "deallocated",
    ends: "deallocated",
    writes: ["deallocate 202", set(sizeInPlace)],
  },
];

describe("a resize of a machine", () => {
  it.each(courses)("found $found to $size (afterwards: $after) ends $ends", async (course) => {
    const { found, size, after, ends, writes } = course;
    const resized = await resizeUnder({
      world: aFaultWorld({ machine: { power: found } }),
      size,
      request: {
        body: {
          parameters: { size, ...(after === undefined ? {} : { powerStateAfter: after }) },
          // Downtime is accepted only where something that runs is taken down.
          accept: found === "running" ? ["downtime"] : [],
        },
      },
    });
    const { report, system } = resized;
    expect(report).toMatchObject({
      outcome: "succeeded",
      before: { powerState: found },
      after: { size, powerState: ends, provisioningState: "Succeeded" },
    });
    expect(resized.writes).toEqual(writes);
    expect(system.vm()).toMatchObject({ size, power: ends });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
  });

  it("that runs is not taken down for a caller who has not accepted that, in place or not", async () => {
    for (const size of [sizeInPlace, newSize]) {
      const { report, writes } = await resizeUnder({ size, request: { body: { accept: [] } } });
      expect(report).toMatchObject({ outcome: "refused", class: "invalid-request" });
      expect(report.blockers[0]?.mustAccept).toEqual(["downtime"]);
      expect(writes).toEqual([]);
    }
  });
});
