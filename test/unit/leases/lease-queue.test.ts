// Waiting for the lease of one resource: who is next, who is woken, and who is passed over.

import { describe, expect, it } from "vitest";
import { leaseHoldersMax } from "../../../src/leases/waiting-limits.ts";
import { after, anAcquire, anOwner, minute, second, start } from "../../support/entity-scene.ts";
import { aLease, aRelease, ask, grantTo, leaseMs, release } from "../../support/lease-scene.ts";

describe("a release", () => {
  it("lets the next have the lease at once, without any grace", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    ask(lease, "bob", after(second));
    expect(release(lease, "ann", after(2 * second))).toEqual(["op-bob"]);
    const next = grantTo(lease, "bob", after(2 * second));
    expect(next.fencing).toBeGreaterThan(first.fencing);
    expect(next.expiresAt).toBe(after(2 * second + leaseMs));
  });

  it("names the event that the waiter named last", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(second));
    lease.send("acquire", anAcquire("bob", after(minute), { waitEvent: "second-wait" }));
    expect(lease.send("release", aRelease("ann", after(minute))).wake).toEqual([
      { instanceId: "op-bob", eventName: "second-wait" },
    ]);
  });

  it("wakes all intents up to the first exclusive, and nobody behind it", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1), "intent");
    ask(lease, "cid", after(2), "intent");
    ask(lease, "dan", after(3));
    ask(lease, "eve", after(4), "intent");
    expect(release(lease, "ann", after(minute))).toEqual(["op-bob", "op-cid"]);
  });

  it("wakes nobody while another holder is in the way", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    grantTo(lease, "bob", start, "intent");
    ask(lease, "cid", after(1));
    expect(release(lease, "ann", after(minute))).toEqual([]);
    expect(release(lease, "bob", after(minute))).toEqual(["op-cid"]);
  });

  it("keeps the lease for who was woken: a newcomer does not overtake it", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(second));
    release(lease, "ann", after(minute));
    expect(ask(lease, "cid", after(minute))).toMatchObject({
      kind: "waiting",
      position: 2,
      holder: null,
    });
    expect(ask(lease, "bob", after(minute + second)).kind).toBe("granted");
  });

  it("of a waiter takes it out of the queue and wakes those whom it alone held up", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    ask(lease, "bob", after(1));
    ask(lease, "cid", after(2), "intent");
    expect(release(lease, "bob", after(second))).toEqual(["op-cid"]);
    expect(ask(lease, "cid", after(2 * second), "intent").kind).toBe("granted");
  });

  it("said twice changes nothing and names again who is to be woken", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(second));
    const command = aRelease("ann", after(minute));
    const answer = lease.send("release", command);
    const before = lease.state;
    expect(lease.send("release", command)).toEqual(answer);
    expect(lease.state).toEqual(before);
  });

  it("by a stranger takes nothing from anybody", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(second));
    const before = lease.send("read", { at: after(minute) });
    expect(release(lease, "zoe", after(minute))).toEqual([]);
    expect(lease.send("read", { at: after(minute) })).toEqual(before);
  });
});

describe("asking again", () => {
  it("gives a holder the very same grant", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    expect(ask(lease, "ann", after(minute))).toEqual(first);
  });

  it("keeps a waiter's place", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    ask(lease, "cid", after(2));
    expect(ask(lease, "bob", after(minute))).toMatchObject({ kind: "waiting", position: 1 });
    expect(ask(lease, "cid", after(minute))).toMatchObject({ kind: "waiting", position: 2 });
  });

  it("is asked for within five minutes, so that a lost wake-up heals", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    expect(ask(lease, "bob", after(second))).toMatchObject({
      askAgainAt: after(second + 5 * minute),
    });
  });

  it("is asked for when somebody before gives up waiting", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    lease.send("acquire", anAcquire("bob", after(1), { waitUntil: after(2 * minute) }));
    const told = ask(lease, "cid", after(2), "intent");
    expect(told).toMatchObject({ kind: "waiting", askAgainAt: after(2 * minute + 1) });
    expect(ask(lease, "cid", after(2 * minute + 1), "intent").kind).toBe("granted");
  });

  it("by a later start of the same operation takes the place of the earlier one", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    ask(lease, "cid", after(2));
    const restarted = anOwner("bob", { id: "op-bob:start-2" });
    expect(lease.send("acquire", anAcquire("bob", after(3), { owner: restarted }))).toMatchObject({
      kind: "waiting",
      position: 1,
    });
    expect(lease.send("read", { at: after(3) }).queue.map((waiter) => waiter.owner.id)).toEqual([
      "op-bob:start-2",
      anOwner("cid").id,
    ]);
  });
});

describe("a waiter", () => {
  it("is gone once its time to wait has passed, and comes back at the end", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    lease.send("acquire", anAcquire("bob", after(1), { waitUntil: after(minute) }));
    ask(lease, "cid", after(2));
    expect(release(lease, "ann", after(minute + 1))).toEqual(["op-cid"]);
    expect(ask(lease, "bob", after(minute + 1))).toMatchObject({ kind: "waiting", position: 2 });
  });

  it("that does not come for the lease kept for it is passed over, and keeps its place", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    ask(lease, "cid", after(2));
    release(lease, "ann", after(minute));
    expect(ask(lease, "cid", after(7 * minute))).toMatchObject({ askAgainAt: after(8 * minute) });
    expect(ask(lease, "cid", after(8 * minute - 1)).kind).toBe("waiting");
    expect(ask(lease, "cid", after(8 * minute)).kind).toBe("granted");
    ask(lease, "dan", after(9 * minute));
    expect(ask(lease, "dead", after(10 * minute))).toMatchObject({ kind: "waiting", position: 1 });
    expect(release(lease, "cid", after(11 * minute))).toEqual(["op-dead"]);
  });

  it("that stays silent costs its time once and not at every release", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    ask(lease, "bob", after(2));
    ask(lease, "cid", after(3));
    release(lease, "ann", after(minute));
    grantTo(lease, "bob", after(8 * minute));
    expect(release(lease, "bob", after(9 * minute))).toEqual(["op-cid"]);
    expect(ask(lease, "cid", after(9 * minute)).kind).toBe("granted");
  });

  it("beyond the hundredth is turned away, one that waits already is not", () => {
    const lease = aLease();
    grantTo(lease, "holder", start);
    for (let index = 1; index <= 100; index += 1) {
      expect(ask(lease, `waiter-${index}`, after(index)).kind).toBe("waiting");
    }
    expect(ask(lease, "late", after(second))).toEqual({
      kind: "queue-full",
      waiters: 100,
      full: "queue",
    });
    expect(ask(lease, "waiter-100", after(second))).toMatchObject({ position: 100 });
    release(lease, "waiter-7", after(2 * second));
    expect(ask(lease, "late", after(2 * second))).toMatchObject({ position: 100 });
    expect(JSON.stringify(lease.state).length).toBeLessThan(48 * 1024);
  });

  it("for an intent beside as many holders as there may be waits until one of them has gone", () => {
    const lease = aLease();
    for (let index = 1; index <= leaseHoldersMax; index += 1)
      grantTo(lease, `h${index}`, start, "intent");
    expect(ask(lease, "late", after(second), "intent")).toMatchObject({
      kind: "waiting",
      crowd: leaseHoldersMax,
    });
    expect(ask(lease, "whole", after(second))).not.toHaveProperty("crowd");
    release(lease, "whole", after(second));
    expect(release(lease, "h17", after(minute))).toEqual(["op-late"]);
    expect(ask(lease, "late", after(minute), "intent").kind).toBe("granted");
  });
});
