// Commands that are delivered late, twice, or after a later one of the same owner.

import { describe, expect, it } from "vitest";
import {
  after,
  anAcquire,
  anOwner,
  day,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, aRelease, ask, grantTo, leaseMs, release } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

function waitingOf(lease: LeaseScene): readonly string[] {
  return lease.send("read", { at: after(2 * hour) }).queue.map((one) => one.owner.principal.name);
}

describe("an acquire that arrives late", () => {
  it("after its owner's release changes nothing and is told so", () => {
    const lease = aLease();
    const command = anAcquire("ann", start);
    lease.send("acquire", command);
    release(lease, "ann", after(minute));
    const before = lease.state;
    expect(lease.send("acquire", command)).toEqual({ kind: "left" });
    expect(lease.state).toEqual(before);
  });

  it("after a release that came before it changes nothing either", () => {
    const lease = aLease();
    const command = anAcquire("ann", start);
    release(lease, "ann", after(second));
    expect(lease.send("acquire", command)).toEqual({ kind: "left" });
    expect(lease.send("read", { at: after(second) }).holders).toEqual([]);
  });

  it("does not put its owner back into a queue that it has left", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const command = anAcquire("bob", after(1));
    lease.send("acquire", command);
    release(lease, "bob", after(2));
    expect(lease.send("acquire", command)).toEqual({ kind: "left" });
    expect(release(lease, "ann", after(3))).toEqual([]);
  });

  it("does not replace the event, the end of waiting or the mode of a newer one", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const older = anAcquire("bob", after(1), { waitEvent: "old", waitUntil: after(minute) });
    lease.send("acquire", older);
    lease.send("acquire", anAcquire("bob", after(2), { waitEvent: "new" }));
    const before = lease.state;
    expect(lease.send("acquire", older)).toMatchObject({ kind: "waiting", position: 1 });
    expect(lease.state).toEqual(before);
    expect(lease.send("release", aRelease("ann", after(2 * minute))).wake).toEqual([
      { instanceId: "op-bob", eventName: "new" },
    ]);
  });

  it("does not wake the silent: the lease is not kept for them once more", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const command = anAcquire("bob", after(1));
    lease.send("acquire", command);
    ask(lease, "cid", after(2));
    release(lease, "ann", after(minute));
    lease.send("acquire", { ...command, at: after(10 * minute) });
    expect(ask(lease, "cid", after(10 * minute)).kind).toBe("granted");
  });

  it("is not granted what its owner was not there to hear", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const command = anAcquire("bob", after(1));
    lease.send("acquire", command);
    release(lease, "ann", after(minute));
    expect(lease.send("acquire", { ...command, at: after(minute) }).kind).toBe("waiting");
    expect(ask(lease, "bob", after(minute + second)).kind).toBe("granted");
  });

  it("does not come back after its time to wait, its lease or its place was over", () => {
    const lease = aLease();
    const held = anAcquire("ann", start);
    lease.send("acquire", held);
    const waited = anAcquire("bob", after(1), { waitUntil: after(minute) });
    lease.send("acquire", waited);
    grantTo(lease, "cid", after(hour));
    expect(lease.send("acquire", { ...waited, at: after(hour) })).toEqual({ kind: "left" });
    expect(lease.send("acquire", { ...held, at: after(hour) })).toEqual({ kind: "left" });
    expect(waitingOf(lease)).toEqual([]);
  });

  it("of a start whose operation was started again is never heard, whatever its number", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const first = anAcquire("bob", after(1));
    lease.send("acquire", first);
    const owner = anOwner("bob", { id: "op-bob:start-2" });
    lease.send("acquire", anAcquire("bob", after(2), { owner }));
    const late = { ...first, commandId: first.commandId + 1000, at: after(3) };
    expect(lease.send("acquire", late)).toEqual({ kind: "left" });
    expect(lease.send("read", { at: after(4) }).queue.map((one) => one.owner.id)).toEqual([
      owner.id,
    ]);
  });

  it("repeats a grant that stands, also beside a newer command", () => {
    const lease = aLease();
    const command = anAcquire("ann", start);
    const granted = lease.send("acquire", command);
    ask(lease, "ann", after(minute));
    const before = lease.state;
    expect(lease.send("acquire", command)).toEqual(granted);
    expect(lease.state).toEqual(before);
  });
});

describe("a release that arrives late", () => {
  it("does not take the lease from an owner that has asked again since", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const command = aRelease("ann", after(second));
    lease.send("release", command);
    const again = grantTo(lease, "ann", after(minute));
    expect(lease.send("release", command).kind).toBe("released");
    expect(ask(lease, "ann", after(2 * minute))).toMatchObject({ fencing: again.fencing });
  });

  it("does not take the place in the queue either", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    const command = aRelease("bob", after(second));
    ask(lease, "bob", after(minute));
    lease.send("release", command);
    expect(waitingOf(lease)).toEqual(["bob"]);
  });
});

describe("an owner that has left", () => {
  it("may come again with a later command", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    release(lease, "ann", after(minute));
    expect(grantTo(lease, "ann", after(2 * minute)).fencing).toBeGreaterThan(first.fencing);
  });

  it("is forgotten after half an hour, and the entity goes as ever", () => {
    const lease = aLease();
    grantTo(lease, "ann", start);
    release(lease, "ann", after(minute));
    expect(JSON.stringify(lease.state)).toContain(anOwner("ann").id);
    lease.send("read", { at: after(31 * minute) });
    expect(JSON.stringify(lease.state)).not.toContain(anOwner("ann").id);
    lease.send("read", { at: after(minute + day) });
    expect(lease.state).toBeNull();
  });

  it("is one of a few that are remembered: the newest", () => {
    const lease = aLease();
    const commands = Array.from({ length: 40 }, (_, index) => anAcquire(`p${index}`, after(index)));
    for (const command of commands) {
      lease.send("acquire", command);
      release(lease, command.owner.principal.name, command.at);
    }
    const [oldest, newest] = [commands[0], commands[39]];
    if (oldest === undefined || newest === undefined) throw new Error("There are forty.");
    expect(lease.send("acquire", newest)).toEqual({ kind: "left" });
    expect(lease.send("acquire", oldest).kind, "costs what a dead holder costs").toBe("granted");
    expect(JSON.stringify(lease.state).length).toBeLessThan(4 * 1024);
  });
});

describe("an expired lease", () => {
  it("that nobody took is its holder's again when it asks", () => {
    const lease = aLease();
    const first = grantTo(lease, "ann", start);
    const again = grantTo(lease, "ann", after(hour));
    expect(again).toEqual(first);
    const renewal = {
      ownerId: anOwner("ann").id,
      fencing: first.fencing,
      at: after(hour),
      leaseMs,
    };
    expect(lease.send("renew", renewal).kind).toBe("renewed");
  });
});
