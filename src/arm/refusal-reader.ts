// From an answer of ARM to the facts of a refusal: what the classifier judges and a person needs for a
// support request. Nothing is judged here.

import type { Clock } from "../contracts/ports.ts";
import { errorFactsOf } from "../domain/error-envelope.ts";
import type { ErrorFacts } from "../domain/error-facts.ts";
import type { Refusal, RefusalPhase } from "../domain/refusal.ts";
import { header, retryAfterMsOf } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

/** An answer whose status says that it was not done. */
export function refusalOf(answer: WireAnswer, phase: RefusalPhase, clock: Clock): Refusal {
  return {
    ...headerFacts(answer, clock),
    phase,
    status: answer.status,
    operationStatus: null,
    ...bodyFacts(errorFactsOf(answer.text), `Azure answered ${answer.status} without saying why.`),
  };
}

/** An operation's body that says `Failed` or `Canceled`; `error` is what stands in it. */
export function operationRefusalOf(
  answer: WireAnswer,
  ended: { readonly status: "Failed" | "Canceled"; readonly error: unknown },
  clock: Clock,
): Refusal {
  const silence = `The operation ended ${ended.status} without saying why.`;
  return {
    ...headerFacts(answer, clock),
    phase: "poll",
    status: null,
    operationStatus: ended.status,
    ...bodyFacts(errorFactsOf(ended.error), silence),
  };
}

type BodyFacts = Omit<ErrorFacts, "status" | "message"> & { readonly message: string };

/** The status that counts is the answer's own, whatever the body repeats. */
function bodyFacts({ status: _status, ...facts }: ErrorFacts, silence: string): BodyFacts {
  return { ...facts, message: facts.message ?? silence };
}

type HeaderFacts = Pick<
  Refusal,
  | "retryAfterMs"
  | "failureCause"
  | "requestId"
  | "correlationId"
  | "clientRequestId"
  | "routingRequestId"
  | "request"
>;

function headerFacts(answer: WireAnswer, clock: Clock): HeaderFacts {
  return {
    retryAfterMs: retryAfterMsOf(answer, clock),
    failureCause: bounded(header(answer, "x-ms-failure-cause")),
    requestId: bounded(header(answer, "x-ms-request-id")),
    correlationId: bounded(header(answer, "x-ms-correlation-request-id")),
    clientRequestId: bounded(header(answer, "x-ms-client-request-id")),
    routingRequestId: bounded(header(answer, "x-ms-routing-request-id")),
    request: answer.request.slice(0, 2_200),
  };
}

function bounded(value: string | null): string | null {
  return value === null ? null : value.slice(0, 200);
}
