// What the caller is told: an ending together with what the run has seen and done.

import type { OperationReport } from "../domain/outcome.ts";
import type { Ending } from "./ending.ts";
import type { OperationRun } from "./operation-run.ts";

export function reportOf(run: OperationRun, ended: Ending): OperationReport {
  return {
    outcome: ended.outcome,
    sentence: ended.sentence,
    class: ended.class,
    nextAction: ended.nextAction,
    blockers: ended.blockers,
    before: run.found,
    after: run.seen,
    plan: run.plan,
    steps: run.steps,
    leftBehind: ended.leftBehind,
    commands: ended.commands,
    joined: null,
    ...(ended.busyWith === undefined ? {} : { busyWith: ended.busyWith }),
    timeline: run.timeline,
    endedAt: run.now,
  };
}
