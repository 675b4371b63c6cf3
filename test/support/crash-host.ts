// The embedded host as a process of its own that can be killed, with this repository as its app. While
// one lives, the next one is made ready, so that it can begin at once.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

export type CrashHostMessage =
  | { readonly kind: "begin"; readonly args: readonly string[] }
  | ({ readonly kind: "kill-at" } & CommitPoint);

/** Right before or right after the n-th commit from now on. */
export interface CommitPoint {
  readonly when: "before" | "after";
  readonly commit: number;
}

export interface Life {
  readonly url: string;
  /** Ends it at a commit to come. */
  killAt(point: CommitPoint): Promise<void>;
  kill(): Promise<void>;
  readonly isDead: boolean;
  /** Resolves once it was killed; rejects when it has ended in another way. */
  readonly death: Promise<void>;
}

export interface CrashHosts {
  /** `begin` is called when the host is ready, and tells its arguments. */
  start(begin: () => readonly string[]): Promise<Life>;
  close(): Promise<void>;
}

const warmUp = resolve("test/support/crash-warm-up.ts");
const program = resolve("embedded/main.ts");
const linesKept = 40;

export function crashHosts(environment: NodeJS.ProcessEnv): CrashHosts {
  const children = new Set<HostProcess>();
  let ready = prepare();

  function prepare(): HostProcess {
    const child = new HostProcess(environment);
    children.add(child);
    return child;
  }

  return {
    async start(begin) {
      const child = ready;
      await child.warm;
      const life = await child.begin(begin);
      // Not before it has begun: two processes that load would slow each other down.
      ready = prepare();
      return life;
    },
    async close() {
      await Promise.all([...children].map((child) => child.kill()));
    },
  };
}

class HostProcess implements Life {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #exited: Promise<unknown>;
  readonly #announced: Promise<string>;
  readonly warm: Promise<unknown>;
  readonly death: Promise<void>;
  url = "";

  constructor(environment: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, ["--import", warmUp, program], {
      env: { NODE_COMPILE_CACHE: resolve("node_modules/.cache/crash-host"), ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error("Both outputs are piped.");
    this.#child = child;
    this.#exited = once(child, "exit");
    this.#announced = new Promise((done) => {
      createInterface({ input: stdout }).once("line", done);
    });
    createInterface({ input: stderr }).on("line", (line) => {
      this.#lines.push(line);
      if (this.#lines.length > linesKept) this.#lines.shift();
    });
    this.death = this.#exited.then(() => {
      if (child.signalCode !== "SIGKILL") throw this.#endedByItself();
    });
    this.death.catch(() => undefined);
    this.warm = this.#unlessDead(once(child, "message"));
    this.warm.catch(() => undefined);
  }

  get isDead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async begin(begin: () => readonly string[]): Promise<Life> {
    this.#send({ kind: "begin", args: begin() });
    const line = await this.#unlessDead(this.#announced);
    this.url = z.looseObject({ url: z.string() }).parse(JSON.parse(line)).url;
    return this;
  }

  async killAt(point: CommitPoint): Promise<void> {
    const armed = once(this.#child, "message");
    this.#send({ kind: "kill-at", ...point });
    await this.#unlessDead(armed);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  #send(message: CrashHostMessage): void {
    this.#child.send(message);
  }

  #unlessDead<T>(awaited: Promise<T>): Promise<T> {
    const dead = this.#exited.then(() => {
      throw this.#endedByItself();
    });
    return Promise.race([awaited, dead]);
  }

  #endedByItself(): Error {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode ?? `code ${exitCode}`;
    return new Error(`The host has ended with ${how}. It said:\n${this.#lines.join("\n")}`);
  }
}
