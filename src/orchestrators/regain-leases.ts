// Queues again for leases that were lost. What was open when they went is followed to its end, by the
// holder in between or as an inheritance here, so afterwards nothing of this operation is at work.

import { addMs, laterOf } from "../domain/instant.ts";
import type { Workflow } from "../platform/durable.ts";
import { acquireLeases } from "./acquire-leases.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** Whether they are held again. Where something has to be put back it is waited past the deadline. */
export function* regainLeases(run: OperationRun): Workflow<boolean> {
  const { deadlineAt } = run.request;
  const until = run.hasSent ? laterOf(deadlineAt, addMs(run.now, limits.regainMs)) : deadlineAt;
  run.note("queueing-again", "Queueing again for the lease that was lost.");
  for (let round = 0; round < limits.replansMax; round += 1) {
    const acquired = yield* acquireLeases(run, run.askedLeases, until);
    switch (acquired.kind) {
      case "held":
        run.openSteps = [];
        return true;
      case "ended":
        run.leaseGone = true;
        return false;
      case "lease-lost":
        run.leases = [];
    }
  }
  run.leaseGone = true;
  return false;
}
