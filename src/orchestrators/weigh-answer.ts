// What the answer to a submission tells of whether any write of the step was ever sent (N1 of
// operation-run.ts).

import type { SubmitStepAnswer } from "../contracts/activity-messages.ts";
import type { ArmWrite } from "../domain/arm-write.ts";
import type { VmState } from "../domain/observation.ts";
import type { Step } from "../domain/plan.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { OperationRun } from "./operation-run.ts";

export function weighAnswer(run: OperationRun, step: Step, answer: SubmitStepAnswer): void {
  switch (answer.kind) {
    // What is there already may be the work of an earlier run of this very activity.
    case "accepted":
    case "already":
    case "unknown":
      return run.wasTaken(step.id);
    case "busy":
      return mayBeOurs(step.write, answer.seen) ? run.wasTaken(step.id) : run.wasNotSent(step.id);
    case "unmet":
    case "too-late":
      return run.wasNotSent(step.id);
    // Mostly it is the verdict that tells.
    case "refused":
      if (wasTaken(answer.refusal)) run.wasTaken(step.id);
      return;
    // Nothing was read: it stays in doubt.
    case "unreadable":
  }
}

/** A success whose body says that it was not done after all. */
export function wasTaken({ phase, status, operationStatus }: Refusal): boolean {
  if (phase !== "submit") return false;
  return operationStatus !== null || (status !== null && status < 300);
}

/** Whether what is at work could be this write, sent by an earlier run of the same activity whose
 * answer was lost. */
function mayBeOurs(write: ArmWrite, seen: VmState): boolean {
  if (seen.powerState === "unknown") return true;
  switch (write.kind) {
    case "vm-start":
      return seen.powerState === "starting";
    case "vm-power-off":
      return seen.powerState === "stopping";
    case "vm-deallocate":
      return seen.powerState === "deallocating" || seen.powerState === "stopping";
    case "vm-set-size":
      return seen.provisioningState.toLowerCase() === "updating";
  }
}
