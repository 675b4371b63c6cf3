// The command `interlock`. Whatever goes wrong becomes one sentence and an exit code here; only a
// fault of ours shows where it happened.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommanderError } from "commander";
import { z } from "zod";
import { exitCodes } from "../contracts/exit-codes.ts";
import { packageRoot } from "./package-root.ts";
import { createProgram } from "./program.ts";
import { Trouble } from "./trouble.ts";

const packageSchema = z.looseObject({ version: z.string() });

try {
  const text = readFileSync(join(packageRoot(), "package.json"), "utf8");
  const { version } = packageSchema.parse(JSON.parse(text));
  await createProgram(version).parseAsync(process.argv);
} catch (thrown) {
  process.exitCode = exitCodeFor(thrown);
}

function exitCodeFor(thrown: unknown): number {
  if (thrown instanceof CommanderError) {
    // It has said what is wrong; help and version end this way too, with 0.
    const asked = ["commander.help", "commander.helpDisplayed", "commander.version"];
    return asked.includes(thrown.code) && thrown.exitCode === 0 ? 0 : exitCodes.badInput.code;
  }
  if (thrown instanceof Trouble) {
    process.stderr.write(`${thrown.message}\n`);
    return thrown.exitCode;
  }
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`interlock failed by a fault of its own:\n${text}\n`);
  return exitCodes.fault.code;
}
