// Cues: what phrases mean. All phrases of a list are looked for in one pass over a message; the first
// cue of the list that is found counts.

import { stepsFit } from "./phrase.ts";
import type { KnownWord, Phrase, Vocabulary } from "./phrase.ts";
import type { Signal, StatusClass } from "./signal.ts";

export interface Cue {
  readonly signal: Signal;
  /** One a line, in the language of phrase.ts. */
  readonly phrases: string;
  /** Says something else where one of these stands as well. */
  readonly unless?: string;
  /** Says something else under this status: a 400 speaks of the request, not of what it meets. */
  readonly notOn?: StatusClass;
}

interface IndexedPhrase extends Phrase {
  /** Place of its cue in the list. */
  readonly cue: number;
}

export interface CueList {
  readonly cues: readonly (Cue & { readonly exceptions: readonly Phrase[] })[];
  /** By the test of their first word, in the order of the cues. */
  readonly beginning: readonly (readonly IndexedPhrase[] | undefined)[];
}

/** Lists that are read from the same words share a vocabulary. */
export function cueListOf(cues: readonly Cue[], vocabulary: Vocabulary): CueList {
  const beginning: IndexedPhrase[][] = [];
  for (const [cue, { phrases }] of cues.entries()) {
    for (const phrase of vocabulary.phrasesOf(phrases)) {
      (beginning[phrase.first] ??= []).push({ ...phrase, cue });
    }
  }
  const withExceptions = cues.map((cue) => ({
    ...cue,
    exceptions: vocabulary.phrasesOf(cue.unless ?? ""),
  }));
  return { cues: withExceptions, beginning };
}

/** The signal of the first cue that is found. */
export function signalOfWords(
  list: CueList,
  words: readonly KnownWord[],
  status: StatusClass,
): Signal {
  let best = list.cues.length;
  for (let at = 0; at < words.length; at += 1) {
    for (const test of words[at]?.firsts ?? []) {
      for (const phrase of list.beginning[test] ?? []) {
        if (phrase.cue >= best) break;
        if (!stepsFit(phrase.steps, 0, words, at + 1)) continue;
        if (holds(list, phrase.cue, words, status)) best = phrase.cue;
      }
    }
  }
  return list.cues[best]?.signal ?? "none";
}

function holds(
  list: CueList,
  at: number,
  words: readonly KnownWord[],
  status: StatusClass,
): boolean {
  const cue = list.cues[at];
  if (cue === undefined || cue.notOn === status) return false;
  return !cue.exceptions.some(({ first, steps }) =>
    words.some((word, start) => word.passes[first] === 1 && stepsFit(steps, 0, words, start + 1)),
  );
}
