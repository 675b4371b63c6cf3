/**
 * The clocks a host can run on. Everything the host stamps or waits for goes through one of them.
 * - C1 `now()` never goes backwards within one clock; a wall clock that was set back stands still.
 * - C2 an alarm never rings before `now()` has reached its instant (the Functions host may fire
 *   timers of less than a second early; see README.md, departures).
 */
export interface HostClock {
  /** Epoch milliseconds on this clock. */
  now(): number;
  /** Calls `ring` once `now()` is at least `atMs`; the answer takes the alarm back. */
  alarm(atMs: number, ring: () => void): () => void;
  /**
   * A manual clock lets the work that is ready settle before and after it moves; clocks that run by
   * themselves ignore it. The answer ends the subscription.
   */
  onMove?(settle: () => Promise<void>): () => void;
}

/** The key under which the running app finds the host's clock; without it the app uses Date.now. */
export const appClockKey = Symbol.for("azure-interlock.clock");

/** setTimeout keeps a delay in a signed 32-bit integer and fires at once when it is larger. */
const longestTimeoutMs = 2_147_483_647;

/** Real time. */
export function wallClock(): HostClock {
  return runningClock(Date.now, 1);
}

/** Time that runs `speed` times as fast as the wall clock since `epochMs`, where the two agree. */
export function scaledClock(options: { speed: number; epochMs: number }): HostClock {
  const { speed, epochMs } = options;
  if (!(speed > 0) || !Number.isFinite(epochMs)) {
    throw new RangeError(
      `A clock needs a speed above 0 and an epoch, not ${speed} and ${epochMs}.`,
    );
  }
  return runningClock(() => epochMs + (Date.now() - epochMs) * speed, speed);
}

function runningClock(read: () => number, speed: number): HostClock {
  let latest = Number.NEGATIVE_INFINITY;
  const now = () => {
    latest = Math.max(latest, Math.floor(read()));
    return latest;
  };
  return {
    now,
    alarm(atMs, ring) {
      let handle: NodeJS.Timeout;
      const wait = () => {
        const realMs = Math.ceil((atMs - now()) / speed);
        handle = setTimeout(
          () => (now() >= atMs ? ring() : wait()),
          Math.min(Math.max(realMs, 0), longestTimeoutMs),
        );
      };
      wait();
      return () => clearTimeout(handle);
    },
  };
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends HostClock {
  /** Moves by `ms`, ringing every alarm on the way at its own instant, in order, and settling. */
  advance(ms: number): Promise<void>;
  onMove(settle: () => Promise<void>): () => void;
}

export function manualClock(startMs: number): ManualClock {
  let current = startMs;
  let sequence = 0;
  const alarms = new Map<number, { atMs: number; ring: () => void }>();
  const settlers = new Set<() => Promise<void>>();
  const settle = async () => {
    for (const each of settlers) await each();
  };
  return {
    now: () => current,
    alarm(atMs, ring) {
      const key = sequence++;
      alarms.set(key, { atMs, ring });
      return () => void alarms.delete(key);
    },
    onMove(each) {
      settlers.add(each);
      return () => void settlers.delete(each);
    },
    async advance(ms) {
      const target = current + ms;
      await settle();
      for (;;) {
        const due = [...alarms]
          .filter(([, alarm]) => alarm.atMs <= target)
          .toSorted(([keyA, a], [keyB, b]) => a.atMs - b.atMs || keyA - keyB)[0];
        if (due === undefined) break;
        const [key, alarm] = due;
        alarms.delete(key);
        current = Math.max(current, alarm.atMs);
        alarm.ring();
        await settle();
      }
      current = target;
      await settle();
    },
  };
}
