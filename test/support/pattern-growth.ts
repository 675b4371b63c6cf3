// Whether the time that a regular expression takes grows faster than the text that it is given. It does
// when a text can be repeated (a "pump") that leads from one repetition of the expression back to it,
// from there to another, and from that back to it: after n pumps there are n ways to have read them,
// and an engine that finds no match in the end tries each. The search for a match, which starts at
// every character, counts as a repetition too. See A. Weber and H. Seidl, "On the degree of ambiguity of
// finite automata", Theoretical Computer Science 88 (1991), criterion IDA.

import type { CharSet } from "refa";
import { graphOf, searching } from "./pattern-graph.ts";
import type { PatternGraph } from "./pattern-graph.ts";

/** Null where it grows no faster; else a text whose repetition makes it. */
export function pumpOf(pattern: RegExp): string | null {
  const graph = graphOf(pattern);
  const common = commonCharacters(graph.characters);
  const inLoops = graph.loops.flatMap((loop, state) => (loop === null ? [] : [state]));
  for (const to of inLoops) {
    const doubled = doubledWay(graph, to);
    if (doubled !== null) return doubled;
    // Once there, the expression has matched, and nothing is tried again.
    if (to === searching || graph.ends.has(to)) continue;
    for (const from of inLoops) {
      if (from === to) continue;
      const pump = pumpBetween(graph, from, to, common);
      if (pump !== null) return pump;
    }
  }
  return null;
}

/** Two ways from one state to the next within a repetition double with every round. */
function doubledWay({ next, loops, characters }: PatternGraph, state: number): string | null {
  const ways = (next[state] ?? []).filter((one) => loops[one] === loops[state]);
  const doubled = ways.find((one, n) => ways.indexOf(one) !== n);
  return doubled === undefined ? null : sample(characters[doubled]);
}

type Common = (one: number, two: number, three: number) => CharSet | null;

/** Reads one text on three ways at once: from `from` to itself, from `from` to `to`, and from `to` to
 * itself. */
function pumpBetween(graph: PatternGraph, from: number, to: number, common: Common): string | null {
  const { next, loops } = graph;
  const within = (state: number, home: number): readonly number[] =>
    (next[state] ?? []).filter((one) => loops[one] === loops[home]);
  const key = (one: number, two: number, three: number): string => `${one},${two},${three}`;
  const seen = new Set<string>();
  let reached: readonly Way[] = [{ one: from, two: from, three: to, text: "" }];
  while (reached.length > 0) {
    const further: Way[] = [];
    for (const way of reached) {
      for (const three of within(way.three, to)) {
        for (const one of within(way.one, from)) {
          for (const two of next[way.two] ?? []) {
            if (seen.has(key(one, two, three))) continue;
            const characters = common(one, two, three);
            if (characters === null) continue;
            seen.add(key(one, two, three));
            const text = way.text + sample(characters);
            if (one === from && two === to && three === to) return text;
            further.push({ one, two, three, text });
          }
        }
      }
    }
    reached = further;
  }
  return null;
}

interface Way {
  readonly one: number;
  readonly two: number;
  readonly three: number;
  readonly text: string;
}

function commonCharacters(characters: readonly CharSet[]): Common {
  const numbers = new Map<string, number>();
  const sets: CharSet[] = [];
  const numberOf = characters.map((set) => {
    const text = set.ranges.map(({ min, max }) => `${min}-${max}`).join();
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, sets.length);
    return sets.push(set) - 1;
  });
  const found = new Map<number, CharSet | null>();
  return (one, two, three) => {
    const [a = 0, b = 0, c = 0] = [numberOf[one], numberOf[two], numberOf[three]];
    const key = (a * sets.length + b) * sets.length + c;
    const known = found.get(key);
    if (known !== undefined) return known;
    const [first, second, third] = [sets[a], sets[b], sets[c]];
    const all = first?.intersect(second ?? first).intersect(third ?? first);
    const result = all === undefined || all.isEmpty ? null : all;
    found.set(key, result);
    return result;
  };
}

/** A letter, where there is one. */
function sample(characters: CharSet | undefined): string {
  const letter = ["a", "x", "0", " "].find((one) => characters?.has(one.codePointAt(0) ?? 0));
  return letter ?? String.fromCodePoint(characters?.ranges[0]?.min ?? 0);
}
