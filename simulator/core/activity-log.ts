// The Activity Log: what it records of each write, when an event becomes visible, and the few
// filters it accepts. The recorded lag between an event and its appearance is 14 to 84 seconds;
// Microsoft's documents speak of up to 20 minutes, which is taken as the tail.

import type { Random } from "../random.ts";
import { keyOf } from "../resource-id.ts";
import { azureTime } from "./instance-view.ts";

export interface ActivityEvent {
  readonly eventDataId: string;
  readonly atMs: number;
  readonly visibleAtMs: number;
  readonly subscriptionId: string;
  readonly resourceGroup: string | null;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly action: string;
  readonly operationId: string;
  readonly correlationId: string;
  readonly clientRequestId: string;
  readonly requestId: string;
  readonly method: string;
  readonly caller: string;
  readonly claims: Readonly<Record<string, string>>;
  readonly phase: "BeginRequest" | "EndRequest";
  readonly status: "Started" | "Accepted" | "Succeeded" | "Failed";
  /** As the subStatus names it: Accepted, OK, Conflict, ... */
  readonly statusCode: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const LAG_P50_MS = 22_000;
const LAG_P90_MS = 66_000;
const LAG_LEAST_MS = 14_000;
const LAG_MOST_MS = 84_000;
const LAG_TAIL_MS = 20 * 60 * 1000;

export function drawLagMs(random: Random): number {
  const deviate = random.normal();
  const inTail = random.next() < 0.01;
  const tailPosition = random.next();
  if (inTail) return Math.round(LAG_MOST_MS * (LAG_TAIL_MS / LAG_MOST_MS) ** tailPosition);
  const sigma = Math.log(LAG_P90_MS / LAG_P50_MS) / 1.2816;
  const drawn = LAG_P50_MS * Math.exp(sigma * deviate);
  return Math.round(Math.min(LAG_MOST_MS, Math.max(LAG_LEAST_MS, drawn)));
}

export interface ActivityFilter {
  readonly fromMs: number;
  readonly toMs: number;
  readonly by: { readonly field: ActivityField; readonly value: string } | null;
}

const FIELDS = ["resourceGroupName", "resourceUri", "resourceProvider", "correlationId"] as const;
type ActivityField = (typeof FIELDS)[number];

/** Reads `$filter`; a text when it is not one of the five forms that the service accepts. */
export function parseActivityFilter(filter: string): ActivityFilter | string {
  let fromMs: number | undefined;
  let toMs: number | undefined;
  let by: ActivityFilter["by"] = null;
  for (const clause of filter.split(/\s+and\s+/i)) {
    const [, name, operator, value] = /^(\w+)\s+(ge|le|eq)\s+'([^']*)'$/i.exec(clause.trim()) ?? [];
    const field = FIELDS.find((known) => known.toLowerCase() === name?.toLowerCase());
    const isTime = name?.toLowerCase() === "eventtimestamp";
    if (isTime && operator === "ge" && fromMs === undefined) fromMs = Date.parse(value ?? "");
    else if (isTime && operator === "le" && toMs === undefined) toMs = Date.parse(value ?? "");
    else if (field !== undefined && operator === "eq" && by === null) {
      by = { field, value: value ?? "" };
    } else return `The filter '${clause.trim()}' is not supported.`;
  }
  if (fromMs === undefined || Number.isNaN(fromMs)) return "The filter must give a start time.";
  if (toMs !== undefined && Number.isNaN(toMs)) return "The filter's end time is not a time.";
  return { fromMs, toMs: toMs ?? Number.POSITIVE_INFINITY, by };
}

export function activityMatches(event: ActivityEvent, filter: ActivityFilter): boolean {
  if (event.atMs < filter.fromMs || event.atMs > filter.toMs) return false;
  if (filter.by === null) return true;
  return keyOf(fieldOf(event, filter.by.field)) === keyOf(filter.by.value);
}

function fieldOf(event: ActivityEvent, field: ActivityField): string {
  switch (field) {
    case "resourceGroupName":
      return event.resourceGroup ?? "";
    case "resourceUri":
      return event.resourceId;
    case "resourceProvider":
      return event.resourceType.split("/")[0] ?? "";
    case "correlationId":
      return event.correlationId;
  }
}

export function activityBody(event: ActivityEvent): Readonly<Record<string, unknown>> {
  const localized = (value: string): unknown => ({ value, localizedValue: value });
  const provider = event.resourceType.split("/")[0] ?? "";
  return {
    authorization: { action: event.action, scope: event.resourceId },
    caller: event.caller,
    channels: "Operation",
    claims: event.claims,
    correlationId: event.correlationId,
    description: "",
    eventDataId: event.eventDataId,
    eventName: localized(event.phase),
    category: localized("Administrative"),
    eventTimestamp: azureTime(event.atMs),
    id: `${event.resourceId}/events/${event.eventDataId}/ticks/${Math.round(event.atMs)}`,
    level: event.status === "Failed" ? "Error" : "Informational",
    operationId: event.operationId,
    operationName: localized(event.action),
    resourceGroupName: event.resourceGroup ?? "",
    resourceProviderName: localized(provider),
    resourceType: localized(event.resourceType),
    resourceId: event.resourceId,
    status: localized(event.status),
    subStatus: localized(event.phase === "BeginRequest" ? "" : event.statusCode),
    submissionTimestamp: azureTime(event.visibleAtMs),
    subscriptionId: event.subscriptionId,
    httpRequest: {
      clientRequestId: event.clientRequestId,
      clientIpAddress: "127.0.0.1",
      method: event.method,
    },
    properties: {
      statusCode: event.statusCode,
      serviceRequestId: event.requestId,
      eventCategory: "Administrative",
      ...(event.error === null ? {} : { statusMessage: JSON.stringify({ error: event.error }) }),
    },
  };
}
