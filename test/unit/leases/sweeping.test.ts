// What a sweep does to a lease and to a turn, once it is known which owners are dead.

import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import {
  after,
  anAcquire,
  anEnter,
  anOpenOperation,
  anOwner,
  day,
  EntityScene,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, ask, grace, grantTo, leaseMs, release } from "../../support/lease-scene.ts";

interface Sweepable {
  send(
    command: "sweep",
    input: { readonly dead: readonly string[]; readonly at: Instant },
  ): {
    readonly removed: readonly string[];
    readonly wake: readonly { readonly instanceId: string }[];
  };
}

function sweep(entity: Sweepable, at: Instant, ...dead: readonly string[]) {
  const { removed, wake } = entity.send("sweep", {
    dead: dead.map((name) => anOwner(name).id),
    at,
  });
  return {
    removed: removed.map((id) => id.replace(/^op-(.*):.*$/, "$1")),
    wake: wake.map((target) => target.instanceId),
  };
}

function aTurn(): EntityScene<"targetTurn"> {
  return new EntityScene("targetTurn", targetTurnEntity);
}

describe("sweeping a lease", () => {
  it("takes dead waiters out at once, and keeps those who live", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    ask(lease, "bob", after(2));
    expect(sweep(lease, after(second), "dead")).toEqual({ removed: ["dead"], wake: [] });
    expect(ask(lease, "bob", after(minute))).toMatchObject({ position: 1, waiting: 1 });
  });

  it("lets whom a dead waiter held up go on, and names them to be woken", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    ask(lease, "dead", after(1));
    ask(lease, "bob", after(2), "intent");
    expect(sweep(lease, after(second), "dead")).toEqual({ removed: ["dead"], wake: ["op-bob"] });
    expect(ask(lease, "bob", after(minute), "intent").kind).toBe("granted");
  });

  it("takes the lease from a dead holder only after expiry and grace", () => {
    const lease = aLease();
    grantTo(lease, "dead", start);
    ask(lease, "bob", after(1));
    const early = sweep(lease, after(leaseMs + grace - 1), "dead");
    expect(early).toEqual({ removed: [], wake: [] });
    const late = sweep(lease, after(leaseMs + grace), "dead");
    expect(late).toEqual({ removed: ["dead"], wake: ["op-bob"] });
  });

  it("leaves an expired lease to a holder that lives", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    expect(sweep(lease, after(day / 2), "zoe").removed).toEqual([]);
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(day / 2), leaseMs };
    expect(lease.send("renew", renewal).kind).toBe("renewed");
  });

  it("names those who were called and have not come, as often as it is said", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    release(lease, "ann", after(minute));
    expect(sweep(lease, after(2 * minute)).wake).toEqual(["op-bob"]);
    expect(sweep(lease, after(3 * minute)).wake).toEqual(["op-bob"]);
    expect(sweep(lease, after(9 * minute)).wake, "silent by now").toEqual([]);
  });

  it("passes on what a dead one was called for", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    ask(lease, "bob", after(2));
    release(lease, "ann", after(minute));
    expect(sweep(lease, after(minute + 1), "dead").wake).toEqual(["op-bob"]);
    expect(ask(lease, "bob", after(minute + 2)).kind).toBe("granted");
  });

  it("does not hear the dead again", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const asked = anAcquire("dead", after(1));
    lease.send("acquire", asked);
    sweep(lease, after(second), "dead");
    expect(lease.send("acquire", asked)).toEqual({ kind: "left" });
  });

  it("said twice changes nothing more", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    sweep(lease, after(second), "dead");
    const before = lease.state;
    expect(sweep(lease, after(second), "dead")).toEqual({ removed: [], wake: [] });
    expect(lease.state).toEqual(before);
  });

  it("keeps what the dead have left open", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "dead", start);
    const intends = anOpenOperation("deallocate", start);
    lease.send("renew", { ownerId: anOwner("dead").id, fencing, at: start, leaseMs, intends });
    sweep(lease, after(2 * day), "dead");
    expect(grantTo(lease, "bob", after(2 * day)).inherited).toEqual([intends]);
  });

  it("leaves nothing where nothing was", () => {
    const lease = aLease();
    expect(sweep(lease, start, "dead")).toEqual({ removed: [], wake: [] });
    expect(lease.state).toBeNull();
  });
});

describe("sweeping a turn", () => {
  const enter = (turn: EntityScene<"targetTurn">, name: string, at: Instant) =>
    turn.send("enter", anEnter(name, at));

  it("takes the dead out at once, the head too, and names who is next", () => {
    const turn = aTurn();
    ["dead", "gone", "bob", "cid"].forEach((name, index) => enter(turn, name, after(index)));
    expect(sweep(turn, after(second), "dead", "gone")).toEqual({
      removed: ["dead", "gone"],
      wake: ["op-bob"],
    });
    expect(enter(turn, "bob", after(minute)).kind).toBe("head");
  });

  it("keeps the place of everybody who lives, and says nothing while one is at work", () => {
    const turn = aTurn();
    ["ann", "bob", "dead", "cid"].forEach((name, index) => enter(turn, name, after(index)));
    expect(sweep(turn, after(second), "dead")).toEqual({ removed: ["dead"], wake: [] });
    expect(enter(turn, "cid", after(minute))).toMatchObject({ number: 4, ahead: 2 });
  });

  it("names again who was called and has not come", () => {
    const turn = aTurn();
    enter(turn, "ann", start);
    enter(turn, "bob", after(1));
    turn.send("leave", { ownerId: anOwner("ann").id, at: after(second) });
    expect(sweep(turn, after(minute)).wake).toEqual(["op-bob"]);
  });

  it("does not hear the dead again, and removes what was empty for a day", () => {
    const turn = aTurn();
    const asked = anEnter("dead", start);
    turn.send("enter", asked);
    sweep(turn, after(second), "dead");
    expect(turn.send("enter", asked)).toEqual({ kind: "left" });
    sweep(turn, after(second + day));
    expect(turn.state).toBeNull();
    expect(sweep(turn, after(second + day))).toEqual({ removed: [], wake: [] });
  });
});

describe("a turn's ticket", () => {
  it("that was given back does not come again with a late word of its owner", () => {
    const turn = aTurn();
    const asked = anEnter("ann", start);
    turn.send("enter", asked);
    turn.send("leave", { ownerId: anOwner("ann").id, at: after(second) });
    const before = turn.state;
    expect(turn.send("enter", asked)).toEqual({ kind: "left" });
    expect(turn.state).toEqual(before);
    expect(turn.send("enter", anEnter("ann", after(minute))).kind).toBe("head");
  });

  it("does not go back to a start whose operation was started again", () => {
    const turn = aTurn();
    const first = anEnter("ann", start);
    turn.send("enter", first);
    const owner = anOwner("ann", { id: "op-ann:start-2" });
    turn.send("enter", anEnter("ann", after(second), { ticket: { owner } }));
    expect(turn.send("enter", { ...first, at: after(minute) })).toEqual({ kind: "left" });
    expect(turn.send("read", { at: after(minute) }).head?.owner.id).toBe(owner.id);
  });

  it("is shown with the end of its waiting and when its owner means to be done", () => {
    const turn = aTurn();
    const owner = anOwner("ann", { expectedEnd: after(minute) });
    turn.send("enter", anEnter("ann", start, { ticket: { owner, holdUntil: after(day) } }));
    expect(turn.send("read", { at: after(1) }).head).toMatchObject({
      owner,
      waitUntil: after(day),
    });
  });
});
