// GET /api/v1/leases/{id}: how a tool's lease stands, also long after its end. Every principal sees all
// of them: who waits for a resource has to know who holds it. No token is ever told here.

import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { isLeaseId } from "./idempotency.ts";
import { lookUpLease } from "./known-lease.ts";
import { leaseProblems } from "./lease-problems.ts";
import { toolLeaseViewOf } from "./lease-view.ts";

export async function readLease(question: HttpQuestion, ports: HttpPorts): Promise<HttpAnswer> {
  const id = question.params["id"] ?? "";
  // Anything else is no key that the durable runtime should be asked for.
  if (!isLeaseId(id)) return problemAnswer(leaseProblems.notFound());
  const known = await lookUpLease(ports.orchestrations, id);
  const view = toolLeaseViewOf(known, ports.clock.now());
  if (view !== null) {
    return jsonAnswer(200, view, view.status === "waiting" ? { "retry-after": "2" } : {});
  }
  if (known.status === null) return problemAnswer(leaseProblems.notFound());
  return problemAnswer(leaseProblems.late("The lease"), { "retry-after": "1" });
}
