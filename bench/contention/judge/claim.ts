// One sentence that is held to be true of a run, what was counted to see whether it is, and everything
// that speaks against it.

import type { EndedOperation, TappedExchange } from "../overlapping-writers.ts";
import type { CallerTrace, HoldTrace, OperationTrace, QueueSample } from "../traces.ts";

export interface Claim {
  readonly what: string;
  readonly counted: string;
  /** How much was looked at: a claim about nothing proves nothing. */
  readonly looked: number;
  readonly violations: readonly string[];
}

export interface RunRecord {
  readonly traces: readonly CallerTrace[];
  readonly samples: readonly QueueSample[];
  /** The simulator's tap, by when the exchanges ended. */
  readonly exchanges: readonly TappedExchange[];
  readonly operations: readonly RecordedOperation[];
  /** As whom Interlock writes. */
  readonly appPrincipal: string;
}

/** What is needed of an operation of the simulator's dump. */
export interface RecordedOperation extends EndedOperation {
  readonly kind: string;
  readonly target: string;
  readonly status: string;
}

export const correlationHeader = "x-ms-correlation-request-id";

export function operationTraces({ traces }: RunRecord): readonly OperationTrace[] {
  return traces.filter((trace) => trace.kind === "operation");
}

export function holdTraces({ traces }: RunRecord): readonly HoldTrace[] {
  return traces.filter((trace) => trace.kind === "hold");
}

export function correlationOf({ request }: TappedExchange): string | null {
  return request.headers[correlationHeader] ?? null;
}

export function isWrite({ request }: TappedExchange): boolean {
  return request.method !== "GET";
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
