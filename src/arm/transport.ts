// The way to Azure Resource Manager: every request of every Azure client of the app goes through
// here, over one httpClient. Each call gets a pipeline and clients of its own, so that it can be said
// for sure what one call sent and what came back.
//
// A1. One call sends at most one request. What would be a second one (an SDK's poll, retry or next
//     page) is stopped before it leaves.
// A2. No policy here waits, repeats, follows a redirect or interprets an answer.
// A3. The token goes to the endpoint's own origin only, over TLS only.
// A4. Headers of the call are put on the request last, whatever the client left out.

import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicyName,
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  decompressResponsePolicy,
  logPolicy,
  proxyPolicy,
  userAgentPolicy,
} from "@azure/core-rest-pipeline";
import type {
  HttpClient,
  Pipeline,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
} from "@azure/core-rest-pipeline";
import type { Clock, RequestContext } from "../contracts/ports.ts";
import { withinTimeLimit } from "./time-limit.ts";
import type { TimeLimit } from "./time-limit.ts";
import { createTokenSource, TokenUnavailable } from "./token-source.ts";
import type { TokenSource } from "./token-source.ts";
import type { Exchange, WireAnswer } from "./wire-answer.ts";

export interface TransportOptions {
  /** `https://management.azure.com`. */
  readonly endpoint: string;
  readonly scope: string;
  readonly credential: TokenCredential;
  readonly httpClient?: HttpClient;
  readonly clock: Clock;
  /** How long an answer is waited for. ARM itself gives up on a provider after 60 seconds. */
  readonly answerTimeLimitMs?: number;
  readonly tokenTimeLimitMs?: number;
}

/** What an Azure client is made of for one call. */
export interface ClientParts {
  readonly endpoint: string;
  readonly credential: TokenCredential;
  readonly pipeline: Pipeline;
  readonly httpClient: HttpClient;
}

export interface Transport {
  readonly clock: Clock;
  /** The origin that may be asked. */
  readonly origin: string;
  /** Lets an SDK client send its request and gives what came back, whatever the client makes of it. */
  call(
    context: RequestContext,
    issue: (parts: ClientParts) => Promise<unknown>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Exchange>;
  /** A GET of an address of the endpoint, asked as it stands. */
  get(address: string, context: RequestContext): Promise<Exchange>;
}

// Together less than the two minutes that a write's `notAfter` leaves before its lease ends, so that a
// write has been answered or given up on by the time somebody else may write.
const defaultAnswerTimeLimitMs = 65_000;
const defaultTokenTimeLimitMs = 30_000;

export function createTransport(options: TransportOptions): Transport {
  const origin = originOf(options.endpoint);
  const { clock, credential } = options;
  const tokens = createTokenSource({
    credential,
    scope: options.scope,
    clock,
    limit: { ms: options.tokenTimeLimitMs ?? defaultTokenTimeLimitMs, clock, realMsMin: 10_000 },
  });
  const httpClient = options.httpClient ?? createDefaultHttpClient();
  const limit = {
    ms: options.answerTimeLimitMs ?? defaultAnswerTimeLimitMs,
    clock,
    realMsMin: 2_000,
  };

  async function call(
    context: RequestContext,
    issue: (parts: ClientParts) => Promise<unknown>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Exchange> {
    const sealed = new SealedCall({ ...contextHeaders(context), ...headers }, limit);
    const pipeline = pipelineOf(authorization(tokens, origin), sealed.policy());
    try {
      await issue({ endpoint: origin, credential, pipeline, httpClient });
    } catch (error) {
      // What a client makes of an answer does not matter once the answer is at hand.
      if (sealed.answer === null) return unanswered(error, sealed.sent);
    }
    if (sealed.answer === null) {
      return unanswered(new Error("An Azure client ended without an answer."), sealed.sent);
    }
    if (sealed.answer.status === 401 && sealed.token !== null) tokens.forget(sealed.token);
    return { kind: "answered", answer: sealed.answer };
  }

  return {
    clock,
    origin,
    call,
    get: (address, context) =>
      call(context, ({ pipeline }) =>
        pipeline.sendRequest(
          httpClient,
          createPipelineRequest({
            url: address,
            method: "GET",
            headers: createHttpHeaders({ accept: "application/json" }),
          }),
        ),
      ),
  };
}

function originOf(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.protocol !== "https:") {
    throw new Error(`The ARM endpoint ${endpoint} is refused: a token is sent over https only.`);
  }
  return url.origin;
}

function contextHeaders(context: RequestContext): Readonly<Record<string, string>> {
  return {
    "x-ms-client-request-id": context.clientRequestId,
    "x-ms-correlation-request-id": context.correlationId,
  };
}

/** Upholds A2: these policies and no others. */
function pipelineOf(authorize: PipelinePolicy, seal: PipelinePolicy): Pipeline {
  const pipeline = createEmptyPipeline();
  for (const policy of [
    userAgentPolicy({ userAgentPrefix: "azure-interlock" }),
    proxyPolicy(),
    decompressResponsePolicy(),
    logPolicy(),
    authorize,
    seal,
  ]) {
    pipeline.addPolicy(policy);
  }
  return pipeline;
}

/** Upholds A3. It has the name of the SDK's own policy, or the lock client would add that one too. */
function authorization(tokens: TokenSource, origin: string): PipelinePolicy {
  return {
    name: bearerTokenAuthenticationPolicyName,
    async sendRequest(request, next) {
      if (new URL(request.url).origin !== origin) {
        throw new Error(`A request to another origin than ${origin} is refused.`);
      }
      request.headers.set("authorization", `Bearer ${await tokens.get()}`);
      return next(request);
    },
  };
}

/** What one call sent and got. */
class SealedCall {
  answer: WireAnswer | null = null;
  sent = false;
  token: string | null = null;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limit: TimeLimit;

  constructor(headers: Readonly<Record<string, string>>, limit: TimeLimit) {
    this.#headers = headers;
    this.#limit = limit;
  }

  policy(): PipelinePolicy {
    return {
      name: "interlockSealedCall",
      sendRequest: (request, next) => this.#send(request, next),
    };
  }

  async #send(
    request: PipelineRequest,
    next: (request: PipelineRequest) => Promise<PipelineResponse>,
  ): Promise<PipelineResponse> {
    if (this.sent) throw new Error("An Azure client tried to send a second request in one call.");
    for (const [name, value] of Object.entries(this.#headers)) request.headers.set(name, value);
    if (!request.headers.has("accept")) request.headers.set("accept", "application/json");
    this.token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? null;
    this.sent = true;
    const response = await withinTimeLimit(this.#limit, (signal) => {
      request.abortSignal = signal;
      return next(request);
    });
    this.answer = {
      request: `${request.method} ${new URL(request.url).pathname.replace(/\/{2,}/g, "/")}`,
      status: response.status,
      headers: lowerCased(response.headers.toJSON()),
      text: response.bodyAsText ?? "",
    };
    return response;
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function unanswered(error: unknown, sent: boolean): Exchange {
  if (!sent && !(error instanceof TokenUnavailable)) throw error;
  return { kind: "unanswered", sent, reason: reasonOf(error) };
}

/** For people, bounded, without the chain's stack traces. */
function reasonOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error && parts.length < 4; at = at.cause) {
    parts.push(at.message);
  }
  return (parts.length === 0 ? String(error) : parts.join(" ")).slice(0, 500);
}
