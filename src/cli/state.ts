// `interlock state RESOURCE_ID`: what Azure says of a resource, which locks cover it, who holds it.

import type { Command } from "commander";
import { paintFor } from "./paint.ts";
import { resourceIdOf } from "./resource-argument.ts";
import { resourceText } from "./resource-text.ts";
import { findService } from "./service-address.ts";
import { createServiceClient } from "./service-client.ts";
import { fitted } from "./wrapping.ts";

export function addStateCommand(program: Command): void {
  program
    .command("state")
    .description("show a resource's state, its locks, and who is at work on it")
    .argument("<RESOURCE_ID>", "ID of the resource, or of a resource group")
    .option("--json", "print it as JSON, and nothing else")
    .action(state);
}

async function state(target: string, options: { readonly json?: boolean }): Promise<void> {
  const resourceId = resourceIdOf(target);
  const client = createServiceClient(await findService(process.env));
  const view = await client.resource(resourceId);
  const text =
    options.json === true
      ? JSON.stringify(view)
      : resourceText(view, { paint: paintFor(process.stdout), url: client.url });
  process.stdout.write(`${options.json === true ? text : fitted(text, process.stdout)}\n`);
}
