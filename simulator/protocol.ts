// The words between the simulator's core and whoever carries its traffic: the HTTPS server, the
// in-memory client of tests, the tap.

export interface AzureRequest {
  readonly method: string;
  /** Absolute, or path and query. Operation addresses in the answer have the same origin. */
  readonly url: string;
  /** Names in any letter case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface AzureAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `dropped`: the connection ended without an answer; whether anything was done is not told. */
export type AzureResponse = AzureAnswer | { readonly kind: "dropped" };

export interface HandleOptions {
  /** Aborted when the caller has gone, which also ends a withheld answer. */
  readonly signal?: AbortSignal;
}

/** One exchange in the form of the recordings, with what a recording lacks. */
export interface TapExchange {
  readonly n: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly principal: string | null;
  readonly request: TapRequest;
  /** What the caller received, or what it would have received when `lost` says that it did not. */
  readonly response: TapAnswer | null;
  /** The answer never reached the caller: dropped connection, or the caller had gone. */
  readonly lost?: true;
  /** Identifiers of the faults that touched this exchange. */
  readonly faults?: readonly string[];
  /** The operation that this request started. */
  readonly operationId?: string;
}

export interface TapRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface TapAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
