// POST /api/v1/operations/{id}/cancel: asks an operation to stop. Where it only waits it ends at once,
// which the answer waits for a moment; what it has sent is followed to its end and put back first.
//
// C1. Only who started it may stop it.
// C2. Said again, it is answered the same; of an operation that has ended otherwise it is a 409.

import type { Principal } from "../../domain/principal.ts";
import { askOrchestration } from "./ask-orchestration.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { isOperationId } from "./idempotency.ts";
import { lookUpOperation } from "./known-operation.ts";
import { operationViewOf, requestOf } from "./operation-view.ts";
import type { KnownOperation } from "./operation-view.ts";
import { problems } from "./problems.ts";
import { storedWaitEvent } from "./stored-operation.ts";

const endMaxMs = 1_500;
const pauseMs = 50;

export async function cancelOperation(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const id = question.params["id"] ?? "";
  const unknown = problemAnswer(problems.operationNotFound());
  if (!isOperationId(id)) return unknown;
  const known = await lookUpOperation(ports.orchestrations, id);
  const request = requestOf(known);
  if (request === null) return unknown;
  if (request.principal.id !== principal.id) return problemAnswer(problems.notYourOperation(id));
  if (isEnded(known)) return told(known, id);
  return stop(id, principal, ports);
}

/** Asks until it has ended or a moment has passed; again where it waits for another event by then. */
async function stop(id: string, by: Principal, ports: HttpPorts): Promise<HttpAnswer> {
  let asked: string | null | undefined;
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const known = await lookUpOperation(ports.orchestrations, id);
    if (isEnded(known) || waitedMs >= endMaxMs) return told(known, id);
    const waitEvent = storedWaitEvent(known.status?.customStatus);
    if (waitEvent !== asked) {
      asked = waitEvent;
      const input = { operationId: id, by, waitEvent };
      const answer = await askOrchestration(ports, "cancelOperation", { about: id, input });
      if (answer === null || answer.kind === "unknown-operation") return tooEarly;
    }
    await ports.pause(pauseMs);
  }
}

const tooEarly = problemAnswer(problems.cannotStopYet(), { "retry-after": "1" });

function isEnded(known: KnownOperation): boolean {
  return operationViewOf(known)?.status === "ended";
}

/** C2. */
function told(known: KnownOperation, id: string): HttpAnswer {
  const view = operationViewOf(known);
  if (view === null) return problemAnswer(problems.operationNotFound());
  const headers = { location: `/api/v1/operations/${id}` };
  if (view.status !== "ended") return jsonAnswer(202, view, { ...headers, "retry-after": "2" });
  if (view.outcome === "cancelled") return jsonAnswer(200, view, headers);
  return problemAnswer(problems.operationEnded(id, view.outcome ?? "unknown"), headers);
}
