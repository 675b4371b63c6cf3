// An error that was found in a text: where it stands and what it says. A form of text (what one tool
// prints) is a file of its own here; each turns what it finds into this.
//
// T1. No form takes longer than in proportion to the text: a pattern repeats nothing that it begins
//     with, and what follows an anchor is looked at only as far as `windowChars`.

/** What a text tells of a request and of what became of it, as far as it does. */
export interface ErrorSetting {
  /** HTTP status. */
  readonly status: number | null;
  readonly resourceId: string | null;
  /** `Microsoft.Compute/virtualMachines`. */
  readonly resourceType: string | null;
  /** `Microsoft.Compute/virtualMachines/write`, or only `write`, `delete`, `deallocate`. */
  readonly operation: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  /** From a header Retry-After. */
  readonly retryAfterMs: number | null;
}

export interface FoundError {
  /** Where it begins in the text, and where it has ended. */
  readonly at: number;
  readonly end: number;
  /** As `refusalFromBody` takes it: an envelope, or the words alone. */
  readonly body: unknown;
  /** What the error says of its setting itself; the rest is looked for around it. */
  readonly given: Partial<ErrorSetting>;
  /** Only its words make it an error: nothing says that it is one of Azure's. */
  readonly isVague?: true;
  /** The words are not Azure's: they were inferred from other fields. */
  readonly isInferred?: true;
}

export interface TextForm {
  /** Global; each match is where an error of this form may begin. */
  readonly anchor: RegExp;
  /** What it has read may hold JSON that has been read already, and tells more than that. */
  readonly mayHoldOthers?: true;
  /** Null where it is none after all. */
  read(text: string, match: RegExpExecArray): FoundError | null;
}

/** How much of a text is looked at for one error. */
export const windowChars = 32 * 1024;

export interface Told {
  readonly code: string | null;
  readonly message: string | null;
  readonly target?: string | null;
  readonly details?: readonly Told[];
}

/** The envelope that a service would have sent. */
export function envelopeOf(told: Told): unknown {
  return { error: told };
}
