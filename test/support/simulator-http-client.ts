// Lets the Azure SDK's clients talk to the simulator's core without a socket. A dropped connection
// becomes what Node's own client makes of one: a RestError with code ECONNRESET.

import { createHttpHeaders, RestError } from "@azure/core-rest-pipeline";
import type {
  HttpClient,
  PipelineRequest,
  PipelineResponse,
  RequestBodyType,
} from "@azure/core-rest-pipeline";
import type { Azure } from "../../simulator/azure-contract.ts";

/** An HttpClient on the simulator. With a principal every request is sent as that one, whatever
 * token its pipeline put in; without, the pipeline's own Authorization header counts. */
export function simulatorHttpClient(azure: Azure, principal?: string): HttpClient {
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const headers: Record<string, string> = { ...request.headers.toJSON() };
      if (principal !== undefined)
        headers["authorization"] = `Bearer ${azure.mintToken(principal)}`;
      const response = await azure.handle(
        { method: request.method, url: request.url, headers, body: textOf(request.body) },
        request.abortSignal === undefined ? {} : { signal: toAbortSignal(request.abortSignal) },
      );
      if (response.kind === "dropped") {
        throw new RestError("socket hang up", { code: "ECONNRESET", request });
      }
      return {
        request,
        status: response.status,
        headers: createHttpHeaders(response.headers),
        bodyAsText: response.body,
      };
    },
  };
}

function textOf(body: RequestBodyType | undefined): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  throw new TypeError("Azure Resource Manager's requests have text bodies.");
}

function toAbortSignal(source: NonNullable<PipelineRequest["abortSignal"]>): AbortSignal {
  const controller = new AbortController();
  if (source.aborted) controller.abort();
  else source.addEventListener("abort", () => controller.abort());
  return controller.signal;
}
