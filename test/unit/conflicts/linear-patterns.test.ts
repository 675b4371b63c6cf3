// No regular expression of the app takes a time that grows faster than the text it is given: shown for
// each literal by its graph, and tried with long runs of what could make it slow.

import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { pumpOf } from "../../support/pattern-growth.ts";
import { patternLiteralsIn } from "../../support/pattern-literals.ts";
import { readTree } from "../../support/tree.ts";

const sources = readTree().filter(({ path }) => /^src\/.*\.ts$/.test(path));
const patterns = sources.flatMap(({ path, text }) =>
  patternLiteralsIn(text).map(({ line, pattern }) => ({ where: `${path}:${line}`, pattern })),
);

const runs = [
  "a",
  "A0",
  " ",
  "\n",
  "\t",
  '"',
  "\\",
  "<",
  "{",
  "/a",
  "'a",
  "not in ",
  "Code=",
  ": ",
];
const runChars = 20_000;
/** Only stops what would not end: all of them together take about a second. */
const guard = { timeout: 90_000 };

describe("the regular expressions of the app", () => {
  it("are seen", () => {
    const folders = new Set(patterns.map(({ where }) => where.split("/").slice(0, 2).join("/")));
    for (const folder of ["src/conflicts", "src/domain", "src/arm"]) {
      expect(folders).toContain(folder);
    }
    expect(patterns.length).toBeGreaterThan(200);
  });

  it("are none that is put together at run time, which nobody could look at", () => {
    const made = sources.filter(({ text }) => /\bRegExp\(/.test(text)).map(({ path }) => path);
    // Put together out of literals of its own.
    expect(made).toEqual(["src/operations/vm-size-name.ts"]);
  });

  it("take no time that grows faster than the text, whatever the text", () => {
    const growing = patterns.flatMap(({ where, pattern }) => {
      const pump = pumpOf(pattern);
      return pump === null
        ? []
        : [`${where}: slow where ${JSON.stringify(pump)} repeats: ${pattern}`];
    });
    expect(growing).toEqual([]);
  });

  it.each(runs)(
    "come to an end on a long run of %j",
    (run) => {
      const text = `${run.repeat(Math.ceil(runChars / run.length))}\u0000`;
      const all = patterns.map(({ pattern }) => pattern);
      runInNewContext("for (const pattern of all) pattern.test(text)", { all, text }, guard);
    },
    120_000,
  );
});

describe("the proof", () => {
  it.each<readonly [string, RegExp]>([
    ["two gaps that may read the same", /^\d+\d+$/],
    ["a gap between two words", /not allowed\b.*\bsince the/i],
    ["a gap that may begin anywhere", /\s+$/],
    ["one that may begin at each bracket", /<[^>]*>/],
    ["one that ends in a longer word", /NotFound(For\w+)?$/],
    ["a match that looks ahead further than it takes", /a(.*b)?/g],
    ["the same in a repetition of a bounded size that is large", /<title[^>]{0,5000}>/],
    ["repetitions within one another", /^(a*)*b/],
    ["the same twice in a repetition", /^(?:a|a)*b/],
    ["a repetition of what may be left out", /^(?:a?b?)*c/],
    ["words with a space that may be missing", /^(?:\w+\s?)*$/],
  ])("finds %s: %s", (_what, pattern) => {
    expect(pumpOf(pattern)).not.toBeNull();
  });

  it.each<readonly [string, RegExp]>([
    ["a run at the end", /\s+/g],
    ["a run from the beginning", /^\s+x/],
    ["a gap that cannot read what it follows", /locked: '([^']+)'/i],
    ["a gap of bounded size", /not allowed\b[^.]{0,80}\bsince the/],
    ["words with a space each", /another (?:\w+ ){0,3}operation/],
    ["repetitions that a character tells apart", /^(?:\w+,)*$/],
    ["alternatives that a character tells apart", /^(?:a|ab)*c/],
  ])("leaves alone %s: %s", (_what, pattern) => {
    expect(pumpOf(pattern)).toBeNull();
  });

  it.each<readonly [string, RegExp]>([
    ["a back reference", /(a+)\1/],
    ["a condition that repeats something", /x(?=.*y)/],
  ])("does not pass %s, which it cannot judge: %s", (_what, pattern) => {
    expect(() => pumpOf(pattern)).toThrow(/backreference|repeats something/i);
  });

  it("finds each literal and nothing that only looks like one", () => {
    const source = [
      "const a = b / c / d; // no /pattern/ here",
      'const e = f(/g[/]h\\/i/gi, "/no/");',
      "/* nor /here/ */ return /j/.test(`${k / l}/m/${/n/u}`);",
    ].join("\n");
    const found = patternLiteralsIn(source).map(({ line, pattern }) => `${line} ${pattern}`);
    expect(found).toEqual(["2 /g[/]h\\/i/gi", "3 /j/", "3 /n/u"]);
  });
});
