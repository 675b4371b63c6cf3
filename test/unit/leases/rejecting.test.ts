// Asking for a lease without waiting for it.

import { describe, expect, it } from "vitest";
import type { LeaseAnswers, LeaseMode } from "../../../src/contracts/lease-messages.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import {
  after,
  anAcquire,
  anOwner,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, ask, grace, grantTo, leaseMs, release } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

function askNow(
  lease: LeaseScene,
  name: string,
  at: Instant,
  mode: LeaseMode = "exclusive",
): LeaseAnswers["acquire"] {
  return lease.send("acquire", anAcquire(name, at, { mode, whenBusy: "reject" }));
}

describe("who asks not to wait", () => {
  it("gets what is free", () => {
    expect(askNow(aLease(), "ann", start).kind).toBe("granted");
  });

  it("is told who holds it, until when, what for, and how many wait", () => {
    const lease = aLease();
    const owner = anOwner("ann", { expectedEnd: after(hour) });
    lease.send("acquire", anAcquire("ann", start, { owner }));
    ask(lease, "bob", after(1));
    expect(askNow(lease, "cid", after(2))).toEqual({
      kind: "rejected",
      holder: {
        owner,
        mode: "exclusive",
        fencing: Date.parse(start),
        since: start,
        expiresAt: after(leaseMs),
      },
      waiting: 1,
    });
  });

  it("leaves no trace in the queue and delays nobody", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    const before = lease.state;
    expect(askNow(lease, "bob", after(1)).kind).toBe("rejected");
    expect(lease.state).toEqual(before);
    expect(ask(lease, "cid", after(2), "intent").kind).toBe("granted");
  });

  it("is rejected while it is kept for somebody who was called, and while others come first", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    ask(lease, "cid", after(2));
    release(lease, "ann", after(minute));
    expect(askNow(lease, "dan", after(minute))).toEqual({
      kind: "rejected",
      holder: null,
      waiting: 2,
    });
    expect(ask(lease, "bob", after(minute + 1)).kind).toBe("granted");
  });

  it("gets what only the silent wait for", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "dead", after(1));
    release(lease, "ann", after(minute));
    expect(askNow(lease, "cid", after(8 * minute)).kind).toBe("granted");
  });

  it("leaves the queue that it waited in before", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    expect(askNow(lease, "bob", after(2))).toMatchObject({ kind: "rejected", waiting: 0 });
    expect(release(lease, "ann", after(3))).toEqual([]);
  });

  it("for more than it holds keeps what it holds where that cannot be had", () => {
    const lease = aLease();
    const held = grantTo(lease, "ann", start, "intent");
    grantTo(lease, "bob", start, "intent");
    expect(askNow(lease, "ann", after(second))).toMatchObject({
      kind: "rejected",
      holder: { owner: { id: anOwner("bob").id } },
    });
    expect(grantTo(lease, "ann", after(minute), "intent").fencing).toBe(held.fencing);
    release(lease, "bob", after(2 * minute));
    expect(askNow(lease, "ann", after(3 * minute)).kind).toBe("granted");
  });

  it("gets an expired lease only after the grace", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    expect(askNow(lease, "bob", after(leaseMs + grace - 1)).kind).toBe("rejected");
    expect(askNow(lease, "bob", after(leaseMs + grace)).kind).toBe("granted");
  });
});

describe("who waits", () => {
  it("is told how many do, and is shown with the end of its waiting", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    expect(ask(lease, "cid", after(2))).toMatchObject({ kind: "waiting", position: 2, waiting: 2 });
    lease.send("acquire", anAcquire("dan", after(3), { waitUntil: after(hour) }));
    expect(lease.send("read", { at: after(4) }).queue[2]).toMatchObject({ waitUntil: after(hour) });
  });
});
