// The whole system in one process and on one manual clock: the app in the embedded host, a simulated
// Azure behind its ports, and a client of its HTTP interface. Nothing is stubbed but sockets and time.

import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { onTestFinished } from "vitest";
import { manualClock } from "../../embedded/clock.ts";
import type { ManualClock } from "../../embedded/clock.ts";
import { startHost } from "../../embedded/host.ts";
import type { EmbeddedHost } from "../../embedded/host.ts";
import type { LogRecord } from "../../embedded/log-record.ts";
import type { Azure, VirtualMachineDump } from "../../simulator/azure-contract.ts";
import { createAzure } from "../../simulator/azure.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { World } from "../../simulator/world.ts";
import { createAzurePorts } from "../../src/arm/azure-ports.ts";
import type { OperationView, Problem } from "../../src/contracts/http-shapes.ts";
import { instantOf } from "../../src/domain/instant.ts";
import { registerApp } from "../../src/register.ts";
import { simulatorHttpClient } from "./simulator-http-client.ts";

export const endpoint = "https://management.azure.com";
export const systemStart = Date.parse("2026-01-05T08:00:00.000Z");
export const vmPath =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01";
/** The principal as which the app's requests reach Azure. */
export const appPrincipal = "interlock";

export interface SystemOptions {
  readonly world: World;
  readonly seed?: number;
  /** A file makes it possible to stop the host and start it again over the same state. */
  readonly database?: string;
  readonly answerTimeLimitMs?: number;
}

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface System {
  readonly azure: Azure;
  readonly clock: ManualClock;
  readonly logs: readonly LogRecord[];
  readonly exchanges: readonly TapExchange[];
  host(): EmbeddedHost;
  /** Asks the app's HTTP interface as a principal with a token of its own. */
  ask<Body>(request: {
    readonly method?: string;
    readonly path: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly as?: Caller;
  }): Promise<Reply<Body>>;
  /** Starts a resize and answers the operation's ID. */
  resize(size: string, options?: ResizeOptions): Promise<string>;
  operation(id: string): Promise<OperationView>;
  /** Advances until the operation has ended, and answers its view. */
  ended(id: string, limitMs?: number): Promise<OperationView>;
  /** Moves the clock from one thing that is due to the next until the condition holds. */
  advanceUntil(holds: () => Promise<boolean> | boolean, limitMs?: number): Promise<void>;
  vm(name?: string): VirtualMachineDump;
  /** Sends a request to Azure past the app. */
  send(method: string, path: string, options?: { body?: unknown; as?: string }): Promise<number>;
  /** Closes the host as a crash would and starts another one over the same database. */
  restart(): Promise<void>;
}

export type Caller = "alice" | "bob" | "carol";

