// What ARM said when it did not do what was asked: the facts that a verdict is made from and that a
// person needs for a support request. Bounded in size, so that it may stand in a history.

/** Where in a step's life the answer came. */
export type RefusalPhase = "read" | "submit" | "poll" | "verify";

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
  /** Header Retry-After in milliseconds; null when there was none. */
  readonly retryAfterMs: number | null;
  /** Header x-ms-failure-cause: `gateway` marks ARM's own refusals. */
  readonly failureCause: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  /** Method and path of what was refused, for people. */
  readonly request: string;
}
