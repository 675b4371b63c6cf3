// The sentence that tells a caller what came back and what it means.

import type { Refusal } from "../domain/refusal.ts";
import type { ReadCause } from "./read-refusal.ts";
import type { Row } from "./table.ts";

const quoteCharsMax = 300;

/** What was being done when the refusal came. */
export interface RefusalContext {
  /** Kind of the write; null for a read. */
  readonly write: string | null;
  /** `Microsoft.Compute/virtualMachines`; empty when it is not known. */
  readonly resourceType: string;
}

export function sentenceFor(
  refusal: Refusal,
  cause: ReadCause,
  row: Row,
  context: RefusalContext,
): string {
  const answer = [refusal.status, cause.code].filter((part) => part !== null).join(" ");
  const means = cause.told === "likeness" ? `to go by its words alone, ${row.means}` : row.means;
  return `${deedOf(refusal, answer, context)}: ${means}.${quoteOf(cause, row)}`;
}

function deedOf(refusal: Refusal, answer: string, context: RefusalContext): string {
  const kind = `${context.write ?? "a read"} of ${context.resourceType || "a resource"}`;
  if (refusal.operationStatus === null) {
    return `Azure answered ${refusal.request || kind} with ${answer === "" ? "nothing" : answer}`;
  }
  // The request is the look at the operation; what had started it is told by the context.
  const started = context.write === null ? "The operation" : `The operation of ${kind}`;
  return `${started} ended as ${refusal.operationStatus}${answer === "" ? "" : ` (${answer})`}`;
}

/** Azure's own words, where they hold more than the class; those about a missing permission name
 * people, and what they say stands in the advice. */
function quoteOf(cause: ReadCause, row: Row): string {
  if (cause.message === "" || row.class === "authorization") return "";
  const start = cause.message.slice(0, 2 * quoteCharsMax);
  const text = (/[\r\n\t]| {2}/.test(start) ? start.replaceAll(/\s+/g, " ") : start).trim();
  return ` Azure says: "${text.length > quoteCharsMax ? `${text.slice(0, quoteCharsMax - 1)}…` : text}"`;
}
