// What holds of a lease after any sequence of commands, those that come late or twice, the breaks and
// the sweeps among them.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs } from "../../../src/domain/instant.ts";
import { anAcquire, day, minute, second, start } from "../../support/entity-scene.ts";
import { leaseActs } from "../../support/lease-acts.ts";
import { LeaseCallers } from "../../support/lease-callers.ts";
import { aLease, aRelease, grace, leaseMs } from "../../support/lease-scene.ts";

const names = ["ann", "bob", "cid", "dan", "eve"] as const;
const reservationMs = 7 * minute;

const sequences = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    act: leaseActs,
    pauseMs: fc.constantFrom(0, 1, second, minute, 2 * minute, 5 * minute, 7 * minute, 17 * minute),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("a lease, whatever is said to it", () => {
  // The checks are those of the callers.
  it("has no two holders that could both still send, overtakes nobody who lives, forgets nobody and no open write, hears nothing late and answers twice the same", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const callers = new LeaseCallers();
        let at = start;
        for (const { name, act, pauseMs } of sequence) {
          at = addMs(at, pauseMs);
          callers.act(name, act, at);
        }
        // The lease of a holder, the grace, and one reservation for each of the others that waits.
        const latest = addMs(at, leaseMs + grace + names.length * reservationMs);
        callers.checkThatTimeHelps(at, latest);
      }),
      { numRuns: 600 },
    );
  });

  it("grants growing numbers also over removal and under clocks that differ", () => {
    const jumps = fc.array(
      fc.record({
        name: fc.constantFrom(...names),
        pauseMs: fc.constantFrom(0, 0, 1, minute, day, day + minute),
        skewMs: fc.integer({ min: -5 * second, max: 5 * second }),
        what: fc.constantFrom("ask", "release", "read"),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(jumps, (sequence) => {
        const lease = aLease();
        let now = start;
        let last = 0;
        for (const { name, pauseMs, skewMs, what } of sequence) {
          now = addMs(now, pauseMs);
          const at = addMs(now, skewMs);
          if (what === "read") lease.send("read", { at });
          if (what === "release") lease.send("release", aRelease(name, at));
          if (what !== "ask") continue;
          const answer = lease.send("acquire", anAcquire(name, at));
          if (answer.kind !== "granted") continue;
          lease.send("release", aRelease(name, at));
          expect(answer.fencing).toBeGreaterThan(last);
          last = answer.fencing;
        }
      }),
      { numRuns: 300 },
    );
  });
});
