// Gives whoever sends the request of a lease again a token of its own: the answer to its first try may
// have been lost, and with it the only copy of the token.

import type { AdmitToLeaseEnd, AdmitToLeaseInput } from "../contracts/tool-lease-messages.ts";
import { addMs } from "../domain/instant.ts";
import { call, entity, now, sleepUntil } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";

/** A lease that is being started by another request is claimed in a moment. */
export function* admitToLease(
  context: OrchestrationContext,
  { leaseId, ...proof }: AdmitToLeaseInput,
): Workflow<AdmitToLeaseEnd> {
  for (let asks = 1; ; asks += 1) {
    const { kind } = yield* call(
      context,
      entity("toolLease", leaseId, "admit", { ...proof, at: now(context) }),
    );
    if (kind !== "unknown-lease" || asks >= limits.admitAsksMax) return { kind };
    yield* sleepUntil(context, addMs(now(context), limits.admitPauseMs));
  }
}
