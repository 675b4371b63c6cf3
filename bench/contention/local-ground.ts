// The ground on which programs of their own meet: a simulated Azure over HTTPS that writes a tap, and
// the embedded host over a database file, which can be killed and is started again on its port.

import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startChild } from "../../src/cli/child-program.ts";
import type { ChildProgram } from "../../src/cli/child-program.ts";
import { against, hostSchema, simulatorSchema } from "../../src/cli/local-service.ts";
import type { SimulatorAddresses } from "../../src/cli/local-service.ts";
import { packageRoot } from "../../src/cli/package-root.ts";
import { reachAzure } from "../simulated-azure.ts";
import type { SimulatedAzure } from "../simulated-azure.ts";
import type { Ground, Question, Reply } from "./ground.ts";

export interface LocalGround extends Ground {
  readonly azure: SimulatedAzure;
  /** Rejects when a part has ended by itself. */
  readonly died: Promise<never>;
  killHost(): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalGroundOptions {
  readonly worldFile: string;
  readonly tapFile: string;
  readonly folder: string;
  readonly seed: number;
  readonly speed: number;
  readonly principals: number;
}

const answerMs = 60_000;
/** In real time; a caller who hangs up does so while his request is worked on, or before. */
const hangUpWithinMs = 20;

export async function startLocalGround(options: LocalGroundOptions): Promise<LocalGround> {
  const { folder, speed } = options;
  const epochMs = Date.now();
  const time = ["--speed", String(speed), "--epoch", String(epochMs)];
  const simulator = await startSimulator(options, time);
  const addresses = simulatorSchema.parse(simulator.announced);
  const tokens = Array.from({ length: options.principals }, () =>
    randomBytes(32).toString("base64url"),
  );
  const log = createWriteStream(join(folder, "host.log"), { flags: "a" });
  const hostOptions = {
    folder,
    time,
    addresses,
    tokens,
    onLine: (line: string) => log.write(`${line}\n`),
  };
  const host = new KilledHost((port) => startHost(hostOptions, port));
  try {
    await host.begin();
  } catch (thrown) {
    await simulator.stop();
    throw thrown;
  }
  const died = Promise.race([simulator.died.then(fail), host.failed]);
  died.catch(() => undefined);
  const azure = await reachAzure(addresses);
  return {
    azure,
    died,
    now: () => Math.floor(epochMs + (Date.now() - epochMs) * speed),
    pause: async (ms) => {
      await wait(Math.max(1, ms / speed));
    },
    ask: (question) => askHost(host.url, tokens[question.principal] ?? "", question),
    sendToAzure: azureSender(azure),
    killHost: () => host.killAndBegin(),
    async stop() {
      await host.stop();
      await simulator.stop();
      log.end();
    },
  };
}

function fail(sentence: string): never {
  throw new Error(sentence);
}

/** One host after the other, on one port. */
class KilledHost {
  readonly #start: (port: number) => Promise<ChildProgram>;
  readonly #failure = Promise.withResolvers<never>();
  #child: ChildProgram | undefined;
  url = "";

  constructor(start: (port: number) => Promise<ChildProgram>) {
    this.#start = start;
    this.#failure.promise.catch(() => undefined);
  }

  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  async begin(): Promise<void> {
    const port = this.url === "" ? 0 : Number(new URL(this.url).port);
    const child = await this.#start(port);
    this.#child = child;
    this.url = hostSchema.parse(child.announced).url;
    void child.died.then((sentence) => this.#failure.reject(new Error(sentence)));
  }

  async killAndBegin(): Promise<void> {
    await this.#child?.kill();
    await this.begin();
  }

  async stop(): Promise<void> {
    await this.#child?.stop();
  }
}

function startSimulator(
  { seed, worldFile, tapFile, folder }: LocalGroundOptions,
  time: readonly string[],
): Promise<ChildProgram> {
  const certificate = join(folder, "certificate.pem");
  return startChild({
    name: "The simulator",
    root: packageRoot(),
    program: "dist/simulator/main.js",
    args: [
      "--json",
      `--certificate=${certificate}`,
      `--seed=${seed}`,
      `--world=${worldFile}`,
      `--tap=${tapFile}`,
      ...time,
    ],
    environment: process.env,
    onLine: (line) => void process.stderr.write(`simulator: ${line}\n`),
  });
}

function startHost(
  given: {
    readonly folder: string;
    readonly time: readonly string[];
    readonly addresses: SimulatorAddresses;
    readonly tokens: readonly string[];
    readonly onLine: (line: string) => void;
  },
  port: number,
): Promise<ChildProgram> {
  const root = packageRoot();
  const database = join(given.folder, "interlock.sqlite");
  return startChild({
    name: "The embedded host",
    root,
    program: "dist/embedded/main.js",
    args: ["--json", `--app=${root}`, `--port=${port}`, `--database=${database}`, ...given.time],
    environment: {
      ...against(given.addresses, process.env),
      INTERLOCK_TASK_HUB: "InterlockContention",
      INTERLOCK_LOCAL_TOKENS: JSON.stringify(given.tokens.map(localToken)),
    },
    onLine: given.onLine,
  });
}

function localToken(token: string, index: number) {
  const sha256 = createHash("sha256").update(token).digest("hex");
  return { sha256, id: `local:team-${index + 1}`, name: `team-${index + 1}` };
}

async function askHost(url: string, token: string, question: Question): Promise<Reply> {
  const { method, path, body, key, losesAnswer = false } = question;
  const limitMs = losesAnswer ? hangUpWithinMs * Math.random() : answerMs;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(Math.ceil(limitMs)),
  });
  const text = await response.text();
  if (losesAnswer) throw new Error("The answer was not waited for.");
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: jsonOrNull(text),
  };
}

function azureSender(azure: SimulatedAzure): Ground["sendToAzure"] {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (as: string): Promise<string> => {
    const known = tokens.get(as) ?? mint(azure, as);
    tokens.set(as, known);
    return known;
  };
  return async ({ as, method, path, fencing }) => {
    const token = await tokenOf(as);
    const headers = fencing === undefined ? {} : { "x-interlock-fencing": String(fencing) };
    const { status, body } = await azure.send({ method, path, token, headers });
    return { status, headers: {}, body };
  };
}

async function mint(azure: SimulatedAzure, as: string): Promise<string> {
  const credential = await azure.credentialOf(as);
  const token = await credential.getToken("");
  return token?.token ?? "";
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
