// Callers of one lease, checking each answer against what all of them were told before. They know
// only that: who believes to hold what until when, who may still have a request under way, who waits
// since when, and which writes were noted.

import assert from "node:assert/strict";
import type { LeaseAnswers, LeaseCommands, LeaseMode } from "../../src/contracts/lease-messages.ts";
import { addMs, earlierOf, epochMsOf, isBefore, msBetween } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { resourceLeaseEntity } from "../../src/entities/resource-lease.ts";
import { pastOwnerMs } from "../../src/leases/waiting-limits.ts";
import { anAcquire, anOpenOperation, anOwner, EntityScene, minute } from "./entity-scene.ts";
import type { LeaseAct, LivingAct } from "./lease-acts.ts";
import { aLease, aRelease, grace, leaseMs } from "./lease-scene.ts";
import type { LeaseScene } from "./lease-scene.ts";

const reservationMs = 7 * minute;
const askAgainMaxMs = 5 * minute;

interface Belief {
  readonly name: string;
  readonly mode: LeaseMode;
  readonly fencing: number;
  /** Until when it may send; with the grace after it, until when its last request may be under way. */
  readonly expiresAt: Instant;
}

interface Said {
  readonly at: Instant;
  readonly repeat: () => unknown;
}

interface Waiting {
  readonly name: string;
  readonly mode: LeaseMode;
  readonly askedAt: Instant;
  readonly waitUntil: Instant;
}

export class LeaseCallers {
  readonly lease: LeaseScene = aLease();
  waiting: readonly Waiting[] = [];
  readonly #beliefs = new Map<string, Belief>();
  /** Those that were broken. They send nothing new. */
  #fencedOut: readonly Belief[] = [];
  readonly #open = new Map<string, number>();
  readonly #dead = new Set<string>();
  /** What was said, but for what was rejected, which leaves no trace. */
  readonly #said = new Map<string, Said[]>();
  #lastFencing = 0;
  #notes = 0;

  act(name: string, act: LeaseAct, at: Instant): void {
    this.waiting = this.waiting.filter((waiter) => !isBefore(waiter.waitUntil, at));
    if (act.what === "read") this.#twice("read", { at });
    else if (act.what === "break") this.#break(name, at);
    else if (act.what === "die") this.#die(name, at);
    else if (act.what === "late") this.#repeat(name, at);
    else if (!this.#dead.has(name)) this.#live(name, act, at);
    this.#checkNothingIsForgotten(at);
  }

  #live(name: string, act: LivingAct, at: Instant): void {
    if (act.what === "ask") this.#ask(name, { ...act, at });
    else if (act.what === "release") this.#release(name, at);
    else this.#hold(name, act.what, at);
  }

