// The classifier: what a refusal means, what is done about it, and how that is told. Pure; the
// deciding is the table's, the limits are the class's, the words are here and in advice.ts.

import type { Refusal } from "../domain/refusal.ts";
import type { Verdict } from "../domain/verdict.ts";
import { adviceFor } from "./advice.ts";
import { classLimits } from "./class-limits.ts";
import { readRefusal, tellingCodeOf } from "./read-refusal.ts";
import { rowFor } from "./table.ts";
import type { Row } from "./table.ts";

/** What was being done when the refusal came. */
export interface RefusalContext {
  /** Kind of the write; null for a read. */
  readonly write: string | null;
  /** `Microsoft.Compute/virtualMachines`. */
  readonly resourceType: string;
}

export function judge(refusal: Refusal, context: RefusalContext): Verdict {
  const row = rowFor(readRefusal(refusal));
  const limit = classLimits[row.class];
  const leastMs = row.delayMs ?? limit.delayMs;
  const waits = limit.recovery !== "stop";
  return {
    class: row.class,
    recovery: limit.recovery,
    delayMs: waits ? Math.max(leastMs, refusal.retryAfterMs ?? 0) : 0,
    attemptsMax: limit.attemptsMax,
    confidence: "high",
    holdsBack: row.class === "throttled" ? "subscription" : null,
    row: row.row,
    sentence: sentenceFor(refusal, row, context),
    nextAction: adviceFor(row.class, refusal),
  };
}

function sentenceFor(refusal: Refusal, row: Row, context: RefusalContext): string {
  const what = refusal.request || `${context.write ?? "a read"} of ${context.resourceType}`;
  const answer = [refusal.status, tellingCodeOf(refusal)].filter((part) => part !== null).join(" ");
  const ended = refusal.operationStatus;
  const deed =
    ended === null
      ? `Azure answered ${what} with ${answer === "" ? "nothing" : answer}`
      : `The operation that ${what} had started ended as ${ended}${answer === "" ? "" : ` (${answer})`}`;
  return `${deed}: ${row.means}.${quoteOf(refusal, row)}`;
}

/** Azure's own words, where they hold more than the class; those about a missing permission name
 * people, and what they say stands in the advice. */
function quoteOf(refusal: Refusal, row: Row): string {
  const text = refusal.message.replaceAll(/\s+/g, " ").trim();
  if (text === "" || row.class === "authorization") return "";
  return ` Azure says: "${text.length > 300 ? `${text.slice(0, 299)}…` : text}"`;
}
