// The app in the embedded host as a process that is killed and started again, as often as a test
// wants, beside a simulated Azure that goes on and is asked over HTTPS. Whoever asks the app behaves
// as a caller should: when the connection breaks he asks again, with the same idempotency key.

import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Azure } from "../../simulator/azure-contract.ts";
import { startSimulator } from "../../simulator/server.ts";
import type { Simulator } from "../../simulator/server.ts";
import type { World } from "../../simulator/world.ts";
import type { OperationView, ResourceView } from "../../src/contracts/http-shapes.ts";
import { sweepInstanceId } from "../../src/contracts/sweep-messages.ts";
import { livesClock } from "./crash-clock.ts";
import type { LivesClock } from "./crash-clock.ts";
import { crashHosts } from "./crash-host.ts";
import type { CrashHosts, Life } from "./crash-host.ts";

/** The principal as which the app's requests reach Azure. */
export const appPrincipal = "interlock";

/** A resize of 40 seconds takes less than half a second, and a start of the host five seconds. */
const speed = 50;
const startMs = Date.parse("2026-01-05T08:00:00.000Z");
const pollMs = 25;
/** In real time; a life in which what is waited for does not come for so long is a failure. */
const patienceMs = 120_000;

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface CrashScene {
  readonly azure: Azure;
  /** How long nobody is at work after a death, in the time of Azure. */
  downtimeMs: number;
  /** How many hosts have lived until now. */
  readonly lives: number;
  /** The host that lives now; one is started if none does. */
  life(): Promise<Life>;
  resize(target: string, size: string, key: string): Promise<string>;
  /** Asks the app through deaths, and answers refusals like successes. */
  say<Body>(path: string, body?: unknown, key?: string): Promise<Answered<Body>>;
  operation(id: string): Promise<OperationView>;
  resource(target: string): Promise<ResourceView>;
  /** Through all deaths on the way. */
  ended(id: string): Promise<OperationView>;
  until(what: string, holds: () => Promise<boolean> | boolean): Promise<void>;
  /** Kills the host and answers which orchestrations have not ended, as its database says. */
  unfinishedInstances(): Promise<readonly string[]>;
}

export async function startCrashScene(world: World, seed: number): Promise<CrashScene> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-crash-"));
  const clock = livesClock(speed, startMs);
  const simulator = await startSimulator({ seed, world, clock, principal: appPrincipal });
  const hosts = crashHosts(await environmentFor(simulator, folder));
  onTestFinished(async () => {
    await hosts.close();
    await simulator.close();
    await rm(folder, { recursive: true });
  });
  return new Scene({ azure: simulator.azure, clock, hosts, database: join(folder, "host.db") });
}

/** That of this process, without anything that would lead the app to the real Azure. */
async function environmentFor(simulator: Simulator, folder: string): Promise<NodeJS.ProcessEnv> {
  const certificate = join(folder, "certificate.pem");
  await writeFile(certificate, simulator.certificatePem);
  const foreign = /^(AZURE|IDENTITY|MSI|INTERLOCK|EMBEDDED|VITEST)_|^NODE_|_proxy$/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    INTERLOCK_TASK_HUB: "InterlockCrash",
    INTERLOCK_ARM_ENDPOINT: simulator.url,
    IDENTITY_ENDPOINT: simulator.identityEndpoint,
    IDENTITY_HEADER: simulator.identityHeader,
    NODE_EXTRA_CA_CERTS: certificate,
    AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
    INTERLOCK_LOCAL_TOKENS: JSON.stringify([
      {
        sha256: createHash("sha256").update(token).digest("hex"),
        id: "local:alice",
        name: "alice",
      },
    ]),
  };
}

const token = "the-token-of-alice";

class Scene implements CrashScene {
  readonly azure: Azure;
  readonly #clock: LivesClock;
  readonly #hosts: CrashHosts;
  readonly #database: string;
  #life: Life | undefined;
  /** When it began to live, in real time. */
  #begunAt = 0;
  #starting: Promise<Life> | undefined;
  downtimeMs = 0;
  lives = 0;

