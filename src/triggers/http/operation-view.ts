// What is told of an operation, merged from the two places that know of it: its record, which
// outlives everything, and its orchestration, which knows what happens now.
//
// V1. A final report in the record wins over everything.
// V2. An outcome told before the end (`timed-out`) stands beside the progress; the status is then
//     still `running`.
// V3. An orchestration that ended without a report is told as `stuck`: nobody follows what it sent.

import type { OperationProgress, OperationView } from "../../contracts/http-shapes.ts";
import type { OperationRecordView } from "../../contracts/operation-record-messages.ts";
import type { OrchestrationStatus } from "../../contracts/orchestration-port.ts";
import type { Instant } from "../../domain/instant.ts";
import type { OperationRequest } from "../../domain/operation-request.ts";
import type { OperationReport } from "../../domain/outcome.ts";
import { storedProgress, storedReport, storedRequest } from "./stored-operation.ts";

export interface KnownOperation {
  readonly record: OperationRecordView | null;
  readonly status: OrchestrationStatus | null;
}

/** The request that an operation carries out; null when neither place knows of one. */
export function requestOf(known: KnownOperation): OperationRequest | null {
  return known.record?.request ?? storedRequest(known.status?.input);
}

/** Null when there is no such operation. */
export function operationViewOf(known: KnownOperation): OperationView | null {
  const request = requestOf(known);
  if (request === null) return null;
  return {
    id: request.operationId,
    kind: request.kind,
    target: request.target,
    parameters: request.parameters,
    accept: request.accept,
    whenBusy: request.whenBusy,
    onLock: request.onLock,
    onNoCapacity: request.onNoCapacity,
    dryRun: request.dryRun,
    deadlineAt: request.deadlineAt,
    principal: { id: request.principal.id, name: request.principal.name },
    acceptedAt: request.acceptedAt,
    correlationId: request.correlationId,
    ...(known.record?.cancelled === undefined ? {} : { cancelled: known.record.cancelled }),
    ...standOf(known),
  };
}

type Stand = Pick<OperationView, "status" | "outcome" | "progress" | "report" | "source">;

function standOf({ record, status }: KnownOperation): Stand {
  const told = record?.report ?? null;
  if (told !== null && record?.final === true) return endedWith(told, "record");
  if (status === null)
    return endedAlone("is gone", record?.claimedAt ?? "", { told, source: "record" });
  const source = record === null ? "orchestration" : "orchestration, record";
  const progress = storedProgress(status.customStatus);
  switch (status.runtimeStatus) {
    case "Completed": {
      const report = storedReport(status.output) ?? told;
      if (report !== null) return endedWith(report, source);
      return endedAlone("ended", status.updatedAt, { told, progress, source });
    }
    case "Failed":
      return endedAlone("failed by a fault of ours", status.updatedAt, { told, progress, source });
    case "Terminated":
    case "Canceled":
      return endedAlone("was terminated", status.updatedAt, { told, progress, source });
    case "Pending":
      return { ...aliveWith(told), status: "accepted", progress, source };
    case "Running":
    case "Suspended":
    case "ContinuedAsNew":
    case "Unknown": {
      const outcome = told?.outcome ?? progress?.outcome ?? null;
      return { ...aliveWith(told), status: "running", outcome, progress, source };
    }
  }
}

function endedWith(report: OperationReport, source: string): Stand {
  return { status: "ended", outcome: report.outcome, progress: null, report, source };
}

function aliveWith(told: OperationReport | null): Omit<Stand, "status" | "source"> {
  return { outcome: told?.outcome ?? null, progress: null, report: told };
}

/** V3. Its own output is not shown: for a failed orchestration that is an error with its stack. */
function endedAlone(
  how: string,
  endedAt: Instant,
  known: {
    readonly told: OperationReport | null;
    readonly progress?: OperationProgress | null;
    readonly source: string;
  },
): Stand {
  const { told, progress, source } = known;
  const report: OperationReport = {
    class: null,
    blockers: [],
    before: null,
    after: null,
    plan: null,
    leftBehind: [],
    commands: [],
    joined: null,
    steps: progress?.steps ?? [],
    timeline: progress?.timeline ?? [],
    ...told,
    outcome: "stuck",
    sentence: `The orchestration of this operation ${how} without a final report; what it had sent to Azure by then is not followed any more.`,
    nextAction:
      "Look at the resource. Sending the same request again with the same Idempotency-Key goes on from what is found there.",
    endedAt,
  };
  return endedWith(report, source);
}