export interface ResizeOptions {
  readonly as?: Caller;
  readonly target?: string;
  readonly key?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const hourMs = 60 * 60 * 1000;
const longestStepMs = 15_000;

export async function startSystem(options: SystemOptions): Promise<System> {
  const clock = manualClock(systemStart);
  const logs: LogRecord[] = [];
  const exchanges: TapExchange[] = [];
  const azure = createAzure({
    seed: options.seed ?? 1,
    world: options.world,
    clock: { now: () => clock.now(), at: (instantMs, wake) => clock.alarm(instantMs, wake) },
    tap: (exchange) => exchanges.push(exchange),
  });
  const start = () => startAppHost({ azure, clock, logs, options });
  let host = await start();
  onTestFinished(async () => {
    azure.removeFaults();
    azure.close();
    await host.close({ graceMs: 0 });
  });
  const api = apiOf(() => host);
  const system: System = {
    azure,
    clock,
    logs,
    exchanges,
    host: () => host,
    ask: api,
    async resize(size, { as = "alice", target = vmPath, key, body } = {}) {
      const reply = await api<OperationView & Pick<Problem, "operationId">>({
        method: "POST",
        path: "/api/v1/operations",
        as,
        headers: key === undefined ? {} : { "Idempotency-Key": key },
        body: { kind: "vm-resize", target, parameters: { size }, accept: ["downtime"], ...body },
      });
      // Whoever does not want to wait may be told the end at once.
      const id = reply.status < 300 ? reply.body.id : reply.body.operationId;
      if (id === undefined) throw new Error(`Not accepted: ${JSON.stringify(reply.body)}`);
      return id;
    },
    async operation(id) {
      return (await api<OperationView>({ path: `/api/v1/operations/${id}` })).body;
    },
    async ended(id, limitMs = 4 * hourMs) {
      await system.advanceUntil(
        async () => (await system.operation(id)).status === "ended",
        limitMs,
      );
      return system.operation(id);
    },
    async advanceUntil(holds, limitMs = 4 * hourMs) {
      const limit = clock.now() + limitMs;
      for (;;) {
        await host.runUntilIdle();
        if (await holds()) return;
        if (clock.now() >= limit) throw new Error(`It did not happen within ${limitMs} ms.`);
        await clock.advance(nextStepMs(clock, host, azure));
      }
    },
    vm(name = "api-01") {
      const found = azure.dump().virtualMachines.find((vm) => vm.name === name);
      if (found === undefined) throw new Error(`There is no machine ${name}.`);
      return found;
    },
    async send(method, path, { body, as = "somebody-else" } = {}) {
      const response = await azure.handle({
        method,
        url: `${endpoint}${path}`,
        headers: {
          authorization: `Bearer ${azure.mintToken(as)}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return response.kind === "dropped" ? 0 : response.status;
    },
    async restart() {
      await host.close({ graceMs: 0 });
      host = await start();
    },
  };
  return system;
}

/** To whatever is due next, in the host or in Azure, but never further than a little. */
function nextStepMs(clock: ManualClock, host: EmbeddedHost, azure: Azure): number {
  const due = [host.nextTimerAt(), azure.nextEventAt()].filter((at) => at !== undefined);
  const nextMs = Math.min(...due.map((at) => at - clock.now()), longestStepMs);
  return Math.max(nextMs, 1);
}

function startAppHost(parts: {
  readonly azure: Azure;
  readonly clock: ManualClock;
  readonly logs: LogRecord[];
  readonly options: SystemOptions;
}): Promise<EmbeddedHost> {
  const { azure, clock, logs, options } = parts;
  const appClock = { now: () => instantOf(clock.now()) };
  return startHost({
    appFolder: resolve("."),
    env: { INTERLOCK_TASK_HUB: "InterlockTest" },
    clock,
    log: (record) => logs.push(record),
    ...(options.database === undefined ? {} : { database: options.database }),
    load: () =>
      registerApp({
        azure: createAzurePorts({
          endpoint,
          scope: `${endpoint}/.default`,
          credential: {
            getToken: () =>
              Promise.resolve({
                token: azure.mintToken(appPrincipal),
                expiresOnTimestamp: clock.now() + 24 * hourMs,
              }),
          },
          httpClient: simulatorHttpClient(azure, appPrincipal),
          clock: appClock,
          ...(options.answerTimeLimitMs === undefined
            ? {}
            : { answerTimeLimitMs: options.answerTimeLimitMs }),
        }),
        clock: appClock,
        settings: { tokens: ["alice", "bob", "carol"].map(localToken) },
      }),
  });
}

function localToken(name: string) {
  return {
    sha256: createHash("sha256").update(tokenOf(name)).digest("hex"),
    principal: { id: `local:${name}`, name },
  };
}

function tokenOf(name: string): string {
  return `the-token-of-${name}`;
}

function apiOf(host: () => EmbeddedHost): System["ask"] {
  return async <Body>({
    method = "GET",
    path,
    body,
    headers = {},
    as = "alice",
  }: Parameters<System["ask"]>[0]): Promise<Reply<Body>> => {
    const response = await host().fetch(
      new Request(`${host().url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(as)}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Body,
    };
  };
}
