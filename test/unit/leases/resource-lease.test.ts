// Holding the lease of one resource: who is granted it beside whom, for how long, and under which
// number. Sent through the entity, so every command and every state passes the border as JSON.

import { describe, expect, it } from "vitest";
import { epochMsOf } from "../../../src/domain/instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import {
  after,
  anAcquire,
  anOpenOperation,
  anOwner,
  day,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, ask, grace, grantTo, leaseMs, release } from "../../support/lease-scene.ts";

describe("a free lease", () => {
  it("is granted for as long as was asked, under a number that is the time of the command", () => {
    const lease = aLease();
    expect(ask(lease, "ann", start)).toEqual({
      kind: "granted",
      fencing: epochMsOf(start),
      expiresAt: after(leaseMs),
      inherited: [],
      wake: [],
    });
  });

  it("is granted to somebody who may not wait any longer", () => {
    const lease = aLease();
    const late = anAcquire("ann", start, { waitUntil: after(-minute) });
    expect(lease.send("acquire", late).kind).toBe("granted");
  });
});

describe("modes", () => {
  it("let intents hold together", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start, "intent");
    const next = grantTo(lease, "bob", start, "intent");
    expect(next.fencing).toBeGreaterThan(first.fencing);
  });

  it.each([
    ["exclusive", "exclusive"],
    ["exclusive", "intent"],
    ["intent", "exclusive"],
  ] as const)("keep apart who holds %s and who wants %s", (held, wanted) => {
    const lease = aLease();
    grantTo(lease, "ann", start, held);
    expect(ask(lease, "bob", after(second), wanted)).toMatchObject({
      kind: "waiting",
      position: 1,
      holder: { owner: { id: anOwner("ann").id }, mode: held },
    });
  });

  it("let no intent overtake a waiting exclusive", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    ask(lease, "bob", after(second));
    expect(ask(lease, "cid", after(2 * second), "intent")).toMatchObject({
      kind: "waiting",
      position: 2,
    });
  });

  it("make who holds an exclusive lease hold the intent too", () => {
    const lease = aLease();
    const held = grantTo(lease, "ann", start);
    expect(grantTo(lease, "ann", after(minute), "intent").fencing).toBe(held.fencing);
  });

  it("make who wants more than it holds give up what it holds, so that two do not wait for each other", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    grantTo(lease, "bob", start, "intent");
    expect(ask(lease, "ann", after(second)).kind).toBe("waiting");
    expect(ask(lease, "bob", after(2 * second))).toMatchObject({ position: 2, holder: null });
    expect(ask(lease, "ann", after(3 * second)).kind).toBe("granted");
    expect(release(lease, "ann", after(minute))).toEqual(["op-bob"]);
  });
});

describe("an expired lease", () => {
  it("is not taken over before its expiry and the grace of the longest request have passed", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    expect(ask(lease, "bob", after(leaseMs)).kind).toBe("waiting");
    expect(ask(lease, "bob", after(leaseMs + grace - 1)).kind).toBe("waiting");
    expect(ask(lease, "bob", after(leaseMs + grace)).kind).toBe("granted");
  });

  it("is taken over by its own passing, without any word of its holder", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const told = ask(lease, "bob", after(14 * minute));
    expect(told).toMatchObject({ kind: "waiting", askAgainAt: after(leaseMs + grace) });
    expect(ask(lease, "bob", after(leaseMs + grace)).kind).toBe("granted");
  });

  it("may be renewed as long as nobody took it", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    ask(lease, "bob", after(minute));
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(hour), leaseMs };
    expect(lease.send("renew", renewal)).toEqual({
      kind: "renewed",
      expiresAt: after(hour + leaseMs),
    });
    expect(ask(lease, "bob", after(hour)).kind).toBe("waiting");
  });

  it("is lost to its holder once somebody took it, and the holder is told to whom", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    grantTo(lease, "bob", after(leaseMs + grace));
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(hour / 2), leaseMs };
    expect(lease.send("renew", renewal)).toMatchObject({
      kind: "lost",
      holder: { owner: { id: anOwner("bob").id } },
    });
  });

  it("that an intent takes over is told to the other intents behind it", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1), "intent");
    ask(lease, "cid", after(2), "intent");
    ask(lease, "dot", after(2), "intent");
    ask(lease, "dan", after(3));
    const taken = grantTo(lease, "bob", after(leaseMs + grace), "intent");
    expect(taken.wake.map((target) => target.instanceId)).toEqual(["op-cid", "op-dot"]);
    const next = grantTo(lease, "cid", after(leaseMs + grace), "intent");
    expect(next.wake, "nobody is woken a second time").toEqual([]);
  });

  it("of an intent stays beside another intent and may be renewed", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start, "intent");
    grantTo(lease, "bob", after(hour), "intent");
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(hour), leaseMs };
    expect(lease.send("renew", renewal).kind).toBe("renewed");
  });

  it("is nobody's any more a day later", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(leaseMs + day), leaseMs };
    expect(lease.send("renew", renewal)).toEqual({ kind: "lost", holder: null });
  });
});

