// Long-running operations as clients follow them: two addresses, a status document, and the
// Retry-After values that the recordings show. The addresses carry kilobytes of signature, as ARM's
// have done since 2023, and are only answered when they are presented whole.

import type { Random } from "../random.ts";
import { subscriptionScope } from "../resource-id.ts";
import type { OperationKind } from "../world.ts";
import { azureTime } from "./instance-view.ts";

export interface OperationError {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly unknown[];
}

export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly targetId: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly principal: string;
  readonly clientRequestId: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly status: "InProgress" | "Succeeded" | "Failed" | "Canceled";
  readonly error: OperationError | null;
  readonly polls: number;
  /** Queries of the two addresses, exactly as they were given out; the second only where there is a
   * Location header. */
  readonly asyncQuery: string;
  readonly monitorQuery: string | null;
  readonly retryAfter: RetryAfter;
  /** From which poll on its address is not found, though the operation goes on. */
  readonly goneFromPoll: number | null;
}

export interface RetryAfter {
  readonly onAccept: number | null;
  readonly onFirstPoll: number | null;
}

const NO_RETRY_AFTER: RetryAfter = { onAccept: null, onFirstPoll: null };

/** Recorded: start, deallocate, create and delete say 10, then once 30, 35 or 36 (a start 9);
 * change, powerOff and restart say nothing at all. */
export function drawRetryAfter(kind: OperationKind, random: Random): RetryAfter {
  const firstPoll = random.pick([30, 35, 36]);
  switch (kind) {
    case "start":
      return { onAccept: 10, onFirstPoll: 9 };
    case "deallocate":
    case "create":
    case "delete":
      return { onAccept: 10, onFirstPoll: firstPoll };
    case "powerOff":
    case "restart":
    case "resize":
    case "update":
      return NO_RETRY_AFTER;
  }
}

/** Recorded: actions and DELETE have both addresses, PUT and PATCH only Azure-AsyncOperation. */
export function hasMonitorAddress(kind: OperationKind): boolean {
  return kind !== "create" && kind !== "update" && kind !== "resize";
}

/** Lengths of a signed address' parts: a certificate of some 1,800 bytes, an RSA signature, a hash. */
const CERTIFICATE_LENGTH = 2436;
const SIGNATURE_LENGTH = 342;
const HASH_LENGTH = 43;
const TICKS_AT_EPOCH = 621_355_968_000_000_000n;

export function drawQuery(
  options: {
    readonly apiVersion: string;
    /** Which part of the provider has it: the same in both addresses of one operation. */
    readonly partition: string;
    readonly monitor: boolean;
    readonly nowMs: number;
  },
  random: Random,
): string {
  const ticks = TICKS_AT_EPOCH + BigInt(Math.round(options.nowMs)) * 10_000n;
  return [
    `p=${options.partition}`,
    ...(options.monitor ? ["monitor=true"] : []),
    `api-version=${options.apiVersion}`,
    `t=${ticks}`,
    `c=MII${random.base64Url(CERTIFICATE_LENGTH - 3)}`,
    `s=${random.base64Url(SIGNATURE_LENGTH)}`,
    `h=${random.base64Url(HASH_LENGTH)}`,
  ].join("&");
}

function operationPath(operation: Operation): string {
  const { subscriptionId, location, id } = operation;
  return `${subscriptionScope(subscriptionId)}/providers/Microsoft.Compute/locations/${location}/operations/${id}`;
}

/** The headers with which an operation is accepted. */
export function acceptHeaders(operation: Operation, origin: string): Record<string, string> {
  const address = `${origin}${operationPath(operation)}`;
  const { monitorQuery, retryAfter } = operation;
  return {
    "azure-asyncnotification": "Enabled",
    "azure-asyncoperation": `${address}?${operation.asyncQuery}`,
    ...(monitorQuery === null ? {} : { location: `${address}?${monitorQuery}` }),
    ...(retryAfter.onAccept === null ? {} : { "retry-after": String(retryAfter.onAccept) }),
  };
}

export function operationBody(operation: Operation): unknown {
  return {
    startTime: azureTime(operation.startedAtMs),
    ...(operation.endedAtMs === null ? {} : { endTime: azureTime(operation.endedAtMs) }),
    status: operation.status,
    ...(operation.error === null ? {} : { error: operation.error }),
    name: operation.id,
  };
}

/** As the network provider ends it: https://github.com/Azure/bicep/issues/5132 */
export function namedInTheWay(address: string): string {
  return `To retrieve status of the operation use uri: ${address}.`;
}

/** Whether a query is that of the address given out, in whatever order or encoding. */
export function sameQuery(presented: URLSearchParams, issued: string): boolean {
  const wanted = new URLSearchParams(issued);
  const pairs = (query: URLSearchParams): string =>
    [...query.entries()]
      .map(([name, value]) => `${name.toLowerCase()}=${value}`)
      .toSorted()
      .join("&");
  return pairs(presented) === pairs(wanted);
}
