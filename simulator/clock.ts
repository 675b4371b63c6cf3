// The simulator's time. Everything that waits (operations, withheld answers, scripted actors, log
// lag) waits on a Clock, never on the machine's own timers, so that a test can move time by hand and
// a demonstration can run it faster.
//
// C1: timers fire in order of their instant; two of one instant fire in the order they were set.
// C2: when a timer fires on a manual clock, now() is exactly the instant it was set for.

export interface Clock {
  /** Epoch milliseconds on this clock. */
  now(): number;
  /** Calls `wake` once, when the clock reaches the instant; the answer cancels it. */
  at(instantMs: number, wake: () => void, options?: TimerOptions): () => void;
}

export interface TimerOptions {
  /** A background timer does not keep the process alive. */
  readonly background?: boolean;
}

export interface ManualClock extends Clock {
  /** Moves time forward, firing due timers one by one at their own instants. */
  advance(byMs: number): void;
  /** The instant of the earliest timer, for tests that step from event to event. */
  nextTimerAt(): number | undefined;
}

export interface ScaledClockOptions {
  /** How many simulated seconds pass in one real second. */
  readonly speed?: number;
  /** The real instant at which both clocks show the same time. */
  readonly epochMs?: number;
}

/** Node clamps longer delays to one millisecond, so a long wait is slept in pieces. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's clock, run faster or slower: epoch + (real now - epoch) * speed. */
export function scaledClock(options: ScaledClockOptions = {}): Clock {
  const speed = options.speed ?? 1;
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new RangeError(`A clock's speed must be a positive number, not ${String(speed)}.`);
  }
  const epochMs = options.epochMs ?? Date.now();
  const now = (): number => epochMs + (Date.now() - epochMs) * speed;
  return {
    now,
    at(instantMs, wake, timer = {}) {
      let handle: NodeJS.Timeout | undefined;
      const sleep = (): void => {
        const realMs = Math.max(0, Math.ceil((instantMs - now()) / speed));
        handle = setTimeout(
          () => (now() >= instantMs ? wake() : sleep()),
          Math.min(realMs, LONGEST_TIMEOUT_MS),
        );
        if (timer.background === true) handle.unref();
      };
      sleep();
      return () => clearTimeout(handle);
    },
  };
}

interface ManualTimer {
  readonly instantMs: number;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is advanced. */
export function manualClock(startMs: number = Date.UTC(2026, 0, 5, 8, 0, 0)): ManualClock {
  let nowMs = startMs;
  let order = 0;
  let timers: readonly ManualTimer[] = [];

  function earliest(): ManualTimer | undefined {
    return timers.reduce<ManualTimer | undefined>((first, timer) => {
      if (first === undefined || timer.instantMs < first.instantMs) return timer;
      return timer.instantMs === first.instantMs && timer.order < first.order ? timer : first;
    }, undefined);
  }

  return {
    now: () => nowMs,
    at(instantMs, wake) {
      const timer: ManualTimer = { instantMs, order: order++, wake };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(byMs) {
      if (byMs < 0) throw new RangeError("A clock does not go back.");
      const untilMs = nowMs + byMs;
      for (let due = earliest(); due !== undefined && due.instantMs <= untilMs; due = earliest()) {
        const timer = due;
        timers = timers.filter((other) => other !== timer);
        nowMs = Math.max(nowMs, timer.instantMs);
        timer.wake();
      }
      nowMs = untilMs;
    },
    nextTimerAt: () => earliest()?.instantMs,
  };
}
