// What a holder notes of its writes, and what the next holder is told of them.

import { describe, expect, it } from "vitest";
import type { LeaseCommands, OpenOperation } from "../../../src/contracts/lease-messages.ts";
import { readLeaseState } from "../../../src/contracts/stored-lease.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import {
  after,
  anAcquire,
  anOpenOperation,
  anOwner,
  hour,
  minute,
  nextCommand,
  second,
  start,
} from "../../support/entity-scene.ts";
import { aLease, grantTo, leaseMs } from "../../support/lease-scene.ts";
import type { LeaseScene } from "../../support/lease-scene.ts";

const address = { asyncOperation: "https://management.azure.com/operations/1?t=1", location: null };

class Holding {
  readonly lease: LeaseScene;
  readonly ownerId: string;
  readonly fencing: number;
  readonly inherited: readonly OpenOperation[];

  constructor(
    lease: LeaseScene,
    name: string,
    at: Instant,
    changes: Parameters<typeof anAcquire>[2] = {},
  ) {
    const answer = lease.send("acquire", anAcquire(name, at, changes));
    if (answer.kind !== "granted") throw new Error(`${name} was answered ${answer.kind}.`);
    this.lease = lease;
    this.ownerId = anOwner(name).id;
    this.fencing = answer.fencing;
    this.inherited = answer.inherited;
  }

  intend(operation: OpenOperation, at: Instant): string {
    const { ownerId, fencing } = this;
    return this.lease.send("renew", { ownerId, fencing, at, leaseMs, intends: operation }).kind;
  }

  tell(stepId: string, at: Instant, changes: Partial<LeaseCommands["noteAddress"]> = {}): string {
    const { ownerId, fencing } = this;
    const command = { ownerId, fencing, at, address, stepId, ...changes };
    return this.lease.send("noteAddress", command).kind;
  }

  end(stepId: string, at: Instant, clientRequestId?: string): string {
    const { ownerId, fencing } = this;
    const which = clientRequestId === undefined ? { stepId } : { stepId, clientRequestId };
    return this.lease.send("noteEnded", { ownerId, fencing, at, ...which }).kind;
  }

  release(at: Instant): void {
    this.lease.send("release", { ownerId: this.ownerId, commandId: nextCommand(), at });
  }
}

function openOf(lease: LeaseScene): readonly OpenOperation[] {
  lease.send("read", { at: after(hour) });
  const read = readLeaseState(lease.state);
  return read.ok && read.state !== null ? read.state.open.map(({ operation: one }) => one) : [];
}

