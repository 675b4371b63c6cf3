// `interlock simulator`: the simulated Azure alone, in the foreground. Its options are its own and are
// handed on as they are.

import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Command } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import { packageRoot } from "./package-root.ts";
import { Trouble } from "./trouble.ts";

export function addSimulatorCommand(program: Command): void {
  program
    .command("simulator")
    .description("run the simulated Azure alone; `interlock simulator --help` lists its options")
    .helpOption(false)
    .allowUnknownOption()
    .argument("[options...]")
    .action((args: readonly string[]) => simulator(args));
}

async function simulator(args: readonly string[]): Promise<void> {
  const program = join(packageRoot(), "dist", "simulator", "main.js");
  // Same terminal and same process group: Ctrl-C reaches it without our help.
  const child = spawn(process.execPath, [program, ...args], { stdio: "inherit" });
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => {
      reject(new Trouble("fault", `The simulator could not be started: ${error.message}`));
    });
    child.once("exit", resolve);
  });
  process.exitCode = code ?? exitCodes.fault.code;
}
