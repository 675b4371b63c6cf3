// A client as anybody writes it: asks Azure directly, with a token of its own, and takes what comes.

import { get, request } from "node:https";
import { z } from "zod";
import type { SimulatorAddresses } from "../../src/cli/local-service.ts";

const apiVersion = "2024-07-01";

export interface PlainAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface PlainClient {
  get(path: string): Promise<PlainAnswer>;
  patch(path: string, body: unknown): Promise<PlainAnswer>;
  /** The simulator's own log of exchanges; no route of Azure. */
  exchanges(): Promise<readonly Exchange[]>;
}

const exchangeSchema = z.looseObject({
  principal: z.string().nullable(),
  request: z.looseObject({ method: z.string(), url: z.string() }),
  response: z.looseObject({ status: z.number() }).nullable(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export async function createPlainClient(
  simulator: SimulatorAddresses,
  certificate: string,
): Promise<PlainClient> {
  const send = (method: string, path: string, options: SendOptions = {}): Promise<PlainAnswer> =>
    exchange(new URL(path, simulator.url), method, { ...options, certificate });
  const minted = await send("POST", "/_simulator/tokens", { body: { principal: "plain-client" } });
  const { token } = z.looseObject({ token: z.string() }).parse(minted.body);
  const versioned = (path: string): string => `${path}?api-version=${apiVersion}`;
  return {
    get: (path) => send("GET", versioned(path), { token }),
    patch: (path, body) => send("PATCH", versioned(path), { token, body }),
    async exchanges() {
      const answer = await send("GET", "/_simulator/exchanges");
      return z.looseObject({ exchanges: z.array(exchangeSchema) }).parse(answer.body).exchanges;
    },
  };
}

interface SendOptions {
  readonly token?: string;
  readonly body?: unknown;
}

function exchange(
  url: URL,
  method: string,
  options: SendOptions & { readonly certificate: string },
): Promise<PlainAnswer> {
  const { token, body, certificate } = options;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    accept: "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(text === undefined ? {} : { "content-type": "application/json" }),
  };
  return new Promise((resolve, reject) => {
    const send = method === "GET" ? get : request;
    const sent = send(url, { method, headers, ca: certificate, timeout: 30_000 }, (answer) => {
      let received = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        resolve({ status: answer.statusCode ?? 0, body: parse(received) });
      });
    });
    sent.once("timeout", () => sent.destroy(new Error(`${method} ${url.pathname} took too long.`)));
    sent.once("error", reject);
    sent.end(text);
  });
}

function parse(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}
