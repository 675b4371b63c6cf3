// Runs a command under a lease that is held: keeps the lease alive while it runs, ends it when the
// lease is lost, and gives the lease back at its end, whatever that was.

import type { ToolLeaseView } from "../contracts/lease-http-shapes.ts";
import { leaseOf } from "./busy-answer.ts";
import { startCommand } from "./held-command.ts";
import type { CommandEnd } from "./held-command.ts";
import type { HoldRequest } from "./hold-request.ts";
import type { HoldSignals } from "./hold-signals.ts";
import type { LeaseClient } from "./lease-client.ts";
import { keepLease } from "./lease-keeper.ts";
import type { Renewal } from "./lease-keeper.ts";
import { heldLeases, heldVariable } from "./own-lease.ts";
import { patiently } from "./patience.ts";
import { printable } from "./printable.ts";
import { silentDisplay } from "./progress-display.ts";
import { ServiceRefusal } from "./service-call.ts";
import type { SteadyClock } from "./steady-clock.ts";
import { Trouble } from "./trouble.ts";

/** Beyond the grace: for a signal to arrive, and for two clocks that run a little differently. */
const spareMs = 5_000;
const releaseLimitMs = 20_000;

export interface RunHow {
  readonly request: HoldRequest;
  readonly lease: ToolLeaseView;
  readonly token: string;
  readonly heldFrom: number;
  /** How fast the service's clock runs. */
  readonly speed: number;
  readonly clock: SteadyClock;
  /** A service that was started anew may have another address by now. */
  readonly connect: () => Promise<LeaseClient>;
  readonly signals: HoldSignals;
  readonly say: (sentence: string) => void;
}

export interface RunEnd {
  readonly end: CommandEnd;
  /** Why the lease was lost, where it was. */
  readonly lost: string | null;
  /** Whether processes of the command are left that run without a lease now. */
  readonly hasLeftovers: boolean;
  /** Null where the lease has been given back, else why not. */
  readonly notReleased: string | null;
}

export async function runUnderLease(how: RunHow): Promise<RunEnd> {
  const { request, lease, signals, say } = how;
  const { command, args, graceMs } = request;
  const environment = { ...process.env, ...leaseEnvironment(lease, process.env) };
  const ended = new AbortController();
  const running = startCommand({ command, args, environment, graceMs });
  signals.passTo(running);
  const kept = keepLease({
    durationMs: request.durationMs,
    marginMs: marginOf(how),
    heldFrom: how.heldFrom,
    clock: how.clock,
    renew: (limits) => renew(how, limits),
    onTrouble: (sentence) => {
      say(
        sentence === null ? "The lease is renewed again." : `The lease is not renewed: ${sentence}`,
      );
    },
    signal: ended.signal,
  });
  let lost: string | null;
  let fault: Error | undefined;
  try {
    lost = await Promise.race([kept, running.ended.then(() => null)]);
  } catch (thrown) {
    fault = thrown instanceof Error ? thrown : new Error(String(thrown));
    lost = "a fault of interlock's own keeps it from being renewed.";
  }
  if (lost !== null) {
    say(`The lease is lost: ${lost}`);
    say(`${printable(command)} is told to end, and killed if it has not in ${graceMs / 1000} s.`);
    await running.end();
  }
  const end = await running.ended;
  ended.abort();
  const hasLeftovers = running.hasLeftovers();
  const notReleased = await release(how, lost !== null);
  if (fault !== undefined) throw fault;
  return { end, lost, hasLeftovers, notReleased };
}

/** The token stays here: all that it is good for, this program does. */
export function leaseEnvironment(
  lease: ToolLeaseView,
  outer: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const numbers = Object.fromEntries(
    lease.resources.map(({ resourceId, fencing }) => [resourceId, fencing ?? 0]),
  );
  return {
    INTERLOCK_LEASE: lease.id,
    INTERLOCK_FENCING: String(lease.resources[0]?.fencing ?? 0),
    INTERLOCK_LEASES: JSON.stringify(numbers),
    [heldVariable]: [...heldLeases(outer), lease.id].join(" "),
  };
}

/** The grace passes on the clock of this machine. */
function marginOf({ request, speed }: RunHow): number {
  return Math.min((request.graceMs + spareMs) * speed, request.durationMs / 3);
}

/** These answers mean that it is not ours any more; every other refusal may pass. */
const definite: ReadonlySet<number> = new Set([403, 404, 409, 410]);

async function renew(
  how: RunHow,
  limits: { readonly answerMs: number; readonly signal: AbortSignal },
): Promise<Renewal> {
  const { lease, token, request } = how;
  try {
    const client = await how.connect();
    const answerMs = Math.ceil(limits.answerMs / how.speed);
    const asked = { token, duration: request.duration, ...limits, answerMs };
    const view = await client.renew(lease.id, asked);
    if (view.status === "held") return { kind: "renewed" };
    return { kind: "lost", sentence: printable(view.sentence) };
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    if (!(thrown instanceof ServiceRefusal) || !definite.has(thrown.status)) {
      return { kind: "unknown", sentence: thrown.message };
    }
    const ended = leaseOf(thrown.problem);
    return { kind: "lost", sentence: ended === null ? thrown.message : printable(ended.sentence) };
  }
}

async function release(how: RunHow, isLost: boolean): Promise<string | null> {
  const { lease, token } = how;
  const afterwards = "It runs out by itself.";
  // What is lost has nothing to be given back but, perhaps, parts of it.
  const limitMs = isLost ? 1 : releaseLimitMs;
  const patience = { display: silentDisplay, afterwards, limitMs };
  try {
    await patiently(async () => (await how.connect()).release(lease.id, token), patience);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    return thrown.message;
  }
}
