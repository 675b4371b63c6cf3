// Takes the leases, reads and plans under them, and carries the plan out: only under its leases nothing
// of ours can change the machine any more. What the target's ID tells is held before anything is read;
// where the plan names more, everything is given back and the whole set taken anew. It is planned again
// as often as the machine turns out not to be as planned.

import type { Plan } from "../domain/plan.ts";
import type { Workflow } from "../platform/durable.ts";
import { acquireLeases } from "./acquire-leases.ts";
import { applySteps } from "./apply-steps.ts";
import { awaitCapacity } from "./await-capacity.ts";
import type { CapacityAwaited } from "./await-capacity.ts";
import { awaitLock, noteLocksGone } from "./await-lock.ts";
import type { LockAwaited, MetLock } from "./await-lock.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";
import { makePlan } from "./make-plan.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";
import { leaseLost, putBack, timeOut } from "./put-back.ts";
import { regainLeases } from "./regain-leases.ts";
import type { StepWaits } from "./step-task.ts";

export type CarriedOut =
  | { readonly kind: "ended"; readonly ending: Ending }
  /** The next generation keeps what is held and its place in the queue. */
  | { readonly kind: "fresh-history" };

type Round = CarriedOut | { readonly kind: "again" };

export function* carryOut(run: OperationRun): Workflow<CarriedOut> {
  for (let round = 0; round < limits.replansMax; round += 1) {
    const result = yield* carryOutOnce(run);
    if (result.kind !== "again") return result;
  }
  return { kind: "ended", ending: yield* putBack(run, plannedTooOften(run)) };
}

function* carryOutOnce(run: OperationRun): Workflow<Round> {
  const { lockWait } = run;
  if (lockWait !== null && !lockWait.isGone && !run.hasSent) {
    return yield* waitForLock(run, { by: "plan", locks: lockWait.locks });
  }
  const acquired = yield* acquireLeases(run, run.claims);
  switch (acquired.kind) {
    case "held":
      break;
    case "fresh-history":
      return acquired;
    case "ended":
      return { kind: "ended", ending: yield* putBack(run, acquired.ending) };
    case "lease-lost":
      return yield* againIfRegained(run);
  }
  const planned = yield* makePlan(run);
  switch (planned.kind) {
    case "ended":
      return { kind: "ended", ending: yield* endPlanned(run, planned.ending) };
    case "lease-lost":
      return yield* againIfRegained(run);
    case "locked":
      return yield* waitForLock(run, { by: "plan", locks: planned.locks });
    case "steps":
      noteLocksGone(run);
      if (run.leases.covers(planned.claims)) return yield* apply(run, planned.plan);
      run.claims = planned.claims;
      run.note("leases-changed", "The plan touches more than is held; all leases are taken anew.");
      yield* run.leases.release();
      return { kind: "again" };
  }
}

function* apply(run: OperationRun, plan: Plan & { readonly kind: "steps" }): Workflow<Round> {
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
      return yield* againIfRegained(run);
    case "waits":
      if (applied.for === "capacity") return yield* waitForCapacity(run, applied);
      return yield* waitForLock(run, { ...applied, by: "step" });
  }
}

/** As long as nothing was sent, others need not wait for it: the turn alone is kept. Afterwards it is planned
 * again, in a generation of its own, so that a wait of days does not make a history long. */
function* waitForLock(run: OperationRun, met: MetLock): Workflow<Round> {
  if (!run.hasSent) yield* run.leases.release();
  return yield* afterWait(run, yield* awaitLock(run, met, limits.lockLooksPerGeneration));
}

function* waitForCapacity(run: OperationRun, waits: StepWaits): Workflow<Round> {
  if (!run.hasSent) yield* run.leases.release();
  return yield* afterWait(run, yield* awaitCapacity(run, waits));
}

function* afterWait(run: OperationRun, awaited: LockAwaited | CapacityAwaited): Workflow<Round> {
  switch (awaited.kind) {
    case "gone":
    case "looked-enough":
    case "try-again":
      return { kind: "fresh-history" };
    case "ended":
      return { kind: "ended", ending: yield* putBack(run, awaited.ending) };
    case "lease-lost":
      return yield* againIfRegained(run);
  }
}

function* againIfRegained(run: OperationRun): Workflow<Round> {
  switch (yield* regainLeases(run)) {
    case "held":
      return { kind: "again" };
    case "gone":
      return { kind: "ended", ending: leaseLost(run) };
    case "fresh-history":
      return { kind: "fresh-history" };
  }
}

/** What there was to do may have been done by a step whose answer was lost. */
function* endPlanned(run: OperationRun, ended: Ending): Workflow<Ending> {
  if (ended.outcome === "nothing-to-do" && run.hasSent) return succeeded(run);
  return yield* putBack(run, ended);
}

function succeeded(run: OperationRun): Ending {
  const { target } = run.request;
  const state =
    run.seen === null ? "" : `: size ${run.seen.size}, PowerState/${run.seen.powerState}`;
  return ending("succeeded", `${nameOf(target)} is as it was asked for${state}.`);
}

function plannedTooOften(run: OperationRun): Ending {
  const { lastVerdict } = run;
  const last = lastVerdict === null ? "" : ` The last refusal: ${lastVerdict.sentence}`;
  return ending(
    "conflict",
    `${nameOf(run.request.target)} was not as planned ${limits.replansMax} times in a row: somebody else keeps changing it.${last}`,
    {
      class: "concurrent-operation",
      nextAction: "Find out in the Activity Log who changes it, then send the request again.",
    },
  );
}
