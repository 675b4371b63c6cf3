// Writes a request's events into the Activity Log: one when it begins, one when it is answered, and,
// for a long-running operation, one more when that has ended.

import type { Store } from "../store.ts";
import { drawLagMs } from "./activity-log.ts";
import type { ActivityEvent } from "./activity-log.ts";

/** What all events of one request have in common. */
export type ActivityOrigin = Omit<
  ActivityEvent,
  "eventDataId" | "atMs" | "visibleAtMs" | "phase" | "status" | "statusCode" | "error"
>;

export type ActivityOutcome = Pick<ActivityEvent, "phase" | "status" | "statusCode" | "error">;

export const BEGUN: ActivityOutcome = {
  phase: "BeginRequest",
  status: "Started",
  statusCode: "",
  error: null,
};

export function recordActivity(
  store: Store,
  origin: ActivityOrigin,
  atMs: number,
  outcome: ActivityOutcome,
): void {
  const lagMs = store.settings.activityLogLagMs ?? drawLagMs(store.random);
  store.activity.push({
    ...origin,
    ...outcome,
    eventDataId: store.random.uuid(),
    atMs,
    visibleAtMs: atMs + lagMs,
  });
}

const NAMES: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "NoContent",
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "TooManyRequests",
  503: "ServiceUnavailable",
};

export function statusCodeName(status: number): string {
  return NAMES[status] ?? String(status);
}
