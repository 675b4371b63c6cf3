// Which leases and turns a sweep is to visit, and about whom it has to ask.

import { describe, expect, it } from "vitest";
import type { LeaseState } from "../../../src/contracts/lease-state.ts";
import { readLeaseState } from "../../../src/contracts/stored-lease.ts";
import { readTurnState } from "../../../src/contracts/turn-state.ts";
import type { TurnState } from "../../../src/contracts/turn-state.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import {
  leaseNeedsSweep,
  leaseOwnersToAsk,
  turnNeedsSweep,
  turnOwnersToAsk,
} from "../../../src/leases/sweep-needs.ts";
import {
  after,
  anAcquire,
  anEnter,
  anOwner,
  day,
  EntityScene,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, ask, grace, grantTo, leaseMs, release } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

function stateOf(lease: LeaseScene): LeaseState {
  const read = readLeaseState(lease.state);
  if (!read.ok || read.state === null) throw new Error("The lease has no state.");
  return read.state;
}

const askedOf = (lease: LeaseScene, at: string) =>
  leaseOwnersToAsk(stateOf(lease), at).map(({ operationId }) => operationId);
const needsSweep = (lease: LeaseScene, at: string, dead: readonly string[] = []) =>
  leaseNeedsSweep(stateOf(lease), dead, at);

describe("a lease", () => {
  it("that is held is left alone, and nobody is asked about its holder before it has run out", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    expect(askedOf(lease, after(leaseMs + grace - 1))).toEqual([]);
    expect(needsSweep(lease, after(leaseMs + grace - 1))).toBe(false);
    expect(askedOf(lease, after(leaseMs + grace))).toEqual(["op-a"]);
    expect(needsSweep(lease, after(leaseMs + grace))).toBe(false);
    expect(needsSweep(lease, after(leaseMs + grace), [anOwner("a").id])).toBe(true);
  });

  it("of a tool that has run out is left to whoever comes next, as it may still be renewed", () => {
    const lease = aLease();
    lease.send("acquire", anAcquire("a", start, { owner: anOwner("a", { kind: "tool-lease" }) }));
    expect(askedOf(lease, after(leaseMs + grace))).toEqual([]);
    expect(needsSweep(lease, after(leaseMs + grace))).toBe(false);
  });

  it("is visited for its dead waiters at any time", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    ask(lease, "b", start);
    expect(askedOf(lease, after(minute))).toEqual(["op-b"]);
    expect(needsSweep(lease, after(minute))).toBe(false);
    expect(needsSweep(lease, after(minute), [anOwner("b").id])).toBe(true);
  });

  it("is visited where a waiter was called and has not come, but not while its wake-up is under way", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    ask(lease, "b", start);
    release(lease, "a", after(minute));
    expect(needsSweep(lease, after(minute + 29 * second))).toBe(false);
    expect(needsSweep(lease, after(minute + 30 * second))).toBe(true);
  });

  it("is visited where it has come free for a waiter by the passing of time alone", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    ask(lease, "b", start);
    expect(needsSweep(lease, after(leaseMs + grace - 1))).toBe(false);
    expect(needsSweep(lease, after(leaseMs + grace))).toBe(true);
  });

  it("that is empty is left alone for a day, and then visited to be removed", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    release(lease, "a", start);
    expect(needsSweep(lease, after(day - 1))).toBe(false);
    expect(needsSweep(lease, after(day))).toBe(true);
    lease.send("sweep", { dead: [], at: after(day) });
    expect(lease.state).toBeNull();
  });

  it("that time has emptied is visited once, so that its day begins", () => {
    const lease = aLease();
    grantTo(lease, "a", start);
    const forgotten = leaseMs + day;
    expect(needsSweep(lease, after(forgotten - 1))).toBe(false);
    expect(needsSweep(lease, after(forgotten))).toBe(true);
    lease.send("sweep", { dead: [], at: after(forgotten) });
    expect(needsSweep(lease, after(forgotten + minute))).toBe(false);
  });
});

function aTurn(): EntityScene<"targetTurn"> {
  return new EntityScene("targetTurn", targetTurnEntity);
}

function turnStateOf(turn: EntityScene<"targetTurn">): TurnState {
  const read = readTurnState(turn.state);
  if (!read.ok || read.state === null) throw new Error("The turn has no state.");
  return read.state;
}

describe("a turn", () => {
  const needs = (turn: EntityScene<"targetTurn">, at: string, dead: readonly string[] = []) =>
    turnNeedsSweep(turnStateOf(turn), dead, at);

  it("is asked about from its head on, and visited for its dead alone", () => {
    const turn = aTurn();
    for (const name of ["a", "b", "c"]) turn.send("enter", anEnter(name, start));
    const asked = turnOwnersToAsk(turnStateOf(turn), after(minute));
    expect(asked.map(({ operationId }) => operationId)).toEqual(["op-a", "op-b", "op-c"]);
    expect(needs(turn, after(minute))).toBe(false);
    expect(needs(turn, after(minute), [anOwner("a").id])).toBe(true);
  });

  it("is visited where the next in line was called and has not come", () => {
    const turn = aTurn();
    for (const name of ["a", "b"]) turn.send("enter", anEnter(name, start));
    turn.send("leave", { ownerId: anOwner("a").id, at: after(minute) });
    expect(needs(turn, after(minute + 29 * second))).toBe(false);
    expect(needs(turn, after(minute + 30 * second))).toBe(true);
  });

  it("that is empty is left alone for a day, and then visited to be removed", () => {
    const turn = aTurn();
    turn.send("enter", anEnter("a", start));
    turn.send("leave", { ownerId: anOwner("a").id, at: start });
    expect(needs(turn, after(day - 1))).toBe(false);
    expect(needs(turn, after(day))).toBe(true);
    turn.send("sweep", { dead: [], at: after(day) });
    expect(turn.state).toBeNull();
  });

  it("whose tickets are all past their time is visited once", () => {
    const turn = aTurn();
    turn.send("enter", anEnter("a", start, { ticket: { holdUntil: after(minute) } }));
    expect(needs(turn, after(minute))).toBe(false);
    expect(needs(turn, after(minute + 1))).toBe(true);
    turn.send("sweep", { dead: [], at: after(minute + 1) });
    expect(needs(turn, after(minute + 2))).toBe(false);
  });
});
