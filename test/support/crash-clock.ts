// One time for a simulated Azure and the hosts that live one after the other beside it. It runs fast
// while a host lives and stands still between two lives, so that a test, and not the time that a
// process takes to start, decides for how long nobody was at work. Azure's clock is moved by it; a
// host gets the same time by the speed and the epoch that it is started with.

import type { Clock } from "../../simulator/clock.ts";

export interface LivesClock extends Clock {
  readonly speed: number;
  /** From now on time runs; the answer is the epoch by which a scaled clock shows the same time. */
  run(): number;
  stand(): void;
  /** Moves a clock that stands, ringing what is due on the way at its own instant. */
  advance(byMs: number): void;
}

interface Timer {
  readonly atMs: number;
  readonly wake: () => void;
}

export function livesClock(speed: number, startMs: number): LivesClock {
  const timers = new Set<Timer>();
  /** While it runs. */
  let epochMs: number | null = null;
  let stoodAtMs = startMs;
  let handle: NodeJS.Timeout | undefined;

  const now = (): number =>
    epochMs === null ? stoodAtMs : epochMs + (Date.now() - epochMs) * speed;

  function earliest(): Timer | undefined {
    return [...timers].toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  function ring(timer: Timer): void {
    timers.delete(timer);
    timer.wake();
  }

  function plan(): void {
    clearTimeout(handle);
    const next = earliest();
    if (epochMs === null || next === undefined) return;
    const realMs = Math.max(0, Math.ceil((next.atMs - now()) / speed));
    handle = setTimeout(() => {
      for (let due = earliest(); due !== undefined && due.atMs <= now(); due = earliest()) {
        ring(due);
      }
      plan();
    }, realMs);
  }

  return {
    speed,
    now,
    at(instantMs, wake) {
      const timer = { atMs: instantMs, wake };
      timers.add(timer);
      plan();
      return () => void timers.delete(timer);
    },
    run() {
      // A whole number, rounded so that time never goes back.
      epochMs = Math.floor((speed * Date.now() - stoodAtMs) / (speed - 1));
      plan();
      return epochMs;
    },
    stand() {
      stoodAtMs = now();
      epochMs = null;
      plan();
    },
    advance(byMs) {
      if (epochMs !== null) throw new Error("A running clock moves by itself.");
      const untilMs = stoodAtMs + byMs;
      for (let due = earliest(); due !== undefined && due.atMs <= untilMs; due = earliest()) {
        stoodAtMs = Math.max(stoodAtMs, due.atMs);
        ring(due);
      }
      stoodAtMs = untilMs;
    },
  };
}