  /** Nobody says anything any more but one of the waiters, which asks when it was told to. It must come
   * to have the lease before the latest instant. */
  checkThatTimeHelps(at: Instant, latest: Instant): void {
    const waiter = this.waiting.find((one) => !this.#dead.has(one.name));
    if (waiter === undefined) return;
    const { name, mode } = waiter;
    for (let now = at; !isBefore(latest, now);) {
      const answer = this.lease.send("acquire", anAcquire(name, now, { mode, waitUntil: latest }));
      if (answer.kind === "granted") return;
      assert.ok(answer.kind === "waiting", answer.kind);
      now = answer.askAgainAt;
    }
    assert.fail(`${name} waits for ever`);
  }

  #ask(name: string, asked: Extract<LeaseAct, { what: "ask" }> & { readonly at: Instant }): void {
    const { at, mode, whenBusy } = asked;
    const waitUntil = addMs(at, asked.waitMs);
    const held = this.#beliefs.get(name);
    const command = anAcquire(name, at, { mode, waitUntil, whenBusy });
    const answer = this.#twice("acquire", command);
    const place = this.waiting.findIndex((other) => other.name === name && other.mode === mode);
    const ahead = (place === -1 ? this.waiting : this.waiting.slice(0, place)).filter(
      (other) => other.name !== name,
    );
    const inTheWay = this.#othersInTheWay(name, mode, at);
    if (answer.kind === "rejected") {
      assert.equal(whenBusy, "reject");
      assert.ok(inTheWay.length + ahead.length > 0, "rejected for nobody");
      this.waiting = this.waiting.filter((other) => other.name !== name);
      assert.equal(answer.waiting, this.waiting.length);
      return;
    }
    this.#remember(name, { at, repeat: () => this.lease.send("acquire", command) });
    if (answer.kind === "waiting") {
      assert.equal(whenBusy, "queue");
      this.#beliefs.delete(name);
      assert.ok(inTheWay.length + ahead.length > 0, "waits behind nobody");
      assert.ok(answer.position <= ahead.length + 1);
      assert.ok(isBefore(at, answer.askAgainAt));
      assert.ok(msBetween(at, answer.askAgainAt) <= askAgainMaxMs);
      const behind = this.waiting.filter((other) => other.name !== name && !ahead.includes(other));
      this.waiting = [...ahead, { name, mode, askedAt: at, waitUntil }, ...behind];
      assert.equal(answer.waiting, this.waiting.length);
      return;
    }
    assert.ok(answer.kind === "granted", answer.kind);
    if (answer.fencing === held?.fencing) {
      assert.equal(answer.expiresAt, held.expiresAt);
      return;
    }
    assert.deepEqual(inTheWay, [], "two incompatible holders");
    this.#checkGrant(answer, { at, mode, ahead });
    this.waiting = this.waiting.filter((other) => other.name !== name);
    this.#beliefs.set(name, { name, mode, fencing: answer.fencing, expiresAt: answer.expiresAt });
  }

