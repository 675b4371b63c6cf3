// Finds what is known of an operation: one read of its record, and one of its orchestration unless
// the record already tells the end.

import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import { readRecordState, recordViewOf } from "../../contracts/record-state.ts";
import { requestOf } from "./operation-view.ts";
import type { KnownOperation } from "./operation-view.ts";

export async function lookUpOperation(
  orchestrations: OrchestrationPort,
  operationId: string,
): Promise<KnownOperation> {
  const read = readRecordState(await orchestrations.entityState("operationRecord", operationId));
  if (!read.ok) throw new Error(`The record of ${operationId} cannot be read: ${read.problem}`);
  const record = recordViewOf(read.state);
  if (record?.final === true) return { record, status: null };
  return { record, status: await orchestrations.status(operationId) };
}

export type StartDecision =
  /** Nothing is known of it, or nobody works on it any more although it has not come to an end. */
  | "start"
  /** It is there: the caller is told how it stands. */
  | "tell"
  /** The same key was used for something else. */
  | "other-request";

/** What a request with this digest means where this much is known of its operation. */
export function decideStart(known: KnownOperation, requestDigest: string): StartDecision {
  const request = requestOf(known);
  if (request === null) return "start";
  if (request.requestDigest !== requestDigest) return "other-request";
  return isAbandoned(known) ? "start" : "tell";
}

function isAbandoned({ record, status }: KnownOperation): boolean {
  if (record?.final === true) return false;
  if (status === null) return true;
  return ["Failed", "Terminated", "Canceled"].includes(status.runtimeStatus);
}
