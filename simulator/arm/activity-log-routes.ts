// The Activity Log's listing: one of five filter forms, newest first, in pages, and an event only
// once its lag has passed.

import { errorAnswer, jsonAnswer } from "../arm-answer.ts";
import { activityBody, activityMatches, parseActivityFilter } from "../core/activity-log.ts";
import type { AzureAnswer } from "../protocol.ts";
import { keyOf } from "../resource-id.ts";
import { param } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { SUBSCRIPTION } from "./vm-routes.ts";

export const activityLogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${SUBSCRIPTION}/providers/Microsoft.Insights/eventtypes/management/values`,
    scope: SUBSCRIPTION,
    family: "activityLog",
    resourceType: "Microsoft.Insights/eventtypes",
    action: "Microsoft.Insights/eventtypes/values/read",
    lockedVerb: null,
    policy: null,
    requires: null,
    handle: listActivity,
  },
];

/** This service's errors have no wrapper. */
function badRequest(message: string): AzureAnswer {
  return jsonAnswer(400, { code: "BadRequest", message });
}

function listActivity(call: Call): AzureAnswer {
  const given = call.query.get("$filter");
  if (given === undefined || given.trim() === "") return badRequest("The $filter is required.");
  const filter = parseActivityFilter(given);
  if (typeof filter === "string") return badRequest(filter);
  const skip = Number(call.query.get("$skiptoken") ?? "0");
  if (!Number.isInteger(skip) || skip < 0) {
    return errorAnswer(400, { code: "BadRequest", message: "The $skipToken is not valid." });
  }
  const { store, nowMs } = call;
  const subscription = keyOf(param(call, "subscription"));
  const visible = store.activity
    .filter((event) => keyOf(event.subscriptionId) === subscription)
    .filter((event) => event.visibleAtMs <= nowMs && activityMatches(event, filter))
    // Of two events of one instant the one that was recorded later is the newer.
    .toReversed()
    .toSorted((a, b) => b.atMs - a.atMs);
  const size = store.settings.activityLogPageSize;
  const selected = selector(call.query.get("$select"));
  const value = visible.slice(skip, skip + size).map((event) => selected(activityBody(event)));
  if (skip + size >= visible.length) return jsonAnswer(200, { value });
  return jsonAnswer(200, { value, nextLink: nextLink(call, skip + size) });
}

function selector(
  select: string | undefined,
): (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> {
  if (select === undefined) return (body) => body;
  const names = new Set(select.split(",").map((name) => name.trim().toLowerCase()));
  return (body) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name.toLowerCase())));
}

function nextLink(call: Call, skip: number): string {
  const kept = [...call.rawQuery].filter(([name]) => name.toLowerCase() !== "$skiptoken");
  const query = new URLSearchParams(kept);
  query.set("$skipToken", String(skip));
  return `${call.origin}${call.path}?${query.toString()}`;
}
