// ARM's front door: reads a request, finds its route, and lets it through to its handler if it is
// authenticated, in an api-version that is answered, allowed, within the allowances and not locked,
// in this order. Everything is decided at one instant and without waiting.

import { errorAnswer, groupNotFound, resourceNotFound } from "../arm-answer.ts";
import { BEGUN, recordActivity, statusCodeName } from "../core/activity-recording.ts";
import { chargeCompute, chargeFrontDoor } from "../core/throttling.ts";
import type { Charge, VerbClass } from "../core/throttling.ts";
import type { OperationScript } from "../core/vm-work.ts";
import type { Caller, Tokens } from "../identity/tokens.ts";
import type { AzureAnswer, AzureRequest } from "../protocol.ts";
import { groupId, keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { refuseApiVersion } from "./api-versions.ts";
import type { Call } from "./call.ts";
import {
  computeThrottled,
  frontDoorThrottled,
  notAuthenticated,
  refuseLocked,
  refuseRight,
} from "./denials.ts";
import { polledTarget } from "./operation-routes.ts";
import { commonHeaders, requestIds } from "./request-headers.ts";
import type { RequestIds } from "./request-headers.ts";
import { answeredError, readRequest } from "./request-reading.ts";
import type { ReadRequest } from "./request-reading.ts";
import { fillTemplate } from "./route.ts";
import type { Match, Route, Router } from "./route.ts";

export interface FrontDoor {
  readonly store: Store;
  readonly router: Router;
  readonly tokens: Tokens;
  readonly newId: () => string;
}

/** What became of a request; `operationId` when it started one. */
export interface Served {
  readonly answer: AzureAnswer;
  readonly operationId: string | null;
}

export function serve(
  door: FrontDoor,
  request: AzureRequest,
  nowMs: number,
  script: OperationScript,
): Served {
  const read = readRequest(request);
  const ids = requestIds(read.headers, door.newId);
  const answer = answerRead(door, { read, ids, nowMs, script });
  const headers = { ...commonHeaders(ids, nowMs), ...answer.headers };
  const operationId = door.store.operations.has(ids.requestId) ? ids.requestId : null;
  return { answer: { ...answer, headers }, operationId };
}

interface Arrival {
  readonly read: ReadRequest;
  readonly ids: RequestIds;
  readonly nowMs: number;
  readonly script: OperationScript;
}

function answerRead(door: FrontDoor, arrival: Arrival): AzureAnswer {
  const { read } = arrival;
  const caller = door.tokens.read(read.headers.get("authorization"));
  if (typeof caller === "string") return notAuthenticated(caller);
  if (read.malformed !== null) return read.malformed;
  const match = door.router.match(read.method, read.path);
  if (match === undefined) return notModelled(read);
  const apiVersion = read.query.get("api-version");
  const badVersion = refuseApiVersion(match.route.family, apiVersion, match.route.resourceType);
  if (badVersion !== undefined) return badVersion;
  const scope = fillTemplate(match.route.scope, match.params);
  const call = callOf(door, arrival, { match, scope, caller, apiVersion: apiVersion ?? "" });
  return match.route.method === "GET"
    ? answerCall(call, match.route, caller)
    : answerLogged(call, match.route, caller);
}

/** What is not modelled says so, in a status that no client retries. */
function notModelled(read: ReadRequest): AzureAnswer {
  const message =
    `The simulator does not model ${read.method} ${read.path}. Its README lists what it does model ` +
    "and how to add to it.";
  return errorAnswer(501, { code: "NotModelledBySimulator", message });
}

interface Found {
  readonly match: Match;
  readonly scope: string;
  readonly caller: Caller;
  readonly apiVersion: string;
}

function callOf(door: FrontDoor, arrival: Arrival, found: Found): Call {
  const { read, ids, nowMs, script } = arrival;
  const { route, params } = found.match;
  const { principal, claims } = found.caller;
  return {
    store: door.store,
    nowMs,
    method: read.method,
    origin: read.origin,
    path: read.path,
    params,
    query: read.query,
    rawQuery: read.rawQuery,
    headers: read.headers,
    body: read.body,
    scope: found.scope,
    apiVersion: found.apiVersion,
    principal,
    requestId: ids.requestId,
    clientRequestId: ids.clientRequestId,
    script,
    activity: {
      subscriptionId: /^\/subscriptions\/([^/]+)/i.exec(found.scope)?.[1] ?? "",
      resourceGroup: groupOf(found.scope)?.name ?? null,
      resourceId: found.scope,
      resourceType: route.resourceType,
      action: route.action,
      operationId: ids.requestId,
      correlationId: ids.correlationId,
      clientRequestId: ids.clientRequestId,
      requestId: ids.requestId,
      method: read.method,
      caller: principal,
      claims,
    },
  };
}

function answerLogged(call: Call, route: Route, caller: Caller): AzureAnswer {
  const { store, nowMs, activity } = call;
  recordActivity(store, activity, nowMs, BEGUN);
  const answer = answerCall(call, route, caller);
  const failed = answer.status >= 400;
  const isLong = store.operations.has(call.requestId);
  recordActivity(store, activity, nowMs, {
    phase: "EndRequest",
    status: failed ? "Failed" : isLong ? "Accepted" : "Succeeded",
    statusCode: statusCodeName(answer.status),
    error: failed ? answeredError(answer) : null,
  });
  return answer;
}

function answerCall(call: Call, route: Route, caller: Caller): AzureAnswer {
  const { store } = call;
  const denied = refuseRight(store, caller, route.action, call.scope);
  if (denied !== undefined) return denied;
  const front = chargeDoor(call);
  if (front.refused !== undefined) return front.refused;
  const withDoor = (answer: AzureAnswer): AzureAnswer => addHeaders(answer, front.headers);
  const blocked =
    refuseMissingGroup(store, call.scope) ??
    refuseLocked(store, route, call.scope) ??
    refuseMissingResource(store, route, call.scope);
  if (blocked !== undefined) return withDoor(blocked);
  const compute = chargeProvider(call, route);
  if (compute.refused !== undefined) return withDoor(addHeaders(compute.refused, compute.headers));
  return withDoor(addHeaders(route.handle(call), compute.headers));
}

function addHeaders(answer: AzureAnswer, headers: Readonly<Record<string, string>>): AzureAnswer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function groupOf(scope: string): { readonly subscription: string; readonly name: string } | null {
  const [, subscription, name] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/i.exec(scope) ?? [];
  return subscription === undefined || name === undefined ? null : { subscription, name };
}

function refuseMissingGroup(store: Store, scope: string): AzureAnswer | undefined {
  const group = groupOf(scope);
  if (group === null || store.groups.has(keyOf(groupId(group.subscription, group.name)))) {
    return undefined;
  }
  return groupNotFound(group.name);
}

function refuseMissingResource(store: Store, route: Route, scope: string): AzureAnswer | undefined {
  if (route.requires === null || store[route.requires].has(keyOf(scope))) return undefined;
  const name = scope.split("/").at(-1) ?? "";
  return resourceNotFound(`${route.resourceType}/${name}`, groupOf(scope)?.name ?? "");
}

interface Toll {
  readonly headers: Charge["headers"];
  readonly refused: AzureAnswer | undefined;
}

const FREE: Toll = { headers: {}, refused: undefined };

function chargeDoor(call: Call): Toll {
  const { store, nowMs, principal } = call;
  if (!store.settings.throttling) return FREE;
  const subscription = call.activity.subscriptionId;
  const verb = verbClass(call.method);
  const charge = chargeFrontDoor(store.buckets, { subscription, principal, verb }, nowMs);
  const refused =
    charge.refused === null ? undefined : frontDoorThrottled(charge.refused, verb, subscription);
  return { headers: charge.headers, refused };
}

function verbClass(method: string): VerbClass {
  if (method === "GET") return "reads";
  return method === "DELETE" ? "deletes" : "writes";
}

function chargeProvider(call: Call, { policy }: Route): Toll {
  const { store, nowMs } = call;
  if (policy === null || !store.settings.throttling) return FREE;
  const subscription = call.activity.subscriptionId;
  const resource = policy === "GetOperation" ? polledTarget(call) : call.scope;
  if (resource === undefined) return FREE;
  const wanted =
    policy === "HighCostGet" || policy === "DiskGet"
      ? { policy, subscription }
      : { policy, resource, subscription };
  const { headers, refused } = chargeCompute(store.buckets, wanted, nowMs);
  if (refused === null) return { headers, refused: undefined };
  return { headers, refused: computeThrottled(refused, Math.ceil(refused.waitMs / 1000), nowMs) };
}
