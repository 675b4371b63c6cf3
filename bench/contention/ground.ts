// What callers stand on: a time, the service's HTTP API, and Azure. There are two: programs of their
// own at a multiple of real time, and everything in one process on a clock that is moved by hand.

export interface Ground {
  /** Epoch milliseconds by the clock of Azure and of the service. */
  now(): number;
  /** In the same time. */
  pause(ms: number): Promise<void>;
  /** Throws when no whole answer came. */
  ask(question: Question): Promise<Reply>;
  /** Past the service, as a principal of one's own. Throws when no whole answer came. */
  sendToAzure(request: AzureRequest): Promise<Reply>;
}

export interface Question {
  /** Which of the principals that the service knows. */
  readonly principal: number;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  /** It is sent, and the answer not waited for: then it throws. */
  readonly losesAnswer?: boolean;
}

export interface AzureRequest {
  readonly as: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly fencing?: number;
}

export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null when it was no JSON. */
  readonly body: unknown;
}