  #checkGrant(
    answer: Extract<LeaseAnswers["acquire"], { kind: "granted" }>,
    asked: { readonly at: Instant; readonly mode: LeaseMode; readonly ahead: readonly Waiting[] },
  ): void {
    const { at, mode, ahead } = asked;
    assert.ok(answer.fencing > this.#lastFencing);
    assert.ok(answer.fencing >= epochMsOf(at));
    this.#lastFencing = answer.fencing;
    const overtaken = ahead.filter(
      (other) =>
        !(other.mode === "intent" && mode === "intent") &&
        msBetween(other.askedAt, at) < reservationMs,
    );
    assert.deepEqual(overtaken, [], "overtaken though it lives");
    const inherited = answer.inherited.map((operation) => operation.clientRequestId);
    if (mode === "exclusive") {
      assert.deepEqual(inherited.toSorted(), [...this.#open.keys()].toSorted());
    }
  }

  #hold(name: string, what: "renew" | "intend" | "end", at: Instant): void {
    const belief = this.#beliefs.get(name);
    if (belief === undefined) return;
    const grant = { ownerId: anOwner(name).id, fencing: belief.fencing, at };
    if (what === "end") {
      const [id] = [...this.#open].find(([, fencing]) => fencing === belief.fencing) ?? [];
      if (id === undefined) return;
      const answer = this.#twice("noteEnded", { ...grant, stepId: id });
      if (answer.kind === "lost") this.#beliefs.delete(name);
      this.#open.delete(id);
      return;
    }
    const stepId = `note-${(this.#notes += 1)}`;
    const intends = anOpenOperation(stepId, at, { clientRequestId: stepId });
    const renewal = { ...grant, leaseMs };
    const answer = this.#twice("renew", what === "intend" ? { ...renewal, intends } : renewal);
    if (answer.kind === "lost") {
      this.#beliefs.delete(name);
      return;
    }
    assert.deepEqual(this.#othersInTheWay(name, belief.mode, at), [], "renewed beside another");
    const isBroken = this.#fencedOut.some((other) => other.fencing === belief.fencing);
    assert.ok(!isBroken, "renewed though it was broken");
    if (what === "intend") this.#open.set(stepId, belief.fencing);
    this.#beliefs.set(name, { ...belief, expiresAt: answer.expiresAt });
  }

  #release(name: string, at: Instant): void {
    this.#beliefs.delete(name);
    this.waiting = this.waiting.filter((other) => other.name !== name);
    const command = aRelease(name, at);
    this.#checkWoken(this.#twice("release", command).wake, at);
    this.#remember(name, { at, repeat: () => this.lease.send("release", command) });
  }

  /** Everybody's lease is broken; nobody is told. */
  #break(name: string, at: Instant): void {
    const { holders, wake } = this.#twice("break", { by: anOwner(name).principal, reason: "", at });
    if (holders.length === 0) this.#checkWoken(wake, at);
    else {
      const { queue } = this.lease.send("read", { at });
      const waiting = queue.map(({ owner }) => owner.instanceId);
      assert.deepEqual(
        wake.map(({ instanceId }) => instanceId),
        waiting,
        "whoever waits is not told of a break",
      );
    }
    for (const { owner, mode, fencing, expiresAt } of holders) {
      const broken = { name: owner.principal.name, mode, fencing };
      this.#fencedOut = [...this.#fencedOut, { ...broken, expiresAt: earlierOf(expiresAt, at) }];
      // It goes on to believe, and finds out when it renews; but from now on it sends nothing.
      const belief = this.#beliefs.get(broken.name);
      if (belief?.fencing !== fencing) continue;
      this.#beliefs.set(broken.name, { ...belief, expiresAt: earlierOf(belief.expiresAt, at) });
    }
    assert.deepEqual(this.lease.send("read", { at }).holders, []);
  }

  /** It dies, and the sweep learns of it. */
  #die(name: string, at: Instant): void {
    this.#dead.add(name);
    const dead = [...this.#dead].map((one) => anOwner(one).id);
    this.waiting = this.waiting.filter((other) => !this.#dead.has(other.name));
    const before = this.lease.send("read", { at }).holders;
    const { wake } = this.lease.send("sweep", { dead, at });
    this.#checkWoken(wake, at);
    const { holders } = this.lease.send("read", { at });
    assert.deepEqual(holders, before, "the lease of a dead one is its own until it has run out");
    const state = this.lease.state;
    assert.deepEqual(this.lease.send("sweep", { dead, at }), { kind: "swept", removed: [], wake });
    assert.deepEqual(this.lease.state, state);
  }

  /** Something that was said before, but not too long ago, arrives once more. */
  #repeat(name: string, at: Instant): void {
    const state = this.lease.state;
    const said = (this.#said.get(name) ?? []).filter((one) => msBetween(one.at, at) < pastOwnerMs);
    said[epochMsOf(at) % said.length]?.repeat();
    assert.deepEqual(this.lease.state, state, "a late word changed something");
  }

  #checkWoken(wake: LeaseAnswers["release"]["wake"], at: Instant): void {
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
    const others = [...this.#beliefs.values()].filter((belief) => belief.name !== name);
    return [...others, ...this.#fencedOut]
      .filter((belief) => {
        const isShared = mode === "intent" && belief.mode === "intent";
        return !isShared && msBetween(belief.expiresAt, at) < grace;
      })
      .map((belief) => belief.name);
  }

  #checkNothingIsForgotten(at: Instant): void {
    const copy = new EntityScene("resourceLease", resourceLeaseEntity);
    copy.state = this.lease.state;
    const view = copy.send("read", { at });
    assert.deepEqual(
      view.open.map((operation) => operation.clientRequestId).toSorted(),
      [...this.#open.keys()].toSorted(),
    );
    assert.deepEqual(
      view.queue.map((waiter) => waiter.owner.principal.name),
      this.waiting.map((waiter) => waiter.name),
    );
  }

  #remember(name: string, said: Said): void {
    this.#said.set(name, [...(this.#said.get(name) ?? []), said]);
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
