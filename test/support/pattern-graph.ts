// The graph of a regular expression: a state for each character that it may read, and an edge for each
// way on from it. An engine that goes back and tries again walks this graph; how many ways there are to
// read the same text tells how long it takes.
//
// G1. Whatever the graph leaves out makes it larger, never smaller: conditions that read nothing (`\b`,
//     `$`, lookarounds without repetition) count as fulfilled.
// G2. A repetition up to `copiesMax` times is so many copies in a row, each more often is taken for
//     endless.

import { CharSet, JS } from "refa";
import type { Concatenation, Element, Quantifier } from "refa";

export interface PatternGraph {
  readonly characters: readonly CharSet[];
  /** Each state once for each way that leads to it. */
  readonly next: readonly (readonly number[])[];
  /** The outermost endless repetition that a state is in, by a number; null of one that is in none. All
   * states of one can be reached from one another. */
  readonly loops: readonly (number | null)[];
  /** At which the expression has matched, whatever follows. */
  readonly ends: ReadonlySet<number>;
}

/** The search that starts again at every character: it reads anything and stays where it is. */
export const searching = 0;

const oneCharacterCopiesMax = 256;
const copiesMax = 8;

interface Part {
  readonly first: readonly number[];
  /** Whether it is only true under a condition that nothing more is needed. */
  readonly last: ReadonlyMap<number, boolean>;
  readonly empty: "never" | "freely" | "under-a-condition";
}

const nothing: Part = { first: [], last: new Map(), empty: "freely" };

export class UnprovablePattern extends Error {}

export function graphOf(pattern: RegExp): PatternGraph {
  const parser = JS.Parser.fromLiteral(pattern);
  const { expression, maxCharacter } = parser.parse({
    backreferences: "throw",
    assertions: "parse",
  });
  const builder = new GraphBuilder(maxCharacter);
  for (const alternative of expression.alternatives) {
    const part = builder.sequence(alternative.elements);
    if (!pattern.sticky && !isAnchored(alternative)) builder.link([searching], part.first);
    builder.end(part.last);
  }
  return builder.graph();
}

class GraphBuilder {
  readonly #characters: CharSet[];
  readonly #next: number[][] = [[searching]];
  readonly #loops: (number | null)[] = [searching];
  readonly #ends = new Set<number>();
  #loop: number | null = null;
  #loopCount = 0;

  constructor(maxCharacter: number) {
    this.#characters = [CharSet.all(maxCharacter)];
  }

  graph(): PatternGraph {
    return {
      characters: this.#characters,
      next: this.#next,
      loops: this.#loops,
      ends: this.#ends,
    };
  }

  link(from: Iterable<number>, to: readonly number[]): void {
    for (const one of from) this.#next[one]?.push(...to);
  }

  end(last: Part["last"]): void {
    for (const [state, isConditional] of last) if (!isConditional) this.#ends.add(state);
  }

  sequence(elements: readonly Element[]): Part {
    return elements.reduce<Part>((done, one) => this.#joined(done, this.#part(one)), nothing);
  }

  #joined(before: Part, after: Part): Part {
    this.link(before.last.keys(), after.first);
    const last = new Map(after.last);
    if (after.empty !== "never") {
      for (const [state, isConditional] of before.last) {
        last.set(state, isConditional || after.empty === "under-a-condition");
      }
    }
    return {
      first: before.empty === "never" ? before.first : [...before.first, ...after.first],
      last,
      empty: weaker(before.empty, after.empty),
    };
  }

  #part(element: Element): Part {
    switch (element.type) {
      case "CharacterClass":
        return this.#character(element.characters);
      case "Alternation":
        return this.#oneOf(element.alternatives);
      case "Quantifier":
        return this.#repeated(element);
      case "Assertion":
        if (element.alternatives.some(({ elements }) => elements.some(repeats))) {
          throw new UnprovablePattern("A condition repeats something.");
        }
        return { ...nothing, empty: "under-a-condition" };
      case "Unknown":
        throw new UnprovablePattern("A part is not understood.");
    }
  }

  #character(characters: CharSet): Part {
    const state = this.#characters.push(characters) - 1;
    this.#next.push([]);
    this.#loops.push(this.#loop);
    return { first: [state], last: new Map([[state, false]]), empty: "never" };
  }

  #oneOf(alternatives: readonly Concatenation[]): Part {
    const parts = alternatives.map(({ elements }) => this.sequence(elements));
    const empties = parts.map(({ empty }) => empty).filter((empty) => empty !== "never");
    return {
      first: parts.flatMap(({ first }) => first),
      last: new Map(parts.flatMap(({ last }) => [...last])),
      empty:
        empties.length === 0
          ? "never"
          : (empties.find((one) => one === "freely") ?? "under-a-condition"),
    };
  }

  #repeated(quantifier: Quantifier): Part {
    const { min, max } = quantifier;
    if (max === 0) return nothing;
    const most = isOneCharacter(quantifier) ? oneCharacterCopiesMax : copiesMax;
    const copies = Math.min(min, most);
    if (max > most) {
      let before = nothing;
      for (let n = 1; n < copies; n += 1) before = this.#joined(before, this.#body(quantifier));
      return this.#joined(before, this.#endless(quantifier));
    }
    let whole: Part = nothing;
    const bodies = Array.from({ length: max }, () => this.#body(quantifier));
    // From the end, so that a copy is only read where all before it were.
    for (const [n, body] of [...bodies.entries()].toReversed()) {
      const rest = this.#joined(body, whole);
      whole = n < min ? rest : { ...rest, empty: "freely" };
    }
    return whole;
  }

  #endless(quantifier: Quantifier): Part {
    const outer = this.#loop;
    if (outer === null) this.#loop = this.#loopCount += 1;
    const body = this.#body(quantifier);
    this.link(body.last.keys(), body.first);
    this.#loop = outer;
    return quantifier.min === 0 ? { ...body, empty: "freely" } : body;
  }

  #body({ alternatives }: Quantifier): Part {
    return this.#oneOf(alternatives);
  }
}

function weaker(one: Part["empty"], other: Part["empty"]): Part["empty"] {
  if (one === "never" || other === "never") return "never";
  return one === "freely" ? other : one;
}

function isOneCharacter({ alternatives }: Quantifier): boolean {
  return alternatives.every(
    ({ elements }) => elements.length === 1 && elements[0]?.type === "CharacterClass",
  );
}

function repeats(element: Element): boolean {
  if (element.type === "CharacterClass" || element.type === "Unknown") return false;
  if (element.type === "Quantifier" && element.max > copiesMax) return true;
  return element.alternatives.some(({ elements }) => elements.some(repeats));
}

/** Begins with `^`: no character stands before. */
function isAnchored({ elements }: Concatenation): boolean {
  const [first] = elements;
  if (first === undefined) return false;
  if (first.type === "Alternation") return first.alternatives.every(isAnchored);
  if (first.type !== "Assertion" || first.kind !== "behind" || !first.negate) return false;
  const [only, ...others] = first.alternatives.flatMap((alternative) => alternative.elements);
  return others.length === 0 && only?.type === "CharacterClass" && only.characters.isAll;
}
