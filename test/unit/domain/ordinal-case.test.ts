// Letter case is ignored as ARM ignores it: by letter, in no language.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldCase } from "../../../src/domain/ordinal-case.ts";

describe("folding of letter case", () => {
  it.each([
    ["PROD-rg", "prod-RG"],
    ["GRÖSSE", "grösse"],
    ["Σίσυφος", "ΣΊΣΥΦΟΣ"],
    ["ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"],
    ["ᾳ", "ᾼ"],
    ["ǆ", "ǅ"],
    ["\u{10428}", "\u{10400}"],
  ])("takes %s and %s for one", (one, other) => {
    expect(foldCase(one)).toBe(foldCase(other));
  });

  it.each([
    ["ı", "i", "the dotless i"],
    ["İ", "i", "the dotted capital I"],
    ["\u212a", "k", "the Kelvin sign"],
    ["\u212b", "å", "the Ångström sign"],
    ["ſ", "s", "the long s"],
    ["ß", "ss", "the sharp s"],
    ["ﬁ", "fi", "a ligature"],
    ["e\u0301", "é", "an accent of its own"],
  ])("keeps %s and %s apart: %s", (one, other) => {
    for (const text of [other, other.toUpperCase(), other.toLowerCase()]) {
      expect(foldCase(one)).not.toBe(foldCase(text));
    }
  });

  it("does not depend on what stands beside a letter, and folding twice changes nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (one, other) => {
          expect(foldCase(one + other)).toBe(foldCase(one) + foldCase(other));
          expect(foldCase(foldCase(one))).toBe(foldCase(one));
        },
      ),
    );
  });

  it("never makes another number of letters, and ASCII of nothing else", () => {
    for (let code = 0x80; code <= 0x1ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const folded = foldCase(String.fromCodePoint(code));
      if (Array.from(folded).length !== 1 || (folded.codePointAt(0) ?? 0) < 0x80) {
        throw new Error(`U+${code.toString(16)} becomes ${JSON.stringify(folded)}.`);
      }
    }
  });
});
