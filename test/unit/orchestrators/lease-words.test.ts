// What somebody is told who cannot have a lease yet: who is in the way and how, and where there is no
// room in its queue, why not and what to do.

import { describe, expect, it } from "vitest";
import type { LeaseHolderView } from "../../../src/contracts/lease-messages.ts";
import { busyWithOf } from "../../../src/orchestrators/busy-with.ts";
import { sayLeaseWait, sayQueueFull } from "../../../src/orchestrators/lease-words.ts";
import { after, anOwner, hour, minute, start } from "../../support/entity-scene.ts";
import { vmId } from "../../support/vm-observation.ts";

const holder: LeaseHolderView = {
  owner: anOwner("ann", { expectedEnd: after(hour) }),
  mode: "exclusive",
  fencing: 7,
  since: start,
  expiresAt: after(15 * minute),
};
const broken = {
  at: after(minute),
  by: { id: "local:eve", name: "eve" },
  reason: "its runner is gone",
  fencedUntil: after(3 * minute),
};

describe("waiting for a lease", () => {
  it("names its holder and until when it is held", () => {
    const said = sayLeaseWait(vmId, { holder });
    expect(said).toContain("for ann (op-ann) holds it until");
    expect(said).toContain(`${after(15 * minute)} at the longest, unless it renews.`);
  });

  it("that was broken says so, by whom, why and until when, and of no renewal", () => {
    const said = sayLeaseWait(vmId, { holder: { ...holder, broken } });
    expect(said).toContain(`was broken by eve (local:eve) at ${broken.at}`);
    expect(said).toContain("its runner is gone");
    expect(said).toContain(`until ${broken.fencedUntil}`);
    expect(said).not.toContain("renews");
  });

  it("for want of room says how many share it", () => {
    expect(sayLeaseWait(vmId, { holder, crowd: 32 })).toMatch(/32 hold a share .*as many as can/);
  });
});

describe("a queue without room", () => {
  it.each([
    ["for the many that wait", "queue", /^100 others wait .*no room for more\.$/],
    [
      "for the size of its state",
      "state",
      /^What is kept .* as large as it may get, with 100 others/,
    ],
  ] as const)("%s says that it is that, and what to do next", (_why, full, sentence) => {
    const told = sayQueueFull(vmId, { waiters: 100, full });
    expect(told.sentence).toMatch(sentence);
    expect(told.nextAction).toMatch(/^Ask again when .*interlock state/);
  });
});

describe("who is in the way", () => {
  it("has a deadline of its own, and a lease that ends by itself: two ends, told apart", () => {
    expect(busyWithOf(vmId, holder, 0).holder).toMatchObject({
      expectedEnd: after(hour),
      leaseExpiresAt: after(15 * minute),
    });
  });

  it("has the break with it where it was broken", () => {
    expect(busyWithOf(vmId, { ...holder, broken }, 0).holder?.broken).toEqual(broken);
  });
});
