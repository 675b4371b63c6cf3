// One answer as it came over the wire, before anybody interprets it. Everything that src/arm tells is
// read from here, never from the SDK's models: they drop bodies of cancelled operations and throw on
// bodies that they did not expect.

import type { Clock } from "../contracts/ports.ts";
import { epochMsOf } from "../domain/instant.ts";

export interface WireAnswer {
  /** Method and path of the request, without its query: signatures stay out of messages. */
  readonly request: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer, or none. `sent` is false when the request surely never left. */
export type Exchange =
  | { readonly kind: "answered"; readonly answer: WireAnswer }
  | { readonly kind: "unanswered"; readonly sent: boolean; readonly reason: string };

/** Larger bodies are not parsed: no answer that is read here comes near it, and parsing blocks. */
const parsedCharsMax = 32 * 1024 * 1024;
const waitMsMax = 24 * 3_600_000;

/** The body as JSON; undefined when it is none. */
export function jsonOf(answer: WireAnswer): unknown {
  return parseJson(answer.text);
}

export function parseJson(text: string): unknown {
  if (text.length === 0 || text.length > parsedCharsMax) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function header(answer: WireAnswer, name: string): string | null {
  const value = answer.headers[name.toLowerCase()]?.trim();
  return value === undefined || value === "" ? null : value;
}

/** Retry-After in milliseconds, given in seconds or as a date; null when there is none. */
export function retryAfterMsOf(answer: WireAnswer, clock: Clock): number | null {
  const value = header(answer, "retry-after");
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return boundedWait(Number(value) * 1000);
  const at = Date.parse(value);
  if (Number.isNaN(at)) return null;
  // The server's own clock, where it tells it: a date of its clock less a date of ours is no wait.
  const sent = Date.parse(header(answer, "date") ?? "");
  return boundedWait(at - (Number.isNaN(sent) ? epochMsOf(clock.now()) : sent));
}

function boundedWait(ms: number): number {
  return Math.min(Math.max(Math.round(ms), 0), waitMsMax);
}
