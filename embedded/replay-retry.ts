/**
 * An attempt that is repeated after a timer, in exactly the sequence that durable-functions 3.5.0
 * expects (RetryableTask): failure, timer, attempt, ... and after the last failure one more timer.
 */
import type { RetryOptions } from "./orchestrator-answer.ts";
import { Task } from "./replay-task.ts";
import { UnsupportedAction } from "./unsupported-action.ts";

export function retrying(options: {
  retry: RetryOptions;
  attempt: () => Task;
  timer: (atMs: number) => Task;
  now: () => number;
}): Task {
  const { retry, attempt, timer, now } = options;
  const whole = new Task();
  const startedMs = now();

  const run = (number: number) => {
    const task = attempt();
    task.onSettled(() => {
      if (!task.failed) {
        whole.settle(false);
        return;
      }
      refuseTimeout(retry, now() - startedMs);
      const isLast = number >= retry.maxNumberOfAttempts;
      const pause = timer(isLast ? now() : now() + delayMs(retry, number));
      pause.onSettled(() => (isLast ? whole.settle(true) : run(number + 1)));
    });
  };
  run(1);
  return whole;
}

/** The pause after the attempt with this number, counted from 1. */
function delayMs(retry: RetryOptions, number: number): number {
  const grown =
    retry.firstRetryIntervalInMilliseconds * (retry.backoffCoefficient ?? 1) ** (number - 1);
  return Math.min(grown, retry.maxRetryIntervalInMilliseconds ?? Number.POSITIVE_INFINITY);
}

/**
 * In Azure the host stops retrying at the timeout without the timer that the SDK waits for, and the
 * instance stays Running for ever (durable-js issue 629). Here it fails instead.
 */
function refuseTimeout(retry: RetryOptions, elapsedMs: number): void {
  const limitMs = retry.retryTimeoutInMilliseconds;
  if (limitMs !== undefined && elapsedMs >= limitMs) {
    throw new UnsupportedAction(
      `a retry that reached retryTimeoutInMilliseconds (${limitMs})`,
      "limit the number of attempts instead; in Azure this instance would stay Running for ever",
    );
  }
}
