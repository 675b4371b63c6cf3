// One request as the routes see it, after the front door has read, authenticated and matched it.

import type { ActivityOrigin } from "../core/activity-recording.ts";
import type { Writer } from "../core/vm-requests.ts";
import type { OperationScript } from "../core/vm-work.ts";
import type { Store } from "../store.ts";

export interface Call {
  readonly store: Store;
  readonly nowMs: number;
  readonly method: string;
  /** Scheme and authority under which operation addresses are given out. */
  readonly origin: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  /** The query as it came, for addresses that must be presented whole. */
  readonly rawQuery: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** The ID of what the request is about. */
  readonly scope: string;
  readonly apiVersion: string;
  readonly principal: string;
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly activity: ActivityOrigin;
  readonly script: OperationScript;
}

export function writerOf(call: Call): Writer {
  const { nowMs, apiVersion, principal, clientRequestId, requestId, script } = call;
  return {
    nowMs,
    apiVersion,
    principal,
    clientRequestId,
    requestId,
    script,
    origin: call.activity,
  };
}

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route of ${call.path} has no parameter '${name}'.`);
  return value;
}
