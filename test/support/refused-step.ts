// Operations on the replay engine of which one step is refused: at once, or late in its work.

import type { LookAnswer, SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { OperationScene } from "./operation-scene.ts";
import { anOperationsRefusal, aRefusal } from "./refusals.ts";

export interface Course {
  readonly scene: OperationScene;
  /** When the step was submitted, refused or not. */
  readonly submittedAt: string[];
}

/** Refuses the first submissions of a step so; after them the machine answers. */
export function refusing(
  stepId: string,
  refusal: Partial<Refusal>,
  options: {
    readonly times?: number;
    /** At the first of them, before and after the machine was read. */
    readonly first?: (scene: OperationScene) => void;
    readonly afterwards?: (scene: OperationScene) => void;
  } = {},
): Course {
  const submittedAt: string[] = [];
  const scene: OperationScene = new OperationScene({
    submit: (input, nth) => {
      if (input.step.id !== stepId) return undefined;
      submittedAt.push(scene.world.now);
      if (nth > (options.times ?? 1)) return undefined;
      if (nth === 1) options.first?.(scene);
      const seen = scene.seen();
      if (nth === 1) options.afterwards?.(scene);
      return { kind: "refused", refusal: aRefusal(refusal), seen };
    },
  });
  return { scene, submittedAt };
}

/** Lets the operation of the first submissions of a step end as failed, without any effect. */
export function failingLate(stepId: string, refusal: Partial<Refusal>, times = 1): OperationScene {
  let sent = 0;
  const scene: OperationScene = new OperationScene({
    submit: (input, nth): SubmitStepAnswer | undefined => {
      if (input.step.id !== stepId || nth > times) return undefined;
      sent += 1;
      return {
        kind: "accepted",
        address: { asyncOperation: `https://arm/failing/${sent}`, location: null },
        retryAfterMs: null,
        sentAt: scene.world.now,
        seenBefore: scene.seen(),
      };
    },
    look: (input): LookAnswer | undefined =>
      input.address?.asyncOperation?.startsWith("https://arm/failing/") === true
        ? {
            kind: "ended",
            how: "failed",
            refusal: anOperationsRefusal(refusal),
            seen: scene.seen(),
            unmet: ["its effect"],
            schedule: scene.schedule(),
          }
        : undefined,
  });
  return scene;
}
