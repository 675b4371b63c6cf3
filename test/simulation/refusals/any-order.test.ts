// Refusals of any kind, in any number and manner, drawn from seeds. However they come together: it ends,
// it is told as it is, and nothing is left held. What each refusal means by itself stands in the tables
// beside this file.

import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../simulator/random.ts";
import { resizeUnder } from "../../support/fault-scene.ts";
import { someRefusals, wrongsOf } from "../../support/random-refusals.ts";
import { expectReadBeforeEachWrite } from "../../support/refused-resize.ts";

describe("refusals in any order", () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    "end, are told as they are and leave nothing held: seed %d",
    async (seed) => {
      const result = await resizeUnder({ faults: someRefusals(seededRandom(seed)) });
      expect(wrongsOf(result)).toEqual([]);
      expectReadBeforeEachWrite(result.system);
    },
  );
});
