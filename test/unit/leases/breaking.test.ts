// Break-glass: a person takes a lease from whoever holds it.

import { describe, expect, it } from "vitest";
import type { LeaseAnswers, LeaseCommands } from "../../../src/contracts/lease-messages.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import {
  after,
  anAcquire,
  anOpenOperation,
  anOwner,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, ask, grace, grantTo, leaseMs, release } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

const by = { id: "entra:on-call", name: "on-call" };
const reason = "The agent is gone.";

function breakIt(
  lease: LeaseScene,
  at: Instant,
  changes: Partial<LeaseCommands["break"]> = {},
): LeaseAnswers["break"] {
  return lease.send("break", { by, reason, at, ...changes });
}

function namesOf({ holders }: LeaseAnswers["break"]): readonly string[] {
  return holders.map((holder) => holder.owner.principal.name);
}

describe("breaking a lease", () => {
  it("fences its holder out at once and for good, also after it holds the lease again", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    expect(namesOf(breakIt(lease, after(minute)))).toEqual(["ann"]);
    const renewal = { ownerId: anOwner("ann").id, fencing, at: after(minute), leaseMs };
    expect(lease.send("renew", renewal).kind).toBe("lost");
    const again = grantTo(lease, "ann", after(minute + grace));
    expect(again.fencing).toBeGreaterThan(fencing);
    expect(lease.send("renew", { ...renewal, at: after(10 * minute) }).kind).toBe("lost");
  });

  it("lets the next in line have it when the longest request has passed, and tells when", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    expect(breakIt(lease, after(minute)).wake).toMatchObject([{ instanceId: "op-bob" }]);
    expect(ask(lease, "bob", after(minute + 1))).toMatchObject({
      kind: "waiting",
      holder: { owner: { id: anOwner("ann").id }, expiresAt: after(minute) },
      askAgainAt: after(minute + grace),
    });
    expect(ask(lease, "bob", after(minute + grace - 1)).kind).toBe("waiting");
    expect(ask(lease, "bob", after(minute + grace)).kind).toBe("granted");
  });

  it("of one that had run out does not make the next wait longer than without it", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    breakIt(lease, after(leaseMs + minute));
    expect(ask(lease, "bob", after(leaseMs + grace)).kind).toBe("granted");
  });

  it("keeps what was left open for the next holder, and hears its former one of its own writes", () => {
    const lease = aLease();
    const { fencing } = grantTo(lease, "ann", start);
    const grant = { ownerId: anOwner("ann").id, fencing, at: start };
    const intends = anOpenOperation("deallocate", start);
    lease.send("renew", { ...grant, leaseMs, intends });
    breakIt(lease, after(minute));
    const address = { asyncOperation: "https://management.azure.com/operations/1", location: null };
    const note = { ...grant, at: after(minute), stepId: "deallocate" };
    expect(lease.send("noteAddress", { ...note, address }).kind).toBe("lost");
    expect(grantTo(lease, "bob", after(minute + grace)).inherited).toEqual([
      { ...intends, address },
    ]);
  });

  it("wakes everybody who waits, granted or not, so that each learns of it", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    for (const name of ["bob", "cid", "dan"]) ask(lease, name, after(1));
    const { wake } = breakIt(lease, after(minute));
    expect(wake.map(({ instanceId }) => instanceId)).toEqual(["op-bob", "op-cid", "op-dan"]);
  });

  it("is told to whoever waits or is rejected: by whom, why, and until when it is waited out", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    ask(lease, "bob", after(1));
    breakIt(lease, after(minute));
    const broken = { at: after(minute), by, reason, fencedUntil: after(minute + grace) };
    const holder = { owner: { id: anOwner("ann").id }, broken };
    expect(ask(lease, "bob", after(minute + 1))).toMatchObject({ kind: "waiting", holder });
    const rejecting = anAcquire("cid", after(minute + 2), { whenBusy: "reject" });
    expect(lease.send("acquire", rejecting)).toMatchObject({ kind: "rejected", holder });
    expect(lease.send("read", { at: after(minute + 3) }).fenced).toMatchObject([holder]);
    expect(lease.send("read", { at: after(minute + grace) }).fenced).toBeUndefined();
  });

  it("says of a holder that is not broken nothing of the kind, though its neighbour is", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    grantTo(lease, "bob", start, "intent");
    breakIt(lease, after(minute), { ownerId: anOwner("bob").id });
    const answer = ask(lease, "cid", after(minute + 1));
    expect(answer.kind === "waiting" ? answer.holder : null).not.toHaveProperty("broken");
  });

  it("is recorded and shown: who broke it, when, why, and who held it", () => {
    const lease = aLease();
    const { fencing, expiresAt } = grantTo(lease, "ann", start);
    breakIt(lease, after(minute));
    const view = lease.send("read", { at: after(hour) });
    expect(view.holders).toEqual([]);
    expect(view.breaks).toEqual([
      {
        at: after(minute),
        by,
        reason,
        holder: { owner: anOwner("ann"), mode: "exclusive", fencing, since: start, expiresAt },
      },
    ]);
  });

  it("is remembered for the last five times", () => {
    const lease = aLease();
    for (let index = 0; index < 7; index += 1) {
      grantTo(lease, `p${index}`, after(index * 5 * minute));
      breakIt(lease, after(index * 5 * minute + second), { reason: `reason ${index}` });
    }
    const { breaks } = lease.send("read", { at: after(hour) });
    expect(breaks.map((one) => one.reason)).toEqual(
      [2, 3, 4, 5, 6].map((index) => `reason ${index}`),
    );
  });

  it("that nobody holds changes nothing and is recorded nowhere", () => {
    const lease = aLease();
    expect(breakIt(lease, start)).toEqual({ kind: "broken", holders: [], wake: [] });
    expect(lease.state).toBeNull();
    grantTo(lease, "ann", start);
    release(lease, "ann", after(minute));
    const before = lease.state;
    expect(namesOf(breakIt(lease, after(minute)))).toEqual([]);
    expect(lease.state).toEqual(before);
  });

  it("takes it from one of several holders, or from all of them", () => {
    const lease = aLease();
    for (const name of ["ann", "bob", "cid"]) grantTo(lease, name, start, "intent");
    const ownerId = anOwner("bob").id;
    expect(namesOf(breakIt(lease, after(minute), { ownerId }))).toEqual(["bob"]);
    expect(namesOf(breakIt(lease, after(minute), { ownerId: "nobody" }))).toEqual([]);
    expect(namesOf(breakIt(lease, after(2 * minute)))).toEqual(["ann", "cid"]);
  });

  it("said twice is answered the same, and said late takes nothing from who came after", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const answer = breakIt(lease, after(minute));
    const before = lease.state;
    expect(breakIt(lease, after(minute))).toEqual(answer);
    expect(lease.state).toEqual(before);
    const next = grantTo(lease, "bob", after(hour));
    breakIt(lease, after(minute));
    const renewal = { ownerId: anOwner("bob").id, fencing: next.fencing, leaseMs };
    expect(lease.send("renew", { ...renewal, at: after(hour + second) }).kind).toBe("renewed");
  });

  it("leaves the queue as it is, and the broken one may line up behind", () => {
    const lease = aLease();
    const asked = anAcquire("ann", start);
    lease.send("acquire", asked);
    ask(lease, "bob", after(1));
    breakIt(lease, after(minute));
    expect(lease.send("acquire", asked), "what it said before counts no more").toEqual({
      kind: "left",
    });
    expect(ask(lease, "ann", after(2 * minute))).toMatchObject({ kind: "waiting", position: 2 });
  });

  it("lets intents beside the broken one go on", () => {
    const lease = aLease();
    grantTo(lease, "ann", start, "intent");
    const { fencing } = grantTo(lease, "bob", start, "intent");
    breakIt(lease, after(minute), { ownerId: anOwner("ann").id });
    const renewal = { ownerId: anOwner("bob").id, fencing, at: after(minute), leaseMs };
    expect(lease.send("renew", renewal).kind).toBe("renewed");
    expect(ask(lease, "cid", after(minute), "intent").kind).toBe("granted");
  });
});
