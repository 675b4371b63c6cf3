// What a handler takes and gives. Handlers see the few parts of a request that they need, so that a
// test can hand them a plain object, and answer with a plain record that the Functions SDK accepts.

import type { Problem } from "../../contracts/http-shapes.ts";

export interface HttpQuestion {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  readonly query: { get(name: string): string | null };
  readonly params: Readonly<Record<string, string>>;
  /** Read at most once, and only as far as its size is allowed. */
  readonly body: AsyncIterable<unknown> | null;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Nothing that is answered may be kept by a cache: all of it is true for a moment only. */
const always = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...always, ...headers },
    body: JSON.stringify(body),
  };
}

/** An answer that is a problem (RFC 9457). */
export function problemAnswer(
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status: problem.status,
    headers: { "content-type": "application/problem+json; charset=utf-8", ...always, ...headers },
    body: JSON.stringify(problem),
  };
}
