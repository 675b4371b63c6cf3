// What a generation of an operation that continues as new hands to the next one. Where it only waits for
// others before it has done anything, its request is enough; in the middle of its work what it has told so
// far and what it counts go along. What it holds the next one asks for again, and is told that it has it.

import type { CarriedRun } from "../domain/carried-run.ts";
import type { OperationRequest } from "../domain/operation-request.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** A step may stand in the record that a lost lease has kept from being sent. */
export function nextGeneration(run: OperationRun): OperationRequest {
  const { nothingSent: _, carried: __, ...same } = run.request;
  const carried = carriedOf(run);
  return {
    ...same,
    claims: run.claims,
    ...(run.hasSent ? {} : { nothingSent: true }),
    ...(carried === null ? {} : { carried }),
  };
}

function carriedOf(run: OperationRun): CarriedRun | null {
  const { lockWait, lockAftermath, capacityWait, submissions, refusedSteps, steps } = run;
  const isInTheMiddle = run.hasSent || lockWait !== null || capacityWait !== null;
  if (!isInTheMiddle && run.request.carried === undefined) return null;
  const { timelineFirst, timelineCarried } = limits;
  const first = run.timeline.slice(0, timelineFirst);
  return {
    timeline: [...first, ...run.timeline.slice(timelineFirst).slice(-timelineCarried)],
    steps,
    sentIds: run.sent.map((step) => step.id),
    submissions,
    refusedSteps,
    refusedBefore: run.refusedBefore.refused,
    lockWait,
    lockAftermath,
    capacityWait,
  };
}
