// The part that every command made from the catalogue shares: its name, what it is for, its target,
// the operation's own parameters, what may be accepted and what is waited for.

import type { Command } from "commander";
import type { Operation } from "../operations/operation.ts";
import { acceptOption, parameterOptions, usageOf, waitingOptions } from "./catalogue-options.ts";

export function addKindCommand(parent: Command, operation: Operation): Command {
  const command = parent
    .command(operation.kind)
    .description(operation.title)
    .usage(usageOf(operation))
    .argument("<RESOURCE_ID>", `ID of a ${operation.targetType}`);
  for (const option of parameterOptions(operation)) command.addOption(option);
  command.addOption(acceptOption(operation));
  for (const option of waitingOptions()) command.addOption(option);
  return command;
}
