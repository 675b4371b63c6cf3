// A whole refusal out of an error alone, for whoever has no answer at hand but what somebody has kept
// of it: the command that classifies an error, and the tests.

import { endingIn, errorFactsOf } from "../domain/error-envelope.ts";
import type { Refusal } from "../domain/refusal.ts";

/** What is known beside the body; what is not given is read out of it where it stands there. */
export type KnownBeside = Partial<
  Pick<
    Refusal,
    | "phase"
    | "status"
    | "operationStatus"
    | "retryAfterMs"
    | "failureCause"
    | "requestId"
    | "correlationId"
    | "clientRequestId"
    | "routingRequestId"
    | "request"
  >
>;

/**
 * `value` is an error in any of ARM's forms, parsed or as text: an answer's body, an operation's, a
 * batch's. A status stands for an answer; without one it is taken for an operation that failed.
 */
export function refusalFromBody(value: unknown, more: KnownBeside = {}): Refusal {
  const facts = errorFactsOf(value);
  const status = more.status ?? facts.status;
  const ending = endingIn(value) ?? (status === null ? "Failed" : null);
  const operationStatus = more.operationStatus === undefined ? ending : more.operationStatus;
  return {
    phase: more.phase ?? (operationStatus === null ? "submit" : "poll"),
    status,
    operationStatus,
    code: facts.code,
    innerCodes: facts.innerCodes,
    message: facts.message ?? "",
    target: facts.target,
    otherCauses: facts.otherCauses,
    blockedBy: facts.blockedBy,
    policyAssignments: facts.policyAssignments,
    retryAfterMs: more.retryAfterMs ?? null,
    failureCause: more.failureCause ?? null,
    requestId: more.requestId ?? null,
    correlationId: more.correlationId ?? null,
    clientRequestId: more.clientRequestId ?? null,
    routingRequestId: more.routingRequestId ?? null,
    request: more.request ?? "",
  };
}
