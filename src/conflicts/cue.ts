// A cue: words that carry one meaning. Each list of cues is tried in its order, the first that is found
// counts. Every expression takes a time that grows with the message no faster: gaps are bounded, and
// nothing repeats within a repetition.

import type { Signal, StatusClass } from "./signal.ts";

export interface Cue {
  readonly signal: Signal;
  readonly words: RegExp;
  /** Says something else where these stand as well. */
  readonly unless?: RegExp;
  /** Says something else under this status: a 400 speaks of the request, not of what it meets. */
  readonly notOn?: StatusClass;
}

export function signalOfCues(cues: readonly Cue[], words: string, status: StatusClass): Signal {
  for (const { signal, words: sought, unless, notOn } of cues) {
    if (sought.test(words) && notOn !== status && unless?.test(words) !== true) return signal;
  }
  return "none";
}
