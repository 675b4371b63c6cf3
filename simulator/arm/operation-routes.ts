// The addresses of long-running operations. The status document says how the operation goes; the
// other address answers as the request itself would have, had it not been long-running.

import { emptyAnswer, errorAnswer, jsonAnswer } from "../arm-answer.ts";
import { acceptHeaders, operationBody, sameQuery } from "../core/operation.ts";
import type { Operation } from "../core/operation.ts";
import type { AzureAnswer } from "../protocol.ts";
import { keyOf } from "../resource-id.ts";
import { param } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { SUBSCRIPTION } from "./vm-routes.ts";

const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/{location}`;

export const operationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${LOCATION}/operations/{operation}`,
    scope: SUBSCRIPTION,
    family: "virtualMachines",
    resourceType: "Microsoft.Compute/locations/operations",
    action: "Microsoft.Compute/locations/operations/read",
    lockedVerb: null,
    policy: "GetOperation",
    requires: null,
    handle: pollOperation,
  },
];

/** Whose allowance a poll draws on: the VM's that the operation is about. */
export function polledTarget(call: Pick<Call, "store" | "params">): string | undefined {
  return call.store.operations.get(keyOf(call.params["operation"] ?? ""))?.targetId;
}

function pollOperation(call: Call): AzureAnswer {
  const { store, nowMs } = call;
  const found = store.operations.get(keyOf(param(call, "operation")));
  if (found === undefined || keyOf(found.subscriptionId) !== keyOf(param(call, "subscription"))) {
    return goneAnswer(call);
  }
  const operation = { ...found, polls: found.polls + 1 };
  store.operations.set(operation.id, operation);
  const isMonitor =
    operation.monitorQuery !== null && sameQuery(call.rawQuery, operation.monitorQuery);
  if (!isMonitor && !sameQuery(call.rawQuery, operation.asyncQuery)) return incompleteAnswer();
  if (isGone(operation, store.settings.operationAddressLifetimeMs, nowMs)) return goneAnswer(call);
  return isMonitor ? monitorAnswer(operation, call) : statusAnswer(operation);
}

function isGone(operation: Operation, lifetimeMs: number, nowMs: number): boolean {
  const { endedAtMs, goneFromPoll, polls } = operation;
  if (goneFromPoll !== null && polls >= goneFromPoll) return true;
  return endedAtMs !== null && nowMs - endedAtMs > lifetimeMs;
}

function goneAnswer(call: Call): AzureAnswer {
  const message = `The operation '${param(call, "operation")}' was not found.`;
  return errorAnswer(404, { code: "NotFound", message });
}

/** Assumed: what a shortened or altered address answers was not recorded. */
function incompleteAnswer(): AzureAnswer {
  const message =
    "The operation's address is not the one that was given out: its query must be presented whole " +
    "and unchanged.";
  return errorAnswer(400, { code: "InvalidOperationAddress", message });
}

/** Recorded: only the first poll of an operation that still runs is told to wait. */
function waitHeader(operation: Operation): Readonly<Record<string, string>> {
  const { status, polls, retryAfter } = operation;
  if (status !== "InProgress" || polls !== 1 || retryAfter.onFirstPoll === null) return {};
  return { "retry-after": String(retryAfter.onFirstPoll) };
}

function statusAnswer(operation: Operation): AzureAnswer {
  return jsonAnswer(200, operationBody(operation), waitHeader(operation));
}

function monitorAnswer(operation: Operation, call: Call): AzureAnswer {
  if (operation.status === "InProgress") {
    const { location } = acceptHeaders(operation, call.origin);
    const again: Readonly<Record<string, string>> = location === undefined ? {} : { location };
    return emptyAnswer(202, { ...again, ...waitHeader(operation) });
  }
  if (operation.error === null) return emptyAnswer(200);
  // Assumed status: an operation that failed would have been refused as a conflict.
  return errorAnswer(409, operation.error);
}
