// Requests and reports with good defaults, for tests of the record and of whoever reads it.

import type { OperationRequest } from "../../src/domain/operation-request.ts";
import type { OperationReport, Outcome } from "../../src/domain/outcome.ts";
import { after, digestOf, minute, resourceId, start } from "./entity-scene.ts";

export function aRequest(changes: Partial<OperationRequest> = {}): OperationRequest {
  return {
    operationId: "op-1",
    kind: "vm-resize",
    target: resourceId,
    parameters: { size: "Standard_D4s_v5" },
    accept: ["downtime"],
    whenBusy: "queue",
    deadlineAt: after(60 * minute),
    dryRun: false,
    approvedPlan: null,
    principal: { id: "local:ann", name: "ann" },
    requestDigest: digestOf("request"),
    effectDigest: digestOf("effect"),
    startToken: "start-1",
    acceptedAt: start,
    correlationId: "11111111-2222-4333-8444-555555555555",
    ...changes,
  };
}

export function aReport(outcome: Outcome): OperationReport {
  return {
    outcome,
    sentence: `It ${outcome}.`,
    class: null,
    nextAction: null,
    blockers: [],
    before: null,
    after: null,
    plan: null,
    steps: [],
    leftBehind: [],
    commands: [],
    joined: null,
    timeline: [],
    endedAt: after(30 * minute),
  };
}
