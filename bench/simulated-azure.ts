// The simulated Azure as programs meet it that do not go through Interlock: over HTTPS, with its own
// certificate and tokens, and its control routes for reading what has really happened.

import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/core-auth";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import type { HttpClient, HttpMethods } from "@azure/core-rest-pipeline";
import { z } from "zod";
import type { AzureDump } from "../simulator/azure-contract.ts";
import type { Fault, FaultReport } from "../simulator/fault.ts";
import type { TapExchange } from "../simulator/protocol.ts";
import type { SimulatorAddresses } from "../src/cli/local-service.ts";

export interface WireReply {
  readonly status: number;
  readonly body: unknown;
}

export interface SimulatedAzure {
  readonly url: string;
  /** Trusts the simulator's certificate. */
  readonly httpClient: HttpClient;
  credentialOf(principal: string): Promise<TokenCredential>;
  send(request: {
    readonly method: HttpMethods;
    readonly path: string;
    readonly token?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  }): Promise<WireReply>;
  addFaults(faults: readonly Fault[]): Promise<void>;
  removeFaults(): Promise<void>;
  faults(): Promise<readonly FaultReport[]>;
  dump(): Promise<AzureDump>;
  exchanges(): Promise<readonly TapExchange[]>;
}

/** As long as the simulator's tokens last. */
const tokenLifetimeMs = 24 * 60 * 60 * 1000;

export async function reachAzure(addresses: SimulatorAddresses): Promise<SimulatedAzure> {
  const { url } = addresses;
  const httpClient = trusting(await readFile(addresses.certificate, "utf8"));
  const send: SimulatedAzure["send"] = async ({ method, path, token, headers = {}, body }) => {
    const request = createPipelineRequest({
      url: `${url}${path}`,
      method,
      headers: createHttpHeaders({
        accept: "application/json",
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, bodyAsText } = await httpClient.sendRequest(request);
    const text = bodyAsText ?? "";
    return { status, body: text === "" ? null : (JSON.parse(text) as unknown) };
  };
  const control = async (method: HttpMethods, route: string, body?: unknown): Promise<unknown> => {
    const reply = await send({ method, path: `/_simulator/${route}`, body });
    if (reply.status < 300) return reply.body;
    throw new Error(`The simulator answered ${route} with ${reply.status}.`);
  };
  return {
    url,
    httpClient,
    send,
    async credentialOf(principal) {
      const { token } = tokenSchema.parse(await control("POST", "tokens", { principal }));
      return {
        getToken: () =>
          Promise.resolve({ token, expiresOnTimestamp: Date.now() + tokenLifetimeMs }),
      };
    },
    addFaults: async (faults) => void (await control("POST", "faults", faults)),
    removeFaults: async () => void (await control("DELETE", "faults")),
    // The casts name what the control routes write, in the same repository.
    faults: async () =>
      ((await control("GET", "faults")) as { readonly value: readonly FaultReport[] }).value,
    dump: async () => (await control("GET", "dump")) as AzureDump,
    exchanges: async () =>
      exchangesSchema.parse(await control("GET", "exchanges")).exchanges as TapExchange[],
  };
}

const tokenSchema = z.object({ token: z.string() });
const exchangesSchema = z.object({ exchanges: z.array(z.unknown()) });

/** One object for all requests, because connections are kept by it. */
function trusting(certificate: string): HttpClient {
  const inner = createDefaultHttpClient();
  const tlsSettings = { ca: certificate };
  return {
    sendRequest(request) {
      request.tlsSettings = tlsSettings;
      return inner.sendRequest(request);
    },
  };
}
