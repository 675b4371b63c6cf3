// Carries out steps with the real activities on a simulated Azure, one after the other, as the
// orchestrator does when nothing goes wrong: submit, follow, verify. What it gives back is what the
// activities answered, with the looks in between.

import { createLookAtOperation } from "../../src/activities/look-at-operation.ts";
import { createPlanOperation } from "../../src/activities/plan-operation.ts";
import { createSubmitStep } from "../../src/activities/submit-step.ts";
import type {
  LookAnswer,
  LookInput,
  LookSchedule,
  SubmitStepAnswer,
  SubmitStepInput,
} from "../../src/contracts/activity-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";
import type { OperationRequest } from "../../src/domain/operation-request.ts";
import type { Plan, Step } from "../../src/domain/plan.ts";
import type { AzureScene } from "./azure-scene.ts";
import { anOperationRequest } from "./operation-request.ts";

export async function planIn(
  scene: AzureScene,
  change: Partial<OperationRequest> = {},
): Promise<Plan> {
  const answer = await scene.finish(
    createPlanOperation(scene.ports)({ request: anOperationRequest(change) }),
  );
  if (answer.kind !== "planned") throw new Error(`No plan but ${JSON.stringify(answer)}`);
  return answer.plan;
}

export async function stepsIn(
  scene: AzureScene,
  change: Partial<OperationRequest> = {},
): Promise<readonly Step[]> {
  const plan = await planIn(scene, change);
  if (plan.kind !== "steps") throw new Error(`No steps but ${JSON.stringify(plan)}`);
  return plan.steps;
}

export function submitIn(
  scene: AzureScene,
  step: SubmitStepInput["step"],
  change: Partial<SubmitStepInput> = {},
): Promise<SubmitStepAnswer> {
  const { operationId, correlationId } = anOperationRequest();
  return scene.finish(
    createSubmitStep(scene.ports)({
      operationId,
      correlationId,
      step,
      phase: "forward",
      attempt: 1,
      fencing: 7,
      notAfter: addMs(scene.now(), 13 * 60_000),
      ...change,
    }),
  );
}

export interface Followed {
  readonly end: Extract<LookAnswer, { kind: "ended" }>;
  /** When each look was made. */
  readonly looksAt: readonly Instant[];
  readonly schedule: LookSchedule;
}

/** Looks until the end is told. */
export async function followIn(
  scene: AzureScene,
  what: Pick<LookInput, "address" | "after" | "startedAt" | "writeKind" | "target">,
  looksMax = 500,
): Promise<Followed> {
  const { operationId, correlationId } = anOperationRequest();
  const look = createLookAtOperation(scene.ports);
  const looksAt: Instant[] = [];
  let schedule: LookSchedule | null = null;
  while (looksAt.length < looksMax) {
    looksAt.push(scene.now());
    const input: LookInput = { operationId, correlationId, ...what, schedule };
    const answer: LookAnswer = await scene.finish(look(input));
    schedule = answer.schedule;
    if (answer.kind === "ended") return { end: answer, looksAt, schedule };
    await scene.sleepUntil(schedule.nextLookAt);
  }
  throw new Error(`Not ended after ${looksMax} looks: ${JSON.stringify(schedule)}`);
}

/** Submits a step and follows it to its end. Throws when it is not accepted. */
export async function carryOut(
  scene: AzureScene,
  step: Pick<Step, "id" | "title" | "write" | "before" | "after">,
  change: Partial<SubmitStepInput> = {},
): Promise<Followed> {
  const answer = await submitIn(scene, step, change);
  if (answer.kind !== "accepted") throw new Error(`${step.id}: ${JSON.stringify(answer)}`);
  return followIn(scene, {
    address: answer.address,
    after: step.after,
    startedAt: answer.sentAt,
    writeKind: step.write.kind,
    target: step.write.resourceId,
  });
}

/** Undoes steps newest first, as the orchestrator does; gives the IDs of those that were sent. */
export async function undoIn(
  scene: AzureScene,
  steps: readonly Step[],
): Promise<readonly string[]> {
  const sent: string[] = [];
  for (const { id, undo } of steps.toReversed()) {
    if (undo.kind === "none") continue;
    const task = { ...undo, id: `undo-${id}` };
    const answer = await submitIn(scene, task, { phase: "undo" });
    if (answer.kind === "already") continue;
    if (answer.kind !== "accepted") throw new Error(`${task.id}: ${JSON.stringify(answer)}`);
    sent.push(task.id);
    await followIn(scene, {
      address: answer.address,
      after: undo.after,
      startedAt: answer.sentAt,
      writeKind: undo.write.kind,
      target: undo.write.resourceId,
    });
  }
  return sent;
}
