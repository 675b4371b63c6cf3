// Points in time: they sort as text, and nothing else is taken for one.

import { describe, expect, it } from "vitest";
import {
  addMs,
  earlierOf,
  epochMsOf,
  instantOf,
  isBefore,
  laterOf,
  msBetween,
} from "../../../src/domain/instant.ts";

const early = "2026-01-05T08:00:00.000Z";
const late = "2026-01-05T08:00:01.500Z";

describe("an instant", () => {
  it("goes to epoch milliseconds and back", () => {
    expect(instantOf(epochMsOf(early))).toBe(early);
    expect(addMs(early, 1_500)).toBe(late);
    expect(msBetween(late, early)).toBe(-1_500);
  });

  it("is compared by time, not by spelling", () => {
    expect(isBefore("2026-01-05T09:00:00+01:00", late)).toBe(true);
    expect([earlierOf(late, early), laterOf(early, late)]).toEqual([early, late]);
    expect(isBefore(early, early)).toBe(false);
  });

  it("is nothing that has no time", () => {
    expect(() => epochMsOf("soon")).toThrow(RangeError);
  });
});
