// The address of an operation answers 404 while the operation goes on.

import { describe, expect, it } from "vitest";
import { newSize, plainWrites, resizeUnder, writeMatch } from "../support/fault-scene.ts";
import type { Resized } from "../support/fault-scene.ts";

function lostPolls({ system }: Resized): number {
  return system.exchanges.filter(
    ({ request, response }) => request.url.includes("/operations/") && response?.status === 404,
  ).length;
}

describe("an operation whose address is lost", () => {
  it.each([
    ["from the first poll on", 1],
    ["half way", 2],
  ])(
    "%s is followed by the machine's own state to its end, and its address is left alone",
    async (_when, fromPoll) => {
      const resized = await resizeUnder({
        faults: [writeMatch.deallocate, writeMatch.start].map((match) => ({
          match,
          effect: { kind: "poll-gone", fromPoll },
        })),
      });
      expect(resized.report.outcome).toBe("succeeded");
      expect(resized.writes).toEqual(plainWrites);
      // A question that cannot be answered is no refusal.
      const events = resized.report.timeline.map(({ event }) => event);
      expect(events).not.toContain("refused");
      expect(resized.system.vm()).toMatchObject({ size: newSize, power: "running", boots: 1 });
      // Once for each of the two.
      expect(lostPolls(resized)).toBe(2);
    },
  );

  it("and that fails is found out by what the machine shows, and put back", async () => {
    const resized = await resizeUnder({
      faults: [
        { match: writeMatch.start, occurrence: { nth: 1 }, effect: { kind: "poll-gone" } },
        {
          match: writeMatch.start,
          occurrence: { first: 5 },
          effect: { kind: "capacity", size: newSize },
        },
      ],
    });
    const { report, writes, system } = resized;
    expect(report).toMatchObject({ outcome: "failed", leftBehind: [] });
    expect(writes.slice(-2)).toEqual(["Standard_D4s_v4 200", "start 202"]);
    expect(system.vm()).toMatchObject({ size: "Standard_D4s_v4", power: "running" });
  });
});
