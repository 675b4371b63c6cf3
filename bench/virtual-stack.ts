// The app in the embedded host and a simulated Azure in one process, on one clock that is moved by
// hand: what takes Azure hours takes seconds here, and always goes the same way.

import { createHash, randomUUID } from "node:crypto";
import { createHttpHeaders, RestError } from "@azure/core-rest-pipeline";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { manualClock } from "../embedded/clock.ts";
import type { ManualClock } from "../embedded/clock.ts";
import { startHost } from "../embedded/host.ts";
import type { EmbeddedHost } from "../embedded/host.ts";
import type { Azure } from "../simulator/azure-contract.ts";
import { createAzure } from "../simulator/azure.ts";
import type { TapExchange } from "../simulator/protocol.ts";
import type { World } from "../simulator/world.ts";
import { createAzurePorts } from "../src/arm/azure-ports.ts";
import { packageRoot } from "../src/cli/package-root.ts";
import type { OperationView, StartOperationBody } from "../src/contracts/http-shapes.ts";
import { instantOf } from "../src/domain/instant.ts";
import { registerApp } from "../src/register.ts";

export interface VirtualStack {
  readonly host: EmbeddedHost;
  start(body: StartOperationBody): Promise<OperationView>;
  read(operationId: string): Promise<OperationView>;
  /** Moves the clock to whatever is due next, and lets it be done. */
  step(): Promise<void>;
  close(): Promise<void>;
}

const endpoint = "https://management.azure.com";
const principal = "interlock";
const startMs = Date.parse("2026-01-05T08:00:00.000Z");
const longestStepMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;

export async function startVirtualStack(options: {
  readonly world: World;
  readonly seed: number;
  /** Called with each exchange between the app and Azure. */
  readonly onExchange: (exchange: TapExchange) => void;
}): Promise<VirtualStack> {
  const clock = manualClock(startMs);
  const azure = createAzure({
    seed: options.seed,
    world: options.world,
    clock: { now: () => clock.now(), at: (instantMs, wake) => clock.alarm(instantMs, wake) },
    tap: options.onExchange,
  });
  const token = randomUUID();
  const host = await startHost({
    appFolder: packageRoot(),
    env: { INTERLOCK_TASK_HUB: "InterlockBench" },
    clock,
    load: () => register(azure, clock, token),
  });
  const ask = async (path: string, init: RequestInit = {}): Promise<OperationView> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const reply = await host.fetch(new Request(`${host.url}${path}`, { ...init, headers }));
    if (!reply.ok) throw new Error(`${path} was answered ${reply.status}.`);
    // The cast names what the API's contract promises.
    return (await reply.json()) as OperationView;
  };
  return {
    host,
    start: (body) => ask("/api/v1/operations", { method: "POST", body: JSON.stringify(body) }),
    read: (id) => ask(`/api/v1/operations/${id}`),
    async step() {
      await host.runUntilIdle();
      const due = [host.nextTimerAt(), azure.nextEventAt()].filter((at) => at !== undefined);
      const nextMs = Math.min(...due.map((at) => at - clock.now()), longestStepMs);
      await clock.advance(Math.max(nextMs, 1));
    },
    async close() {
      azure.close();
      await host.close({ graceMs: 0 });
    },
  };
}

function register(azure: Azure, clock: ManualClock, token: string): void {
  const appClock = { now: () => instantOf(clock.now()) };
  const sha256 = createHash("sha256").update(token).digest("hex");
  registerApp({
    azure: createAzurePorts({
      endpoint,
      scope: `${endpoint}/.default`,
      credential: {
        getToken: () =>
          Promise.resolve({
            token: azure.mintToken(principal),
            expiresOnTimestamp: clock.now() + dayMs,
          }),
      },
      httpClient: withoutSocket(azure),
      clock: appClock,
    }),
    clock: appClock,
    settings: { tokens: [{ sha256, principal: { id: "local:bench", name: "bench" } }] },
  });
}

/** The token that the SDK took along counts, as it would on the wire. */
function withoutSocket(azure: Azure): HttpClient {
  return {
    async sendRequest(request) {
      const { method, url, headers, body } = request;
      const answer = await azure.handle({
        method,
        url,
        headers: headers.toJSON(),
        body: typeof body === "string" ? body : null,
      });
      if (answer.kind === "dropped") {
        throw new RestError("socket hang up", { code: "ECONNRESET", request });
      }
      return {
        request,
        status: answer.status,
        headers: createHttpHeaders(answer.headers),
        bodyAsText: answer.body,
      };
    },
  };
}
