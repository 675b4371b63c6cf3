// A program of ours, run beside this one: it announces itself with one line of JSON on standard
// output, and whatever it says on standard error is handed on line by line.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { exitCodes } from "../contracts/exit-codes.ts";
import { Trouble } from "./trouble.ts";

const announceMs = 30_000;
const graceMs = 8_000;
const linesKept = 8;

export interface ChildProgram {
  readonly name: string;
  /** The line that it announced itself with, parsed. */
  readonly announced: unknown;
  /** Resolves when it has ended by itself, with a sentence that says so. */
  readonly died: Promise<string>;
  /** Asks it to end, and ends it if it does not in time. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** For people: "the simulator". */
  readonly name: string;
  readonly root: string;
  /** Relative to the root. */
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}

/** Resolves once the program has announced itself. Throws a Trouble when it ends before that. */
export async function startChild(options: ChildOptions): Promise<ChildProgram> {
  const { name, root, program, args, environment } = options;
  const endWithParent = pathToFileURL(join(root, "dist", "src", "cli", "end-with-parent.js")).href;
  const child = spawn(
    process.execPath,
    ["--import", endWithParent, join(root, program), ...args],
    // A group of its own: Ctrl-C reaches the supervisor alone, which ends its programs in order.
    { cwd: root, env: environment, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] },
  );
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("Both outputs are piped.");
  const lastLines: string[] = [];
  createInterface({ input: stderr }).on("line", (line) => {
    lastLines.push(line);
    if (lastLines.length > linesKept) lastLines.shift();
    options.onLine(line);
  });
  const ended = new Promise<Trouble>((resolve) => {
    child.once("error", (error) => {
      resolve(new Trouble("fault", `${name} could not be started: ${error.message}`));
    });
    // Both outputs have been read to their ends then, its last words with them.
    child.once("close", (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by signal ${signal}`;
      const said = lastLines.length === 0 ? "" : ` It said last:\n  ${lastLines.join("\n  ")}`;
      // The programs know bad input by the same number.
      const exit = code === exitCodes.badInput.code ? "badInput" : "fault";
      resolve(new Trouble(exit, `${name} ended by itself ${how}.${said}`));
    });
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await ended;
    clearTimeout(force);
  };
  const kill = async (): Promise<void> => {
    stopping = true;
    child.kill("SIGKILL");
    await ended;
  };
  const died = new Promise<string>((resolve) => {
    void ended.then((trouble) => {
      if (!stopping) resolve(trouble.message);
    });
  });
  try {
    const announced = await announcement(stdout, ended, name);
    return { name, announced, died, stop, kill };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function announcement(
  output: NodeJS.ReadableStream,
  ended: Promise<Trouble>,
  name: string,
): Promise<unknown> {
  const lines = createInterface({ input: output });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const sentence = `${name} has not said within ${announceMs / 1000} s that it runs.`;
    late.reject(new Trouble("fault", sentence));
  }, announceMs);
  const first = new Promise<string>((resolve) => {
    lines.once("line", resolve);
  });
  const early = ended.then((trouble) => {
    throw trouble;
  });
  try {
    return JSON.parse(await Promise.race([first, early, late.promise]));
  } catch (thrown) {
    if (thrown instanceof Trouble) throw thrown;
    throw new Trouble("fault", `${name} said something else than its addresses when it started.`);
  } finally {
    clearTimeout(timer);
  }
}
