// POST /api/v1/leases/break: break-glass. Takes the lease on a resource from whoever holds it, an
// operation or a tool, and records who did so and why. The holder is fenced out at once; what it may
// have under way is waited out before the next in line is granted anything.

import { breakLeaseSchema } from "../../contracts/lease-http-shapes.ts";
import type { BrokenLeaseView } from "../../contracts/lease-http-shapes.ts";
import { entityKeyOf } from "../../contracts/lease-messages.ts";
import type { LeaseHolderView } from "../../contracts/lease-messages.ts";
import type { Principal } from "../../domain/principal.ts";
import { parseScope } from "../../domain/scope.ts";
import { leaseClaimsOf, leaseKeysOf } from "../../leases/lease-claims.ts";
import { sayMissing } from "../../operations/operation.ts";
import { askOrchestration } from "./ask-orchestration.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { problems } from "./problems.ts";
import type { FieldError } from "./problems.ts";
import { late } from "./proven-lease.ts";
import { readJsonBody } from "./request-body.ts";

export async function breakLease(
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const body = await readJsonBody(question);
  if (!body.ok) return problemAnswer(body.problem);
  const parsed = breakLeaseSchema.safeParse(body.value, { error: sayMissing });
  if (!parsed.success) return refused(fieldErrorsOf(parsed.error.issues));
  const scope = parseScope(parsed.data.resourceId);
  if (!scope.ok) return refused([{ field: "resourceId", problem: scope.problem }]);
  const resourceId = scope.scope.id;
  const claimed = leaseClaimsOf([{ resourceId, mode: "exclusive" }]);
  if (!claimed.ok) return refused([{ field: "resourceId", problem: claimed.problem }]);
  const { ownerId, reason } = parsed.data;
  const input = {
    resourceId,
    claims: leaseKeysOf(resourceId).map((key) => ({ key, resourceId, mode: "exclusive" as const })),
    by: principal,
    reason,
    ownerId: ownerId ?? null,
  };
  const about = entityKeyOf(resourceId);
  const broken = await askOrchestration(ports, "breakLease", { about, input });
  if (broken === null) return late("It");
  const view: BrokenLeaseView = {
    resourceId,
    at: broken.at,
    by: { id: principal.id, name: principal.name },
    reason,
    holders: broken.holders,
    sentence: sayBroken(broken.holders),
  };
  return jsonAnswer(200, view);
}

function sayBroken(holders: readonly LeaseHolderView[]): string {
  if (holders.length === 0) return "Nobody held it; nothing was changed.";
  const who = holders.map(
    ({ owner }) => `${owner.purpose} for ${owner.principal.name} (${owner.operationId})`,
  );
  return `Fenced out: ${who.join(", ")}. What it may have under way is waited out before anybody else is granted the lease.`;
}

function refused(errors: readonly FieldError[]): HttpAnswer {
  const detail = "The lease cannot be broken like this; nothing was changed.";
  return problemAnswer(problems.invalidRequest(detail, errors));
}
