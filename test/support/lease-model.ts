// A small model of owners that take several leases in order, hold them, give them back, and of what may
// go wrong meanwhile, played through in every order in which it can happen. Owners do what a `LeaseSet`
// does; the leases are the real reducers. Time stands still while anybody has something to do, and then
// goes on to the next instant at which one of the waiting was told to ask again, so that a run without
// an end would need time without an end.

import assert from "node:assert/strict";
import type { LeaseClaim, WakeTarget } from "../../src/contracts/lease-messages.ts";
import type { LeaseState } from "../../src/contracts/lease-state.ts";
import { addMs, earlierOf, isBefore, msBetween } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { renew } from "../../src/leases/lease-holding.ts";
import { acquire, release } from "../../src/leases/resource-lease.ts";
import { sweepLease } from "../../src/leases/sweep-lease.ts";
import { anOwner, day, hour, start } from "./entity-scene.ts";
import { grace, leaseMs } from "./lease-scene.ts";

export interface ModelOptions {
  /** What each owner takes, in its order. */
  readonly claims: readonly (readonly LeaseClaim[])[];
  /** How many owners may die without a word, each wherever it is. */
  readonly crashes?: number;
  /** How often somebody may hold without renewing, for as long as it takes. */
  readonly stalls?: number;
  /** Whether a wake-up may be lost. */
  readonly losesEvents?: boolean;
  /** Whether the dead are swept whenever time goes on. */
  readonly sweeps?: boolean;
  /** Whether time may go on at all. */
  readonly timePasses?: boolean;
}

interface Held {
  readonly claim: LeaseClaim;
  readonly fencing: number;
  readonly expiresAt: Instant;
}

interface Actor {
  readonly name: string;
  readonly phase: "asking" | "waiting" | "holding" | "stalled" | "releasing" | "done" | "crashed";
  /** What it believes to hold, in order. */
  readonly held: readonly Held[];
  /** Leases that it has still to give back. */
  readonly asked: readonly string[];
  /** Starts anew after it has given everything back. */
  readonly again: boolean;
  readonly command: number;
  readonly askAgainAt: Instant;
}

interface World {
  readonly now: Instant;
  readonly leases: Readonly<Record<string, LeaseState | null>>;
  readonly actors: readonly Actor[];
  /** Wake-ups under way. */
  readonly events: readonly WakeTarget[];
  readonly crashes: number;
  readonly stalls: number;
}

export interface Played {
  readonly worlds: number;
  readonly ends: number;
}

const patienceMs = 6 * hour;

/** Fails where two can send at once, somebody waits for ever, or nobody can go on. */
export function playEverything(options: ModelOptions): Played {
  const seen = new Set<string>();
  const open = [firstWorld(options)];
  let ends = 0;
  for (let world = open.pop(); world !== undefined; world = open.pop()) {
    const key = keyOf(world);
    if (seen.has(key)) continue;
    seen.add(key);
    checkNobodyIsBeside(world);
    assert.ok(msBetween(start, world.now) < patienceMs, `somebody waits for ever: ${tell(world)}`);
    const next = [...successors(world, options)];
    open.push(...next);
    const isEnd = world.actors.every(({ phase }) => phase === "done" || phase === "crashed");
    if (isEnd) ends += 1;
    assert.ok(isEnd || next.some((other) => other !== world), `stuck: ${tell(world)}`);
  }
  return { worlds: seen.size, ends };
}

/** Two worlds that differ in nothing that is still decided by are one. */
function keyOf(world: World): string {
  return JSON.stringify(world, (name, value: unknown) => (name === "past" ? undefined : value));
}

function firstWorld({ claims, crashes = 0, stalls = 0 }: ModelOptions): World {
  return {
    now: start,
    leases: {},
    actors: claims.map((_, index) => ({
      name: `p${index}`,
      phase: "asking",
      held: [],
      asked: [],
      again: false,
      command: 0,
      askAgainAt: start,
    })),
    events: [],
    crashes,
    stalls,
  };
}

