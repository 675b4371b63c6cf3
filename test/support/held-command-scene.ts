// `interlock hold` as a process of its own in a folder of its own, with a service that says what the
// test wants. The service's clock runs twenty times as fast, so that a lease of two minutes has to be
// renewed after two seconds.
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isRunning, until } from "./interlock-up.ts";
import { LeaseService } from "./lease-service.ts";

const main = resolve(import.meta.dirname, "..", "..", "src", "cli", "main.ts");

const waitForever = "while :; do sleep 1 & wait $!; done";

export interface HoldEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lastLine: string;
}

export type RunningHold = ReturnType<HeldCommandScene["hold"]>;

export class HeldCommandScene {
  readonly folder = mkdtempSync(join(tmpdir(), "interlock-hold-"));
  readonly service = new LeaseService();
  readonly #started: number[] = [];

  async start(): Promise<void> {
    await this.service.start();
    mkdirSync(join(this.folder, "interlock"));
    const entry = { url: this.service.url, token: "a-token", pid: process.pid, speed: 20 };
    writeFileSync(join(this.folder, "interlock", "service.json"), JSON.stringify(entry));
  }

  async stop(): Promise<void> {
    for (const pid of this.#started) {
      // Only what a failed test has left.
      if (isRunning(pid)) process.kill(pid, "SIGKILL");
    }
    await this.service.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  hold(...args: readonly string[]) {
    const { INTERLOCK_URL: _url, INTERLOCK_TOKEN: _token, ...others } = process.env;
    const env = { ...others, XDG_STATE_HOME: this.folder };
    const child = spawn(process.execPath, [main, "hold", ...args], { env, cwd: this.folder });
    if (child.pid !== undefined) this.#started.push(child.pid);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const ended = new Promise<HoldEnd>((done) => {
      child.once("close", (code) => {
        done({ code, stdout, stderr, lastLine: stderr.trimEnd().split("\n").at(-1) ?? "" });
      });
    });
    return { child, ended, stderr: () => stderr };
  }

  /** Resolves once the command has said that it runs. */
  async isUp(running: RunningHold): Promise<void> {
    await until(() => this.written("pid") !== "" || running.child.exitCode !== null);
    if (running.child.exitCode !== null) throw new Error(`It has ended: ${running.stderr()}`);
  }

  exists(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** What a command has written into a file of the folder; empty before. */
  written(name: string): string {
    return this.exists(name) ? readFileSync(join(this.folder, name), "utf8") : "";
  }

  /** The process that a command has named in a file. */
  pidIn(name: string): number {
    return Number(this.written(name));
  }

  /** A command that runs until it is told to end, with a child that runs as long. */
  patient(): string {
    return this.#script("patient", [
      `sh -c 'trap "echo child heard TERM >> heard; exit 0" TERM; echo $$ > child; ${waitForever}' &`,
      `trap 'echo TERM >> heard; wait; exit 3' TERM`,
      `trap 'echo INT >> heard; kill -9 $(cat child); exit 4' INT`,
      "while [ ! -s child ]; do sleep 0.01; done",
      "echo $$ > pid",
      waitForever,
    ]);
  }

  /** A command that ends by nothing but KILL, and so does its child. */
  stubborn(): string {
    return this.#script("stubborn", [
      "trap '' TERM",
      "sh -c 'echo $$ > child; while :; do sleep 1; done' &",
      "while [ ! -s child ]; do sleep 0.01; done",
      "echo $$ > pid",
      "while :; do sleep 1; done",
    ]);
  }

  #script(name: string, lines: readonly string[]): string {
    const path = join(this.folder, name);
    writeFileSync(path, ["#!/bin/sh", ...lines, ""].join("\n"));
    chmodSync(path, 0o755);
    return path;
  }
}
