// The command line as a whole: its commands, and the table of exit codes that `--help` ends with.

import { Command } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import { addCancelCommand } from "./cancel.ts";
import { addClassifyCommand } from "./classify.ts";
import { addHoldCommand } from "./hold.ts";
import { addLeasesCommand } from "./leases.ts";
import { addListCommand } from "./list.ts";
import { addPlanCommand } from "./plan.ts";
import { addReleaseCommand } from "./release.ts";
import { addRunCommand } from "./run.ts";
import { addShowCommand } from "./show.ts";
import { addSimulatorCommand } from "./simulator.ts";
import { addStateCommand } from "./state.ts";
import { addUpCommand } from "./up.ts";
import { addWaitCommand } from "./wait.ts";

export function createProgram(version: string): Command {
  const program = new Command("interlock")
    .description("Runs state-dependent Azure operations so that they never end in Conflict.")
    .version(version)
    // How a call ends is decided in one place, which knows the exit codes.
    .exitOverride();
  program.addHelpText("after", `\n${exitCodeText()}\n\n${environmentText}`);
  addUpCommand(program);
  addRunCommand(program);
  addPlanCommand(program);
  addShowCommand(program);
  addCancelCommand(program);
  addListCommand(program);
  addStateCommand(program);
  addHoldCommand(program);
  addWaitCommand(program);
  addLeasesCommand(program);
  addReleaseCommand(program);
  addClassifyCommand(program);
  addSimulatorCommand(program);
  pointToHelp(program, "interlock");
  return program;
}

/** After bad input, the help that is worth reading is that of the command which was typed. */
function pointToHelp(command: Command, typed: string): void {
  const what = command.commands.length > 0 ? "commands" : "options";
  command.showHelpAfterError(`(${typed} --help lists the ${what})`);
  for (const each of command.commands) pointToHelp(each, `${typed} ${each.name()}`);
}

export function exitCodeText(): string {
  const rows = Object.values(exitCodes).map(
    ({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`,
  );
  return ["Exit codes:", ...rows].join("\n");
}

const environmentText = [
  "Environment:",
  "  INTERLOCK_URL    address of the service; without it, the one that `interlock up` runs here",
  "  INTERLOCK_TOKEN  the token that says who asks; without it, the one that `interlock up` made",
].join("\n");
