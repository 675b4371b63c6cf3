// Progress is cut to what a custom status may hold, and keeps what is newest.

import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../../src/contracts/http-shapes.ts";
import { boundedProgress } from "../../../src/platform/durable-progress.ts";

const at = "2026-01-05T08:00:00.000Z";

function aProgress(entries: number, change: Partial<OperationProgress> = {}): OperationProgress {
  return {
    phase: "applying",
    sentence: "Deallocating.",
    ahead: null,
    steps: [],
    timeline: Array.from({ length: entries }, (_, index) => ({
      at,
      event: "noted",
      sentence: `Entry ${index} ${"x".repeat(100)}`,
      stepId: null,
    })),
    outcome: null,
    ...change,
  };
}

describe("progress", () => {
  it("that fits is told as it is", () => {
    const progress = aProgress(3);
    expect(boundedProgress(progress)).toBe(progress);
  });

  it("that is too long loses its oldest entries and keeps the newest", () => {
    const cut = boundedProgress(aProgress(200));
    expect(JSON.stringify(cut).length * 2).toBeLessThanOrEqual(16 * 1024);
    expect(cut.timeline.at(-1)?.sentence).toContain("Entry 199");
    expect(cut.timeline.length).toBeGreaterThan(10);
  });

  it("fits even with a sentence without end", () => {
    const cut = boundedProgress(aProgress(5, { sentence: "y".repeat(50_000) }));
    expect(JSON.stringify(cut).length * 2).toBeLessThanOrEqual(16 * 1024);
  });
});
