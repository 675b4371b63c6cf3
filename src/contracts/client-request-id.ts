// The x-ms-client-request-id of a write. The orchestrator notes it in the lease before the write is
// sent, the activity sends it, and the Activity Log is asked for it later: all three compute it here.
//
// C1. The same submission has the same ID however often its activity runs.
// C2. Two submissions of one operation never share one; neither do those of two executions of the
//     same operation, because every grant of a lease has a fencing number of its own.

import { createHash } from "node:crypto";

/** A UUID. `stepId` carries the phase: undo steps have IDs of their own. */
export function clientRequestIdOf(submission: {
  readonly operationId: string;
  readonly stepId: string;
  readonly attempt: number;
  readonly fencing: number;
}): string {
  const { operationId, stepId, attempt, fencing } = submission;
  const digest = createHash("sha256")
    .update([operationId, stepId, attempt, fencing].join("\n"))
    .digest("hex");
  // Version 8 is the one whose content is the maker's own business (RFC 9562); the variant is 10.
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}
