// One operation from its claim to its outcome: claim the record, take the turn, take the leases, read
// and plan under them, apply the steps, put back what failed, give everything back, tell the outcome.
// One orchestrator per kind is registered, all with this body.
//
// O1. Whatever happens between claim and end, what is held is given back or left to run out with the
//     addresses of what is open, and the record gets an outcome.
// O2. An unexpected fault ends as `stuck` when something may have been sent, else as `failed`; it never
//     ends the instance as Failed, which would keep the turn.

import type { OperationRequest } from "../domain/operation-request.ts";
import type { OperationReport } from "../domain/outcome.ts";
import { continueAsNew } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { carryOut } from "./carry-out.ts";
import { claimRecord } from "./claim-record.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { finish } from "./finish.ts";
import { limits } from "./limits.ts";
import { makePlan } from "./make-plan.ts";
import { nextGeneration } from "./next-generation.ts";
import { OperationRun } from "./operation-run.ts";
import { brokenBy } from "./put-back.ts";
import { reportOf } from "./report.ts";
import { takeTurn } from "./take-turn.ts";
import { tellJoined } from "./tell-joined.ts";

/** Answers undefined in a generation that continues as new. */
export function* runOperation(
  context: OrchestrationContext,
  request: OperationRequest,
): Workflow<OperationReport | undefined> {
  const run = new OperationRun(context, request);
  const course = yield* operateOrBreak(run);
  switch (course.kind) {
    case "not-ours":
      run.show("ended", course.report.sentence);
      return course.report;
    case "fresh-history":
      continueAsNew(context, nextGeneration(run));
      return undefined;
    case "joined":
      return yield* finish(run, () => course.report);
    case "ended":
      // Every other end has said what led to it.
      if (course.ending.outcome === "busy" && !run.hasSent)
        run.note("busy", course.ending.sentence);
      return yield* finish(run, () => reportOf(run, course.ending));
  }
}

type Course =
  | { readonly kind: "not-ours"; readonly report: OperationReport }
  | { readonly kind: "fresh-history" }
  | { readonly kind: "joined"; readonly report: OperationReport }
  | { readonly kind: "ended"; readonly ending: Ending };

/** O2. */
function* operateOrBreak(run: OperationRun): Workflow<Course> {
  try {
    return yield* operate(run);
  } catch (thrown) {
    const broken = brokenBy(run, thrown);
    run.note("fault", broken.sentence);
    return { kind: "ended", ending: broken };
  }
}

function* operate(run: OperationRun): Workflow<Course> {
  const claim = yield* claimRecord(run);
  if (claim.kind === "not-ours") return claim;
  const turn = yield* takeTurnOrJoin(run);
  if (turn.kind === "fresh-history") return turn;
  // What an earlier execution may have sent is finished or put back in any case, without the turn if
  // it does not come in time: the turn orders, it is the lease that protects.
  if (turn.kind !== "ours" && !run.hasSent) return turn;
  if (!run.request.dryRun) return yield* carryOut(run);
  // A plan alone disturbs nobody, so it is made without leases.
  const planned = yield* makePlan(run);
  if (planned.kind === "ended") return planned;
  throw new Error("A dry run came to steps that were to be carried out.");
}

function* takeTurnOrJoin(run: OperationRun): Workflow<{ readonly kind: "ours" } | Course> {
  for (let round = 0; round < limits.replansMax; round += 1) {
    const turn = yield* takeTurn(run);
    if (turn.kind !== "joined") return turn;
    const joined = yield* tellJoined(run, turn.operationId);
    switch (joined.kind) {
      case "told":
        return { kind: "joined", report: joined.report };
      case "fresh-history":
        return joined;
      case "gone":
        run.note("not-joined", "The operation that was to be joined is gone; asking again.");
    }
  }
  const sentence = "The operations that were to be joined were gone each time.";
  return { kind: "ended", ending: ending("busy", sentence, { nextAction: "Send it again." }) };
}
