/**
 * What the host tells the outside about its work: structured records, one per happening. Where they
 * go is the caller's choice; without a listener they are dropped. Payloads are never in them.
 */
export type LogLevel = "debug" | "information" | "warning" | "error";

export interface LogRecord {
  /** ISO time on the host's clock. */
  readonly time: string;
  readonly level: LogLevel;
  /** `app` is what a function logged itself, `host` is ours. */
  readonly source: "app" | "host";
  readonly message: string;
  readonly functionName?: string;
  readonly instanceId?: string;
  readonly error?: string;
}

export type HostLog = (record: Omit<LogRecord, "time">) => void;

/** The text of a thrown value with its stack, where it has one. */
export function describeThrown(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
