// The last resort: what no code and no phrase tells is compared with the answers that are known. Each word
// speaks for a class as much oftener as the answers of that class have it than the others do (the log of
// the ratio, as in a naive Bayes classifier); what counts is how clear the class that is most spoken for is
// of the next. That is a guess from words and not from what they say, so whoever uses it does no more
// than look.
//
// The counts are made from the answers themselves, at the first question: nothing has to be kept in step.

import { answersOf, knownAnswers } from "./answers/index.ts";
import type { KnownClass } from "./answers/index.ts";
import { sentenceEnd, wordsOfMessage } from "./message-words.ts";

const classes = Object.keys(knownAnswers) as readonly KnownClass[];

/** So much of an answer counts as seen that was not. */
const smoothing = 0.03;
/** A word of one answer alone says nothing of a class. */
const answersMin = 2;
/** So many words of the message have to be known that are not in every tenth answer: "It could not be completed"
 * is like everything. */
const tellingMin = 3;
const commonShare = 0.1;
/** No message has such a word. */
const partOfCode = "code ";

interface Learned {
  /** By class, in their order. */
  readonly before: readonly number[];
  readonly words: ReadonlyMap<string, LearnedWord>;
}

interface LearnedWord {
  /** By class, in their order. */
  readonly weights: readonly number[];
  readonly isTelling: boolean;
}

let learned: Learned | undefined;

export interface Likeness {
  readonly class: KnownClass;
  /** How clear it is of the next class, for the square root of the words that count. */
  readonly margin: number;
}

/** `words` as wordsOfMessage gives them. Null where too little is known of them. */
export function mostAlike(words: readonly string[], codes: readonly string[]): Likeness | null {
  learned ??= learn();
  const sums = [...learned.before];
  let known = 0;
  let telling = 0;
  for (const feature of featuresOf(words, codes)) {
    const word = learned.words.get(feature);
    if (word === undefined) continue;
    known += 1;
    if (word.isTelling) telling += 1;
    for (const [at, weight] of word.weights.entries()) sums[at] = (sums[at] ?? 0) + weight;
  }
  if (telling < tellingMin) return null;
  const [first, second] = sums.toSorted((one, other) => other - one);
  if (first === undefined || second === undefined) return null;
  const alike = classes[sums.indexOf(first)];
  return alike === undefined
    ? null
    : { class: alike, margin: (first - second) / Math.sqrt(known + 1) };
}

function learn(): Learned {
  const counts = new Map<string, number[]>();
  const sizes: number[] = [];
  for (const [at, conflictClass] of classes.entries()) {
    const answers = answersOf(conflictClass);
    sizes.push(answers.length);
    for (const { message, code } of answers) {
      for (const word of featuresOf(wordsOfMessage(message), code === null ? [] : [code])) {
        const count = counts.get(word) ?? classes.map(() => 0);
        count[at] = (count[at] ?? 0) + 1;
        counts.set(word, count);
      }
    }
  }
  const all = sum(sizes);
  const words = new Map<string, LearnedWord>();
  for (const [word, count] of counts) {
    const total = sum(count);
    if (total < answersMin) continue;
    const weightOf = (has: number, at: number): number => {
      const size = sizes[at] ?? 0;
      return Math.log(share(has, size) / share(total - has, all - size));
    };
    words.set(word, { weights: count.map(weightOf), isTelling: isTelling(word, total / all) });
  }
  return { before: sizes.map((size) => 0.5 * Math.log(size / all)), words };
}

function isTelling(word: string, shareOfAll: number): boolean {
  return !word.startsWith(partOfCode) && shareOfAll < commonShare;
}

function share(has: number, of: number): number {
  return (has + smoothing) / (of + 2 * smoothing);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

/** The words of the message, each once, and those that the names of codes are made of. */
function featuresOf(words: readonly string[], codes: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  for (const word of words) {
    if (word !== sentenceEnd) features.add(/^\d+$/.test(word) ? "#" : word);
  }
  for (const code of codes) {
    for (const part of code.match(/[A-Z][a-z]+/g) ?? [])
      features.add(partOfCode + part.toLowerCase());
  }
  return features;
}
