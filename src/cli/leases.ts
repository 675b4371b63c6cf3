// `interlock leases [RESOURCE_ID]`: who holds what and who waits for it.

import type { Command } from "commander";
import type { LeaseListView } from "../contracts/lease-http-shapes.ts";
import { resourceKey } from "../domain/resource-id.ts";
import { createLeaseClient } from "./lease-client.ts";
import { leasesText } from "./lease-text.ts";
import { paintFor } from "./paint.ts";
import { resourceIdOf } from "./resource-argument.ts";
import { findService } from "./service-address.ts";
import { fitted } from "./wrapping.ts";

export function addLeasesCommand(program: Command): void {
  program
    .command("leases")
    .description("show who holds which resource and who waits for it")
    .argument("[RESOURCE_ID]", "only this one and what lies below it")
    .option("--json", "print them as JSON, and nothing else")
    .action(leases);
}

async function leases(
  typed: string | undefined,
  options: { readonly json?: boolean },
): Promise<void> {
  const below = typed === undefined ? undefined : resourceIdOf(typed);
  const client = createLeaseClient(await findService(process.env));
  const view = within(await client.list(), below);
  const text =
    options.json === true
      ? JSON.stringify(view)
      : leasesText(view, { paint: paintFor(process.stdout), url: client.url });
  process.stdout.write(`${options.json === true ? text : fitted(text, process.stdout)}\n`);
}

function within(view: LeaseListView, below: string | undefined): LeaseListView {
  if (below === undefined) return view;
  const key = resourceKey(below);
  const resources = view.resources.filter(({ resourceId }) => {
    const each = resourceKey(resourceId);
    return each === key || each.startsWith(`${key}/`);
  });
  return { ...view, resources };
}
