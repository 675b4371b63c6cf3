// The headers that every answer of ARM has: identifiers, time, and what keeps it out of caches.

export interface RequestIds {
  readonly requestId: string;
  readonly correlationId: string;
  readonly clientRequestId: string;
  /** Whether the caller named it; only then is it given back. */
  readonly hasClientRequestId: boolean;
}

/** A caller's correlation identifier is adopted, its client request identifier is given back. */
export function requestIds(headers: ReadonlyMap<string, string>, newId: () => string): RequestIds {
  const requestId = newId();
  const clientRequestId = headers.get("x-ms-client-request-id");
  return {
    requestId,
    correlationId: headers.get("x-ms-correlation-request-id") ?? newId(),
    clientRequestId: clientRequestId ?? requestId,
    hasClientRequestId: clientRequestId !== undefined,
  };
}

const REGION = "WESTEUROPE";

export function commonHeaders(ids: RequestIds, nowMs: number): Readonly<Record<string, string>> {
  const at = new Date(nowMs);
  const stamp = at.toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  return {
    "cache-control": "no-cache",
    date: at.toUTCString(),
    expires: "-1",
    pragma: "no-cache",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-ms-request-id": ids.requestId,
    "x-ms-correlation-request-id": ids.correlationId,
    "x-ms-routing-request-id": `${REGION}:${stamp}:${ids.correlationId}`,
    ...(ids.hasClientRequestId ? { "x-ms-client-request-id": ids.clientRequestId } : {}),
  };
}