function* successors(world: World, options: ModelOptions): Iterable<World> {
  const { losesEvents = false, timePasses = true } = options;
  for (const [index, actor] of world.actors.entries()) {
    const claims = options.claims[index] ?? [];
    const then = (changes: Partial<Actor>, rest: Partial<World> = {}): World => ({
      ...world,
      ...rest,
      actors: world.actors.with(index, { ...actor, ...changes }),
    });
    const isAlive = actor.phase !== "done" && actor.phase !== "crashed";
    if (isAlive && world.crashes > 0)
      yield then({ phase: "crashed" }, { crashes: world.crashes - 1 });
    if (actor.phase === "asking") yield ask(world, index, claims);
    if (actor.phase === "releasing") yield giveBack(world, index);
    if (actor.phase === "stalled") yield comeBack(world, index);
    if (actor.phase === "holding") {
      yield then({ phase: "releasing" });
      if (world.stalls > 0) yield then({ phase: "stalled" }, { stalls: world.stalls - 1 });
    }
  }
  for (const event of world.events) {
    const events = world.events.filter((other) => other !== event);
    yield { ...world, events, actors: world.actors.map((actor) => woken(actor, event)) };
    if (losesEvents) yield { ...world, events };
  }
  if (timePasses && !isAnybodyBusy(world)) yield* later(world, options);
}

function isAnybodyBusy({ actors, events }: World): boolean {
  const busy = ["asking", "holding", "releasing"];
  return events.length > 0 || actors.some(({ phase }) => busy.includes(phase));
}

function eventOf({ name, command }: Actor): string {
  return `${name}-${command}`;
}

function woken(actor: Actor, { eventName }: WakeTarget): Actor {
  const isMeant = actor.phase === "waiting" && eventOf(actor) === eventName;
  return isMeant ? { ...actor, phase: "asking" } : actor;
}

function ask(world: World, index: number, claims: readonly LeaseClaim[]): World {
  const actor = actorAt(world, index);
  const claim = claims[actor.held.length];
  if (claim === undefined) throw new Error("Whoever has everything asks for nothing.");
  const asking = { ...actor, command: actor.command + 1 };
  const { state, answer } = acquire(world.leases[claim.key] ?? null, {
    resourceId: claim.resourceId,
    mode: claim.mode,
    owner: anOwner(actor.name),
    commandId: asking.command,
    whenBusy: "queue",
    at: world.now,
    leaseMs,
    waitEvent: eventOf(asking),
    waitUntil: addMs(world.now, day),
  });
  const leases = { ...world.leases, [claim.key]: state };
  const asked = [...new Set([...actor.asked, claim.key])];
  const become = (changes: Partial<Actor>, events = world.events): World => ({
    ...world,
    leases,
    events,
    actors: world.actors.with(index, { ...asking, asked, ...changes }),
  });
  if (answer.kind === "waiting") {
    assert.ok(isBefore(world.now, answer.askAgainAt), "to be asked again at once");
    return become({ phase: "waiting", askAgainAt: answer.askAgainAt });
  }
  assert.ok(answer.kind === "granted", answer.kind);
  const held = [...actor.held, { claim, fencing: answer.fencing, expiresAt: answer.expiresAt }];
  const phase = held.length === claims.length ? "holding" : "asking";
  return become({ phase, held }, [...world.events, ...answer.wake]);
}

/** One lease after the other, in any order with what others do. */
function giveBack(world: World, index: number): World {
  const actor = actorAt(world, index);
  const [key, ...asked] = actor.asked;
  if (key === undefined) {
    const phase = actor.again ? "asking" : "done";
    return { ...world, actors: world.actors.with(index, { ...actor, phase, again: false }) };
  }
  const command = actor.command + 1;
  const { state, answer } = release(world.leases[key] ?? null, {
    ownerId: anOwner(actor.name).id,
    commandId: command,
    at: world.now,
  });
  const held = actor.held.filter(({ claim }) => claim.key !== key);
  return {
    ...world,
    leases: { ...world.leases, [key]: state },
    events: [...world.events, ...answer.wake],
    actors: world.actors.with(index, { ...actor, asked, held, command }),
  };
}

