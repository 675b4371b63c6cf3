// Gives back leases from outside the execution that took them: those of a tool that is done, of a start
// that is dead, of a grant that is lost in part.

import type { ToolHoldings } from "../contracts/tool-lease-messages.ts";
import { epochMsOf } from "../domain/instant.ts";
import { all, entity, now } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { wake } from "./wake.ts";

/** Ahead of every command that the owner's own execution, numbering by the same clock, has under way:
 * what arrives late does not take back what is given back here. */
const aheadMs = 60_000;

/** Also leaves the queues, and wakes whoever comes next. Harmless where nothing is held. */
export function* giveBack(
  context: OrchestrationContext,
  { ownerIds, claims }: ToolHoldings,
): Workflow<void> {
  const at = now(context);
  const commandId = epochMsOf(at) + aheadMs;
  const releases = ownerIds.flatMap((ownerId) =>
    claims.map(({ key }) => entity("resourceLease", key, "release", { ownerId, commandId, at })),
  );
  if (releases.length === 0) return;
  const answers = yield* all(context, releases);
  yield* wake(
    context,
    answers.flatMap((answer) => answer.wake),
  );
}
