// Carries a plan out under its leases. It is planned again there, because only now can nothing of ours
// change the machine any more, and as often afterwards as the machine turns out not to be as planned.

import type { Plan } from "../domain/plan.ts";
import { resourceKey } from "../domain/resource-id.ts";
import type { Workflow } from "../platform/durable.ts";
import { acquireLeases, inCanonicalOrder } from "./acquire-leases.ts";
import { applySteps } from "./apply-steps.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";
import { makePlan } from "./make-plan.ts";
import { nameOf } from "./operation-run.ts";
import type { OperationRun } from "./operation-run.ts";
import { leaseLost, putBack, timeOut } from "./put-back.ts";
import { regainLeases } from "./regain-leases.ts";
import { releaseLeases } from "./release-leases.ts";

type StepsPlan = Plan & { readonly kind: "steps" };
type Round = { readonly kind: "ended"; readonly ending: Ending } | { readonly kind: "again" };

export function* carryOut(run: OperationRun, first: readonly string[]): Workflow<Ending> {
  let wanted = first;
  for (let round = 0; round < limits.replansMax; round += 1) {
    const acquired = yield* acquireLeases(run, wanted, run.request.deadlineAt);
    if (acquired.kind === "ended") return yield* putBack(run, acquired.ending);
    if (acquired.kind === "lease-lost" && !(yield* regainLeases(run))) return leaseLost(run);
    const planned = yield* makePlan(run);
    if (planned.kind === "ended") return yield* endPlanned(run, planned.ending);
    if (planned.kind === "lease-lost") {
      if (yield* regainLeases(run)) continue;
      return leaseLost(run);
    }
    if (!isSameSet(planned.plan.writes, wanted)) {
      if (run.hasSent) return yield* putBack(run, otherResources(run));
      wanted = planned.plan.writes;
      run.note("leases-changed", "The plan writes other resources now; the leases are taken anew.");
      yield* releaseLeases(run);
      continue;
    }
    const result = yield* apply(run, planned.plan);
    if (result.kind === "ended") return result.ending;
  }
  return yield* putBack(run, plannedTooOften(run));
}

function* apply(run: OperationRun, plan: StepsPlan): Workflow<Round> {
  const applied = yield* applySteps(run, plan.steps);
  switch (applied.kind) {
    case "done":
      return { kind: "ended", ending: succeeded(run) };
    case "re-plan":
      return { kind: "again" };
    case "stopped":
      return { kind: "ended", ending: yield* putBack(run, applied.ending) };
    case "out-of-time":
      return { kind: "ended", ending: yield* timeOut(run, null) };
    case "still-running":
      return { kind: "ended", ending: yield* timeOut(run, applied.running) };
    case "lease-lost":
      if (yield* regainLeases(run)) return { kind: "again" };
      return { kind: "ended", ending: leaseLost(run) };
  }
}

/** What there was to do may have been done by a step whose answer was lost. */
function* endPlanned(run: OperationRun, ended: Ending): Workflow<Ending> {
  if (ended.outcome === "nothing-to-do" && run.hasSent) return succeeded(run);
  return yield* putBack(run, ended);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const keys = (ids: readonly string[]): string =>
    inCanonicalOrder(ids).map(resourceKey).join("\n");
  return keys(one) === keys(other);
}

function succeeded(run: OperationRun): Ending {
  const { target } = run.request;
  const state =
    run.seen === null ? "" : `: size ${run.seen.size}, PowerState/${run.seen.powerState}`;
  return ending("succeeded", `${nameOf(target)} is as it was asked for${state}.`);
}

function otherResources(run: OperationRun): Ending {
  return ending(
    "conflict",
    `${nameOf(run.request.target)} has changed so that other resources would have to be written than those that are held.`,
    { class: "lifecycle-state", nextAction: "Send it again." },
  );
}

function plannedTooOften(run: OperationRun): Ending {
  return ending(
    "conflict",
    `${nameOf(run.request.target)} was not as planned ${limits.replansMax} times in a row: somebody else keeps changing it.`,
    {
      class: "concurrent-operation",
      nextAction: "Find out in the Activity Log who changes it, then send the request again.",
    },
  );
}
