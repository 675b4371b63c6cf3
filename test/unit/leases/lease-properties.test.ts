// What holds of a lease after any sequence of commands. The model knows only what callers were told:
// who believes to hold what until when, who waits since when, and which writes were noted.

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  LeaseAnswers,
  LeaseCommands,
  LeaseMode,
} from "../../../src/contracts/lease-messages.ts";
import { addMs, epochMsOf, isBefore, msBetween } from "../../../src/domain/instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { resourceLeaseEntity } from "../../../src/entities/resource-lease.ts";
import {
  anAcquire,
  anOpenOperation,
  anOwner,
  day,
  EntityScene,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, aRelease, grace } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

const names = ["ann", "bob", "cid", "dan", "eve"] as const;
const reservationMs = 7 * minute;
const askAgainMaxMs = 5 * minute;

type Act =
  | { readonly what: "ask"; readonly mode: LeaseMode; readonly waitMs: number }
  | { readonly what: "renew" | "intend" | "end" | "release" | "read" };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant("ask" as const),
      mode: fc.constantFrom<LeaseMode>("exclusive", "intent"),
      waitMs: fc.constantFrom(4 * minute, hour),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ what: "release" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constantFrom("renew" as const, "intend", "end", "read") }),
  },
);

const sequences = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    act: acts,
    pauseMs: fc.constantFrom(0, 1, second, minute, 2 * minute, 5 * minute, 7 * minute, 17 * minute),
  }),
  { minLength: 1, maxLength: 40 },
);

interface Belief {
  readonly mode: LeaseMode;
  readonly fencing: number;
  readonly expiresAt: Instant;
}

interface Waiting {
  readonly name: string;
  readonly mode: LeaseMode;
  readonly askedAt: Instant;
  readonly waitUntil: Instant;
}

/** Callers of one lease, checking each answer against what all of them were told before. */
class Callers {
  readonly lease: LeaseScene = aLease();
  readonly beliefs = new Map<string, Belief>();
  readonly open = new Map<string, number>();
  waiting: readonly Waiting[] = [];
  lastFencing = 0;
  #notes = 0;

  act(name: string, act: Act, at: Instant): void {
    this.waiting = this.waiting.filter((waiter) => !isBefore(waiter.waitUntil, at));
    if (act.what === "ask") this.#ask(name, { ...act, at });
    else if (act.what === "release") this.#release(name, at);
    else if (act.what === "read") this.#twice("read", { at });
    else if (this.beliefs.has(name)) this.#hold(name, act.what, at);
    this.#checkNothingIsForgotten(at);
  }

  #ask(name: string, asked: { at: Instant; mode: LeaseMode; waitMs: number }): void {
    const { at, mode, waitMs } = asked;
    const waitUntil = addMs(at, waitMs);
    const held = this.beliefs.get(name);
    const answer = this.#twice("acquire", anAcquire(name, at, { mode, waitUntil }));
    assert.ok(answer.kind === "granted" || answer.kind === "waiting", answer.kind);
    const place = this.waiting.findIndex((other) => other.name === name && other.mode === mode);
    const ahead = (place === -1 ? this.waiting : this.waiting.slice(0, place)).filter(
      (other) => other.name !== name,
    );
    if (answer.kind === "waiting") {
      this.beliefs.delete(name);
      const inTheWay = this.#othersInTheWay(name, mode, at);
      assert.ok(inTheWay.length + ahead.length > 0, "waits behind nobody");
      assert.ok(answer.position <= ahead.length + 1);
      assert.ok(isBefore(at, answer.askAgainAt));
      assert.ok(msBetween(at, answer.askAgainAt) <= askAgainMaxMs);
      const waiter = { name, mode, askedAt: at, waitUntil };
      const behind = this.waiting.filter((other) => other.name !== name && !ahead.includes(other));
      this.waiting = [...ahead, waiter, ...behind];
      return;
    }
    if (answer.fencing === held?.fencing) {
      assert.equal(answer.expiresAt, held.expiresAt);
      return;
    }
    assert.deepEqual(this.#othersInTheWay(name, mode, at), [], "two incompatible holders");
    assert.ok(answer.fencing > this.lastFencing);
    assert.ok(answer.fencing >= epochMsOf(at));
    const overtaken = ahead.filter(
      (other) =>
        !(other.mode === "intent" && mode === "intent") &&
        msBetween(other.askedAt, at) < reservationMs,
    );
    assert.deepEqual(overtaken, [], "overtaken though it lives");
    this.lastFencing = answer.fencing;
    this.waiting = this.waiting.filter((other) => other.name !== name);
    this.beliefs.set(name, { mode, fencing: answer.fencing, expiresAt: answer.expiresAt });
    const inherited = answer.inherited.map((operation) => operation.clientRequestId);
    if (mode === "exclusive")
      assert.deepEqual(inherited.toSorted(), [...this.open.keys()].toSorted());
  }

