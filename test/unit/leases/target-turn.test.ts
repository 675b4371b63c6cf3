// The turn on one target, as those who ask for it see it.

import { describe, expect, it } from "vitest";
import type { TurnAnswers } from "../../../src/contracts/turn-messages.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import {
  after,
  anEnter,
  anOwner,
  day,
  digestOf,
  EntityScene,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";

function aTurn(): EntityScene<"targetTurn"> {
  return new EntityScene("targetTurn", targetTurnEntity);
}

function ask(
  turn: EntityScene<"targetTurn">,
  name: string,
  at: Instant,
  changes: Parameters<typeof anEnter>[2] = {},
): TurnAnswers["enter"] {
  return turn.send("enter", anEnter(name, at, changes));
}

function leave(turn: EntityScene<"targetTurn">, name: string, at: Instant): string[] {
  return turn
    .send("leave", { ownerId: anOwner(name).id, at })
    .wake.map((target) => target.instanceId);
}

describe("the queue", () => {
  it("gives the turn to the first who comes and growing numbers to those after it", () => {
    const turn = aTurn();
    expect(ask(turn, "ann", start)).toEqual({ kind: "head", number: 1 });
    expect(ask(turn, "bob", after(1))).toEqual({
      kind: "waiting",
      number: 2,
      ahead: 1,
      head: { owner: anOwner("ann"), number: 1, since: start, waitUntil: after(6 * hour) },
      askAgainAt: after(1 + 5 * minute),
    });
    expect(ask(turn, "cid", after(2))).toMatchObject({ number: 3, ahead: 2 });
  });

  it("hands the turn on in the order of the numbers, waking just the next", () => {
    const turn = aTurn();
    const names = ["ann", "bob", "cid", "dan"];
    names.forEach((name, index) => ask(turn, name, after(index)));
    const taken = names.map((name, index) => {
      const answer = ask(turn, name, after(index * minute + second));
      const woken = leave(turn, name, after((index + 1) * minute));
      return { kind: answer.kind, woken };
    });
    expect(taken).toEqual([
      { kind: "head", woken: ["op-bob"] },
      { kind: "head", woken: ["op-cid"] },
      { kind: "head", woken: ["op-dan"] },
      { kind: "head", woken: [] },
    ]);
  });

  it("keeps a ticket's place however often it asks, and the turn for who has it", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1));
    ask(turn, "cid", after(2));
    expect(ask(turn, "bob", after(minute))).toMatchObject({ number: 2, ahead: 1 });
    expect(ask(turn, "ann", after(minute))).toEqual({ kind: "head", number: 1 });
  });

  it("does not let a newcomer overtake who was woken", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1));
    leave(turn, "ann", after(minute));
    expect(ask(turn, "cid", after(minute))).toMatchObject({ kind: "waiting", ahead: 1 });
    expect(ask(turn, "bob", after(minute + 1)).kind).toBe("head");
  });

  it("closes up when somebody in the middle leaves, and wakes nobody for it", () => {
    const turn = aTurn();
    ["ann", "bob", "cid"].forEach((name, index) => ask(turn, name, after(index)));
    expect(leave(turn, "bob", after(minute))).toEqual([]);
    expect(ask(turn, "cid", after(minute))).toMatchObject({ number: 3, ahead: 1 });
  });

  it("names the next again when leaving is said twice, and only while it has not come", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1));
    expect(leave(turn, "ann", after(minute))).toEqual(["op-bob"]);
    expect(leave(turn, "ann", after(minute))).toEqual(["op-bob"]);
    ask(turn, "bob", after(minute));
    expect(leave(turn, "ann", after(minute))).toEqual([]);
  });

  it("names the event that the next waits for by now", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1));
    ask(turn, "bob", after(minute), { waitEvent: "second-wait" });
    expect(turn.send("leave", { ownerId: anOwner("ann").id, at: after(minute) }).wake).toEqual([
      { instanceId: "op-bob", eventName: "second-wait" },
    ]);
  });
});

describe("a ticket's time", () => {
  it("ends the turn of a head that never leaves, and brings the next without a wake-up", () => {
    const turn = aTurn();
    ask(turn, "dead", start, { ticket: { holdUntil: after(2 * minute) } });
    expect(ask(turn, "bob", after(1))).toMatchObject({ askAgainAt: after(2 * minute + 1) });
    expect(ask(turn, "bob", after(2 * minute)).kind).toBe("waiting");
    expect(ask(turn, "bob", after(2 * minute + 1)).kind).toBe("head");
  });

  it("ends its waiting too", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "dead", after(1), { ticket: { holdUntil: after(minute) } });
    ask(turn, "cid", after(2));
    expect(leave(turn, "ann", after(minute + 1))).toEqual(["op-cid"]);
  });

  it("that is over already still gets a turn that is free, for that moment", () => {
    const turn = aTurn();
    expect(ask(turn, "ann", start, { ticket: { holdUntil: after(-minute) } }).kind).toBe("head");
    expect(ask(turn, "bob", after(1)).kind).toBe("head");
  });
});

