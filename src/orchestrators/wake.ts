// Wakes whoever comes next. It is an activity of its own, because it is then in the history and is tried
// again where it could not be delivered; should it be lost all the same, the waiter's timer makes up
// for it. So whoever wakes others goes on in any case.

import type { WakeTarget } from "../contracts/lease-messages.ts";
import { addMs } from "../domain/instant.ts";
import { activity, call, logOnce, now, sleepUntil } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";

export function* wake(
  context: OrchestrationContext,
  targets: readonly WakeTarget[],
): Workflow<void> {
  if (targets.length === 0) return;
  try {
    for (let tries = 0; tries < limits.wakesMax; tries += 1) {
      if (tries > 0) yield* sleepUntil(context, addMs(now(context), limits.wakePauseMs));
      const delivered = yield* call(context, activity("wakeWaiters", { targets }));
      if (delivered >= targets.length) return;
    }
  } catch {
    // The call has logged why.
    logOnce(context, "Waking whoever waits did not succeed.");
  }
}
