// The built command line against the built service: `interlock up` in a state folder of its own, and
// the other commands beside it, each a real process.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type { AzureDump } from "../../simulator/azure-contract.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { World } from "../../simulator/world.ts";

const root = resolve(import.meta.dirname, "..", "..");
const interlock = join(root, "bin", "interlock.mjs");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written until now. */
  written(): { readonly stdout: string; readonly stderr: string };
}

export class InterlockUp {
  readonly folder = mkdtempSync(join(tmpdir(), "interlock-e2e-"));
  readonly tap = join(this.folder, "tap.jsonl");
  readonly serviceFile = join(this.folder, "interlock", "service.json");
  #up: Running | undefined;
  #url = "";
  #simulator = { url: "", certificate: "" };

  get url(): string {
    return this.#url;
  }

  get up(): Running {
    if (this.#up === undefined) throw new Error("It is not up yet.");
    return this.#up;
  }

  /** The token of whoever runs this, from the service file. */
  get token(): string {
    return (JSON.parse(readFileSync(this.serviceFile, "utf8")) as { token: string }).token;
  }

  async start(options: { readonly world: World; readonly speed: number }): Promise<void> {
    if (!existsSync(join(root, "dist", "src", "cli", "main.js"))) {
      throw new Error('The programs are not built: run "npm test", or "npm run build" first.');
    }
    const world = join(this.folder, "world.json");
    writeFileSync(world, JSON.stringify(options.world));
    const speed = String(options.speed);
    const args = ["up", "--json", "--speed", speed, "--world", world, "--tap", this.tap];
    this.#up = this.spawn(args);
    await until(() => this.up.written().stdout.includes("\n") || this.up.process.exitCode !== null);
    const { stdout, stderr } = this.up.written();
    if (!stdout.includes("\n")) throw new Error(`interlock up did not come up: ${stderr}`);
    const announced = JSON.parse(stdout) as {
      url: string;
      simulator: { url: string; certificate: string };
    };
    this.#url = announced.url;
    this.#simulator = announced.simulator;
  }

  /** Starts a command and leaves it running. */
  spawn(args: readonly string[]): Running {
    const { INTERLOCK_URL: _url, INTERLOCK_TOKEN: _token, ...others } = process.env;
    const env = { ...others, XDG_STATE_HOME: this.folder };
    const child = spawn(process.execPath, [interlock, ...args], { env, stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const ended = new Promise<Ended>((done) => {
      child.once("close", (code, signal) => done({ code, signal, stdout, stderr }));
    });
    return { process: child, ended, written: () => ({ stdout, stderr }) };
  }

  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Ended> {
    return this.spawn(args).ended;
  }

  /** The exchanges with the simulator until now. */
  exchanges(): readonly TapExchange[] {
    const lines = existsSync(this.tap) ? readFileSync(this.tap, "utf8") : "";
    // The cast names what the simulator's tap writes.
    return lines
      .split("\n")
      .flatMap((line) => (line === "" ? [] : [JSON.parse(line) as TapExchange]));
  }

  /** All there is in the simulated Azure. */
  async dump(): Promise<AzureDump> {
    // The cast names what this route answers.
    return (await this.control("GET", "/_simulator/dump")) as AzureDump;
  }

  /** Asks one of the simulator's control routes, and answers what it tells. */
  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const { url, certificate } = this.#simulator;
    const ca = readFileSync(certificate);
    const headers = { "content-type": "application/json" };
    const answer = await new Promise<IncomingMessage>((answered, failed) => {
      const sent = request(new URL(path, url), { method, ca, headers }, answered);
      sent.once("error", failed);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
    const told = await text(answer);
    const status = answer.statusCode ?? 0;
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}.`);
    return told === "" ? null : JSON.parse(told);
  }

  async stop(): Promise<void> {
    const { process: child, ended } = this.up;
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a condition that other processes bring about; they may have to share the machine. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 50_000;
  while (!(await condition())) {
    if (performance.now() > limit) throw new Error("It did not happen within 50 seconds.");
    await wait(50);
  }
}

/** The processes that a process has started; Linux only, as the tests are. */
export function childrenOf(
  pid: number,
): readonly { readonly pid: number; readonly command: string }[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return list.split(" ").flatMap((text) => {
    if (text === "") return [];
    const command = readFileSync(`/proc/${text}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ pid: Number(text), command }];
  });
}

export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
