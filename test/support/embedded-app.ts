/**
 * Starts the embedded host on an app made of functions that a test registers itself. The app folder
 * is a fresh temporary one with nothing but host.json, so that each test sets what it needs there;
 * the libraries are this repository's own.
 */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { manualClock } from "../../embedded/clock.ts";
import type { ManualClock } from "../../embedded/clock.ts";
import { startHost } from "../../embedded/host.ts";
import type { EmbeddedHost, HostOptions } from "../../embedded/host.ts";
import type { LogRecord } from "../../embedded/log-record.ts";

export const startOfTest = Date.parse("2026-01-05T08:00:00.000Z");

export interface TestApp {
  readonly host: EmbeddedHost;
  readonly clock: ManualClock;
  readonly logs: readonly LogRecord[];
  /** Starts an instance through the management API and runs until nothing is left to do. */
  start(name: string, id: string, input?: unknown): Promise<void>;
  /** Starts without running; answers the HTTP status. */
  post(path: string, body?: unknown): Promise<Response>;
  get(path: string): Promise<Response>;
  raise(id: string, event: string, data: unknown): Promise<void>;
  status(id: string): Promise<InstanceStatus>;
}

export interface InstanceStatus {
  readonly runtimeStatus: string;
  readonly output: unknown;
  readonly input: unknown;
  readonly customStatus: unknown;
  readonly historyEvents: readonly Record<string, unknown>[];
}

/** A folder that looks like an app to the host; removed when the test is over. */
export async function appFolder(hostJson: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "embedded-app-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "host.json"), JSON.stringify({ version: "2.0", ...hostJson }));
  await writeFile(join(folder, "package.json"), JSON.stringify({ main: "app.mjs" }));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

export async function startApp(
  load: () => void,
  options: Partial<HostOptions> & { hostJson?: object; clock?: ManualClock } = {},
): Promise<TestApp> {
  const { hostJson, ...rest } = options;
  const clock = options.clock ?? manualClock(startOfTest);
  const logs: LogRecord[] = [];
  const host = await startHost({
    appFolder: await appFolder(hostJson),
    load,
    log: (record) => logs.push(record),
    ...rest,
    clock,
  });
  onTestFinished(() => host.close({ graceMs: 0 }));
  return testApp(host, clock, logs);
}

function testApp(host: EmbeddedHost, clock: ManualClock, logs: readonly LogRecord[]): TestApp {
  const base = `${host.url}/runtime/webhooks/durabletask`;
  const ask = (method: string, path: string, body?: unknown) =>
    host.fetch(
      new Request(`${base}${path}${path.includes("?") ? "&" : "?"}code=${host.systemKey}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      }),
    );
  return {
    host,
    clock,
    logs,
    post: (path, body) => ask("POST", path, body),
    get: (path) => ask("GET", path),
    async start(name, id, input) {
      const response = await ask("POST", `/orchestrators/${name}/${id}`, input);
      if (response.status !== 202) throw new Error(`${name} was not started: ${response.status}`);
      await host.runUntilIdle();
    },
    async raise(id, event, data) {
      const response = await ask("POST", `/instances/${id}/raiseEvent/${event}`, data);
      if (response.status !== 202) throw new Error(`${event} was not taken: ${response.status}`);
      await host.runUntilIdle();
    },
    async status(id) {
      const response = await ask("GET", `/instances/${id}?showHistory=true&showHistoryOutput=true`);
      return (await response.json()) as InstanceStatus;
    },
  };
}