describe("who does not come for a turn that is kept for it", () => {
  it("is passed over after seven minutes and has its old place when it comes", () => {
    const turn = aTurn();
    ["ann", "dead", "cid", "dan"].forEach((name, index) => ask(turn, name, after(index)));
    leave(turn, "ann", after(minute));
    expect(ask(turn, "cid", after(7 * minute))).toMatchObject({
      kind: "waiting",
      ahead: 1,
      askAgainAt: after(8 * minute),
    });
    expect(ask(turn, "cid", after(8 * minute)).kind).toBe("head");
    expect(leave(turn, "cid", after(9 * minute))).toEqual(["op-dan"]);
    expect(ask(turn, "dead", after(9 * minute))).toEqual({ kind: "head", number: 2 });
    expect(ask(turn, "dan", after(9 * minute))).toMatchObject({ kind: "waiting", ahead: 1 });
  });

  it("holds nobody up a second time", () => {
    const turn = aTurn();
    ["ann", "dead", "cid", "dan"].forEach((name, index) => ask(turn, name, after(index)));
    leave(turn, "ann", after(minute));
    ask(turn, "cid", after(8 * minute));
    leave(turn, "cid", after(9 * minute));
    expect(ask(turn, "dan", after(9 * minute)).kind).toBe("head");
  });
});

describe("joining", () => {
  const same = { effectDigest: digestOf("the same") };

  it("is answered with the operation that wants the same, whether it works or waits", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1), { ticket: same });
    const joining = { ticket: same, whenBusy: "join" } as const;
    expect(ask(turn, "cid", after(2), joining)).toEqual({ kind: "joined", operationId: "op-bob" });
    leave(turn, "ann", after(3));
    ask(turn, "bob", after(4), { ticket: same });
    expect(ask(turn, "dan", after(5), joining)).toEqual({ kind: "joined", operationId: "op-bob" });
    expect(turn.send("read", { at: after(6) }).waiting).toBe(0);
  });

  it("lets somebody who wants something else wait", () => {
    const turn = aTurn();
    ask(turn, "ann", start, { ticket: same });
    expect(ask(turn, "bob", after(1), { whenBusy: "join" })).toMatchObject({ kind: "waiting" });
  });

  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])("never joins a dry run (there: %s, asking: %s)", (there, asking) => {
    const turn = aTurn();
    ask(turn, "ann", start, { ticket: { ...same, dryRun: there } });
    const ticket = { ...same, dryRun: asking };
    expect(ask(turn, "bob", after(1), { ticket, whenBusy: "join" }).kind).toBe("waiting");
  });

  it("does not happen to somebody who only wants to wait", () => {
    const turn = aTurn();
    ask(turn, "ann", start, { ticket: same });
    expect(ask(turn, "bob", after(1), { ticket: same }).kind).toBe("waiting");
  });

  it("does not join one that did not come for its turn", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "dead", after(1), { ticket: same });
    leave(turn, "ann", after(2));
    const answer = ask(turn, "cid", after(8 * minute), { ticket: same, whenBusy: "join" });
    expect(answer).toEqual({ kind: "head", number: 3 });
  });

  it("does not join one that did not come, while somebody behind it has the turn", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1), { ticket: same });
    leave(turn, "ann", after(2));
    expect(ask(turn, "dan", after(8 * minute)).kind).toBe("head");
    const answer = ask(turn, "cid", after(8 * minute + 1), { ticket: same, whenBusy: "join" });
    expect(answer.kind).toBe("waiting");
  });

  it("does not join its own earlier start: a restarted operation takes over its ticket", () => {
    const turn = aTurn();
    ask(turn, "ann", start, { ticket: same, whenBusy: "join" });
    ask(turn, "bob", after(1));
    const owner = anOwner("ann", { id: "op-ann:start-2" });
    expect(ask(turn, "ann", after(2), { ticket: { ...same, owner }, whenBusy: "join" })).toEqual({
      kind: "head",
      number: 1,
    });
    expect(leave(turn, "ann", after(3))).toEqual([]);
    expect(turn.send("leave", { ownerId: owner.id, at: after(4) }).wake).toHaveLength(1);
  });
});

describe("rejecting", () => {
  it("is answered while somebody has the turn or it is kept for somebody, naming who", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1));
    expect(ask(turn, "cid", after(2), { whenBusy: "reject" })).toEqual({
      kind: "rejected",
      head: { owner: anOwner("ann"), number: 1, since: start, waitUntil: after(6 * hour) },
      waiting: 1,
    });
    leave(turn, "ann", after(3));
    expect(ask(turn, "cid", after(4), { whenBusy: "reject" })).toMatchObject({
      kind: "rejected",
      head: { number: 2 },
      waiting: 0,
    });
  });

  it("leaves no ticket behind", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    ask(turn, "bob", after(1), { whenBusy: "reject" });
    expect(turn.send("read", { at: after(2) }).waiting).toBe(0);
    leave(turn, "ann", after(3));
    expect(ask(turn, "bob", after(4), { whenBusy: "reject" })).toEqual({ kind: "head", number: 2 });
  });
});

describe("the state of a turn", () => {
  it("is removed a day after the last ticket, and not before", () => {
    const turn = aTurn();
    ask(turn, "ann", start);
    leave(turn, "ann", after(hour));
    turn.send("read", { at: after(hour + day - 1) });
    expect(turn.state).not.toBeNull();
    leave(turn, "ann", after(hour + day));
    expect(turn.state).toBeNull();
    expect(ask(turn, "bob", after(hour + day))).toEqual({ kind: "head", number: 1 });
  });

  it("of a target that nobody ever wanted is empty", () => {
    const turn = aTurn();
    const view = { resourceId: null, head: null, queue: [], waiting: 0 };
    expect(turn.send("read", { at: start })).toEqual(view);
    expect(leave(turn, "ann", start)).toEqual([]);
    expect(turn.state).toBeNull();
  });
});
