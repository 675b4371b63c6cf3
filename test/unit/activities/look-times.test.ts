// When a running operation is looked at: close together where its end is likely, within what a
// machine's own allowance bears.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMs, lateEffectGapMs, nextLookAt } from "../../../src/activities/look-times.ts";
import { addMs, msBetween } from "../../../src/domain/instant.ts";

const startedAt = "2026-01-05T08:00:00.000Z";
const untold = { resourceReads: null, operationReads: null };
const kinds = ["vm-deallocate", "vm-start", "vm-power-off", "vm-set-size", "something-else", null];

function looksOf(writeKind: string | null, untilMs: number, allowance = untold): readonly number[] {
  const looks: number[] = [];
  let now = startedAt;
  for (;;) {
    now = nextLookAt({ writeKind, startedAt, now }, allowance);
    const elapsedMs = msBetween(startedAt, now);
    if (elapsedMs > untilMs) return looks;
    looks.push(elapsedMs);
  }
}

/** Medians and ninetieth percentiles that were recorded, in seconds. */
const recorded = [
  ["vm-deallocate", 25.5, 36.8],
  ["vm-start", 11, 13.8],
  ["vm-power-off", 7.5, 14.2],
  ["vm-set-size", 0.7, 0.8],
  ["vm-set-size", 40, 48.4],
] as const;

describe("the times of looking", () => {
  it.each(recorded)("lie at most two seconds after a usual end of %s (%d s)", (kind, p50, p90) => {
    for (let endS = p50 * 0.9; endS <= Math.min(p90, p50 * 1.1); endS += 0.1) {
      const seen = looksOf(kind, 60_000).find((atMs) => atMs >= endS * 1000) ?? Number.NaN;
      expect(seen - endS * 1000).toBeLessThanOrEqual(2_000);
    }
  });

  it.each(kinds)("spend at most half of a full allowance in the first minute: %s", (kind) => {
    expect(looksOf(kind, 60_000).length).toBeLessThanOrEqual(18);
  });

  it.each(kinds)("are at most four a minute after the first: %s", (kind) => {
    const looks = looksOf(kind, 25 * 60_000).filter((atMs) => atMs > 60_000);
    for (const [index, atMs] of looks.slice(4).entries()) {
      expect(atMs - (looks[index] ?? 0)).toBeGreaterThanOrEqual(60_000);
    }
  });

  it("keep to the refill when half of an allowance is gone, and to a quarter of it near the end", () => {
    const gaps = (allowance: typeof untold | { resourceReads: number; operationReads: number }) => {
      const looks = looksOf("vm-start", 60_000, allowance as typeof untold);
      return Math.min(...looks.slice(1).map((atMs, index) => atMs - (looks[index] ?? 0)));
    };
    expect(gaps({ resourceReads: 17, operationReads: 45 })).toBeGreaterThanOrEqual(5_000);
    expect(gaps({ resourceReads: 36, operationReads: 21 })).toBeGreaterThanOrEqual(4_000);
    expect(gaps({ resourceReads: 5, operationReads: 45 })).toBeGreaterThanOrEqual(15_000);
    expect(gaps({ resourceReads: 36, operationReads: 45 })).toBeLessThan(2_000);
  });

  it("are always ahead, whenever one looks and whatever the clock of the start", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: -60_000, max: 7_200_000 }),
        (writeKind, ms) => {
          const now = addMs(startedAt, ms);
          const gap = msBetween(now, nextLookAt({ writeKind, startedAt, now }, untold));
          expect(gap).toBeGreaterThanOrEqual(700);
          expect(gap).toBeLessThanOrEqual(ms < 0 ? 75_000 : 15_000);
        },
      ),
    );
  });
});

describe("backing off", () => {
  it("doubles up to a minute and never undercuts Retry-After", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((n) => backOffMs(n, null))).toEqual([
      5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000,
    ]);
    expect(backOffMs(1, 1_200_000)).toBe(1_200_000);
  });
});

describe("looking for a late effect", () => {
  it("takes at most ten reads in its minute", () => {
    let atMs = 0;
    let reads = 1;
    while (atMs < 60_000) {
      atMs += lateEffectGapMs(atMs);
      reads += 1;
    }
    expect(reads).toBeLessThanOrEqual(10);
  });
});
