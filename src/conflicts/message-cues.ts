// What a message says where no code does. `OperationNotAllowed`, `Conflict` and `InvalidParameter`
// stand for different things each (Compute's error list gives more than a hundred sentences for the
// first alone), so here, and only here, words are looked at: few and short ones, each the part of a
// sentence that carries its meaning. The first cue that is found counts.

import type { Signal } from "./signal.ts";

interface Cue {
  readonly signal: Signal;
  readonly words: RegExp;
}

const cues: readonly Cue[] = [
  // A named cause goes before the state that it leads to.
  {
    signal: "locked",
    words: /scope\(s\) are locked|\bis locked\b|'?(Delete|ReadOnly)'? locks?\b/i,
  },
  { signal: "policy", words: /disallowed by policy/i },
  { signal: "quota", words: /exceeding approved\b|\bquota\b/i },
  { signal: "quota", words: /(reached|exceeds?) (its|the|your) (maximum|limit)/i },
  { signal: "capacity", words: /sufficient capacity|allocation failed|too restrictive/i },
  { signal: "capacity", words: /currently not available in location/i },
  { signal: "throttled", words: /too many requests|excessive volume|throttled/i },
  { signal: "preempted", words: /preempted by|superseded by|canceled by a (later|newer)/i },
  { signal: "deleting", words: /marked for deletion|being deleted|deprovisioning state/i },
  { signal: "running", words: /another( \w+)? operation\b/i },
  {
    signal: "running",
    words: /on-?going operation|operation (is )?(already |still )?in progress/i,
  },
  { signal: "running", words: /concurrent (request|write)|conflicting operation/i },
  { signal: "running", words: /while there is a Rolling Upgrade in progress|after some time/i },
  { signal: "running", words: /(currently )?being (attached|detached|provisioned)/i },
  // A machine that is only being made has no place to give up for another.
  { signal: "fixed", words: /unable to create\b.*not available in the/is },
  { signal: "size-in-place", words: /not available in the (current hardware )?cluster/i },
  { signal: "fixed", words: /resource disk to non-resource disk|cannot boot/i },
  { signal: "state", words: /not (allowed|supported|permitted)\b.*\b(since|while|as) the\b/is },
  { signal: "state", words: /\bis not running\b|requires the VM to be|must be (in|deallocated)/i },
  { signal: "state", words: /please (first )?(stop|deallocate|detach|disassociate|power off)/i },
  { signal: "state", words: /\bin (a )?failed state\b|\bno ongoing\b|\bcurrent state\b/i },
  { signal: "state", words: /\b(is|be|currently) (still )?(attached|allocated|associated)\b/i },
  { signal: "state", words: /\bin use\b|\bused by\b|already owned by/i },
  { signal: "exists", words: /already exists/i },
  { signal: "authorization", words: /not have (authorization|permission)|not authorized/i },
  { signal: "not-found", words: /\bnot (be )?found\b|does not exist/i },
  { signal: "version", words: /\betag\b|if-match/i },
  { signal: "fixed", words: /not supported|does not support|unsupported/i },
  { signal: "fixed", words: /changing property|accounts? .*are different/i },
  { signal: "invalid", words: /\bis (not valid|invalid)\b|not a valid\b/i },
];

export function signalOfMessage(message: string): Signal {
  return cues.find(({ words }) => words.test(message))?.signal ?? "none";
}
