// A limit on how long an answer is waited for. It aborts what runs and does not depend on that being
// heeded: whoever waits goes on when the time is up. Time is the app's clock, so that the limit holds
// where clocks run faster than real ones; but some real time is given in any case, because a machine is
// not faster for its clock, and never more than the limit in real time.

import type { Clock } from "../contracts/ports.ts";
import { epochMsOf } from "../domain/instant.ts";

export class TimeLimitReached extends Error {
  override readonly name = "TimeLimitReached";
}

export interface TimeLimit {
  readonly ms: number;
  readonly clock: Clock;
  /** Real time that is given however fast the clock runs. */
  readonly realMsMin: number;
}

const checkEveryMs = 100;

export async function withinTimeLimit<T>(
  limit: TimeLimit,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<never>((_, reject) => {
    const isReached = limitCheck(limit);
    timer = setInterval(
      () => {
        if (!isReached()) return;
        reject(new TimeLimitReached(`There was no answer within ${limit.ms} ms.`));
        controller.abort();
      },
      Math.min(checkEveryMs, limit.ms),
    );
  });
  try {
    return await Promise.race([run(controller.signal), reached]);
  } finally {
    clearInterval(timer);
  }
}

function limitCheck({ ms, clock, realMsMin }: TimeLimit): () => boolean {
  const startedAt = epochMsOf(clock.now());
  const startedRealMs = performance.now();
  return () => {
    const realMs = performance.now() - startedRealMs;
    if (realMs >= ms) return true;
    return realMs >= realMsMin && epochMsOf(clock.now()) - startedAt >= ms;
  };
}