  #hold(name: string, what: "renew" | "intend" | "end", at: Instant): void {
    const belief = this.beliefs.get(name);
    if (belief === undefined) return;
    const grant = { ownerId: anOwner(name).id, fencing: belief.fencing, at };
    if (what === "end") {
      const [id] = [...this.open].find(([, fencing]) => fencing === belief.fencing) ?? [];
      if (id === undefined) return;
      const answer = this.#twice("noteEnded", { ...grant, stepId: id });
      if (answer.kind === "lost") this.beliefs.delete(name);
      this.open.delete(id);
      return;
    }
    const stepId = `note-${(this.#notes += 1)}`;
    const intends = anOpenOperation(stepId, at, { clientRequestId: stepId });
    const renewal = { ...grant, leaseMs: 15 * minute };
    const answer = this.#twice("renew", what === "intend" ? { ...renewal, intends } : renewal);
    if (answer.kind === "lost") {
      this.beliefs.delete(name);
      return;
    }
    assert.deepEqual(this.#othersInTheWay(name, belief.mode, at), [], "renewed beside another");
    if (what === "intend") this.open.set(stepId, belief.fencing);
    this.beliefs.set(name, { ...belief, expiresAt: answer.expiresAt });
  }

  #release(name: string, at: Instant): void {
    this.beliefs.delete(name);
    this.waiting = this.waiting.filter((other) => other.name !== name);
    const { wake } = this.#twice("release", aRelease(name, at));
    const woken = wake.map((target) => target.instanceId.replace("op-", ""));
    for (const waiter of this.waiting) {
      const isGranted = this.#wouldBeGranted(waiter, at);
      const isWoken = woken.includes(waiter.name);
      if (isWoken) assert.ok(isGranted, `${waiter.name} is woken for nothing`);
      const mayBeSilent = msBetween(waiter.askedAt, at) >= reservationMs;
      if (isGranted && !mayBeSilent) assert.ok(isWoken, `${waiter.name} is not woken`);
    }
    assert.deepEqual(
      woken.filter((other) => !this.waiting.some((waiter) => waiter.name === other)),
      [],
    );
  }

  /** Asks in a copy of the world. */
  #wouldBeGranted(waiter: Waiting, at: Instant): boolean {
    const copy = new EntityScene("resourceLease", resourceLeaseEntity);
    copy.state = this.lease.state;
    const { name, mode, waitUntil } = waiter;
    return copy.send("acquire", anAcquire(name, at, { mode, waitUntil })).kind === "granted";
  }

  /** Whoever else believes to hold the lease, or may still have a request under way. */
  #othersInTheWay(name: string, mode: LeaseMode, at: Instant): readonly string[] {
    return [...this.beliefs]
      .filter(([other, belief]) => {
        const isShared = mode === "intent" && belief.mode === "intent";
        return other !== name && !isShared && msBetween(belief.expiresAt, at) < grace;
      })
      .map(([other]) => other);
  }

  #checkNothingIsForgotten(at: Instant): void {
    const copy = new EntityScene("resourceLease", resourceLeaseEntity);
    copy.state = this.lease.state;
    const view = copy.send("read", { at });
    assert.deepEqual(
      view.open.map((operation) => operation.clientRequestId).toSorted(),
      [...this.open.keys()].toSorted(),
    );
    assert.deepEqual(
      view.queue.map((waiter) => waiter.owner.principal.name),
      this.waiting.map((waiter) => waiter.name),
    );
  }

  /** Says it twice; the second time must change nothing and be answered the same. */
  #twice<Command extends keyof LeaseCommands>(
    command: Command,
    input: LeaseCommands[Command],
  ): LeaseAnswers[Command] {
    const answer = this.lease.send(command, input);
    const state = this.lease.state;
    const again = this.lease.send(command, input);
    assert.deepEqual(this.lease.state, state);
    assert.deepEqual(withoutWake(command, again), withoutWake(command, answer));
    return answer;
  }
}

/** A grant names whom it makes room for only once; a release names them as often as it is said. */
function withoutWake(command: string, answer: object): object {
  return command === "acquire" ? { ...answer, wake: [] } : answer;
}

describe("a lease, whatever is said to it", () => {
  // The checks are those of the callers.
  it("has no two incompatible holders within lease and grace, overtakes nobody who lives, forgets nobody and no open write, and answers twice the same", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const callers = new Callers();
        let at = start;
        for (const { name, act, pauseMs } of sequence) {
          at = addMs(at, pauseMs);
          callers.act(name, act, at);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("grants growing numbers also over removal and under clocks that differ", () => {
    const jumps = fc.array(
      fc.record({
        name: fc.constantFrom(...names),
        pauseMs: fc.constantFrom(0, 0, 1, minute, day, day + minute),
        skewMs: fc.integer({ min: -5 * second, max: 5 * second }),
        what: fc.constantFrom("ask", "release", "read"),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(jumps, (sequence) => {
        const lease = aLease();
        let now = start;
        let last = 0;
        for (const { name, pauseMs, skewMs, what } of sequence) {
          now = addMs(now, pauseMs);
          const at = addMs(now, skewMs);
          if (what === "read") lease.send("read", { at });
          if (what === "release") lease.send("release", aRelease(name, at));
          if (what !== "ask") continue;
          const answer = lease.send("acquire", anAcquire(name, at));
          if (answer.kind !== "granted") continue;
          lease.send("release", aRelease(name, at));
          expect(answer.fencing).toBeGreaterThan(last);
          last = answer.fencing;
        }
      }),
      { numRuns: 300 },
    );
  });
});
