// Phrases: the little language in which the cues are written. A phrase is a row of words as they stand
// in a message:
//
//   exceed* ... quota        a word may go on after `*`, or before it (`*ed`)
//   is|are locked            one of several words
//   the|this? lock           may be missing
//   #   *                    a number, any word
//   ..   ...   ....          up to 4, 10, 40 other words of the same sentence
//   <operation>              one of the words that stand for an operation
//
// A phrase is looked for from each word that it can begin with, and looks at a bounded number of words
// from there, so that the time grows with the message no faster. Which tests a word passes is worked
// out once for each word that messages use, not for each phrase.

import { sentenceEnd } from "./message-words.ts";

const gaps: Readonly<Record<string, number>> = { "..": 4, "...": 10, "....": 40 };

const named: Readonly<Record<string, string>> = {
  operation:
    "operation*|request*|update*|deployment*|job*|task*|transaction*|process*|action*|migration*|upgrade*|backup*|restore*|failover*|change*|write*|modification*|run|runs|workflow*|creation*|deletion*|provisioning|scaling",
  sku: "size|sku|skus|tier|tiers|plan|plans|edition|editions",
  place: "region|regions|location|locations|zone|zones",
  limit: "limit*|maximum|max|allowed|allowance|cap|ceiling",
};

export type Step =
  | { readonly kind: "word"; readonly test: number; readonly isOptional: boolean }
  | { readonly kind: "gap"; readonly words: number };

export interface Phrase {
  readonly first: number;
  readonly steps: readonly Step[];
}

/** A word as phrases see it. */
export interface KnownWord {
  readonly passes: Uint8Array;
  readonly isEnd: boolean;
  /** The tests passed with which phrases begin. */
  readonly firsts: readonly number[];
}

const knownWordsMax = 20_000;

/** The tests of phrases, numbered, and the words that were tried against them. */
export class Vocabulary {
  readonly #testOf = new Map<string, number>();
  readonly #exact = new Map<string, number[]>();
  readonly #starts: { readonly start: string; readonly test: number }[] = [];
  readonly #ends: { readonly end: string; readonly test: number }[] = [];
  readonly #numbers: number[] = [];
  readonly #known = new Map<string, KnownWord>();
  readonly #firsts = new Set<number>();

  /** One phrase a line. */
  phrasesOf(text: string): readonly Phrase[] {
    const lines = text.split("\n").map((line) => line.trim());
    return lines.filter((line) => line !== "").map((line) => this.#phraseOf(line));
  }

  /** Only once all phrases are known. */
  wordOf(word: string): KnownWord {
    const before = this.#known.get(word);
    if (before !== undefined) return before;
    if (this.#known.size >= knownWordsMax) this.#known.clear();
    const tests = this.#testsOf(word);
    const passes = new Uint8Array(this.#testOf.size);
    for (const test of tests) passes[test] = 1;
    const firsts = tests.filter((test) => this.#firsts.has(test));
    const known: KnownWord = { passes, firsts, isEnd: word === sentenceEnd };
    this.#known.set(word, known);
    return known;
  }

  #phraseOf(line: string): Phrase {
    const [first, ...steps] = line.split(" ").map((token) => this.#stepOf(token));
    if (first === undefined || first.kind === "gap" || first.isOptional) {
      throw new Error(`The phrase "${line}" begins with nothing that has to be there.`);
    }
    this.#firsts.add(first.test);
    return { first: first.test, steps };
  }

  #stepOf(token: string): Step {
    const gap = gaps[token];
    if (gap !== undefined) return { kind: "gap", words: gap };
    const isOptional = token.endsWith("?");
    return {
      kind: "word",
      test: this.#testNamed(isOptional ? token.slice(0, -1) : token),
      isOptional,
    };
  }

  #testNamed(token: string): number {
    const before = this.#testOf.get(token);
    if (before !== undefined) return before;
    const test = this.#testOf.size;
    this.#testOf.set(token, test);
    const words = token.replaceAll(/<(\w+)>/g, (_all, name: string) => wordsNamed(name)).split("|");
    for (const word of words) {
      if (word === "#") this.#numbers.push(test);
      else if (word.endsWith("*")) this.#starts.push({ start: word.slice(0, -1), test });
      else if (word.startsWith("*")) this.#ends.push({ end: word.slice(1), test });
      else this.#exact.set(word, [...(this.#exact.get(word) ?? []), test]);
    }
    return test;
  }

  #testsOf(word: string): readonly number[] {
    if (word === sentenceEnd) return [];
    const tests = new Set(this.#exact.get(word));
    for (const { start, test } of this.#starts) if (word.startsWith(start)) tests.add(test);
    for (const { end, test } of this.#ends) if (word.endsWith(end)) tests.add(test);
    if (/^\d+$/.test(word)) for (const test of this.#numbers) tests.add(test);
    return [...tests];
  }
}

function wordsNamed(name: string): string {
  const words = named[name];
  if (words === undefined) throw new Error(`No words are known as <${name}>.`);
  return words;
}

/** Whether the steps fit the words from `at`. */
export function stepsFit(
  steps: readonly Step[],
  from: number,
  words: readonly KnownWord[],
  at: number,
): boolean {
  const step = steps[from];
  if (step === undefined) return true;
  if (step.kind === "gap") {
    const end = Math.min(words.length, at + step.words + 1);
    for (let next = at; next < end; next += 1) {
      if (stepsFit(steps, from + 1, words, next)) return true;
      if (words[next]?.isEnd === true) return false;
    }
    return false;
  }
  if (words[at]?.passes[step.test] === 1 && stepsFit(steps, from + 1, words, at + 1)) return true;
  return step.isOptional && stepsFit(steps, from + 1, words, at);
}
