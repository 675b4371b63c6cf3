// The classifier: what a refusal means, what is done about it, and how that is told. Pure; the
// deciding is the table's, the limits are the class's, the words stand in files of their own.

import type { Refusal } from "../domain/refusal.ts";
import type { Verdict } from "../domain/verdict.ts";
import { adviceFor } from "./advice.ts";
import { classLimits } from "./class-limits.ts";
import type { ClassLimit } from "./class-limits.ts";
import { delayInMessage } from "./delay-in-message.ts";
import { heldBackBy } from "./held-back.ts";
import { readRefusal } from "./read-refusal.ts";
import type { ReadCause } from "./read-refusal.ts";
import { sentenceFor } from "./refusal-sentence.ts";
import type { RefusalContext } from "./refusal-sentence.ts";
import { rowFor } from "./table.ts";
import type { Row } from "./table.ts";

export type { RefusalContext };

export function judge(refusal: Refusal, context: RefusalContext): Verdict {
  const { cause, row } = worstOf(readRefusal(refusal, context.resourceType));
  const isGuess = cause.told === "likeness";
  const limit = isGuess ? guessLimit(row) : { ...classLimits[row.class], ...limitsOfRow(row) };
  const { recovery } = limit;
  const waits = recovery !== "stop" && recovery !== "compare";
  return {
    class: row.class,
    recovery,
    delayMs: waits ? Math.max(limit.delayMs, askedDelayMs(refusal, cause)) : 0,
    attemptsMax: limit.attemptsMax,
    confidence: isGuess ? "low" : (row.confidence ?? (cause.told === "code" ? "high" : "medium")),
    holdsBack: recovery === "back-off" ? heldBackBy(refusal, cause, context.resourceType) : null,
    row: row.row,
    sentence: sentenceFor(refusal, cause, row, context),
    nextAction: adviceFor(row.class, refusal, cause, context),
  };
}

function limitsOfRow({ recovery, delayMs, attemptsMax }: Row): Partial<ClassLimit> {
  return {
    ...(recovery === undefined ? {} : { recovery }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(attemptsMax === undefined ? {} : { attemptsMax }),
  };
}

/** A guess can make it stop; otherwise it is treated as what nobody knows. */
function guessLimit(row: Row): ClassLimit {
  const limit = classLimits[row.class];
  return limit.recovery === "stop" ? limit : classLimits.unknown;
}

/** The header counts where there is one: a message may tell what was true when it was written. */
function askedDelayMs({ retryAfterMs }: Refusal, { message }: ReadCause): number {
  return retryAfterMs ?? delayInMessage(message) ?? 0;
}

interface Judged {
  readonly cause: ReadCause;
  readonly row: Row;
}

/**
 * Who meets a lock and a busy interface in one deployment needs a person, however often the interface
 * is waited for: what stops goes before what waits, and anything known before the unknown. Among
 * equals the deepest chain counts, then the order of the answer.
 */
function worstOf(causes: readonly ReadCause[]): Judged {
  let worst: Judged | undefined;
  for (const cause of causes) {
    const judged = { cause, row: rowFor(cause.facts) };
    if (worst === undefined || gravityOf(judged) > gravityOf(worst)) worst = judged;
  }
  if (worst === undefined) throw new Error("A refusal without a cause was judged.");
  return worst;
}

function gravityOf({ cause, row }: Judged): number {
  if (row.class === "unknown") return 0;
  if (cause.told === "likeness") return 0.5;
  const recovery = row.recovery ?? classLimits[row.class].recovery;
  if (recovery === "stop") return row.confidence === "low" ? 3 : 4;
  return recovery === "compare" ? 2 : 1;
}
