// Builder of a caller's request as the orchestration gets it.

import type { OperationRequest } from "../../src/domain/operation-request.ts";
import { vmId } from "./vm-observation.ts";

export function anOperationRequest(change: Partial<OperationRequest> = {}): OperationRequest {
  return {
    operationId: "op-0123456789abcdef0123456789abcdef",
    kind: "vm-resize",
    target: vmId,
    parameters: { size: "Standard_D4s_v5" },
    accept: ["downtime"],
    whenBusy: "queue",
    deadlineAt: "2026-12-31T00:00:00.000Z",
    dryRun: false,
    approvedPlan: null,
    principal: { id: "local:alice", name: "alice" },
    requestDigest: "0".repeat(64),
    effectDigest: "1".repeat(64),
    startToken: "start-1",
    acceptedAt: "2026-01-05T08:00:00.000Z",
    correlationId: "11111111-2222-4333-8444-555555555555",
    ...change,
  };
}
