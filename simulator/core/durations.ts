// How long Azure takes. The figures are the recorded server times (end less start, by ARM's own
// clock) of 2022 and 2023: a log-normal through median and ninetieth percentile, kept between the
// least and the most that were seen; one in a hundred comes from the tail that older recordings show.

import type { Random } from "../random.ts";
import type { OperationKind } from "../world.ts";

interface Distribution {
  readonly leastS: number;
  readonly p50S: number;
  readonly p90S: number;
  readonly mostS: number;
  /** The most of all recorded years. */
  readonly tailS: number;
}

/** What is being timed: the kind, and whether the VM is allocated where that decides. */
export interface Timed {
  readonly kind: OperationKind;
  readonly allocated: boolean;
  /** The VM already is in the state that is asked for. */
  readonly nothingToDo: boolean;
}

const P90_DEVIATE = 1.2816;
const TAIL_SHARE = 0.01;

const TABLE: Readonly<Record<OperationKind, Distribution>> = {
  deallocate: { leastS: 12.5, p50S: 25.5, p90S: 36.8, mostS: 64.9, tailS: 1405 },
  start: { leastS: 0.3, p50S: 11, p90S: 13.8, mostS: 14.2, tailS: 80.3 },
  powerOff: { leastS: 3.5, p50S: 7.5, p90S: 14.2, mostS: 21.5, tailS: 35.7 },
  restart: { leastS: 36.9, p50S: 37.8, p90S: 43, mostS: 43, tailS: 43 },
  resize: { leastS: 34.8, p50S: 40, p90S: 48.4, mostS: 48.4, tailS: 48.4 },
  update: { leastS: 0.2, p50S: 5, p90S: 30, mostS: 417, tailS: 417 },
  create: { leastS: 20, p50S: 85.7, p90S: 459, mostS: 2003, tailS: 2003 },
  delete: { leastS: 0.4, p50S: 26.5, p90S: 38.6, mostS: 39.7, tailS: 282 },
};

/** Recorded three times: a resize of a deallocated VM is only a change of its model. */
const RESIZE_DEALLOCATED: Distribution = {
  leastS: 0.7,
  p50S: 0.7,
  p90S: 0.8,
  mostS: 0.8,
  tailS: 0.8,
};

/** Assumed: an action that finds nothing to do takes as long as the quickest recorded start. */
const NOTHING_TO_DO_MS = 300;

/** Draws a duration in whole milliseconds. */
export function drawDurationMs(timed: Timed, random: Random): number {
  // The same number of draws is made in every case, so that one operation's case does not shift
  // the chances of all later ones.
  const deviate = random.normal();
  const inTail = random.next() < TAIL_SHARE;
  const tailPosition = random.next();
  if (timed.nothingToDo) return NOTHING_TO_DO_MS;
  const of = timed.kind === "resize" && !timed.allocated ? RESIZE_DEALLOCATED : TABLE[timed.kind];
  if (inTail) return Math.round(1000 * of.mostS * (of.tailS / of.mostS) ** tailPosition);
  const sigma = Math.log(of.p90S / of.p50S) / P90_DEVIATE;
  const drawnS = of.p50S * Math.exp(sigma * deviate);
  return Math.round(1000 * Math.min(of.mostS, Math.max(of.leastS, drawnS)));
}
