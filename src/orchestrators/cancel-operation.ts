// Notes in an operation's record that it is to stop, and wakes it where it waits. The record is the
// truth: an operation that is not reached by the event finds it there when it asks next.

import type { CancelInput } from "../contracts/cancel-messages.ts";
import type { RecordAnswers } from "../contracts/operation-record-messages.ts";
import { call, entity, now } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { wake } from "./wake.ts";

export function* cancelOperation(
  context: OrchestrationContext,
  { operationId, by, waitEvent }: CancelInput,
): Workflow<RecordAnswers["cancel"]> {
  const command = { by, at: now(context) };
  const answer = yield* call(context, entity("operationRecord", operationId, "cancel", command));
  if (answer.kind === "cancelling" && waitEvent !== null) {
    yield* wake(context, [{ instanceId: operationId, eventName: waitEvent }]);
  }
  return answer;
}
