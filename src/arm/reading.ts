// From an exchange to a Read: a good body is parsed, a refusal is told as one, and an answer that makes
// no sense counts as no answer, because nothing follows from it.

import type { Allowance, Clock, Read } from "../contracts/ports.ts";
import { allowanceOf } from "./allowance.ts";
import { refusalOf } from "./refusal-reader.ts";
import { jsonOf } from "./wire-answer.ts";
import type { Exchange, WireAnswer } from "./wire-answer.ts";

/** `parse` gives null for a body that is not what was asked for. */
export function readingOf<T>(
  exchange: Exchange,
  clock: Clock,
  parse: (body: unknown, answer: WireAnswer) => T | null,
): Read<T> {
  if (exchange.kind === "unanswered") return { kind: "no-answer", reason: exchange.reason };
  const { answer } = exchange;
  if (answer.status !== 200) {
    return { kind: "refused", refusal: refusalOf(answer, "read", clock) };
  }
  const value = parse(jsonOf(answer), answer);
  if (value === null) {
    return {
      kind: "no-answer",
      reason: `${answer.request} was answered 200 with a body that is not what was asked for.`,
    };
  }
  return { kind: "read", value, allowance: allowanceOf(answer) };
}

export function mapRead<T, U>(read: Read<T>, map: (value: T, allowance: Allowance) => U): Read<U> {
  return read.kind === "read" ? { ...read, value: map(read.value, read.allowance) } : read;
}

/** Codes under which ARM and the providers say that a resource is not there. A 404 with another code,
 * or with none, may come from something on the way and proves nothing. */
const notThere: ReadonlySet<string> = new Set([
  "notfound",
  "resourcenotfound",
  "resourcegroupnotfound",
  "subscriptionnotfound",
  "parentresourcenotfound",
]);

export function isNotThere<T>(read: Read<T>): boolean {
  return (
    read.kind === "refused" &&
    read.refusal.status === 404 &&
    notThere.has((read.refusal.code ?? "").toLowerCase())
  );
}