describe("a renewal", () => {
  it("needs the number of the grant that stands", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    const renewal = { ownerId: anOwner("ann").id, at: after(minute), leaseMs };
    expect(lease.send("renew", { ...renewal, fencing: fencing - 1 }).kind).toBe("lost");
    expect(lease.send("renew", { ...renewal, fencing }).kind).toBe("renewed");
  });

  it("that was long under way does not shorten what a later one gave", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    const ownerId = anOwner("ann").id;
    lease.send("renew", { ownerId, fencing, at: after(10 * minute), leaseMs });
    expect(lease.send("renew", { ownerId, fencing, at: after(5 * minute), leaseMs })).toEqual({
      kind: "renewed",
      expiresAt: after(25 * minute),
    });
  });
});

describe("fencing numbers", () => {
  it("grow when two grants fall into one millisecond", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    release(lease, "ann", start);
    expect(grantTo(lease, "bob", start).fencing).toBe(first.fencing + 1);
  });

  it("grow when the next sender's clock is behind", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    release(lease, "ann", start);
    expect(grantTo(lease, "bob", after(-hour)).fencing).toBe(first.fencing + 1);
  });

  it("grow over the removal of the entity", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    release(lease, "ann", after(minute));
    lease.send("sweep", { dead: [], at: after(minute + day) });
    expect(lease.state).toBeNull();
    expect(grantTo(lease, "bob", after(minute + day)).fencing).toBeGreaterThan(first.fencing);
  });
});

describe("an empty lease", () => {
  it.each(["read", "sweep"] as const)("is kept for a day and then removed by a %s", (command) => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    release(lease, "ann", after(minute));
    const word = (at: Instant): void => {
      if (command === "read") lease.send("read", { at });
      else lease.send("sweep", { dead: [], at });
    };
    word(after(minute + day - 1));
    expect(lease.state).not.toBeNull();
    word(after(minute + day));
    expect(lease.state).toBeNull();
  });

  it("is kept for as long as something is open in it", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    const ownerId = anOwner("ann").id;
    const intends = anOpenOperation("deallocate", start);
    lease.send("renew", { ownerId, fencing, at: start, leaseMs, intends });
    release(lease, "ann", after(minute));
    release(lease, "ann", after(30 * day));
    expect(grantTo(lease, "bob", after(30 * day)).inherited).toEqual([intends]);
  });
});

describe("the view of a lease", () => {
  it("shows who is in the way, who waits in which order, and what is open", () => {
    const lease = aLease();
    const { fencing, expiresAt } = grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    ask(lease, "cid", after(2), "intent");
    const view = lease.send("read", { at: after(second) });
    expect(view.holders).toEqual([
      { owner: anOwner("ann"), mode: "exclusive", fencing, since: start, expiresAt },
    ]);
    expect(view.queue).toEqual([
      { owner: anOwner("bob"), mode: "exclusive", since: after(1), waitUntil: after(1 + 6 * hour) },
      { owner: anOwner("cid"), mode: "intent", since: after(2), waitUntil: after(2 + 6 * hour) },
    ]);
  });

  it("does not show a holder who is in nobody's way any more", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    expect(lease.send("read", { at: after(leaseMs + grace - 1) }).holders).toHaveLength(1);
    expect(lease.send("read", { at: after(leaseMs + grace) }).holders).toEqual([]);
  });

  it("of a resource that was never leased is empty", () => {
    const lease = aLease();
    expect(lease.send("read", { at: start })).toEqual({
      resourceId: null,
      holders: [],
      queue: [],
      open: [],
      breaks: [],
    });
    expect(lease.state).toBeNull();
  });
});
