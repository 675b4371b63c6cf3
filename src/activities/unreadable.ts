// The answer of an activity that could not read what it needs: nothing was sent, and when to try
// again. Who asked decides how often.

import type { Unreadable } from "../contracts/activity-messages.ts";
import type { Read } from "../contracts/ports.ts";
import { addMs } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";

/** Where Azure names no time itself. */
const retryMs = 5_000;

export function unreadable(
  read: Exclude<Read<unknown>, { kind: "read" }>,
  resourceId: string,
  now: Instant,
): Unreadable {
  if (read.kind === "no-answer") {
    return {
      kind: "unreadable",
      refusal: null,
      sentence: `Azure did not answer about ${resourceId}: ${read.reason}.`,
      retryAt: addMs(now, retryMs),
    };
  }
  const { refusal } = read;
  const answer = [refusal.status, refusal.code].filter((part) => part !== null).join(" ");
  return {
    kind: "unreadable",
    refusal,
    sentence: `Azure answered ${answer || "nothing usable"} when ${resourceId} was read.`,
    retryAt: addMs(now, Math.max(refusal.retryAfterMs ?? 0, retryMs)),
  };
}
