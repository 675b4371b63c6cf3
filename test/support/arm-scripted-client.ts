// An httpClient whose answers a test writes by hand, and which keeps every request that reached it.

import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { createHttpHeaders, RestError } from "@azure/core-rest-pipeline";
import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { createAzurePorts } from "../../src/arm/azure-ports.ts";
import type { AzurePortsOptions } from "../../src/arm/azure-ports.ts";
import type { AzurePorts, RequestContext } from "../../src/contracts/ports.ts";

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it stands, anything else as JSON. */
  readonly body?: unknown;
}

/** `drop` ends the connection without an answer, `hang` never answers. */
export type Scripted = ScriptedAnswer | "drop" | "hang";

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Slashes side by side count as one, and `resourcegroups` is spelt as in an ID, as ARM takes it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ScriptedClient {
  readonly httpClient: HttpClient;
  readonly seen: readonly SeenRequest[];
}

export function scriptedClient(answer: (request: SeenRequest) => Scripted): ScriptedClient {
  const seen: SeenRequest[] = [];
  return {
    seen,
    httpClient: {
      async sendRequest(request) {
        const asked = seenOf(request);
        seen.push(asked);
        const scripted = answer(asked);
        if (scripted === "hang") return new Promise<PipelineResponse>(() => undefined);
        if (scripted === "drop") {
          throw new RestError("socket hang up", { code: "ECONNRESET", request });
        }
        return responseOf(request, scripted);
      },
    },
  };
}

function seenOf(request: PipelineRequest): SeenRequest {
  return {
    method: request.method,
    url: request.url,
    path: new URL(request.url).pathname
      .replace(/\/{2,}/g, "/")
      .replace("/resourcegroups/", "/resourceGroups/"),
    headers: request.headers.toJSON(),
    body: typeof request.body === "string" ? (JSON.parse(request.body) as unknown) : null,
  };
}

function responseOf(request: PipelineRequest, answer: ScriptedAnswer): PipelineResponse {
  const { body = "" } = answer;
  return {
    request,
    status: answer.status ?? 200,
    headers: createHttpHeaders({
      ...(typeof body === "string" ? {} : { "content-type": "application/json; charset=utf-8" }),
      ...answer.headers,
    }),
    bodyAsText: typeof body === "string" ? body : JSON.stringify(body),
  };
}

export const subscriptionId = "11111111-2222-3333-4444-555555555555";
export const groupId = `/subscriptions/${subscriptionId}/resourceGroups/prod-rg`;
export const vmId = `${groupId}/providers/Microsoft.Compute/virtualMachines/api-01`;
export const endpoint = "https://management.azure.com";
export const nowMs = Date.parse("2026-01-05T08:00:00.000Z");
export const context: RequestContext = {
  correlationId: "0b5e4c5e-7c3e-4f0e-9d7c-0d3c7c0a1b2c",
  clientRequestId: "op-1.resize.1",
};

/** A credential whose tokens last an hour from the test's now. */
export function fixedCredential(token = "a-token"): TokenCredential {
  return {
    getToken: (): Promise<AccessToken> =>
      Promise.resolve({ token, expiresOnTimestamp: nowMs + 3_600_000 }),
  };
}

export interface ScriptedPorts extends ScriptedClient {
  readonly ports: AzurePorts;
}

/** The real ports over answers written by hand. */
export function scriptedPorts(
  answer: (request: SeenRequest) => Scripted,
  options: Partial<AzurePortsOptions> = {},
): ScriptedPorts {
  const client = scriptedClient(answer);
  const ports = createAzurePorts({
    endpoint,
    scope: `${endpoint}/.default`,
    credential: fixedCredential(),
    httpClient: client.httpClient,
    clock: { now: () => new Date(nowMs).toISOString() },
    ...options,
  });
  return { ...client, ports };
}
