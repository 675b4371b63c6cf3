// The two clocks of the simulator.

import { describe, expect, test, vi } from "vitest";
import { manualClock, scaledClock } from "../../../simulator/clock.ts";

describe("a clock that stands still", () => {
  test("fires timers in order, each at its own instant, also those that a timer sets", () => {
    const clock = manualClock(0);
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.now()]);
    clock.at(20, note("b"));
    clock.at(10, () => {
      note("a")();
      clock.at(15, note("nested"));
    });
    clock.at(20, note("c"));
    const cancel = clock.at(12, note("cancelled"));
    cancel();
    expect(clock.nextTimerAt()).toBe(10);
    clock.advance(30);
    expect(fired).toEqual([
      ["a", 10],
      ["nested", 15],
      ["b", 20],
      ["c", 20],
    ]);
    expect(clock.now()).toBe(30);
    expect(() => clock.advance(-1)).toThrow(RangeError);
  });
});

describe("a scaled clock", () => {
  test("runs at its speed from its epoch, and its timers with it", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    try {
      const clock = scaledClock({ speed: 10, epochMs: 1_000_000 });
      const wake = vi.fn<() => void>();
      clock.at(1_000_000 + 5000, wake);
      const cancelled = vi.fn<() => void>();
      clock.at(1_000_000 + 5000, cancelled)();
      vi.advanceTimersByTime(499);
      expect([clock.now(), wake.mock.calls.length]).toEqual([1_004_990, 0]);
      vi.advanceTimersByTime(1);
      expect([wake.mock.calls.length, cancelled.mock.calls.length]).toEqual([1, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("cannot run at speed %s", (speed) => {
    expect(() => scaledClock({ speed })).toThrow(RangeError);
  });
});
