// Stopping at somebody's wish. The wish stands in the operation's record; an event only brings the next
// question forward. It is asked for together with what is asked anyway: from the second time on where
// the operation waits, and before each write. What was sent by then is followed to its end and put back.

import type { Cancellation, MayGoOn } from "../contracts/operation-record-messages.ts";
import { all, call, entity } from "../platform/durable.ts";
import type { Call, Workflow } from "../platform/durable.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import type { OperationRun } from "./operation-run.ts";

export type Stop = MayGoOn & { readonly kind: "stop" };

/** Whether the operation is still wanted. */
export function mayGoOn(run: OperationRun): Call<MayGoOn> {
  return entity("operationRecord", run.request.operationId, "mayGoOn", { at: run.now });
}

/** Makes a call of an operation that waits; from the second time on with the question beside it. */
export function* askUnlessStopped<T>(
  run: OperationRun,
  one: Call<T>,
  isFirst: boolean,
): Workflow<{ readonly kind: "answered"; readonly answer: T } | Stop> {
  // What was sent has to be put back, so whoever has sent something asks before its next write only.
  if (isFirst || run.hasSent) {
    return { kind: "answered", answer: yield* call(run.context, one) };
  }
  const [answer, sign] = yield* all(run.context, [one, mayGoOn(run)]);
  return sign.kind === "stop" ? sign : { kind: "answered", answer };
}

export function cancelledBy(run: OperationRun, { by }: Cancellation): Ending {
  const sentence = `${by.name} has cancelled the operation.`;
  return ending("cancelled", run.hasSent ? sentence : `${sentence} Nothing had been sent.`);
}
