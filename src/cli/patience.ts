// A service that is gone for a while, as in a redeployment, says nothing about what it works at: it is
// asked again for a while.

import { setTimeout as wait } from "node:timers/promises";
import { exitCodes } from "../contracts/exit-codes.ts";
import { sayDuration } from "./duration.ts";
import type { ProgressDisplay } from "./progress-display.ts";
import { Trouble } from "./trouble.ts";

const patienceMs = 120_000;
const betweenMs = 2_000;

export interface Patience {
  readonly display: ProgressDisplay;
  /** What to know when it stays away: what that means for what was asked. */
  readonly afterwards: string;
  readonly signal?: AbortSignal;
  /** How long it is asked again; two minutes unless said. */
  readonly limitMs?: number;
}

/** For reads and for what is safe to repeat. */
export async function patiently<T>(ask: () => Promise<T>, patience: Patience): Promise<T> {
  const { display, signal, limitMs = patienceMs } = patience;
  const from = performance.now();
  let isSaid = false;
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      if (!isUnreachable(thrown) || signal?.aborted === true) throw thrown;
      if (performance.now() - from > limitMs) {
        throw new Trouble("unreachable", `${thrown.message} ${patience.afterwards}`);
      }
      if (!isSaid)
        display.line(`The service does not answer; it is asked again for ${sayDuration(limitMs)}.`);
      isSaid = true;
      display.now("The service does not answer; asking again.");
      await wait(betweenMs, undefined, signal === undefined ? {} : { signal }).catch(
        () => undefined,
      );
    }
  }
}

export function isUnreachable(thrown: unknown): thrown is Trouble {
  return thrown instanceof Trouble && thrown.exitCode === exitCodes.unreachable.code;
}
