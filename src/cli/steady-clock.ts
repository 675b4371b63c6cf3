// Time as it passes, for what must not be judged by a clock that somebody can set. It counts what
// passes while the machine sleeps, too: a lease runs out then as well.

import { uptime } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

export interface SteadyClock {
  /** Milliseconds on the service's clock since some moment; never goes back. */
  now(): number;
  /** Resolves after about so long, and early when the signal ends it. A timer stands still while the
   * machine sleeps, so nobody is left waiting for longer than a second without a look at the clock. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

const pauseMaxMs = 1_000;

/** Where the time comes from; milliseconds, and seconds. */
export interface TimeSources {
  readonly running: () => number;
  readonly awakeOrNot: () => number;
}

const thisMachine: TimeSources = { running: () => performance.now(), awakeOrNot: uptime };

/** `speed` is that of the service's clock, which differs from 1 only where Azure is simulated. */
export function createSteadyClock(speed: number, sources = thisMachine): SteadyClock {
  const from = { running: sources.running(), awakeOrNot: sources.awakeOrNot() };
  return {
    now() {
      const running = sources.running() - from.running;
      // The machine's uptime goes on in its sleep, which the process's clock does not.
      const asleepToo = (sources.awakeOrNot() - from.awakeOrNot) * 1000;
      return Math.max(running, asleepToo) * speed;
    },
    async pause(ms, signal) {
      const realMs = Math.min(pauseMaxMs, Math.max(1, ms / speed));
      try {
        await wait(realMs, undefined, signal === undefined ? {} : { signal });
      } catch (thrown) {
        if (signal?.aborted !== true) throw thrown;
      }
    },
  };
}