describe("an open operation", () => {
  it("is noted with the renewal before it is sent, and prolongs the lease", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    const operation = anOpenOperation("deallocate", start);
    ann.intend(operation, after(minute));
    const view = lease.send("read", { at: after(minute) });
    expect(view.open).toMatchObject([{ stepId: "deallocate", accepted: false }]);
    expect(openOf(lease)).toEqual([operation]);
    expect(view.holders[0]?.expiresAt).toBe(after(minute + leaseMs));
  });

  it("outlives its holder's expiry and is told to the next one, address included", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    ann.tell("deallocate", after(second));
    const bob = new Holding(lease, "bob", after(hour));
    expect(bob.inherited).toEqual([anOpenOperation("deallocate", start, { address })]);
  });

  it("keeps of two addresses the one that is asked, whole, and Location where there is no other", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    const location = `https://management.azure.com/operations/1?monitor=true&s=${"x".repeat(2000)}`;
    ann.intend(anOpenOperation("deallocate", start), start);
    ann.tell("deallocate", after(second), { address: { ...address, location } });
    expect(openOf(lease)).toMatchObject([{ address: { ...address, location: null } }]);
    ann.tell("deallocate", after(minute), { address: { asyncOperation: null, location } });
    expect(openOf(lease)).toMatchObject([{ address: { asyncOperation: null, location } }]);
  });

  it("outlives a release too", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    ann.release(after(second));
    expect(new Holding(lease, "bob", after(second)).inherited).toHaveLength(1);
  });

  it("is told again to a holder that asks again, and not its own as inherited", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    const bob = new Holding(lease, "bob", after(hour));
    bob.intend(anOpenOperation("start", after(hour)), after(hour));
    const again = new Holding(lease, "bob", after(hour + second));
    expect(again.inherited.map((operation) => operation.stepId)).toEqual(["deallocate"]);
  });

  it("of an owner that lost its lease and got it again is told to it as inherited", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    ann.release(after(second));
    expect(new Holding(lease, "ann", after(minute)).inherited).toHaveLength(1);
  });

  it("is closed by its own holder's word", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    expect(ann.end("deallocate", after(minute))).toBe("noted");
    expect(openOf(lease)).toEqual([]);
  });

  it("that was inherited is closed by the new holder's word", () => {
    const lease = aLease();
    new Holding(lease, "ann", start).intend(anOpenOperation("deallocate", start), start);
    const bob = new Holding(lease, "bob", after(hour));
    expect(bob.end("deallocate", after(hour))).toBe("noted");
    expect(openOf(lease)).toEqual([]);
  });

  it("of an earlier holder is not taken for the own one of the same step", () => {
    const lease = aLease();
    const old = anOpenOperation("deallocate", start, { clientRequestId: "old" });
    new Holding(lease, "ann", start).intend(old, start);
    const bob = new Holding(lease, "bob", after(hour));
    bob.intend(anOpenOperation("deallocate", after(hour), { clientRequestId: "new" }), after(hour));
    bob.end("deallocate", after(hour));
    expect(openOf(lease)).toEqual([old]);
  });

  it("is named exactly by its client request ID", () => {
    const lease = aLease();
    const old = anOpenOperation("deallocate", start, { clientRequestId: "old" });
    const mine = anOpenOperation("deallocate", after(hour), { clientRequestId: "new" });
    new Holding(lease, "ann", start).intend(old, start);
    const bob = new Holding(lease, "bob", after(hour));
    bob.intend(mine, after(hour));
    bob.tell("deallocate", after(hour), { clientRequestId: "old" });
    expect(openOf(lease)).toEqual([{ ...old, address }, mine]);
    bob.end("deallocate", after(hour), "old");
    expect(openOf(lease)).toEqual([mine]);
  });

  it("that is submitted again takes the place of its first submission", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    const again = anOpenOperation("deallocate", after(minute), { clientRequestId: "attempt-2" });
    ann.intend(anOpenOperation("deallocate", start), start);
    ann.intend(again, after(minute));
    expect(openOf(lease)).toEqual([again]);
  });

  it("keeps its address when the very same renewal arrives a second time", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    const operation = anOpenOperation("deallocate", start);
    ann.intend(operation, start);
    ann.tell("deallocate", after(second));
    ann.intend(operation, start);
    expect(openOf(lease)).toEqual([{ ...operation, address }]);
  });

  it("of an intent is told to nobody who shares the lease, and to who has it alone next", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start, { mode: "intent" });
    const attach = anOpenOperation("attach", start);
    ann.intend(attach, start);
    const bob = new Holding(lease, "bob", after(minute), { mode: "intent" });
    expect(bob.inherited).toEqual([]);
    expect(bob.end("attach", after(minute)), "it means one of its own").toBe("noted");
    expect(new Holding(lease, "cid", after(hour), { mode: "intent" }).inherited).toEqual([]);
    expect(new Holding(lease, "dan", after(3 * hour)).inherited).toEqual([
      { ...attach, undoCommands: [] },
    ]);
  });

  it("of an intent is kept without its address and what puts it back, which its own lease has", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start, { mode: "intent" });
    ann.intend(anOpenOperation("attach", start), start);
    expect(ann.tell("attach", after(second))).toBe("noted");
    expect(openOf(lease)).toMatchObject([{ address: null, undoCommands: [] }]);
  });

  it("of a dead intent is closed by a neighbour that names it exactly", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start, { mode: "intent" });
    ann.intend(anOpenOperation("attach", start, { clientRequestId: "hers" }), start);
    const bob = new Holding(lease, "bob", after(minute), { mode: "intent" });
    bob.end("attach", after(minute), "hers");
    expect(openOf(lease), "she lives and answers for it").toHaveLength(1);
    const cid = new Holding(lease, "cid", after(hour), { mode: "intent" });
    cid.end("attach", after(hour));
    expect(openOf(lease), "he does not mean hers").toHaveLength(1);
    cid.end("attach", after(hour), "hers");
    expect(openOf(lease)).toEqual([]);
  });

  it("of an exclusive holder is told to the intents that come after it", () => {
    const lease = aLease();
    const deallocate = anOpenOperation("deallocate", start);
    new Holding(lease, "ann", start).intend(deallocate, start);
    const bob = new Holding(lease, "bob", after(hour), { mode: "intent" });
    expect(bob.inherited).toEqual([deallocate]);
  });

  it("keeps its address and end from a holder that has lost its lease, who is told so", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    ann.intend(anOpenOperation("deallocate", start), start);
    const bob = new Holding(lease, "bob", after(hour));
    expect(ann.tell("deallocate", after(hour))).toBe("lost");
    expect(openOf(lease)).toEqual([anOpenOperation("deallocate", start, { address })]);
    expect(ann.end("deallocate", after(hour))).toBe("lost");
    expect(openOf(lease)).toEqual([]);
    expect(bob.intend(anOpenOperation("start", after(hour)), after(hour))).toBe("renewed");
    expect(ann.end("start", after(hour))).toBe("lost");
    expect(openOf(lease)).toHaveLength(1);
  });

  it("is not noted for a write under a lost lease", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    grantTo(lease, "bob", after(hour));
    expect(ann.intend(anOpenOperation("deallocate", after(hour)), after(hour))).toBe("lost");
    expect(openOf(lease)).toEqual([]);
  });

  it("of a kind that this version does not know is told to the next holder as it was noted", () => {
    const lease = aLease();
    const ann = new Holding(lease, "ann", start);
    const write = { kind: "disk-detach", resourceId: "/d", lun: 3 };
    const operation = { ...anOpenOperation("detach", start), write } as unknown as OpenOperation;
    ann.intend(operation, start);
    expect(new Holding(lease, "bob", after(hour)).inherited).toEqual([operation]);
  });
});
