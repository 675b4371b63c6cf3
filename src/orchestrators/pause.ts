// Pauses in which an operation waits for something that nobody announces: the leases that it holds are kept
// alive, and a wish to stop is heard at once.

import { addMs, earlierOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { call, waitForEvent } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { mayGoOn } from "./cancelling.ts";
import type { Stop } from "./cancelling.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** A host may wake a timer so much too early. */
const wakesEarlyMs = 1_000;

/** `show` is called whenever there is a new event that wakes it, for the event is told with what is shown.
 * Whether it is still wanted is asked where the event came; a lost one is made up for
 * by whatever is asked after the pause. */
export function* pauseUnlessStopped(
  run: OperationRun,
  until: Instant,
  show: () => void,
): Workflow<"over" | "lost" | Stop> {
  while (msBetween(run.now, until) >= wakesEarlyMs) {
    const slice =
      run.leases.held.length === 0 ? until : earlierOf(until, addMs(run.now, limits.pauseMs));
    const waitEvent = run.waitName("pause");
    show();
    const woken = yield* waitForEvent(run.context, waitEvent, slice);
    if (woken === "raised") {
      const sign = yield* call(run.context, mayGoOn(run));
      if (sign.kind === "stop") return sign;
    }
    if ((yield* run.leases.keep()) === "lost") return "lost";
  }
  return "over";
}
