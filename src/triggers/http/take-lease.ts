// POST /api/v1/leases: takes a lease for a tool that is to write to Azure by itself, or tells how the one
// stands that the same request has asked for before, with a token that is good for it.
//
// Q1. One principal, one key, one lease: however often and however simultaneously it is asked.
// Q2. Another request under a used key starts nothing.
// Q3. Each answer carries a token of its own, and only its hash goes any further: an answer that was
//     lost takes nothing with it that the next one does not give again.

import type { ToolLeaseRequest } from "../../contracts/tool-lease-messages.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Principal } from "../../domain/principal.ts";
import { askOrchestration } from "./ask-orchestration.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { leaseDigestOf, leaseIdOf, tokenHashOf } from "./idempotency.ts";
import { isAbandoned, lookUpLease } from "./known-lease.ts";
import type { KnownLease } from "./known-lease.ts";
import { leaseProblems } from "./lease-problems.ts";
import { readLeaseRequest } from "./lease-request.ts";
import type { LeaseRequest } from "./lease-request.ts";
import { toolLeaseProgressOf, toolLeaseViewOf } from "./lease-view.ts";
import { problems } from "./problems.ts";
import { readJsonBody } from "./request-body.ts";
import { keyError } from "./start-request.ts";
import { storedLeaseRequest } from "./stored-lease-request.ts";

export async function takeLease(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const body = await readJsonBody(question);
  if (!body.ok) return problemAnswer(body.problem);
  const now = ports.clock.now();
  const read = readLeaseRequest(body.value, now);
  const key = question.headers.get("idempotency-key") ?? ports.newId();
  const badKey = keyError(key);
  const errors = [...(read.ok ? [] : read.errors), ...(badKey === undefined ? [] : [badKey])];
  if (!read.ok || errors.length > 0) {
    const detail = `The lease cannot be asked for like this (${errors.map((each) => each.field).join(", ")}); nothing was started.`;
    return problemAnswer(problems.invalidRequest(detail, errors));
  }
  const token = ports.newToken();
  const request = toolLeaseRequestOf(read.request, { principal, key, token, now, ports });
  return startOrAdmit(request, { key, token }, ports);
}

async function startOrAdmit(
  request: ToolLeaseRequest,
  given: Given,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const { leaseId, requestDigest } = request;
  const { orchestrations } = ports;
  const otherRequest = problemAnswer(leaseProblems.keyUsedForAnotherRequest(leaseId));
  const before = await lookUpLease(orchestrations, leaseId);
  const known = before.record?.request ?? storedLeaseRequest(before.status?.input);
  if (known !== null && known.requestDigest !== requestDigest) return otherRequest; // Q2
  if (isAbandoned(before) || before.record?.status === "failed") {
    // Whether it was started now or was there already is the same: whoever came first is read back,
    // because of two simultaneous starts both may be told that theirs was the one.
    await orchestrations.begin("holdLease", { id: leaseId, input: request });
    const started = storedLeaseRequest((await orchestrations.status(leaseId))?.input);
    if (started === null) return notYet(given);
    if (started.requestDigest !== requestDigest) return otherRequest;
    if (started.startToken === request.startToken) {
      return told(await awaitStand(leaseId, request.startToken, ports), given, ports);
    }
  }
  const { principal, tokenHash } = request;
  const input = { leaseId, principalId: principal.id, tokenHash, requestDigest };
  const admitted = await askOrchestration(ports, "admitToLease", { about: leaseId, input }); // Q3
  if (admitted === null || admitted.kind === "unknown-lease") return notYet(given);
  if (admitted.kind !== "admitted") return otherRequest;
  return told(await awaitStand(leaseId, null, ports), given, ports);
}

interface Given {
  readonly key: string;
  readonly token: string;
}

const standMaxMs = 5_000;
const firstPauseMs = 20;
const lastPauseMs = 400;

/** How the lease stands once it is held, has ended, or is known to have to wait; or after the longest
 * wait, which a host that is only just starting may need. */
async function awaitStand(
  leaseId: string,
  startToken: string | null,
  ports: HttpPorts,
): Promise<KnownLease> {
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const known = await lookUpLease(ports.orchestrations, leaseId);
    if (waitedMs >= standMaxMs || isKnownToStand(known, startToken)) return known;
    pauseMs = Math.min(pauseMs * 1.5, lastPauseMs);
    await ports.pause(pauseMs);
  }
}

/** A record of an earlier start is of the past: it is about to be claimed anew. */
function isKnownToStand(known: KnownLease, startToken: string | null): boolean {
  const { record } = known;
  if (record === null) return false;
  if (startToken !== null && record.request.startToken !== startToken) return false;
  if (record.status !== "waiting") return true;
  const phase = toolLeaseProgressOf(known)?.phase;
  return phase === "waiting-for-lease" || phase === "waiting-for-azure";
}

function told(known: KnownLease, { key, token }: Given, ports: HttpPorts): HttpAnswer {
  const view = toolLeaseViewOf(known, ports.clock.now());
  if (view === null) return notYet({ key, token });
  const headers = { location: `/api/v1/leases/${view.id}`, "idempotency-key": key };
  switch (view.status) {
    case "held":
      return jsonAnswer(201, { ...view, token }, headers);
    case "waiting":
      return jsonAnswer(202, { ...view, token }, { ...headers, "retry-after": "2" });
    case "busy":
      return problemAnswer(leaseProblems.busy(view, view.inTheWay), headers);
    case "released":
    case "lost":
    case "failed":
      return problemAnswer(leaseProblems.ended(view), headers);
  }
}

/** The key goes along, also one that was made up here: with it the same lease can be asked for again. */
function notYet({ key }: Given): HttpAnswer {
  const headers = { "retry-after": "1", "idempotency-key": key };
  return problemAnswer(leaseProblems.late("The lease"), headers);
}

function toolLeaseRequestOf(
  request: LeaseRequest,
  given: {
    readonly principal: Principal;
    readonly key: string;
    readonly token: string;
    readonly now: Instant;
    readonly ports: HttpPorts;
  },
): ToolLeaseRequest {
  const { resources, claims, durationMs, purpose, whenBusy, waitUntil, until } = request;
  return {
    leaseId: leaseIdOf(given.principal, given.key),
    principal: given.principal,
    resources,
    claims,
    durationMs,
    purpose,
    whenBusy,
    waitUntil,
    until,
    requestDigest: leaseDigestOf(request),
    tokenHash: tokenHashOf(given.token),
    startToken: given.ports.newId(),
    correlationId: given.ports.newId(),
    acceptedAt: given.now,
  };
}
