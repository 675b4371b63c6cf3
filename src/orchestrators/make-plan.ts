// Reads the machine and plans, as often as it takes: again when somebody was at work on it and has
// ended, again when it could not be read for a while. A dry run plans under the turn alone, everything
// else under the leases.

import type { PlanOperationAnswer, Unreadable } from "../contracts/activity-messages.ts";
import type { LeaseClaim } from "../contracts/lease-messages.ts";
import { addMs, earlierOf, isBefore, laterOf } from "../domain/instant.ts";
import { nothingButLocks } from "../domain/lock-blocker.ts";
import type { LockObservation } from "../domain/observation.ts";
import type { Blocker, Plan } from "../domain/plan.ts";
import type { Verdict } from "../domain/verdict.ts";
import { activity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import { askUnlessStopped, cancelledBy } from "./cancelling.ts";
import { ending, refusedWith, stoppedBy } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { follow } from "./follow.ts";
import type { Kept } from "./lease-set.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";

export type Planned =
  | {
      readonly kind: "steps";
      readonly plan: Plan & { readonly kind: "steps" };
      /** What must be held for it. */
      readonly claims: readonly LeaseClaim[];
    }
  /** Nothing stands in the way but locks, and the request waits for their removal. */
  | { readonly kind: "locked"; readonly locks: readonly LockObservation[] }
  | { readonly kind: "ended"; readonly ending: Ending }
  | { readonly kind: "lease-lost" };

type Round = Planned | { readonly kind: "again" };

export function* makePlan(run: OperationRun): Workflow<Planned> {
  run.show("planning", `Reading ${nameOf(run.request.target)} and planning.`);
  for (let round = 0; round < limits.planRoundsMax; round += 1) {
    const result = yield* planOnce(run, round);
    if (result.kind !== "again") return result;
  }
  return {
    kind: "ended",
    ending: ending(
      "busy",
      `${nameOf(run.request.target)} was found busy or unreadable ${limits.planRoundsMax} times in a row.`,
      { nextAction: "Find out who keeps it busy, then send the request again." },
    ),
  };
}

function* planOnce(run: OperationRun, round: number): Workflow<Round> {
  if ((yield* run.leases.keep()) === "lost") return { kind: "lease-lost" };
  const planning = activity("planOperation", {
    request: run.request,
    ...(run.hasSent && run.found !== null ? { found: run.found } : {}),
    ...(run.refusedSteps.length > 0 ? { refused: run.refusedSteps } : {}),
  });
  const asked = yield* askUnlessStopped(run, planning, round === 0);
  if (asked.kind === "stop") {
    return { kind: "ended", ending: cancelledBy(run, asked.cancelled) };
  }
  const { answer } = asked;
  switch (answer.kind) {
    case "refused":
      run.say("refused", answer.verdict.sentence);
      return { kind: "ended", ending: refusedToShow(answer.verdict) };
    case "unreadable":
      return yield* waitForReadable(run, answer, round);
    case "planned":
      run.seePlan(answer.plan);
      return yield* weigh(run, answer);
  }
}

function* weigh(
  run: OperationRun,
  { plan, claims }: PlanOperationAnswer & { readonly kind: "planned" },
): Workflow<Round> {
  switch (plan.kind) {
    case "steps":
      run.note("planned", sayPlan(plan));
      if (run.request.dryRun) return { kind: "ended", ending: ending("planned", sayPlan(plan)) };
      return { kind: "steps", plan, claims };
    case "nothing-to-do":
      run.note("planned", plan.sentence);
      return { kind: "ended", ending: ending("nothing-to-do", plan.sentence) };
    case "blocked": {
      const { onLock, dryRun } = run.request;
      const locks = onLock === "wait" && !dryRun ? nothingButLocks(plan.blockers) : null;
      if (locks !== null) return { kind: "locked", locks };
      run.note("refused", plan.blockers.map((blocker) => blocker.sentence).join(" "));
      return { kind: "ended", ending: refusedWith(plan.blockers) };
    }
    case "wait":
      if (run.request.dryRun) return { kind: "ended", ending: ending("planned", plan.sentence) };
      return yield* waitForOthers(run, plan);
  }
}

/** Somebody is at work on the machine. Nothing is known of it but what the machine shows. */
function* waitForOthers(
  run: OperationRun,
  plan: Plan & { readonly kind: "wait" },
): Workflow<Round> {
  const { deadlineAt } = run.request;
  if (run.rejects) {
    const sentence = `${plan.sentence} The request asked not to wait.`;
    return { kind: "ended", ending: busyInAzure(run, sentence) };
  }
  run.note("waiting-for-azure", plan.sentence);
  run.show("waiting-for-azure", plan.sentence);
  const followed = yield* follow(run, {
    stepId: "others",
    address: null,
    writeKind: null,
    after: plan.until,
    startedAt: run.now,
    until: deadlineAt,
    stoppable: !run.hasSent,
  });
  switch (followed.kind) {
    case "ended":
      run.note("azure-settled", `Nothing is at work on ${nameOf(run.request.target)} any more.`);
      return { kind: "again" };
    case "lease-lost":
      return { kind: "lease-lost" };
    case "stopped":
      return { kind: "ended", ending: cancelledBy(run, followed.cancelled) };
    case "still-running": {
      const sentence = `The deadline passed while somebody else was at work: ${plan.sentence}`;
      return { kind: "ended", ending: busyInAzure(run, sentence) };
    }
  }
}

/** Waits for as long as Azure asked, longer each time, and never past the deadline. */
function* waitForReadable(run: OperationRun, answer: Unreadable, round: number): Workflow<Round> {
  const { deadlineAt } = run.request;
  run.say("unreadable", answer.sentence);
  if (!isBefore(run.now, deadlineAt)) {
    const sentence = `The deadline passed and ${nameOf(run.request.target)} could not be read: ${answer.sentence}`;
    return { kind: "ended", ending: ending("timed-out", sentence) };
  }
  const pauseMs = Math.min(limits.unreadableFirstMs * 2 ** round, limits.unreadableLastMs);
  const until = earlierOf(laterOf(answer.retryAt, addMs(run.now, pauseMs)), deadlineAt);
  return roundAfter(yield* run.leases.pauseUntil(until));
}

function roundAfter(kept: Kept): Round {
  return kept === "lost" ? { kind: "lease-lost" } : { kind: "again" };
}

/** Before anything was sent somebody else is in the way; afterwards time has run out. */
function busyInAzure(run: OperationRun, sentence: string): Ending {
  return run.hasSent
    ? ending("timed-out", sentence)
    : ending("busy", sentence, {
        nextAction: "Send it again later, or with a later deadline.",
        busyWith: busyWithOf(run.request.target, null, 0),
      });
}

function refusedToShow(verdict: Verdict): Ending {
  const blocker: Blocker = {
    class: verdict.class,
    rule: "azure-refused-to-show",
    sentence: verdict.sentence,
    nextAction: verdict.nextAction,
    mustAccept: [],
  };
  const stopped = stoppedBy(verdict);
  // What is not there cannot be worked on, and the request is what names it.
  const outcome = verdict.class === "not-found" ? "refused" : stopped.outcome;
  return { ...stopped, outcome, blockers: [blocker] };
}

function sayPlan(plan: Plan & { readonly kind: "steps" }): string {
  const steps = plan.steps.map((step) => step.title).join("; ");
  return `${plan.steps.length === 1 ? "One step" : `${plan.steps.length} steps`}: ${steps}. ${plan.downtime.why}`;
}
