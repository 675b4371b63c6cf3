// Builder of a caller's request as the orchestration gets it.

import type { LeaseClaim } from "../../src/contracts/lease-messages.ts";
import type { OperationRequest } from "../../src/domain/operation-request.ts";
import { leaseClaimsOf } from "../../src/leases/lease-claims.ts";
import type { Wanted } from "../../src/leases/lease-claims.ts";
import { vmId } from "./vm-observation.ts";

/** The leases that are needed for it. */
export function claimsOf(wanted: readonly Wanted[]): readonly LeaseClaim[] {
  const computed = leaseClaimsOf(wanted);
  if (!computed.ok) throw new Error(computed.problem);
  return computed.claims;
}

export function anOperationRequest(change: Partial<OperationRequest> = {}): OperationRequest {
  return {
    claims: claimsOf([{ resourceId: change.target ?? vmId, mode: "exclusive" }]),
    operationId: "op-0123456789abcdef0123456789abcdef",
    kind: "vm-resize",
    target: vmId,
    parameters: { size: "Standard_D4s_v5" },
    accept: ["downtime"],
    whenBusy: "queue",
    onLock: "refuse",
    onNoCapacity: "go-back",
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
