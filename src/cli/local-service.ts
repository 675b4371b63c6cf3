// The service on this machine: the embedded host with this package as its app and, unless it is to
// work on the real cloud, the simulator beside it. Both are programs of their own; what they are told
// is told by arguments and environment only, as it would be in Azure.

import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { startChild } from "./child-program.ts";
import type { ChildProgram } from "./child-program.ts";
import { Trouble } from "./trouble.ts";

export interface Caller {
  /** `local:alice`. */
  readonly id: string;
  readonly name: string;
}

export interface LocalServiceOptions {
  readonly root: string;
  readonly cloud: "simulator" | "azure";
  /** Port of the service; 0 takes any free one. */
  readonly port: number;
  /** How fast the clocks of simulator and host run; 1 on the real cloud. */
  readonly speed: number;
  /** SQLite file. */
  readonly database: string;
  /** For the certificate and other things that live as long as the service. */
  readonly folder: string;
  /** Who may ask; each gets a token. */
  readonly callers: readonly Caller[];
  readonly simulator?: {
    readonly port?: number | undefined;
    readonly seed?: number | undefined;
    readonly worldFile?: string | undefined;
    readonly tapFile?: string | undefined;
  };
  readonly environment: NodeJS.ProcessEnv;
  readonly onLog: (record: ServiceLog) => void;
  /** Called as soon as the simulator can be used; the host takes a moment longer. */
  readonly onSimulator?: (simulator: SimulatorAddresses) => void;
}

export interface ServiceLog {
  readonly from: string;
  readonly level: string;
  readonly message: string;
}

export interface SimulatorAddresses {
  readonly url: string;
  readonly identityEndpoint: string;
  readonly identityHeader: string;
  /** PEM file of the certificate to be trusted. */
  readonly certificate: string;
}

export interface LocalService {
  readonly url: string;
  /** Tokens by caller ID. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly simulator: SimulatorAddresses | null;
  /** Resolves when a part has ended by itself, with a sentence that says so. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** Throws a Trouble when a part does not start; then none is left running. */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const running: ChildProgram[] = [];
  const stop = async (): Promise<void> => {
    // The host first: what it still does wants to reach Azure.
    for (const child of running.toReversed()) await child.stop();
  };
  // One epoch for both clocks, so that they show the same time at any speed.
  const time = ["--speed", String(options.speed), "--epoch", String(Date.now())];
  try {
    let simulator: SimulatorAddresses | null = null;
    if (options.cloud === "simulator") {
      const child = await startSimulator(options, time);
      running.push(child);
      simulator = simulatorSchema.parse(child.announced);
      options.onSimulator?.(simulator);
    }
    const tokens = new Map(options.callers.map(({ id }) => [id, freshToken()]));
    const host = await startHost(options, { time, tokens, simulator });
    running.push(host);
    const { url } = hostSchema.parse(host.announced);
    const died = Promise.race(running.map((child) => child.died));
    return { url, tokens, simulator, died, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

export const simulatorSchema = z.object({
  url: z.string(),
  identityEndpoint: z.string(),
  identityHeader: z.string(),
  certificate: z.string(),
});
export const hostSchema = z.looseObject({ url: z.string() });

function startSimulator(
  options: LocalServiceOptions,
  time: readonly string[],
): Promise<ChildProgram> {
  const { port, seed, worldFile, tapFile } = options.simulator ?? {};
  const optional = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [name, String(value)];
  return startChild({
    name: "The simulator",
    root: options.root,
    program: "dist/simulator/main.js",
    args: [
      "--json",
      "--certificate",
      join(options.folder, "certificate.pem"),
      ...time,
      ...optional("--port", port),
      ...optional("--seed", seed),
      ...optional("--world", worldFile),
      ...optional("--tap", tapFile),
    ],
    environment: options.environment,
    onLine: (message) => options.onLog({ from: "simulator", level: "information", message }),
  });
}

function startHost(
  options: LocalServiceOptions,
  given: {
    readonly time: readonly string[];
    readonly tokens: ReadonlyMap<string, string>;
    readonly simulator: SimulatorAddresses | null;
  },
): Promise<ChildProgram> {
  const { root, port, database, environment } = options;
  const base = given.simulator === null ? environment : against(given.simulator, environment);
  return startChild({
    name: "The embedded host",
    root,
    program: "dist/embedded/main.js",
    args: [
      "--json",
      "--app",
      root,
      "--port",
      String(port),
      "--database",
      database,
      ...(given.simulator === null ? [] : given.time),
    ],
    environment: {
      ...base,
      // host.json takes the hub's name from it, and the host does not start without one.
      INTERLOCK_TASK_HUB: environment["INTERLOCK_TASK_HUB"] ?? "interlock",
      INTERLOCK_LOCAL_TOKENS: tokensSetting(options.callers, given.tokens, environment),
    },
    onLine: (line) => options.onLog(logOf(line)),
  });
}

/** The environment in which the app talks to the simulator and to nobody else. */
export function against(
  simulator: SimulatorAddresses,
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  // Credentials of the real cloud would be tried first, and a proxy would be asked for 127.0.0.1.
  const foreign = /^(AZURE|IDENTITY|MSI|INTERLOCK)_|^(https?|all|no)_proxy$/i;
  const kept = Object.entries(environment).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    INTERLOCK_ARM_ENDPOINT: simulator.url,
    IDENTITY_ENDPOINT: simulator.identityEndpoint,
    IDENTITY_HEADER: simulator.identityHeader,
    NODE_EXTRA_CA_CERTS: simulator.certificate,
    AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
  };
}

/** Those who may ask already stay; ours are added. Only hashes of tokens are handed on. */
function tokensSetting(
  callers: readonly Caller[],
  tokens: ReadonlyMap<string, string>,
  environment: NodeJS.ProcessEnv,
): string {
  const set = environment["INTERLOCK_LOCAL_TOKENS"];
  const ours = callers.map(({ id, name }) => ({
    sha256: createHash("sha256")
      .update(tokens.get(id) ?? "")
      .digest("hex"),
    id,
    name,
  }));
  if (set === undefined || set.trim() === "") return JSON.stringify(ours);
  try {
    return JSON.stringify([...z.array(z.unknown()).parse(JSON.parse(set)), ...ours]);
  } catch {
    throw new Trouble("badInput", "The setting INTERLOCK_LOCAL_TOKENS must be a JSON array.");
  }
}

function freshToken(): string {
  return randomBytes(32).toString("base64url");
}

const logSchema = z.looseObject({
  level: z.string(),
  message: z.string(),
  error: z.string().optional(),
});

function logOf(line: string): ServiceLog {
  try {
    const { level, message, error } = logSchema.parse(JSON.parse(line));
    return { from: "host", level, message: error === undefined ? message : `${message} ${error}` };
  } catch {
    return { from: "host", level: "warning", message: line };
  }
}
