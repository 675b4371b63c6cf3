// `interlock plan KIND RESOURCE_ID …`: what would be done, without doing it. A dry run on the service,
// which reads Azure and sends nothing.

import type { Command } from "commander";
import { catalogue } from "../operations/index.ts";
import type { RequestOptions } from "./catalogue-options.ts";
import { addKindCommand } from "./kind-command.ts";
import { runOperation } from "./run.ts";

export function addPlanCommand(program: Command): void {
  const plan = program
    .command("plan")
    .description("show what an operation would do, and what stands in its way")
    .usage("KIND RESOURCE_ID [options]");
  for (const operation of catalogue) {
    addKindCommand(plan, operation)
      .option("--deadline <when>", "a time from now such as 2h or 90m, or an ISO 8601 instant")
      .option("--json", "print the operation as JSON, and nothing else")
      .action((target: string, options: RequestOptions & Record<string, unknown>) =>
        runOperation(operation, target, { ...options, dryRun: true }),
      );
  }
}
