// Ten thousand texts that nobody would print, and as many values that nobody would hand over: the
// reader of texts finds an error in each or none, never fails, and what it tells is of bounded size.

import { describe, expect, it } from "vitest";
import { classLimits } from "../../../src/conflicts/class-limits.ts";
import {
  classifyJson,
  classifyRow,
  classifyText,
} from "../../../src/conflicts/text/classification.ts";
import type { Classified } from "../../../src/conflicts/text/classification.ts";
import { fuzzedBody, fuzzedText, megabyte } from "../../support/fuzzed-bodies.ts";

const seed = 20260106;
const count = 10_000;
/** Far more than it takes anywhere; nothing is asserted about time. */
const limitMs = 300_000;
const toldCharsMax = 200_000;

/** What is wrong with an answer; null where it is right. */
function complaint(told: Classified | null): string | null {
  if (told === null) return null;
  if (!(told.class in classLimits)) return `the class ${told.class} does not exist`;
  const size = JSON.stringify(told).length;
  return size > toldCharsMax ? `${size} characters are told` : null;
}

function complaints(how: string, tell: () => readonly (Classified | null)[]): readonly string[] {
  try {
    return tell().flatMap((told) => {
      const wrong = complaint(told);
      return wrong === null ? [] : [`${how}: ${wrong}`];
    });
  } catch (thrown) {
    return [`${how} threw ${String(thrown)}`];
  }
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

describe("a text that nobody would print", () => {
  it(
    "is read or found to hold no error",
    () => {
      const wrong: string[] = [];
      const classes = new Set<string>();
      let megabytes = 0;
      for (let n = 0; n < count && wrong.length < 20; n += 1) {
        const { how, body } = fuzzedText(seed, n);
        if (body.length >= megabyte / 2) megabytes += 1;
        const found = complaints(`#${n} (${how})`, () => {
          const told = classifyText(body);
          if (told !== null) classes.add(told.class);
          return [told];
        });
        wrong.push(...found);
      }
      expect(wrong).toEqual([]);
      expect(megabytes).toBeGreaterThan(2);
      expect(classes.size).toBeGreaterThan(10);
    },
    limitMs,
  );
});

describe("a value that nobody would hand over", () => {
  it(
    "is read, alone and as a row of a collection",
    () => {
      const wrong: string[] = [];
      for (let n = 0; n < count && wrong.length < 20; n += 1) {
        const { how, body } = fuzzedBody(seed, n);
        // What comes in as JSON cannot hold itself.
        if (typeof body !== "string") continue;
        const row = {
          code: n % 3 === 0 ? "Conflict" : null,
          message: body.slice(0, 100_000),
          httpStatus: n % 2 === 0 ? 409 : null,
          details: [],
          operation: null,
          resourceType: null,
        };
        const found = complaints(`#${n} (${how})`, () => [
          classifyJson(parsedOf(body)),
          classifyRow(row),
        ]);
        wrong.push(...found);
      }
      expect(wrong).toEqual([]);
    },
    limitMs,
  );
});
