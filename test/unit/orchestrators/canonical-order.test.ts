// Leases are taken in one order by everybody, so that nobody waits in a circle.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inCanonicalOrder } from "../../../src/orchestrators/acquire-leases.ts";

describe("the order in which leases are taken", () => {
  it("is the same for everybody, whatever the order and letter case of the plan", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^\/[a-z]{1,4}(\/[a-z]{1,4})?$/), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.boolean()), (some, upper) => {
        const shuffled = some
          .toReversed()
          .map((id) => (upper.next().value ? id.toUpperCase() : id));
        const lower = (order: readonly string[]) => order.map((id) => id.toLowerCase());
        expect(lower(inCanonicalOrder(shuffled))).toEqual(lower(inCanonicalOrder(some)));
      }),
    );
  });

  it("has each resource once", () => {
    expect(inCanonicalOrder(["/a/b", "/A/B", "/a"])).toHaveLength(2);
  });
});
