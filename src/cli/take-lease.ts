// Asks for a lease and waits its turn: resolves once it is held, or once it is clear that it will not
// be. Whoever no longer wants to wait leaves the queue.

import { setTimeout as wait } from "node:timers/promises";
import type { ExitName } from "../contracts/exit-codes.ts";
import type { TakeLeaseBody, ToolLeaseView } from "../contracts/lease-http-shapes.ts";
import { msBetween } from "../domain/instant.ts";
import { busyWithOf, leaseOf } from "./busy-answer.ts";
import { busyLines, sayBusy } from "./busy-text.ts";
import { durationMs, sayDuration } from "./duration.ts";
import type { LeaseClient } from "./lease-client.ts";
import { patiently } from "./patience.ts";
import { printable } from "./printable.ts";
import type { ProgressDisplay } from "./progress-display.ts";
import { ServiceRefusal } from "./service-call.ts";
import type { SteadyClock } from "./steady-clock.ts";
import { Trouble } from "./trouble.ts";

export interface TakeHow {
  readonly client: LeaseClient;
  readonly body: TakeLeaseBody;
  readonly key: string;
  /** ISO 8601, as in the body. */
  readonly duration: string;
  readonly durationMs: number;
  readonly clock: SteadyClock;
  readonly display: ProgressDisplay;
  /** No longer wanted. */
  readonly signal: AbortSignal;
}

export type Taken =
  | {
      readonly kind: "held";
      readonly lease: ToolLeaseView;
      readonly token: string;
      /** When it was granted or renewed at the earliest, by the clock. */
      readonly heldFrom: number;
    }
  | { readonly kind: "ended"; readonly exit: ExitName; readonly sentence: string }
  | { readonly kind: "unwanted" };

export async function takeLease(how: TakeHow): Promise<Taken> {
  const { client, display, signal } = how;
  const askedAt = how.clock.now();
  let token: string | undefined;
  let leaseId = "";
  try {
    const taken = await client.take(how.body, how.key);
    token = taken.token;
    leaseId = taken.id;
    // An answer that came late says little about how much of the lease is left.
    const isFresh = how.clock.now() - askedAt < how.durationMs / 4;
    if (taken.status === "held" && isFresh && !signal.aborted) {
      return { kind: "held", lease: taken, token, heldFrom: askedAt };
    }
    const lease = await waitForTurn(taken, how);
    if (lease !== null && lease.status !== "held") return endedWith(lease, how.body);
    const held = lease === null || signal.aborted ? null : await renewed(lease, token, how);
    if (held !== null) return held;
  } catch (thrown) {
    if (thrown instanceof ServiceRefusal && token === undefined) return rejection(thrown, how.body);
    if (!signal.aborted) throw thrown;
  } finally {
    display.end();
  }
  if (token !== undefined) await leave(client, leaseId, token);
  return { kind: "unwanted" };
}

/** Null when it is no longer wanted. */
async function waitForTurn(first: ToolLeaseView, how: TakeHow): Promise<ToolLeaseView | null> {
  const { client, display, signal } = how;
  const afterwards = `The lease ${first.id} may still be granted then; it runs out by itself.`;
  const from = performance.now();
  let said = "";
  for (let lease = first; ;) {
    if (signal.aborted) return null;
    if (lease.status !== "waiting") return lease;
    const sentence = printable(lease.sentence);
    if (sentence !== said) display.line(`${first.id}: ${sentence}`);
    said = sentence;
    const waitedMs = performance.now() - from;
    display.now(`${sayDuration(waitedMs)}: ${sayWaiting(lease)}`);
    await wait(pollEveryMs(waitedMs), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return null;
    lease = await patiently(() => client.read(first.id), { display, afterwards, signal });
  }
}

/** Often while somebody watches, seldom in a long queue. */
function pollEveryMs(waitedMs: number): number {
  if (waitedMs < 10_000) return 400;
  return waitedMs < 120_000 ? 1_000 : 3_000;
}

function sayWaiting({ inTheWay }: ToolLeaseView): string {
  return inTheWay === null ? "waiting for its turn" : sayBusy(inTheWay);
}

/** How long ago it was granted is not known here, so it is renewed before anything is done under it;
 * from then on its end is known. */
async function renewed(lease: ToolLeaseView, token: string, how: TakeHow): Promise<Taken | null> {
  const { client, clock, display, signal, duration } = how;
  const afterwards = `The lease ${lease.id} runs out by itself.`;
  const renew = async (): Promise<Taken> => {
    const heldFrom = clock.now();
    const asked = { token, duration, answerMs: 30_000, signal };
    const answer = await client.renew(lease.id, asked);
    if (answer.status !== "held") return endedWith(answer, how.body);
    return { kind: "held", lease: answer, token, heldFrom };
  };
  try {
    return await patiently(renew, { display, afterwards, signal });
  } catch (thrown) {
    if (signal.aborted) return null;
    if (!(thrown instanceof ServiceRefusal)) throw thrown;
    return { kind: "ended", exit: "lost", sentence: thrown.message };
  }
}

function endedWith(lease: ToolLeaseView, body: TakeLeaseBody): Taken {
  const sentence = printable(lease.sentence);
  switch (lease.status) {
    case "busy":
      return { kind: "ended", exit: hasTimedOut(lease, body) ? "timedOut" : "busy", sentence };
    case "lost":
    case "released":
      return { kind: "ended", exit: "lost", sentence };
    case "failed":
    case "waiting":
    case "held":
      return { kind: "ended", exit: "failed", sentence };
  }
}

/** A host may end a wait a moment before its time. */
const earlyMs = 2_000;

/** Whoever waits ends as busy when his time to wait is over, but also when a queue is full. */
function hasTimedOut(lease: ToolLeaseView, { whenBusy, deadline }: TakeLeaseBody): boolean {
  const { acceptedAt, endedAt } = lease;
  if (whenBusy === "reject" || endedAt === null || deadline === undefined) return false;
  const limitMs = deadline.startsWith("P") ? durationMs(deadline) : msBetween(acceptedAt, deadline);
  return msBetween(acceptedAt, endedAt) >= (limitMs ?? 0) - earlyMs;
}

/** A lease that came to its end before it was answered is told as a problem. */
function rejection(refusal: ServiceRefusal, body: TakeLeaseBody): Taken {
  if (refusal.status !== 409) throw refusal;
  const busyWith = busyWithOf(refusal.problem);
  const ended = leaseOf(refusal.problem);
  const taken = ended === null ? null : endedWith(ended, body);
  const exit = taken?.kind === "ended" ? taken.exit : "busy";
  const lines = busyWith === null ? [] : busyLines(busyWith);
  return { kind: "ended", exit, sentence: [refusal.message, ...lines].join("\n") };
}

async function leave(client: LeaseClient, leaseId: string, token: string): Promise<void> {
  try {
    await client.release(leaseId, token);
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    const sentence = `It could not be given back and runs out by itself: ${thrown.message}`;
    process.stderr.write(`interlock: ${leaseId}: ${sentence}\n`);
  }
}
