// A refusal that comes as a success: an answer in the two hundreds whose body says that it was not
// done. Compute has ended operations so that somebody else's had preempted, and what a Location
// answers at the end may be the operation's own status document.

import type { Clock } from "../contracts/ports.ts";
import { errorFactsOf } from "../domain/error-envelope.ts";
import type { Refusal } from "../domain/refusal.ts";
import { operationRefusalOf, refusalOf } from "./refusal-reader.ts";
import { jsonOf } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

/** Null where the body does not say so. A resource's own `provisioningState` is no answer to a request. */
export function refusalInBody(
  answer: WireAnswer,
  phase: "submit" | "poll",
  clock: Clock,
): Refusal | null {
  const body = jsonOf(answer);
  const error = errorIn(body);
  switch (statusWordOf(body)?.toLowerCase()) {
    case "failed":
      return { ...operationRefusalOf(answer, { status: "Failed", error }, clock), phase };
    case "canceled":
    case "cancelled":
      return { ...operationRefusalOf(answer, { status: "Canceled", error }, clock), phase };
    case undefined:
      return hasCode(error) ? refusalOf(answer, phase, clock) : null;
    default:
      return null;
  }
}

/** An operation's word for how it is. */
export function statusWordOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("status" in body)) return null;
  return typeof body.status === "string" && body.status !== "" ? body.status : null;
}

export function errorIn(body: unknown): unknown {
  return typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
}

function hasCode(error: unknown): boolean {
  return typeof error === "object" && error !== null && errorFactsOf(error).code !== null;
}
