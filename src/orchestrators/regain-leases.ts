// Queues again for leases of which one was lost: what is left of them is given back first, then all are
// taken anew in their order. What was open when they went is followed to its end, by the holder in
// between or as an inheritance here, so afterwards nothing of this operation is at work.

import type { Workflow } from "../platform/durable.ts";
import { acquireLeases } from "./acquire-leases.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** Whether they are held again. A fresh history is only had for it as long as nothing was sent. */
export function* regainLeases(run: OperationRun): Workflow<"held" | "gone" | "fresh-history"> {
  run.note("queueing-again", "Queueing again for the leases, of which one was lost.");
  for (let round = 0; round < limits.replansMax; round += 1) {
    const acquired = yield* acquireLeases(run, run.claims);
    switch (acquired.kind) {
      case "held":
        run.openSteps = [];
        return "held";
      case "ended":
        run.leaseGone = true;
        return "gone";
      case "fresh-history":
        return "fresh-history";
      case "lease-lost":
    }
  }
  run.leaseGone = true;
  return "gone";
}
