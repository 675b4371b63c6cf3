// Requests and reports with good defaults, for tests of the record and of whoever reads it.

import type { OperationRequest } from "../../src/domain/operation-request.ts";
import type { OperationReport, Outcome } from "../../src/domain/outcome.ts";
import { after, digestOf, minute, resourceId, start } from "./entity-scene.ts";
import { aBareReport } from "./operation-report.ts";
import { anOperationRequest } from "./operation-request.ts";

export function aRequest(changes: Partial<OperationRequest> = {}): OperationRequest {
  return anOperationRequest({
    operationId: "op-1",
    target: resourceId,
    deadlineAt: after(60 * minute),
    principal: { id: "local:ann", name: "ann" },
    requestDigest: digestOf("request"),
    effectDigest: digestOf("effect"),
    acceptedAt: start,
    ...changes,
  });
}

export function aReport(outcome: Outcome): OperationReport {
  return aBareReport({ outcome, sentence: `It ${outcome}.`, endedAt: after(30 * minute) });
}
