// Gives a tool's lease back, or takes it out of the queues while it waits. The record says so first, so
// that whoever still waits for the tool sees it; then everything goes, also what a repetition finds.

import type { ReleaseLeaseEnd, ReleaseLeaseInput } from "../contracts/tool-lease-messages.ts";
import { call, entity, now } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { giveBack } from "./give-back.ts";

export function* releaseLease(
  context: OrchestrationContext,
  { leaseId, principalId, tokenHash }: ReleaseLeaseInput,
): Workflow<ReleaseLeaseEnd> {
  const command = { principalId, tokenHash, at: now(context) };
  const answer = yield* call(context, entity("toolLease", leaseId, "release", command));
  if (answer.kind !== "over") return answer;
  yield* giveBack(context, answer.holdings);
  return { kind: "over" };
}
