// GET /api/v1/operations/{id}: how an operation stands, also long after its history was purged. Every
// principal sees all operations: who waits for a resource has to know who holds it.

import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { isOperationId } from "./idempotency.ts";
import { lookUpOperation } from "./known-operation.ts";
import { operationViewOf } from "./operation-view.ts";
import { problems } from "./problems.ts";

export async function readOperation(question: HttpQuestion, ports: HttpPorts): Promise<HttpAnswer> {
  const id = question.params["id"] ?? "";
  const unknown = problemAnswer(problems.operationNotFound());
  // Anything else is no key that the durable runtime should be asked for.
  if (!isOperationId(id)) return unknown;
  const view = operationViewOf(await lookUpOperation(ports.orchestrations, id));
  if (view === null) return unknown;
  return jsonAnswer(200, view, view.status === "ended" ? {} : { "retry-after": "2" });
}
