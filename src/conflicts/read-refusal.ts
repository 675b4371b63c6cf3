// Reads each cause of a refusal into the facts that the table decides on.
//
// F1. Codes first, from the inside out: a wrapper says nothing that its cause does not say better.
// F2. Of the words only the emphatic ones go before a code's shape or a status that leaves no doubt
//     (401, 403, 404, 412, 429, 5xx): providers put quotas under Unauthorized and a running operation
//     under 412, but many a message mentions something that is not its point.
// F3. The other words count only where neither tells.
// F4. What nothing tells, or nothing but a code that stands for everything, is taken for what the known
//     answers that are most like it mean. That is a guess, and told as one.

import type { Refusal } from "../domain/refusal.ts";
import type { KnownClass } from "./answers/index.ts";
import { isWrapper, wordOfCode } from "./code-signals.ts";
import type { CodeWord } from "./code-signals.ts";
import { cueListOf, signalOfWords } from "./cue.ts";
import { emphaticCues } from "./emphatic-cues.ts";
import { mostAlike } from "./likeness.ts";
import { wordsOfMessage } from "./message-words.ts";
import { Vocabulary } from "./phrase.ts";
import { plainCues } from "./plain-cues.ts";
import { statusClassOf } from "./signal.ts";
import type { Ending, RefusalFacts, Signal, StatusClass } from "./signal.ts";

/** What told: a listed code, the status, the words of the message or of the code's name, or nothing but
 * their likeness to answers that are known. */
export type Told = "code" | "status" | "words" | "likeness" | "nothing";

export interface ReadCause {
  readonly facts: RefusalFacts;
  readonly told: Told;
  /** The code that says most, for sentences. */
  readonly code: string | null;
  readonly message: string;
}

const tellingStatuses: ReadonlySet<StatusClass> = new Set([
  "401",
  "403",
  "404",
  "408",
  "412",
  "429",
  "5xx",
]);

const vocabulary = new Vocabulary();
const emphatic = cueListOf(emphaticCues, vocabulary);
const plain = cueListOf(plainCues, vocabulary);

/** The deepest chain first, then the causes beside it. */
export function readRefusal(refusal: Refusal, resourceType: string): readonly ReadCause[] {
  const codes = refusal.code === null ? refusal.innerCodes : [refusal.code, ...refusal.innerCodes];
  const first = readCause({ codes, message: refusal.message }, refusal, resourceType);
  if (refusal.otherCauses.length === 0) return [first];
  const others = refusal.otherCauses.map((cause) => readCause(cause, refusal, resourceType));
  return [first, ...others];
}

interface Cause {
  readonly codes: readonly string[];
  readonly message: string;
}

function readCause(cause: Cause, refusal: Refusal, resourceType: string): ReadCause {
  const status = statusClassOf(refusal.status);
  const words = cause.codes.map((code) => wordOfCode(code, resourceType)).toReversed();
  const ending = endingOf(refusal);
  const { signal, told } = signalFrom({ words, ...cause }, { status, ending });
  return {
    facts: { status, ending, signal },
    told,
    code: tellingCodeOf(cause.codes, words),
    message: cause.message,
  };
}

interface Said {
  readonly signal: Signal;
  readonly told: Told;
}

/** What the codes of a cause say, from the inside out. */
interface ReadCodes extends Cause {
  readonly words: readonly CodeWord[];
}

function signalFrom(cause: ReadCodes, given: Omit<RefusalFacts, "signal">): Said {
  const { words: codes, message } = cause;
  const { status } = given;
  const listed = firstOf(codes, "listed");
  if (listed !== "none") return { signal: listed, told: "code" };
  const told = wordsOfMessage(message);
  const words = told.map((word) => vocabulary.wordOf(word));
  const firmly = signalOfWords(emphatic, words, status);
  if (firmly !== "none") return { signal: firmly, told: "words" };
  const firm = firstOf(codes, "firm");
  if (firm !== "none") return { signal: firm, told: "words" };
  const asStatus = firstOf(codes, "asStatus");
  if (asStatus !== "none") return { signal: asStatus, told: "code" };
  if (tellingStatuses.has(status)) return { signal: "none", told: "status" };
  const said = signalOfWords(plain, words, status);
  if (said !== "none") return { signal: said, told: "words" };
  const loose = firstOf(codes, "loose");
  if (loose !== "none") return { signal: loose, told: "words" };
  const general = firstOf(codes, "general");
  const guess = guessOf(told, cause.codes, leastOf(given, general !== "none"));
  if (guess !== null) return { signal: guess, told: "likeness" };
  return { signal: general, told: general === "none" ? "nothing" : "words" };
}

/** How clear a likeness has to be: by much where it would otherwise stop, for in doubt it stops. */
const marginMin = 0.3;
const marginMinOverStop = 2;

/** A status of 400 says that the request is wrong; where no answer came, or somebody has cancelled it,
 * there are no words of Azure's to go by. */
function leastOf({ status, ending }: Omit<RefusalFacts, "signal">, isGeneral: boolean): number {
  if (status === "none" && ending !== "failed") return Number.POSITIVE_INFINITY;
  if (isGeneral) return marginMinOverStop;
  return status === "400" || status === "4xx" ? Number.POSITIVE_INFINITY : marginMin;
}

/** F4. A wrapper's words are about nothing. */
function guessOf(
  words: readonly string[],
  codes: readonly string[],
  marginLeast: number,
): Signal | null {
  if (codes.some(isWrapper)) return null;
  const alike = mostAlike(words, codes);
  return alike === null || alike.margin < marginLeast ? null : signalOfClass[alike.class];
}

/** The plain one of each class. */
const signalOfClass: Readonly<Record<KnownClass, Signal>> = {
  "lifecycle-state": "state",
  "concurrent-operation": "running",
  "management-lock": "locked",
  "version-token": "version",
  "policy-or-sku": "fixed",
  quota: "quota",
  capacity: "capacity",
  throttled: "throttled",
  authorization: "authorization",
  "not-found": "not-found",
  "already-exists": "exists",
  "invalid-request": "invalid",
  "transient-service": "transient",
};

function firstOf(codes: readonly CodeWord[], kind: keyof CodeWord): Signal {
  for (const code of codes) if (code[kind] !== "none") return code[kind];
  return "none";
}

/** The innermost code that says something, else the innermost: it is the one to search for. */
function tellingCodeOf(codes: readonly string[], words: readonly CodeWord[]): string | null {
  const at = words.findIndex(
    (word) => word.listed !== "none" || word.firm !== "none" || word.asStatus !== "none",
  );
  return codes[codes.length - 1 - Math.max(at, 0)] ?? null;
}

function endingOf(refusal: Refusal): Ending {
  switch (refusal.operationStatus) {
    case null:
      return "no-operation";
    case "Failed":
      return "failed";
    case "Canceled":
      return "canceled";
  }
}
