// Who is in the way, in words.

import { describe, expect, it } from "vitest";
import { busyLines, sayBusy } from "../../../src/cli/busy-text.ts";
import type { BusyWith } from "../../../src/domain/busy-with.ts";
import { aBusyWith } from "../../support/lease-service.ts";

const deadline = "2026-01-05T08:30:00.000Z";
const leaseEnd = "2026-01-05T08:10:00.000Z";

function held(change: Partial<NonNullable<BusyWith["holder"]>>): BusyWith {
  const { holder } = aBusyWith();
  if (holder === null) throw new Error("Nobody holds it.");
  const { leaseExpiresAt: _, ...rest } = holder;
  return aBusyWith({ holder: { ...rest, ...change } });
}

function linesOf(busyWith: BusyWith): string {
  return busyLines(busyWith).join("\n");
}

describe("who is in the way", () => {
  it("means to be done by its deadline and has a lease until before that: both are named", () => {
    const busyWith = held({ expectedEnd: deadline, leaseExpiresAt: leaseEnd });
    expect(linesOf(busyWith)).toMatch(new RegExp(`done by +${deadline} at the latest`));
    expect(linesOf(busyWith)).toMatch(new RegExp(`lease ends +${leaseEnd}, unless it renews`));
    expect(sayBusy(busyWith)).toContain(", done by 08:30:00 UTC at the latest");
  });

  it("of which only the end of its lease is known is promised to be done by nothing", () => {
    const busyWith = held({ expectedEnd: leaseEnd, leaseExpiresAt: leaseEnd });
    expect(linesOf(busyWith)).not.toMatch(/done by|at the latest/);
    expect(sayBusy(busyWith)).toContain(", until 08:10:00 UTC unless it renews");
  });

  it("has the turn and no lease: its deadline alone", () => {
    expect(linesOf(held({ expectedEnd: deadline }))).not.toContain("lease ends");
  });

  it("was broken: by whom, why, and from when on it is free", () => {
    const broken = {
      at: "2026-01-05T08:00:00.000Z",
      by: { id: "local:eve", name: "eve" },
      reason: "its runner is gone",
      fencedUntil: "2026-01-05T08:02:00.000Z",
    };
    const busyWith = held({ expectedEnd: deadline, leaseExpiresAt: broken.at, broken });
    const text = linesOf(busyWith);
    expect(text).toMatch(/broken +2026-01-05T08:00:00.000Z by eve: its runner is gone/);
    expect(text).toMatch(/free +2026-01-05T08:02:00.000Z/);
    expect(text).not.toContain("renews");
    expect(sayBusy(busyWith)).toContain("was taken by eve from bob, and is free from 08:02:00 UTC");
  });
});
