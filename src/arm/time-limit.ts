// A limit on how long an answer is waited for. It aborts what runs and does not depend on that being
// heeded: whoever waits goes on when the time is up. It is no wait for a condition; it is a guard.

export class TimeLimitReached extends Error {
  override readonly name = "TimeLimitReached";
}

export async function firstOfTimeLimit<T>(
  limitMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TimeLimitReached(`There was no answer within ${limitMs} ms.`));
      controller.abort();
    }, limitMs);
  });
  try {
    return await Promise.race([run(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
