// Break-glass: takes the lease on a resource from whoever holds it, in all the parts by which it is
// kept. Who was fenced out, by whom and why stays in the leases; a tool that was is told in its record.
// Everybody who waits is woken, so that it asks again and learns of it.

import type { LeaseHolderView } from "../contracts/lease-messages.ts";
import type { BreakLeaseEnd, BreakLeaseInput } from "../contracts/tool-lease-messages.ts";
import { all, entity, now } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import { wake } from "./wake.ts";

export function* breakLease(
  context: OrchestrationContext,
  input: BreakLeaseInput,
): Workflow<BreakLeaseEnd> {
  const { claims, by, reason, ownerId } = input;
  const at = now(context);
  const command = { by, reason, at, ...(ownerId === null ? {} : { ownerId }) };
  const answers = yield* all(
    context,
    claims.map(({ key }) => entity("resourceLease", key, "break", command)),
  );
  const holders = eachOnce(answers.flatMap((answer) => answer.holders));
  yield* tellTools(context, input, holders);
  const waiting = answers.flatMap((answer) => answer.wake);
  for (let from = 0; from < waiting.length; from += limits.wakesAtOnce) {
    yield* wake(context, waiting.slice(from, from + limits.wakesAtOnce));
  }
  return { at, holders };
}

/** What else such a tool holds stays until it runs out or the tool gives it back: it may be writing. */
function* tellTools(
  context: OrchestrationContext,
  { resourceId, by, reason }: BreakLeaseInput,
  holders: readonly LeaseHolderView[],
): Workflow<void> {
  const tools = holders.filter(({ owner }) => owner.kind === "tool-lease");
  if (tools.length === 0) return;
  const sentence = `${by.name} (${by.id}) broke the lease on ${nameOf(resourceId)}: ${reason}`;
  yield* all(
    context,
    tools.map(({ owner }) =>
      entity("toolLease", owner.operationId, "end", {
        ownerId: owner.id,
        status: "lost",
        sentence,
        inTheWay: null,
        at: now(context),
      }),
    ),
  );
}

/** By the newest of its grants. */
function eachOnce(holders: readonly LeaseHolderView[]): readonly LeaseHolderView[] {
  const byOwner = new Map<string, LeaseHolderView>();
  for (const holder of holders) {
    const known = byOwner.get(holder.owner.id);
    if (known === undefined || known.fencing < holder.fencing) byOwner.set(holder.owner.id, holder);
  }
  return [...byOwner.values()];
}
