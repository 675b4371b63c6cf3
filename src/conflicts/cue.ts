// A cue: words that carry one meaning. Each list of cues is tried in its order, the first that is found
// counts. Every expression takes a time that grows with the message no faster: gaps are bounded, and
// nothing repeats within a repetition.

import type { Signal } from "./signal.ts";

export interface Cue {
  readonly signal: Signal;
  readonly words: RegExp;
  /** Says something else where these stand as well. */
  readonly unless?: RegExp;
}

export function signalOfCues(cues: readonly Cue[], words: string): Signal {
  for (const cue of cues) {
    if (cue.words.test(words) && cue.unless?.test(words) !== true) return cue.signal;
  }
  return "none";
}
