// POST /api/v1/leases/{id}/release: gives a tool's lease back, or leaves the queue while it waits. One
// that has ended already is told as it ended; what is left of one that was lost is given back.

import { releaseLeaseSchema } from "../../contracts/lease-http-shapes.ts";
import type { Principal } from "../../domain/principal.ts";
import { sayMissing } from "../../operations/operation.ts";
import { askOrchestration } from "./ask-orchestration.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import { problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { problems } from "./problems.ts";
import { late, proveLease, shown, turnedAway, viewNow } from "./proven-lease.ts";
import { readJsonBody } from "./request-body.ts";

export async function releaseLease(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const body = await readJsonBody(question);
  if (!body.ok) return problemAnswer(body.problem);
  const parsed = releaseLeaseSchema.safeParse(body.value, { error: sayMissing });
  if (!parsed.success) {
    const detail = "The lease cannot be released like this; nothing was changed.";
    return problemAnswer(problems.invalidRequest(detail, fieldErrorsOf(parsed.error.issues)));
  }
  const leaseId = question.params["id"] ?? "";
  const proven = await proveLease(leaseId, { principal, token: parsed.data.token }, ports);
  if (!proven.ok) return proven.answer;
  const input = { leaseId, ...proven.proof };
  const released = await askOrchestration(ports, "releaseLease", { about: leaseId, input });
  if (released === null) return late("The release");
  if (released.kind !== "over") return turnedAway(leaseId, released);
  return shown(await viewNow(leaseId, ports));
}
