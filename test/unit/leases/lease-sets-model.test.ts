// Sets of leases, taken in canonical order by several owners, in every interleaving of asking, waiting,
// being woken, giving back, dying and falling asleep: nobody is beside another, nobody waits in a circle
// and nobody for ever.

import { describe, expect, it } from "vitest";
import type { LeaseClaim } from "../../../src/contracts/lease-messages.ts";
import { leaseClaimsOf } from "../../../src/leases/lease-claims.ts";
import type { Wanted } from "../../../src/leases/lease-claims.ts";
import { playEverything } from "../../support/lease-model.ts";
import type { ModelOptions } from "../../support/lease-model.ts";

const group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg";
const compute = `${group}/providers/Microsoft.Compute`;
const vm = `${compute}/virtualMachines/api-01`;
const otherVm = `${compute}/virtualMachines/api-02`;
const disk = `${compute}/disks/data-01`;
const extension = `${vm}/extensions/agent`;

function claims(...resourceIds: readonly string[]): readonly LeaseClaim[] {
  const wanted = resourceIds.map((resourceId): Wanted => ({ resourceId, mode: "exclusive" }));
  const found = leaseClaimsOf(wanted);
  if (!found.ok) throw new Error(found.problem);
  return found.claims;
}

/** Without the group, whose intents do not stand in each other's way. */
function inside(...resourceIds: readonly string[]): readonly LeaseClaim[] {
  return claims(...resourceIds).filter((claim) => claim.resourceId !== group);
}

const sets: readonly (readonly [string, ModelOptions["claims"]])[] = [
  ["a machine, twice", [inside(vm), inside(vm)]],
  ["a machine and what is in it", [inside(vm), inside(extension)]],
  ["a machine, what is in it, and that again", [inside(vm), inside(extension), inside(extension)]],
  ["two of three each", [inside(vm, disk), inside(disk, otherVm), inside(otherVm, vm)]],
  ["one of two, the other, and both", [inside(vm), inside(disk), inside(vm, disk)]],
  ["a group and what is in it", [claims(group).slice(0, 2), claims(vm)]],
];

describe.each(sets)("%s", (_, of) => {
  it("is served by wake-ups alone, where none is lost and nobody dies", () => {
    const played = playEverything({ claims: of, timePasses: false });
    expect(played.ends).toBeGreaterThan(0);
  });

  it("is served whoever dies, and whatever wake-up is lost", () => {
    const played = playEverything({ claims: of, crashes: 1, losesEvents: true });
    expect(played.ends).toBeGreaterThan(1);
  });
});

describe.each(sets.filter(([, of]) => of.length === 2))("%s", (_, of) => {
  it("is served beside somebody who sleeps until its leases are lost, and starts anew", () => {
    const played = playEverything({ claims: of, stalls: 1, crashes: 1, losesEvents: true });
    expect(played.ends).toBeGreaterThan(1);
  });

  it("is served with the dead being swept", () => {
    const played = playEverything({ claims: of, crashes: 2, sweeps: true });
    expect(played.ends).toBeGreaterThan(1);
  });
});

describe("the order of the claims", () => {
  it("is what keeps two from waiting for each other: without it the model finds that they do", () => {
    const both = inside(vm, disk);
    const playReversed = (): unknown => playEverything({ claims: [both, both.toReversed()] });
    expect(playReversed).toThrow("somebody waits for ever");
  });
});
