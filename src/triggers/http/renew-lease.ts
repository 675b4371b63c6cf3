// POST /api/v1/leases/{id}/renew: prolongs a tool's lease from now on. One that has run out may be
// renewed as long as nobody has taken any part of it.

import { renewLeaseSchema } from "../../contracts/lease-http-shapes.ts";
import type { Principal } from "../../domain/principal.ts";
import { sayMissing } from "../../operations/operation.ts";
import { askOrchestration } from "./ask-orchestration.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import { problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { leaseProblems } from "./lease-problems.ts";
import { readLeaseDuration } from "./lease-request.ts";
import { problems } from "./problems.ts";
import { late, proveLease, shown, turnedAway, viewNow } from "./proven-lease.ts";
import { readJsonBody } from "./request-body.ts";

export async function renewLease(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const body = await readJsonBody(question);
  if (!body.ok) return problemAnswer(body.problem);
  const parsed = renewLeaseSchema.safeParse(body.value, { error: sayMissing });
  const duration = parsed.success ? readLeaseDuration(parsed.data.duration) : null;
  if (!parsed.success || duration?.ok !== true) {
    const errors = parsed.success
      ? duration?.ok === false
        ? duration.errors
        : []
      : fieldErrorsOf(parsed.error.issues);
    const detail = "The lease cannot be renewed like this; nothing was changed.";
    return problemAnswer(problems.invalidRequest(detail, errors));
  }
  const leaseId = question.params["id"] ?? "";
  const proven = await proveLease(leaseId, { principal, token: parsed.data.token }, ports);
  if (!proven.ok) return proven.answer;
  const input = { leaseId, durationMs: duration.value, ...proven.proof };
  const renewed = await askOrchestration(ports, "renewLease", { about: leaseId, input });
  if (renewed === null) return late("The renewal");
  switch (renewed.kind) {
    case "renewed": {
      const view = await viewNow(leaseId, ports);
      return view.status === "held" ? shown(view) : problemAnswer(leaseProblems.ended(view));
    }
    case "over":
      return problemAnswer(leaseProblems.ended(await viewNow(leaseId, ports)));
    case "not-yet":
      return problemAnswer(leaseProblems.notHeldYet(await viewNow(leaseId, ports)));
    case "unknown-lease":
    case "forbidden":
      return turnedAway(leaseId, renewed);
  }
}
