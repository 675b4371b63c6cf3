// Under which IDs an activity reads: the operation's correlation ID, and a client request ID by which
// a read can be found in Azure's own logs and told from the writes.

import { clientRequestIdOf } from "../contracts/client-request-id.ts";
import type { RequestContext } from "../contracts/ports.ts";
import type { Instant } from "../domain/instant.ts";

export function readContext(
  operation: { readonly operationId: string; readonly correlationId: string },
  read: { readonly purpose: "look" | "plan" | "submit"; readonly now: Instant },
): RequestContext {
  const { operationId, correlationId } = operation;
  // No step's ID has a space, so no write's ID can be the same.
  const stepId = `read to ${read.purpose} at ${read.now}`;
  return {
    correlationId,
    clientRequestId: clientRequestIdOf({ operationId, stepId, attempt: 0, fencing: 0 }),
  };
}
