// What a limit that Azure has told holds back, and for how long; also under commands that come twice,
// late, or from a clock that is wrong.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readThrottleState } from "../../../src/contracts/throttle-state.ts";
import { throttleEntity } from "../../../src/entities/throttle.ts";
import { heldMax } from "../../../src/leases/throttle.ts";
import { after, day, EntityScene, hour, minute, second } from "../../support/entity-scene.ts";

const mine = { resource: "a".repeat(40), location: "westeurope" };
const neighbour = { resource: "b".repeat(40), location: "West Europe" };
const elsewhere = { resource: "c".repeat(40), location: "northeurope" };
const somewhere = { resource: "d".repeat(40), location: null };

const aThrottle = () => new EntityScene("throttle", throttleEntity);
type Throttle = ReturnType<typeof aThrottle>;

function heldBack(throttle: Throttle, at = after(second)): readonly string[] {
  return Object.entries({ mine, neighbour, elsewhere, somewhere })
    .filter(([, write]) => throttle.send("ask", { ...write, at }).kind === "hold-back")
    .map(([name]) => name);
}

describe("a limit that was met", () => {
  it.each([
    ["resource", ["mine"]],
    ["subscription-region", ["mine", "neighbour", "somewhere"]],
    ["subscription", ["mine", "neighbour", "elsewhere", "somewhere"]],
  ] as const)("of the %s holds back %j and nothing else", (scope, writes) => {
    const throttle = aThrottle();
    throttle.send("hold", { ...mine, scope, at: after(0), forMs: minute });
    expect(heldBack(throttle)).toEqual(writes);
  });

  it("of a region that is not known holds back every region", () => {
    const throttle = aThrottle();
    const scope = "subscription-region";
    throttle.send("hold", { ...somewhere, scope, at: after(0), forMs: minute });
    expect(heldBack(throttle)).toHaveLength(4);
  });

  it("holds back until the very end that Azure told, and leaves nothing behind", () => {
    const throttle = aThrottle();
    const told = { ...mine, scope: "subscription", at: after(0), forMs: minute } as const;
    expect(throttle.send("hold", told)).toEqual({ kind: "held", until: after(minute) });
    const early = throttle.send("ask", { ...mine, at: after(minute - 1) });
    expect(early).toEqual({ kind: "hold-back", until: after(minute) });
    expect(throttle.send("ask", { ...mine, at: after(minute) })).toEqual({ kind: "clear" });
    expect(throttle.state).toBeNull();
  });

  it("is the same when it is told twice, and never shortened by an earlier end", () => {
    const throttle = aThrottle();
    const told = { ...mine, scope: "subscription", at: after(0), forMs: hour } as const;
    throttle.send("hold", told);
    const { state } = throttle;
    throttle.send("hold", told);
    expect(throttle.state).toEqual(state);
    throttle.send("hold", { ...told, at: after(second), forMs: minute });
    expect(throttle.send("ask", { ...mine, at: after(minute) })).toMatchObject({
      until: after(hour),
    });
  });

  it("of which it is told when it is over holds back nothing", () => {
    const throttle = aThrottle();
    throttle.send("hold", { ...mine, scope: "subscription", at: after(0), forMs: minute });
    expect(heldBack(throttle, after(2 * minute))).toEqual([]);
  });
});

describe("a clock that is wrong", () => {
  it("and ahead by days holds back as long as Azure said, not for days", () => {
    const throttle = aThrottle();
    const scope = "subscription";
    throttle.send("hold", { ...mine, scope, at: after(3 * day), forMs: 20 * minute });
    expect(throttle.send("ask", { ...mine, at: after(0) })).toEqual({
      kind: "hold-back",
      until: after(20 * minute),
    });
    expect(throttle.send("ask", { ...mine, at: after(20 * minute) })).toEqual({ kind: "clear" });
  });

  it("does not hide a limit that is told afterwards by a right one", () => {
    const throttle = aThrottle();
    const told = { ...mine, scope: "subscription" } as const;
    throttle.send("hold", { ...told, at: after(3 * day), forMs: minute });
    throttle.send("hold", { ...told, at: after(0), forMs: hour });
    expect(throttle.send("ask", { ...mine, at: after(0) })).toMatchObject({ until: after(hour) });
  });

  it("or a command that is minutes late does not let anybody through too early", () => {
    const throttle = aThrottle();
    throttle.send("hold", { ...mine, scope: "subscription", at: after(5 * minute), forMs: minute });
    throttle.send("ask", { ...neighbour, at: after(0) });
    expect(heldBack(throttle, after(5 * minute + second))).toContain("mine");
  });
});

describe("whatever comes", () => {
  it("holds nobody back for longer than a day, and stays small", () => {
    const throttle = aThrottle();
    const command = fc.record({
      resource: fc.stringMatching(/^[a-z]{1,3}$/),
      location: fc.constantFrom("westeurope", "northeurope", null),
      scope: fc.constantFrom("resource" as const, "subscription-region" as const),
      atMs: fc.integer({ min: 0, max: 3 * day }),
      forMs: fc.integer({ min: 0, max: 40 * day }),
    });
    fc.assert(
      fc.property(command, ({ atMs, ...told }) => {
        throttle.send("hold", { ...told, at: after(atMs) });
        const { resource, location } = told;
        const answer = throttle.send("ask", { resource, location, at: after(atMs) });
        const until = answer.kind === "hold-back" ? answer.until : after(0);
        expect(Date.parse(until) - Date.parse(after(atMs))).toBeLessThanOrEqual(day + 10 * minute);
        const read = readThrottleState(throttle.state);
        expect(read.ok && (read.state?.held.length ?? 0)).toBeLessThanOrEqual(heldMax);
      }),
      { numRuns: 500 },
    );
  });
});
