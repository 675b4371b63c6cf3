// Keeps a lease while something is done under it, and tells when it is lost.
//
// K1. It is renewed at a third of its duration, and from then on asked for again until that succeeds;
//     of a long lease every minute, because only a renewal tells that somebody has broken it, and what
//     is done under it has to end before the next in line is let in, two minutes after that.
// K2. What the service says is believed at once: a lease that it calls lost is lost.
// K3. When the service says nothing, the lease counts as lost a margin before it can have run out. A
//     renewal counts from when it was sent, which is never later than when the service counts from,
//     and by a steady clock, whatever the clock on the wall says.

import { longestRequestMs } from "../contracts/lease-state.ts";
import type { SteadyClock } from "./steady-clock.ts";

export type Renewal =
  | { readonly kind: "renewed" }
  /** The service says that it is held no more. */
  | { readonly kind: "lost"; readonly sentence: string }
  /** It is not known; to be asked again. */
  | { readonly kind: "unknown"; readonly sentence: string };

export interface KeepLease {
  readonly durationMs: number;
  /** How long before its end it counts as lost: what is done under it must have ended by then. */
  readonly marginMs: number;
  /** When it was granted or renewed at the earliest, by the clock. */
  readonly heldFrom: number;
  readonly clock: SteadyClock;
  readonly renew: (limits: {
    readonly answerMs: number;
    readonly signal: AbortSignal;
  }) => Promise<Renewal>;
  /** Hears when renewals begin to fail, with why, and with null when they succeed again. */
  readonly onTrouble: (sentence: string | null) => void;
  /** Ends the keeping. */
  readonly signal: AbortSignal;
}

const renewMaxMs = longestRequestMs / 2;
const answerMaxMs = 10_000;
const retryMaxMs = 10_000;

/** Resolves with a sentence when the lease is lost, with null when the signal has ended it. */
export async function keepLease(how: KeepLease): Promise<string | null> {
  const { durationMs, marginMs, clock, signal } = how;
  const renewMs = Math.min(durationMs / 3, renewMaxMs);
  const retryMs = Math.min(retryMaxMs, durationMs / 60);
  let endsAt = how.heldFrom + durationMs - marginMs;
  let renewAt = how.heldFrom + renewMs;
  let trouble: string | null = null;
  while (!signal.aborted) {
    const now = clock.now();
    if (now >= endsAt) return silenceSentence(trouble);
    if (now < renewAt) {
      await clock.pause(Math.min(renewAt, endsAt) - now, signal);
      continue;
    }
    // No answer is waited for beyond the end: it would come too late to end anything in time.
    const answerMs = Math.max(1, Math.min(answerMaxMs, endsAt - now));
    const answer = await how.renew({ answerMs, signal });
    if (signal.aborted) break;
    switch (answer.kind) {
      case "renewed":
        if (trouble !== null) how.onTrouble(null);
        trouble = null;
        endsAt = now + durationMs - marginMs;
        renewAt = now + renewMs;
        break;
      case "unknown":
        if (trouble === null) how.onTrouble(answer.sentence);
        trouble = answer.sentence;
        renewAt = clock.now() + retryMs;
        break;
      case "lost":
        return answer.sentence;
    }
  }
  return null;
}

function silenceSentence(trouble: string | null): string {
  const why = trouble === null ? "this machine has slept or was too busy." : trouble;
  return `It could not be renewed in time: ${why}`;
}
