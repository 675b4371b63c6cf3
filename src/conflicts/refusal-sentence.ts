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
  const what =
    refusal.request || `${context.write ?? "a read"} of ${context.resourceType || "a resource"}`;
  const answer = [refusal.status, cause.code].filter((part) => part !== null).join(" ");
  const ended = refusal.operationStatus;
  const deed =
    ended === null
      ? `Azure answered ${what} with ${answer === "" ? "nothing" : answer}`
      : `The operation that ${what} had started ended as ${ended}${answer === "" ? "" : ` (${answer})`}`;
  return `${deed}: ${row.means}.${quoteOf(cause, row)}`;
}

/** Azure's own words, where they hold more than the class; those about a missing permission name
 * people, and what they say stands in the advice. */
function quoteOf(cause: ReadCause, row: Row): string {
  const text = cause.message
    .slice(0, 2 * quoteCharsMax)
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text === "" || row.class === "authorization") return "";
  return ` Azure says: "${text.length > quoteCharsMax ? `${text.slice(0, quoteCharsMax - 1)}…` : text}"`;
}
