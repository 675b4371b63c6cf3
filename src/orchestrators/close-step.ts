// The end of a step: what it came to stands in the report and the timeline, and the note of its write
// is taken out of the leases once nothing of it can be running any more.

import { all, entity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import type { OperationRun } from "./operation-run.ts";
import type { StepResult, StepTask } from "./step-task.ts";

export function* closeStep(
  run: OperationRun,
  task: StepTask,
  result: StepResult,
): Workflow<StepResult> {
  switch (result.kind) {
    case "done":
      run.reportStep(task, { result: result.already ? "already" : "done" });
      run.say("step-done", sayDone(task, result.already), task.id);
      break;
    case "re-plan":
      run.reportStep(task, { result: "failed" });
      run.say("re-planning", `The machine is not as planned: ${result.why}.`, task.id);
      break;
    case "stopped":
      if (result.ending.outcome === "cancelled" && !run.isSent(task.step.id)) {
        run.reportStep(task, { result: "skipped" });
        run.say("cancelled", result.ending.sentence, task.id);
        break;
      }
      run.reportStep(task, { result: "failed" });
      run.say("step-failed", result.ending.sentence, task.id);
      break;
    case "out-of-time":
      run.reportStep(task, { result: "failed" });
      run.say("out-of-time", `There is no time left for "${task.title}".`, task.id);
      break;
    case "still-running":
      if (task.phase === "undo" || run.isSent(task.step.id)) {
        run.say("out-of-time", `Time is over and "${task.title}" is still running.`, task.id);
        return result;
      }
      run.reportStep(task, { result: "skipped" });
      run.say("out-of-time", "Time is over and somebody else is still at work.", task.id);
      return result;
    case "waits":
      run.reportStep(task, { result: "failed" });
      run.say("step-waits", `"${task.title}" is tried again later.`, task.id);
      break;
    case "lease-lost":
      return result;
  }
  yield* noteEnded(run, task);
  return result;
}

/** Where a child followed the write to its end it has noted that already. */
function* noteEnded(run: OperationRun, task: StepTask): Workflow<void> {
  if (!run.openSteps.includes(task.id)) return;
  const { held } = run.leases;
  if (held.length === 0) return;
  yield* all(
    run.context,
    held.map(({ key, fencing }) =>
      entity("resourceLease", key, "noteEnded", {
        ownerId: run.owner.id,
        fencing,
        at: run.now,
        stepId: task.id,
      }),
    ),
  );
  run.closed(task.id);
}

function sayDone(task: StepTask, already: boolean): string {
  return already
    ? `"${task.title}": it was so already when it was to be sent.`
    : `"${task.title}" is done and its effect was read back.`;
}
