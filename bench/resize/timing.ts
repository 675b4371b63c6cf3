// Where the time of one course went: Azure's own operations, by the simulator's record of them, and
// what lay before, between and behind them.

import type { OperationDump } from "../../simulator/azure-contract.ts";
import { msBetween } from "../../src/domain/instant.ts";
import type { Course } from "./strategy.ts";

export interface Timing {
  readonly wallMs: number;
  /** The sum of endTime less startTime over the operations. */
  readonly azureMs: number;
  readonly ratio: number;
  /** Before the first operation, between each two, after the last. */
  readonly gapsMs: readonly number[];
  readonly seenAfterMs: number;
}

const wanted = ["deallocate", "resize", "start"];

/** Throws when Azure has not carried out exactly the three operations. */
export function timingOf(
  course: Course,
  resourceId: string,
  operations: readonly OperationDump[],
): Timing {
  const ours = operations
    .filter(({ target }) => target.toLowerCase() === resourceId.toLowerCase())
    .toSorted((one, other) => one.startTime.localeCompare(other.startTime));
  const kinds = ours.map(({ kind }) => kind);
  if (kinds.join() !== wanted.join()) {
    throw new Error(`Azure carried out ${kinds.join(", ")} instead of ${wanted.join(", ")}.`);
  }
  const spans = ours.map(({ kind, startTime, endTime }) => {
    if (endTime === null) throw new Error(`The ${kind} has not ended.`);
    return { startTime, endTime };
  });
  const wallMs = msBetween(course.startedAt, course.endedAt);
  const azureMs = spans.reduce((ms, span) => ms + msBetween(span.startTime, span.endTime), 0);
  const ends = [course.startedAt, ...spans.map((span) => span.endTime)];
  const starts = [...spans.map((span) => span.startTime), course.endedAt];
  return {
    wallMs,
    azureMs,
    ratio: wallMs / azureMs,
    gapsMs: ends.map((end, index) => msBetween(end, starts[index] ?? course.endedAt)),
    seenAfterMs: course.seenAfterMs,
  };
}
