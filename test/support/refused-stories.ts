// Operations to be recorded that Azure refuses: for a limit, for somebody else's operation, because one
// has taken the place of theirs, and for a reason that nobody knows.

import type { LookAnswer } from "../../src/contracts/activity-messages.ts";
import { throttleKeyOf } from "../../src/contracts/throttle-messages.ts";
import { addMs, isBefore } from "../../src/domain/instant.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { OperationScene, sceneStart } from "./operation-scene.ts";
import { aRefusal } from "./refusals.ts";
import { vmId } from "./vm-observation.ts";

const minuteMs = 60_000;
const theirs = "https://management.azure.com/operations/theirs";

/** What the first submissions of each step are answered, in their order. */
const refusals: Readonly<Record<string, readonly Partial<Refusal>[]>> = {
  deallocate: [
    { status: 429, code: "SubscriptionRequestsThrottled", retryAfterMs: 10 * minuteMs },
    { code: "AnotherOperationInProgress", blockedBy: theirs },
    { status: 200, code: "OperationPreempted" },
  ],
  resize: [
    { status: 412, code: "PreconditionFailed" },
    { status: 404, code: "NotFound" },
  ],
  start: [{ code: "NeverHeardOf" }],
  "undo-resize": [{ status: 429, code: "TooManyRequests", retryAfterMs: minuteMs }],
};

/** Every recovery once, the last of which puts everything back. */
export async function everyRecovery(): Promise<OperationScene> {
  const scene: OperationScene = new OperationScene({
    submit: ({ step }, nth) => {
      const refusal = refusals[step.id]?.[nth - 1];
      return refusal && { kind: "refused", refusal: aRefusal(refusal), seen: scene.seen() };
    },
    look: (input): LookAnswer | undefined => {
      if (input.address?.asyncOperation !== theirs) return undefined;
      const { now } = scene.world;
      const schedule = scene.schedule({ nextLookAt: addMs(now, minuteMs) });
      const seen = scene.seen();
      return isBefore(now, addMs(sceneStart, 40 * minuteMs))
        ? { kind: "running", schedule, seen, sentence: "It runs." }
        : { kind: "ended", how: "succeeded", refusal: null, seen, unmet: [], schedule };
    },
  });
  await scene.run();
  return scene;
}

/** Another operation was told of a limit before this one writes. */
export async function heldBack(): Promise<OperationScene> {
  const scene = new OperationScene();
  tellOfLimit(scene, 20 * minuteMs);
  await scene.run();
  return scene;
}

/** As another operation was told, about another machine of the same subscription. */
export function tellOfLimit(scene: OperationScene, forMs: number, at = scene.world.now): void {
  scene.world.tell({
    entity: "throttle",
    key: throttleKeyOf(vmId),
    command: "hold",
    input: { resource: "another", location: "westeurope", scope: "subscription", at, forMs },
  });
}