  constructor(parts: { azure: Azure; clock: LivesClock; hosts: CrashHosts; database: string }) {
    this.azure = parts.azure;
    this.#clock = parts.clock;
    this.#hosts = parts.hosts;
    this.#database = parts.database;
  }

  async life(): Promise<Life> {
    const life = this.#life;
    if (life !== undefined && !life.isDead) return life;
    // Several may find it dead at the same moment; one of them starts the next.
    this.#starting ??= this.#begin(life).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #begin(before: Life | undefined): Promise<Life> {
    if (before !== undefined) {
      await before.death;
      this.#clock.advance(this.downtimeMs);
    }
    const life = await this.#hosts.start(() => this.#arguments(this.#clock.run()));
    void life.death.catch(() => undefined).then(() => this.#clock.stand());
    this.lives += 1;
    this.#begunAt = performance.now();
    this.#life = life;
    return life;
  }

  async resize(target: string, size: string, key: string): Promise<string> {
    const body = { kind: "vm-resize", target, parameters: { size }, accept: ["downtime"] };
    const view = await this.#ask<OperationView>("/api/v1/operations", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
    return view.id;
  }

  say<Body>(path: string, body?: unknown, key?: string): Promise<Answered<Body>> {
    if (body === undefined) return this.#answered<Body>(path);
    const headers = {
      "content-type": "application/json",
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    return this.#answered<Body>(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  operation(id: string): Promise<OperationView> {
    return this.#ask<OperationView>(`/api/v1/operations/${id}`);
  }

  resource(target: string): Promise<ResourceView> {
    return this.#ask<ResourceView>(`/api/v1/resources${target}`);
  }

  async ended(id: string): Promise<OperationView> {
    await this.until(`The end of ${id}`, async () => (await this.operation(id)).status === "ended");
    return this.operation(id);
  }

  async until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
    const begunAt = performance.now();
    while (!(await holds())) {
      const waitedMs = performance.now() - Math.max(begunAt, this.#begunAt);
      if (waitedMs > patienceMs) throw new Error(`${what} did not come in ${patienceMs} ms.`);
      await delay(pollMs);
    }
  }

  async unfinishedInstances(): Promise<readonly string[]> {
    // Whatever has been told to callers may be followed by a last episode.
    await this.#ask("/api/v1/operations");
    await (await this.life()).kill();
    const database = new DatabaseSync(this.#database);
    // The sweep comes round every minute, whatever else there is.
    const rows = database
      .prepare(
        "SELECT id, status FROM instances WHERE status IN ('Running', 'Pending') AND id <> ?",
      )
      .all(sweepInstanceId);
    database.close();
    return rows.map((row) => `${String(row["id"])} ${String(row["status"])}`);
  }

  #arguments(epochMs: number): readonly string[] {
    const { speed: factor } = this.#clock;
    return [
      "--json",
      `--app=${resolve(".")}`,
      `--main=${resolve("src/main.ts")}`,
      `--database=${this.#database}`,
      `--speed=${factor}`,
      `--epoch=${epochMs}`,
    ];
  }

  async #ask<Body>(path: string, init: RequestInit = {}): Promise<Body> {
    const { status, body } = await this.#answered<Body>(path, init);
    if (status < 300) return body;
    throw new Error(`${path} was answered with ${status}: ${JSON.stringify(body)}`);
  }

  async #answered<Body>(path: string, init: RequestInit = {}): Promise<Answered<Body>> {
    for (;;) {
      const life = await this.life();
      const response = await this.#answer(life, path, init);
      if (response === undefined) continue;
      return { status: response.status, body: (await response.json()) as Body };
    }
  }

  /** Undefined when the host has died over it. */
  async #answer(life: Life, path: string, init: RequestInit): Promise<Response | undefined> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    try {
      return await fetch(`${life.url}${path}`, { ...init, headers });
    } catch (thrown) {
      await this.until("The death of the host", () => life.isDead).catch(() => {
        throw thrown;
      });
      return undefined;
    }
  }
}
