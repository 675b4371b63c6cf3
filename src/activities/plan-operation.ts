// Reads everything that an operation is planned from and plans it.
//
// Safe to run twice: it only reads, and the plan is a pure function of what was read.

import { judge } from "../conflicts/judge.ts";
import type { PlanOperationAnswer, PlanOperationInput } from "../contracts/activity-messages.ts";
import type { LeaseClaim } from "../contracts/lease-messages.ts";
import type { Clock, VirtualMachinePort } from "../contracts/ports.ts";
import type { Plan } from "../domain/plan.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Verdict } from "../domain/verdict.ts";
import { leaseClaimsOf } from "../leases/lease-claims.ts";
import { findOperation } from "../operations/index.ts";
import type { Operation } from "../operations/index.ts";
import { readContext } from "./read-context.ts";
import { unreadable } from "./unreadable.ts";

export interface PlanPorts {
  readonly virtualMachines: VirtualMachinePort;
  readonly clock: Clock;
}

export function createPlanOperation(
  ports: PlanPorts,
): (input: PlanOperationInput) => Promise<PlanOperationAnswer> {
  return async ({ request, found, refused }) => {
    const operation = findOperation(request.kind);
    if (operation === undefined) throw new Error(`The catalogue has no operation ${request.kind}.`);
    const now = ports.clock.now();
    const { wantedSize } = operation.observes(request.parameters);
    const read = await ports.virtualMachines.observe(
      { resourceId: request.target, wantedSize },
      readContext(request, { purpose: "plan", now }),
    );
    switch (read.kind) {
      case "read": {
        const planning = { ...request, found, refused };
        const plan = operation.plan(read.value, planning, now);
        return { kind: "planned", plan, claims: claimsOf(plan) };
      }
      case "refused":
        return refusedRead(read.refusal, operation) ?? unreadable(read, request.target, now);
      case "no-answer":
        return unreadable(read, request.target, now);
    }
  };
}

/** What its steps touch; a plan without steps touches nothing. */
function claimsOf(plan: Plan): readonly LeaseClaim[] {
  if (plan.kind !== "steps") return [];
  const computed = leaseClaimsOf(plan.touches);
  if (!computed.ok) throw new Error(`What is to be written cannot be held: ${computed.problem}`);
  return computed.claims;
}

/** A refusal that reading again would not change is told as one; others pass. */
function refusedRead(refusal: Refusal, operation: Operation): PlanOperationAnswer | null {
  const verdict: Verdict = judge(refusal, { write: null, resourceType: operation.targetType });
  switch (verdict.recovery) {
    case "stop":
    case "re-plan":
      return { kind: "refused", refusal, verdict };
    case "follow-blocker":
    case "back-off":
    case "compare":
    case "look":
      return null;
  }
}
