// Reads a refusal into the facts that the table decides on.
//
// F1. Codes first, from the inside out: a wrapper says nothing that its cause does not say better.
// F2. A status that leaves no doubt (401, 403, 404, 412, 429, 5xx) goes before any word of a message.
// F3. Words count only where neither tells.

import type { Refusal } from "../domain/refusal.ts";
import { signalOfCode, weakSignalOfCode } from "./code-signals.ts";
import { signalOfMessage } from "./message-cues.ts";
import { statusClassOf } from "./signal.ts";
import type { Ending, RefusalFacts, Signal, StatusClass } from "./signal.ts";

const tellingStatuses: ReadonlySet<StatusClass> = new Set([
  "401",
  "403",
  "404",
  "408",
  "412",
  "429",
  "5xx",
]);

export function readRefusal(refusal: Refusal): RefusalFacts {
  const status = statusClassOf(refusal.status);
  return { status, ending: endingOf(refusal), signal: signalFrom(refusal, status) };
}

/** The code of the innermost cause that says something, else the outermost; for sentences. */
export function tellingCodeOf(refusal: Refusal): string | null {
  const codes = codesInsideOut(refusal);
  return codes.find((code) => signalOfCode(code) !== "none") ?? refusal.code ?? codes[0] ?? null;
}

function signalFrom(refusal: Refusal, status: StatusClass): Signal {
  const codes = codesInsideOut(refusal);
  const told = codes.map(signalOfCode).find((signal) => signal !== "none");
  if (told !== undefined) return told;
  if (tellingStatuses.has(status)) return "none";
  const said = signalOfMessage(refusal.message);
  if (said !== "none") return said;
  return codes.map(weakSignalOfCode).find((signal) => signal !== "none") ?? "none";
}

function codesInsideOut(refusal: Refusal): readonly string[] {
  const outsideIn = [refusal.code, ...refusal.innerCodes, ...codesIn(refusal.message)];
  return outsideIn.filter((code) => code !== null && code !== "").toReversed() as string[];
}

/** Some providers put the answer of another one into their message, as text. */
function codesIn(message: string): readonly string[] {
  return [...message.matchAll(/\\?"code\\?"\s*:\s*\\?"(\w+)\\?"/gi)].flatMap(([, code]) =>
    code === undefined ? [] : [code],
  );
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
