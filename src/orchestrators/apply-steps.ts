// Carries out the steps of a plan, one after another; none is begun before the effect of the one
// before it has been read.

import type { Step } from "../domain/plan.ts";
import type { Workflow } from "../platform/durable.ts";
import type { OperationRun } from "./operation-run.ts";
import { runStep } from "./run-step.ts";
import { forwardTask } from "./step-task.ts";
import type { StepResult } from "./step-task.ts";

/** `done` once all steps are; else what the step came to that was not. */
export function* applySteps(run: OperationRun, steps: readonly Step[]): Workflow<StepResult> {
  for (const step of steps) {
    const result = yield* runStep(run, forwardTask(step));
    if (result.kind !== "done") return result;
  }
  return { kind: "done", already: false };
}
