// Puts back what was taken apart: the undo of every step that was or may have been sent, newest first,
// each with its own budget and each verified. An undo accepts that there is nothing to undo, because
// it reads before it sends. One that fails does not keep the others from being tried; what it leaves
// behind is told with the commands for a person.

import { addMs } from "../domain/instant.ts";
import type { Workflow } from "../platform/durable.ts";
import { awaitLock } from "./await-lock.ts";
import { follow } from "./follow.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { regainLeases } from "./regain-leases.ts";
import { runStep } from "./run-step.ts";
import { undoTasks } from "./step-task.ts";
import type { StepResult, StepTask } from "./step-task.ts";

export interface Undone {
  /** What could not be put back, a sentence each. */
  readonly leftBehind: readonly string[];
  readonly commands: readonly string[];
  /** Why some steps have no undo. */
  readonly kept: readonly string[];
}

export function* undoSteps(run: OperationRun): Workflow<Undone> {
  let undone: Undone = { leftBehind: [], commands: [], kept: [] };
  for (const step of run.sent.toReversed()) {
    const { undo } = step;
    if (undo.kind === "none") {
      run.note("not-undone", `"${step.title}" is not undone: ${undo.reason}`, step.id);
      undone = { ...undone, kept: [...undone.kept, undo.reason] };
      continue;
    }
    for (const task of undoTasks(step)) {
      const problem = yield* undoStep(run, task);
      if (problem === null) continue;
      undone = {
        ...undone,
        leftBehind: [...undone.leftBehind, `${task.title}: ${problem}`],
        commands: [...undone.commands, ...task.undoCommands],
      };
    }
  }
  return undone;
}

/** Null when it is undone or there was nothing to undo, else why it is not. */
function* undoStep(run: OperationRun, task: StepTask): Workflow<string | null> {
  for (let round = 0; round < limits.replansMax; round += 1) {
    if (run.leases.held.length === 0 && (run.leaseGone || (yield* regainLeases(run)) !== "held")) {
      return "the lease was lost, so nothing more was sent";
    }
    const result = yield* runStep(run, task);
    const verdict = yield* afterTry(run, task, result);
    if (verdict.kind === "ended") return verdict.problem;
  }
  return "it was given up";
}

type AfterTry =
  | { readonly kind: "ended"; readonly problem: string | null }
  | { readonly kind: "again" };

function* afterTry(run: OperationRun, task: StepTask, result: StepResult): Workflow<AfterTry> {
  switch (result.kind) {
    case "done":
      return { kind: "ended", problem: null };
    case "lease-lost":
      return { kind: "again" };
    case "stopped":
      // Where the machine itself is gone there is nothing left to put back.
      return { kind: "ended", problem: result.targetGone ? null : result.ending.sentence };
    case "re-plan":
      return { kind: "ended", problem: result.why };
    case "waits": {
      const { verdict } = result;
      const met = { by: "step", stepId: task.id, verdict } as const;
      const awaited = yield* awaitLock(run, met, limits.lockLooksOfUndo);
      if (awaited.kind === "gone" || awaited.kind === "lease-lost") return { kind: "again" };
      return { kind: "ended", problem: verdict.sentence };
    }
    case "out-of-time":
      return { kind: "ended", problem: "its time was over before it succeeded" };
    case "still-running": {
      const { running } = result;
      const followed = yield* follow(run, {
        ...running,
        writeKind: task.write.kind,
        after: task.after,
        until: addMs(run.now, limits.followOnMs),
      });
      if (followed.kind === "still-running") {
        return { kind: "ended", problem: "it is still running in Azure" };
      }
      return { kind: "again" };
    }
  }
}
