// What ARM said when it did not do what was asked: the facts that a verdict is made from and that a
// person needs for a support request. Bounded in size, so that it may stand in a history.

/** Where in a step's life the answer came. */
export type RefusalPhase = "read" | "submit" | "poll" | "verify";

/** One of several causes that stand beside one another in an answer, such as those of the resources of
 * a deployment. */
export interface RefusalCause {
  /** From the outermost that is its own to the innermost. */
  readonly codes: readonly string[];
  /** The deepest message of its branch, at most 300 characters. */
  readonly message: string;
  readonly target: string | null;
}

export interface Refusal {
  readonly phase: RefusalPhase;
  /** HTTP status; null when the refusal stood in an operation's body (`Failed`, `Canceled`). */
  readonly status: number | null;
  /** The operation's terminal word, when it stood in an operation's body. */
  readonly operationStatus: "Failed" | "Canceled" | null;
  /** The outermost error code; null for an empty, HTML or unreadable body. */
  readonly code: string | null;
  /** Codes of details and inner errors, outermost first. */
  readonly innerCodes: readonly string[];
  /** The deepest message found, at most 1,000 characters. */
  readonly message: string;
  /** The error's target, or the deepest detail's. */
  readonly target: string | null;
  /** Causes beside the one that stands above, at most four; mostly there are none. */
  readonly otherCauses: readonly RefusalCause[];
  /** The address of the operation that stands in the way, where the answer names it: whole, and not
   * checked yet. */
  readonly blockedBy: string | null;
  /** IDs of the policy assignments that forbid it, from the structured part of the answer; at most
   * five. */
  readonly policyAssignments: readonly string[];
  /** Header Retry-After in milliseconds; null when there was none. */
  readonly retryAfterMs: number | null;
  /** Header x-ms-failure-cause: `gateway` marks ARM's own refusals. */
  readonly failureCause: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  readonly clientRequestId: string | null;
  readonly routingRequestId: string | null;
  /** Method and path of what was refused, for people. */
  readonly request: string;
}
