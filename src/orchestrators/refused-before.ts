// A step that Azure has refused for the state of something is sent again only when something has
// changed: the same write to the same machine would be refused the same way.

import type { StateRefusal } from "../domain/carried-run.ts";
import type { VmState } from "../domain/observation.ts";
import type { Verdict } from "../domain/verdict.ts";
import { ending, stoppedBy } from "./ending.ts";
import type { StepResult } from "./step-task.ts";

export class RefusedBefore {
  /** One a step, the last. */
  refused: readonly StateRefusal[];

  constructor(refused: readonly StateRefusal[]) {
    this.refused = refused;
  }

  /** The machine is as it was seen at the refusal, or straight after it. */
  note(stepId: string, verdict: Verdict, seen: VmState | null): void {
    const others = this.refused.filter((other) => other.stepId !== stepId);
    this.refused = [...others, { stepId, verdict, seen }];
  }

  /** How it ends where the step would be sent to the machine as it was: with what is missing. */
  endingOf(stepId: string, seen: VmState | null): StepResult | null {
    const refused = this.refused.find((one) => one.stepId === stepId);
    if (refused === undefined || !isSameState(refused.seen, seen)) return null;
    const { outcome, sentence, nextAction } = stoppedBy(refused.verdict);
    const told = ending(
      outcome,
      `${sentence} The machine was read again and nothing has changed since, so it was not sent again.`,
      {
        class: refused.verdict.class,
        nextAction: nextAction ?? "Bring about the state that Azure asks for, then send it again.",
      },
    );
    return { kind: "stopped", ending: told, targetGone: false };
  }
}

/** Whether nothing is to be seen that would make Azure answer otherwise. */
export function isSameState(one: VmState | null, other: VmState | null): boolean {
  if (one === null || other === null) return false;
  return (
    one.exists === other.exists &&
    one.provisioningState === other.provisioningState &&
    one.powerState === other.powerState &&
    one.hibernated === other.hibernated &&
    one.size === other.size &&
    one.etag === other.etag
  );
}
