// Runs one of the project's tools under the Node that runs us, and takes its exit code for the outcome.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./check.ts";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a script of the repository to its end. Both of its outputs are kept, in order of arrival. */
export async function runScript(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly show?: boolean } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (text: string): void => {
    output += text;
    if (options.show === true) process.stdout.write(text);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    // A signal leaves no code; whatever it was, the program did not end well.
    child.once("close", (ended) => resolve(ended ?? 1));
  });
  return { code, output };
}

export async function passes(...args: readonly string[]): Promise<Outcome> {
  const { code, output } = await runScript(args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}