/** Somebody who has not renewed for a while does so, and starts anew where one of its leases is lost. */
function comeBack(world: World, index: number): World {
  const renewed = renewAll(world, index);
  const { held } = actorAt(world, index);
  const isLost = actorAt(renewed, index).held.length < held.length;
  const phase = isLost ? ("releasing" as const) : ("holding" as const);
  const actor = { ...actorAt(renewed, index), phase, again: isLost };
  return { ...renewed, actors: renewed.actors.with(index, actor) };
}

function renewAll(world: World, index: number): World {
  const actor = actorAt(world, index);
  const leases = { ...world.leases };
  const held = actor.held.flatMap((one): Held[] => {
    const { key } = one.claim;
    const grant = { ownerId: anOwner(actor.name).id, fencing: one.fencing };
    const { state, answer } = renew(leases[key] ?? null, { ...grant, at: world.now, leaseMs });
    leases[key] = state;
    return answer.kind === "renewed" ? [{ ...one, expiresAt: answer.expiresAt }] : [];
  });
  return { ...world, leases, actors: world.actors.with(index, { ...actor, held }) };
}

/** The next instant at which somebody was told to ask again. Who waits renews what it holds by then. */
function* later(world: World, { sweeps = false }: ModelOptions): Iterable<World> {
  const waiting = world.actors.filter(({ phase }) => phase === "waiting");
  const [first, ...others] = waiting.map(({ askAgainAt }) => askAgainAt);
  if (first === undefined) return;
  const now = others.reduce(earlierOf, first);
  const alive = world.actors.flatMap(({ phase }, index) => (phase === "waiting" ? [index] : []));
  const renewed = alive.reduce(renewAll, { ...world, now });
  for (const index of alive) {
    const { held } = actorAt(renewed, index);
    assert.equal(held.length, actorAt(world, index).held.length, "lost though it was renewed");
  }
  const actors = renewed.actors.map((actor) =>
    actor.phase === "waiting" && !isBefore(now, actor.askAgainAt)
      ? { ...actor, phase: "asking" as const }
      : actor,
  );
  yield sweeps ? swept({ ...renewed, actors }) : { ...renewed, actors };
}

function swept(world: World): World {
  const dead = world.actors
    .filter(({ phase }) => phase === "crashed")
    .map(({ name }) => anOwner(name).id);
  const leases: Record<string, LeaseState | null> = {};
  const events = [...world.events];
  for (const [key, lease] of Object.entries(world.leases)) {
    const { state, answer } = sweepLease(lease, { dead, at: world.now });
    leases[key] = state;
    events.push(...answer.wake);
  }
  return { ...world, leases, events };
}

/** Nobody may have a request under way beside another, by what each was told. */
function checkNobodyIsBeside(world: World): void {
  const held = world.actors.flatMap(({ name, held: all }) => all.map((one) => ({ ...one, name })));
  const sending = held.filter(({ expiresAt }) => msBetween(expiresAt, world.now) < grace);
  for (const one of sending) {
    const beside = sending.filter(
      (other) =>
        other.claim.key === one.claim.key &&
        other.name !== one.name &&
        (other.claim.mode === "exclusive" || one.claim.mode === "exclusive"),
    );
    assert.equal(beside.length, 0, `two can send at once: ${tell(world)}`);
  }
}

function actorAt({ actors }: World, index: number): Actor {
  const actor = actors[index];
  if (actor === undefined) throw new Error("There is no such actor.");
  return actor;
}

function tell({ now, actors }: World): string {
  return JSON.stringify({ now, actors });
}
