// The leases of one owner: taken in order, kept alive, given back. An operation has one such set and so
// has whoever takes leases for a tool; what either shows of it while it waits is its observer's matter.
//
// C1. Nobody waits in a circle: leases are taken one after the other in the order of the claims, which
//     is the same for everybody, and while one is waited for nothing that comes after it is held.
// C2. All or nothing: once one of them is lost none counts as held. The others are given back before
//     any is asked for again.
// C3. Command numbers grow with every command of the owner, also from one generation of its
//     orchestration to the next: they are at least the epoch milliseconds of the command.

import type { FollowedLease } from "../contracts/follow-messages.ts";
import type {
  LeaseAnswers,
  LeaseClaim,
  LeaseHolderView,
  LeaseOwner,
  OpenOperation,
} from "../contracts/lease-messages.ts";
import type { MayGoOn } from "../contracts/operation-record-messages.ts";
import { addMs, earlierOf, epochMsOf, isBefore, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { all, allInTwo, call, entity, now, sleepUntil, waitForEvent } from "../platform/durable.ts";
import type { Call, OrchestrationContext, Workflow } from "../platform/durable.ts";
import { HeldLeases } from "./held-leases.ts";
import type { HeldLease } from "./held-leases.ts";
import { limits } from "./limits.ts";
import { wake } from "./wake.ts";

export type Waiting = LeaseAnswers["acquire"] & { readonly kind: "waiting" };
export type Kept = "kept" | "lost";

export type AcquiredLeases =
  | { readonly kind: "held" }
  /** `rejected`: it was not to be waited, and the owner is in no queue. `too-long`: `until` has passed.
   * The holder is null where others merely come first. */
  | {
      readonly kind: "rejected" | "too-long";
      readonly claim: LeaseClaim;
      readonly holder: LeaseHolderView | null;
      readonly waiting: number;
      readonly crowd?: number;
    }
  | (LeaseAnswers["acquire"] & { readonly kind: "queue-full" } & { readonly claim: LeaseClaim })
  | Stopped
  /** Asked as often as allowed; the place in the queue is kept. */
  | { readonly kind: "asked-enough" };

/** The owner is not wanted any more. */
export type Stopped = MayGoOn & { readonly kind: "stop" };

/** Told what happens, to show or note it. */
export interface LeaseObserver {
  asking(claim: LeaseClaim): void;
  /** `isFirst`: of this wait it was not told before. */
  waiting(claim: LeaseClaim, answer: Waiting, isFirst: boolean): void;
  granted(lease: HeldLease): void;
  lost(lease: HeldLease): void;
}

export interface LeaseSetOptions {
  readonly context: OrchestrationContext;
  readonly owner: LeaseOwner;
  readonly leaseMs: number;
  readonly observer: LeaseObserver;
  /** A name that no other wait of the execution has. */
  readonly waitName: () => string;
}

export interface AcquireOptions {
  readonly whenBusy: "queue" | "reject";
  /** The end of waiting. */
  readonly until: Instant;
  readonly asksMax: number;
  /** Asked beside each question but the first; absent for whoever cannot be stopped. */
  readonly stopSign?: () => Call<MayGoOn>;
}

type Asked =
  | { readonly kind: "granted" }
  | { readonly kind: "lost" }
  | Exclude<AcquiredLeases, { readonly kind: "held" }>;

export class LeaseSet extends HeldLeases {
  readonly #options: LeaseSetOptions;
  #lastCommand = 0;

  constructor(options: LeaseSetOptions) {
    super();
    this.#options = options;
  }

  /** Takes all of them, in the order that they have. What is held or queued for after any other answer
   * than `held` is the caller's to give back. */
  *acquire(claims: readonly LeaseClaim[], options: AcquireOptions): Workflow<AcquiredLeases> {
    if (!this.canGoOnTo(claims)) yield* this.release(); // C1, C2
    const asks = { left: options.asksMax };
    for (;;) {
      const claim = claims[this.held.length];
      if (claim === undefined) return { kind: "held" };
      const asked = yield* this.#acquireOne(claim, options, asks);
      if (asked.kind === "lost") yield* this.release(); // C2
      else if (asked.kind !== "granted") return asked;
    }
  }

  /** Renews all of them where little is left of one. */
  *keep(): Workflow<Kept> {
    const { expiresAt } = this;
    if (expiresAt === null || msBetween(this.#now, expiresAt) >= limits.renewBelowMs) return "kept";
    return (yield* this.renew()).kept;
  }

  /** Renews all of them and notes the write that is to be sent in each: whoever holds a parent of the
   * written resource next has to wait for its end, too. What is to be asked elsewhere goes along in the
   * same episode. */
  *renew<B = never>(
    intends: OpenOperation | null = null,
    beside: readonly Call<B>[] = [],
  ): Workflow<{ readonly kept: Kept; readonly beside: readonly B[] }> {
    const { context, owner, leaseMs, observer } = this.#options;
    const renewals = this.held.map(({ key, fencing }) =>
      entity("resourceLease", key, "renew", {
        ownerId: owner.id,
        fencing,
        at: this.#now,
        leaseMs,
        ...(intends === null ? {} : { intends }),
      }),
    );
    if (renewals.length === 0) return { kept: "kept", beside: [] };
    const { ones, others } = yield* allInTwo(context, renewals, beside);
    const renewed = this.held;
    const lost = this.takeRenewed(ones); // C2
    if (lost === null) return { kept: "kept", beside: others };
    observer.lost(lost);
    if (intends !== null) yield* this.#noteUnsent(renewed, intends);
    return { kept: "lost", beside: others };
  }

  /** The write was noted wherever the lease could be renewed, and now it is not sent. */
  *#noteUnsent(
    leases: readonly HeldLease[],
    { stepId, clientRequestId }: OpenOperation,
  ): Workflow<void> {
    const { context, owner } = this.#options;
    const write = { ownerId: owner.id, at: this.#now, stepId, clientRequestId };
    yield* all(
      context,
      leases.map(({ key, fencing }) =>
        entity("resourceLease", key, "noteEnded", { ...write, fencing }),
      ),
    );
  }

  /** Waits until the instant and keeps them alive meanwhile. */
  *pauseUntil(until: Instant): Workflow<Kept> {
    while (isBefore(this.#now, until)) {
      const slice = earlierOf(until, addMs(this.#now, limits.pauseMs));
      yield* sleepUntil(this.#options.context, slice);
      if ((yield* this.keep()) === "lost") return "lost";
      // The host may wake a moment early; that is no reason to go round again.
      if (slice === until) return "kept";
    }
    return "kept";
  }

  /** Gives back everything that is held or queued for, and wakes the next. */
  *release(): Workflow<void> {
    const { context } = this.#options;
    const releases = this.releases();
    const answers = releases.length === 0 ? [] : yield* all(context, releases);
    this.forget();
    yield* wake(
      context,
      answers.flatMap((answer) => answer.wake),
    );
  }

  /** The commands of `release`, to be sent together with others; afterwards the set is to `forget`, and
   * whoever the answers name to be woken. */
  releases(): readonly Call<LeaseAnswers["release"]>[] {
    const command = {
      ownerId: this.#options.owner.id,
      commandId: this.#nextCommand(),
      at: this.#now,
    };
    return this.asked.map(({ key }) => entity("resourceLease", key, "release", command));
  }

  /** For a child that keeps them alive; `takeBack` takes what it answers. */
  handOver(): readonly FollowedLease[] {
    const { owner, leaseMs } = this.#options;
    return this.held.map((lease) => ({ ...lease, ownerId: owner.id, leaseMs }));
  }

  *#acquireOne(
    claim: LeaseClaim,
    options: AcquireOptions,
    asks: { left: number },
  ): Workflow<Asked> {
    const { observer, waitName } = this.#options;
    observer.asking(claim);
    this.ask(claim);
    for (let isFirst = true; asks.left > 0; isFirst = false) {
      asks.left -= 1;
      const waitEvent = waitName();
      const answer = yield* this.#askFor(claim, { ...options, waitEvent, isFirst });
      switch (answer.kind) {
        case "granted":
          observer.granted(this.take(claim, answer));
          yield* wake(this.#options.context, answer.wake);
          return { kind: "granted" };
        case "stop":
          return answer;
        case "rejected":
        case "queue-full":
          return { ...answer, claim };
        case "left":
          // A late repetition's answer, which nobody gets whose clock goes forward.
          yield* sleepUntil(this.#options.context, addMs(this.#now, limits.unreadableFirstMs));
          break;
        case "waiting":
          observer.waiting(claim, answer, isFirst);
          if (!isBefore(this.#now, options.until)) return { ...answer, kind: "too-long", claim };
          if ((yield* this.#wait(answer, waitEvent, options.until)) === "lost") {
            return { kind: "lost" };
          }
      }
    }
    return { kind: "asked-enough" };
  }

  *#askFor(
    { key, resourceId, mode }: LeaseClaim,
    how: AcquireOptions & { readonly waitEvent: string; readonly isFirst: boolean },
  ): Workflow<LeaseAnswers["acquire"] | Stopped> {
    const { context, owner, leaseMs } = this.#options;
    const { whenBusy, until, waitEvent, stopSign, isFirst } = how;
    const command = {
      resourceId,
      mode,
      owner,
      commandId: this.#nextCommand(),
      whenBusy,
      at: this.#now,
      leaseMs,
      waitEvent,
      waitUntil: until,
    };
    const acquire = entity("resourceLease", key, "acquire", command);
    if (isFirst || stopSign === undefined) return yield* call(context, acquire);
    const [answer, sign] = yield* all(context, [acquire, stopSign()]);
    return sign.kind === "stop" ? sign : answer;
  }

  /** Leases that come earlier are held while a later one is waited for, and must not run out. */
  *#wait({ askAgainAt }: Waiting, waitEvent: string, until: Instant): Workflow<Kept> {
    const at = this.#now;
    // Later than now, or it would be asked without an end.
    const later = isBefore(at, askAgainAt) ? askAgainAt : addMs(at, limits.unreadableFirstMs);
    const wanted = earlierOf(later, until);
    const end = this.held.length === 0 ? wanted : earlierOf(wanted, addMs(at, limits.pauseMs));
    yield* waitForEvent(this.#options.context, waitEvent, end);
    return yield* this.keep();
  }

  get #now(): Instant {
    return now(this.#options.context);
  }

  /** C3. */
  #nextCommand(): number {
    this.#lastCommand = Math.max(this.#lastCommand + 1, epochMsOf(this.#now));
    return this.#lastCommand;
  }
}
