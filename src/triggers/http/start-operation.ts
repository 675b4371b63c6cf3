// POST /api/v1/operations: starts an operation, or tells how the one stands that the same request has
// started before. The door in order: size, content type, JSON, shape and fields, key. Only then is
// anything looked up, and only then anything started.
//
// S1. One principal, one key, one operation: however often and however simultaneously it is asked.
// S2. Another request under a used key starts nothing.
// S3. Whoever asked not to wait is told in the answer who is in the way, and again under the same key.

import type { Instant } from "../../domain/instant.ts";
import type { OperationRequest } from "../../domain/operation-request.ts";
import type { Principal } from "../../domain/principal.ts";
import { leaseClaimsOf } from "../../leases/lease-claims.ts";
import { awaitDecision } from "./await-decision.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { effectDigestOf, operationIdOf, requestDigestOf } from "./idempotency.ts";
import { decideStart, lookUpOperation } from "./known-operation.ts";
import { operationViewOf, requestOf } from "./operation-view.ts";
import type { KnownOperation } from "./operation-view.ts";
import { problems } from "./problems.ts";
import { readJsonBody } from "./request-body.ts";
import { keyError, readStartRequest } from "./start-request.ts";
import type { StartRequest } from "./start-request.ts";

export async function startOperation(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const body = await readJsonBody(question);
  if (!body.ok) return problemAnswer(body.problem);
  const now = ports.clock.now();
  const read = readStartRequest(body.value, now);
  const key = question.headers.get("idempotency-key") ?? ports.newId();
  const badKey = keyError(key);
  const errors = [...(read.ok ? [] : read.errors), ...(badKey === undefined ? [] : [badKey])];
  if (!read.ok || errors.length > 0) {
    const detail = `The request cannot be accepted as it is (${errors.map((each) => each.field).join(", ")}); nothing was started.`;
    return problemAnswer(problems.invalidRequest(detail, errors));
  }
  const request = operationRequestOf(read.request, { principal, key, now, newId: ports.newId });
  return startOrTell(request, key, ports);
}

async function startOrTell(
  request: OperationRequest,
  key: string,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const { operationId, requestDigest } = request;
  const before = await lookUpOperation(ports.orchestrations, operationId);
  const decision = decideStart(before, requestDigest);
  if (decision === "other-request") {
    return problemAnswer(problems.keyUsedForAnotherRequest(operationId));
  }
  if (decision === "tell") return told(await decided(before, ports), key);
  // Whether it was started now or was there already is the same: whoever came first is read back,
  // because of two simultaneous starts both may be told that theirs was the one.
  await ports.orchestrations.start(request.kind, request);
  const status = await ports.orchestrations.status(operationId);
  if (status === null) return notYetReadable;
  const after: KnownOperation = { record: before.record, status };
  if (decideStart(after, requestDigest) === "other-request") {
    return problemAnswer(problems.keyUsedForAnotherRequest(operationId));
  }
  return told(await decided(after, ports), key);
}

/** S3. */
function decided(
  known: KnownOperation,
  ports: HttpPorts,
): Promise<KnownOperation> | KnownOperation {
  const request = requestOf(known);
  return request?.whenBusy === "reject" ? awaitDecision(request.operationId, ports) : known;
}

const notYetReadable = problemAnswer(problems.notYetReadable(), { "retry-after": "1" });

function told(known: KnownOperation, key: string): HttpAnswer {
  const view = operationViewOf(known);
  if (view === null) return notYetReadable;
  const location = `/api/v1/operations/${view.id}`;
  const headers = { location, "idempotency-key": key };
  const { outcome, report, whenBusy } = view;
  if (whenBusy === "reject" && outcome === "busy" && report?.busyWith !== undefined) {
    const problem = problems.operationBusy(view.id, report.sentence, report.busyWith);
    return problemAnswer(problem, headers);
  }
  if (view.status === "ended") return jsonAnswer(200, view, headers);
  return jsonAnswer(202, view, { ...headers, "retry-after": "2" });
}

function operationRequestOf(
  request: StartRequest,
  given: {
    readonly principal: Principal;
    readonly key: string;
    readonly now: Instant;
    readonly newId: () => string;
  },
): OperationRequest {
  const { kind, target, parameters, accept, whenBusy, onLock, onNoCapacity } = request;
  const { deadlineAt, dryRun, approvedPlan } = request;
  const computed = leaseClaimsOf([{ resourceId: target, mode: "exclusive" }]);
  return {
    operationId: operationIdOf(given.principal, given.key),
    kind,
    target,
    ...(computed.ok ? { claims: computed.claims } : {}),
    parameters,
    accept,
    whenBusy,
    onLock,
    onNoCapacity,
    deadlineAt,
    dryRun,
    approvedPlan,
    principal: given.principal,
    requestDigest: requestDigestOf(request),
    effectDigest: effectDigestOf(request),
    startToken: given.newId(),
    acceptedAt: given.now,
    correlationId: given.newId(),
  };
}
