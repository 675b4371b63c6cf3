// A little repository in a temporary folder, with the true bootstrap in it and with stand-ins for npm
// and the compiler, so that each state a clone can be in is made in an instant and without a network.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const support = dirname(fileURLToPath(import.meta.url));
const repository = dirname(dirname(support));

/** How the stand-in for npm behaves; see fake-npm.mjs. */
export type NpmWay = "succeed" | "wait" | "hang" | "offline" | "other";

export interface RunOptions {
  readonly npm?: NpmWay;
  /** Makes the bootstrap believe that it runs on this Node, and on this system. */
  readonly oldNode?: string;
  readonly platform?: NodeJS.Platform;
  /** The folder in which the npm script was typed. */
  readonly typedIn?: string;
  /** Makes its stopwatch run so many times as fast, so that nobody waits out its patience. */
  readonly hurry?: number;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface NpmCall {
  readonly what: "started" | "half done" | "finished";
  readonly args: readonly string[];
  readonly cwd: string;
  readonly pid: number;
}

/** Prints its arguments to standard output and ends with the code that it is told to end with. */
const program = `// the command line
console.log(JSON.stringify(process.argv.slice(2)));
const code = process.argv.indexOf("--end-with");
if (code !== -1) process.exit(Number(process.argv[code + 1]));
if (process.argv.includes("--where")) console.log(process.cwd());
if (process.argv.includes("--die")) process.kill(process.pid, "SIGKILL");
`;

export class BootstrapCopy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "interlock-bootstrap-")));
  readonly #outside = realpathSync(mkdtempSync(join(tmpdir(), "interlock-outside-")));
  readonly #children = new Set<ChildProcess>();

  constructor() {
    for (const name of ["bootstrap.mjs", "bootstrap"]) {
      cpSync(join(repository, "scripts", name), join(this.root, "scripts", name), {
        recursive: true,
      });
    }
    this.write("package.json", JSON.stringify({ type: "module", devDependencies: { a: "1.0.0" } }));
    this.writeLockFile("1.0.0");
    this.write("tsconfig.build.json", "{}");
    this.write("src/cli/main.ts", program);
    this.write("scripts/runtime/package.json", `{"dependencies":{"node":"24.21.0"}}`);
    this.write(
      "scripts/runtime/package-lock.json",
      JSON.stringify({ packages: { "": {}, "node_modules/node": { integrity: "sha512-node" } } }),
    );
    this.#makeStandIns();
  }

  #makeStandIns(): void {
    const fakeNode = `#!/bin/sh\n[ "$1" = --version ] && { echo v24.21.0; exit; }\nBROUGHT=yes exec "${process.execPath}" "$@"\n`;
    writeFileSync(join(this.#outside, "fake-node"), fakeNode);
    chmodSync(join(this.#outside, "fake-node"), 0o755);
    cpSync(join(support, "fake-npm.mjs"), join(this.#outside, "npm.mjs"));
    chmodSync(join(this.#outside, "npm.mjs"), 0o755);
    symlinkSync("npm.mjs", join(this.#outside, "npm"));
    writeFileSync(
      join(this.#outside, "pretend.mjs"),
      `const { PRETEND_NODE: node, PRETEND_PLATFORM: platform, PRETEND_HURRY: hurry } = process.env;
      if (node) Object.defineProperty(process, "versions", { value: { ...process.versions, node } });
      if (platform) Object.defineProperty(process, "platform", { value: platform });
      const now = performance.now.bind(performance);
      if (hurry) performance.now = () => now() * Number(hurry);`,
    );
  }

  /** Puts a lock file there that asks for this version of the one dependency. */
  writeLockFile(version: string, declared = "1.0.0"): void {
    this.write(
      "package-lock.json",
      JSON.stringify({
        packages: {
          "": { devDependencies: { a: declared } },
          "node_modules/a": { version, integrity: `sha512-${version}` },
          "node_modules/foreign": { integrity: "sha512-f", optional: true, os: ["no-such-system"] },
        },
      }),
    );
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  listing(path: string): readonly string[] {
    return readdirSync(join(this.root, path));
  }

  npmCalls(what: NpmCall["what"] = "started"): readonly NpmCall[] {
    // The file is our own stand-in's, one record a line.
    return this.#linesOf("npm-calls").flatMap((line) => {
      const call = JSON.parse(line) as NpmCall;
      return call.what === what ? [call] : [];
    });
  }

  compilations(): number {
    return this.#linesOf("tsc-calls").length;
  }

  /** Whole lines only: what follows the last line's end is still being written. */
  #linesOf(name: string): readonly string[] {
    const path = join(this.#outside, name);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  }

  /** Starts the bootstrap in a process group of its own, as a terminal would. */
  start(args: readonly string[], options: RunOptions = {}): ChildProcess {
    const { npm_execpath: _npm, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [`--import=${join(this.#outside, "pretend.mjs")}`, "scripts/bootstrap.mjs", ...args],
      {
        cwd: this.root,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...env,
          PATH: [this.#outside, dirname(process.execPath), process.env["PATH"]].join(delimiter),
          FAKE_NPM: options.npm ?? "succeed",
          FAKE_NPM_CALLS: join(this.#outside, "npm-calls"),
          FAKE_TSC: join(support, "fake-tsc.mjs"),
          FAKE_TSC_CALLS: join(this.#outside, "tsc-calls"),
          FAKE_NODE: join(this.#outside, "fake-node"),
          INIT_CWD: options.typedIn ?? this.root,
          PRETEND_NODE: options.oldNode ?? "",
          PRETEND_PLATFORM: options.platform ?? "",
          PRETEND_HURRY: String(options.hurry ?? ""),
        },
      },
    );
    this.#children.add(child);
    child.once("exit", () => this.#children.delete(child));
    return child;
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return ended(this.start(args, options));
  }

  dispose(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    for (const { pid } of this.npmCalls()) stop(pid);
    rmSync(this.root, { recursive: true, force: true });
    rmSync(this.#outside, { recursive: true, force: true });
  }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

/** Waits until the process has said it on standard error. */
export async function hearing(child: ChildProcess, what: string): Promise<void> {
  let heard = "";
  child.stderr?.on("data", (text: Buffer | string) => (heard += text.toString()));
  await until(`it says "${what}"`, () => heard.includes(what));
}

/** Waits until the condition holds, for ten seconds at the most. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!holds()) {
    if (performance.now() - startedAt > 10_000) throw new Error(`Waited in vain until ${what}.`);
    await wait(10);
  }
}

export function stop(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
