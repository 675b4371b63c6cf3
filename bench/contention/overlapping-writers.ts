// Judges whether two writers were at work on one machine at once. A writer lasts from the start of its
// request to the end of the operation that the request has started, however that ended; one whose
// operation is not known to have ended lasts for ever. A request that Azure refused, or never got,
// lasts as long as its exchange: it met whoever was at work then.

import { msBetween } from "../../src/domain/instant.ts";

export interface Writer {
  readonly machine: string;
  readonly what: string;
  readonly principal: string | null;
  /** The operation of ours that it belongs to, by its correlation ID. */
  readonly correlationId: string | null;
  readonly fencing: number | null;
  readonly status: number | null;
  readonly from: string;
  /** Null when it is not known to have ended. */
  readonly until: string | null;
}

export interface Overlap {
  readonly first: Writer;
  /** It came while the first was at work. */
  readonly second: Writer;
}

/** What is needed of an exchange of the simulator's tap. */
export interface TappedExchange {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly principal: string | null;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number } | null;
  readonly operationId?: string;
}

/** What is needed of an operation of the simulator's dump. */
export interface EndedOperation {
  readonly id: string;
  readonly endTime: string | null;
}

/** By when they began. */
export function writersOf(
  exchanges: readonly TappedExchange[],
  operations: readonly EndedOperation[],
): readonly Writer[] {
  const ends = new Map(operations.map(({ id, endTime }) => [id, endTime]));
  return exchanges
    .flatMap((exchange) => {
      const { request, response, operationId, startedAt, endedAt, principal } = exchange;
      const path = new URL(request.url, "https://management.azure.com").pathname.toLowerCase();
      const [machine] = /^.*\/virtualmachines\/[^/]+/.exec(path) ?? [];
      if (request.method === "GET" || machine === undefined || isLock(path)) return [];
      const fencing = request.headers["x-interlock-fencing"];
      return [
        {
          machine,
          what: request.method === "POST" ? path.slice(machine.length + 1) : request.method,
          principal,
          correlationId: request.headers["x-ms-correlation-request-id"] ?? null,
          fencing: fencing === undefined ? null : Number(fencing),
          status: response?.status ?? null,
          from: startedAt,
          until: operationId === undefined ? endedAt : (ends.get(operationId) ?? null),
        },
      ];
    })
    .toSorted((one, other) => compare(one.from, other.from));
}

export function overlapsOf(
  exchanges: readonly TappedExchange[],
  operations: readonly EndedOperation[],
): readonly Overlap[] {
  const writers = writersOf(exchanges, operations);
  return writers.flatMap((second, index) =>
    writers
      .slice(0, index)
      .filter((first) => first.machine === second.machine && isAtWork(first, second.from))
      .map((first) => ({ first, second })),
  );
}

/** At its last instant a writer is at work no more. */
function isAtWork({ until }: Writer, at: string): boolean {
  return until === null || compare(at, until) < 0;
}

/** Instants of one form or of two, such as with more digits of a second. Throws for what is none. */
function compare(one: string, other: string): number {
  return msBetween(other, one);
}

function isLock(path: string): boolean {
  return path.includes("/providers/microsoft.authorization/locks/");
}
