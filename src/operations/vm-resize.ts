// Resizing a virtual machine. A size that the machine's present hardware offers is set
// in place, which restarts a running machine. Any other size needs the machine deallocated first,
// which gives up its place: so that is done only where it must be and only for a caller who accepts
// the downtime by name. Afterwards the machine gets back the power state in which it was found.
//
// R1. A plan holds no step that takes down or loses anything that the request does not accept.
// R2. All blockers are told at once, so that nobody repairs a request one refusal at a time.
// R3. A machine that was found stopped and had to be deallocated stays deallocated: getting back to
//     stopped would boot its guest. `powerStateAfter` asks for something else.
// R4. A machine on which somebody is at work is not judged by what it happens to show meanwhile; only
//     what no running operation can change blocks before that has ended.

import { z } from "zod";
import { nothingButLocks } from "../domain/lock-blocker.ts";
import { forbidsWrites, isSettled } from "../domain/observation.ts";
import type { Blocker, Plan, PlanFacts, Step, Touch } from "../domain/plan.ts";
import type { Operation, PlanningRequest } from "./operation.ts";
import { digestOf } from "./plan-digest.ts";
import { acceptanceBlocker, sayAcceptances } from "./vm-resize-acceptances.ts";
import { blockersOf, lastingBlockersOf, planChanged } from "./vm-resize-blockers.ts";
import { deallocatesIn, situationOf } from "./vm-resize-situation.ts";
import type { Situation } from "./vm-resize-situation.ts";
import { stepsOf } from "./vm-resize-steps.ts";
import { isSizeName } from "./vm-size-name.ts";

export const vmResizeParameters = z.strictObject({
  size: z
    .string()
    .max(64, "A size has at most 64 characters.")
    .refine(isSizeName, "A size has a name such as Standard_D4s_v5; this is no size's name.")
    .describe("the size to change to, such as Standard_D4s_v5"),
  /** The power state to leave the machine in; the one that was found when absent. */
  powerStateAfter: z
    .enum(["running", "stopped", "deallocated"])
    .optional()
    .describe("the power state to leave it in; without it, the one that is found"),
});

export const vmResize: Operation = {
  kind: "vm-resize",
  title: "Resize a virtual machine",
  parameters: vmResizeParameters,
  targetType: "Microsoft.Compute/virtualMachines",
  acceptances: ["downtime", "temporary-disk-loss", "dynamic-address-change", "os-disk-loss"],

  observes(parameters) {
    return { kind: "virtual-machine", wantedSize: vmResizeParameters.parse(parameters).size };
  },

  plan(observation, request) {
    const parameters = vmResizeParameters.parse(request.parameters);
    const situation = situationOf(observation, request, parameters);
    if (!isSettled(observation.state)) return planWhileBusy(situation, request);
    const steps = stepsOf(situation);
    const facts = factsOf(situation, steps, request);
    if (!observation.state.exists) {
      return { ...facts, kind: "blocked", blockers: blockersOf(situation, steps) };
    }
    if (steps.length === 0) {
      return { ...facts, kind: "nothing-to-do", sentence: sayNothingToDo(situation) };
    }
    const found = [
      ...blockersOf(situation, steps),
      ...acceptanceBlocker(situation, steps, request.accept),
    ];
    const blockers = isWaitedFor(found, request)
      ? found
      : [...found, ...approvalBlocker(facts, request)];
    if (blockers.length > 0) return { ...facts, kind: "blocked", blockers };
    return { ...facts, kind: "steps", steps, touches: touchesOf(situation) };
  },
};

/** Neither set may be changed or emptied as a whole while one of its machines is. */
function touchesOf({ target, observation }: Situation): readonly Touch[] {
  const { availabilitySetId, scaleSetId } = observation;
  return [
    { resourceId: target, mode: "exclusive" },
    ...[availabilitySetId, scaleSetId]
      .filter((resourceId) => resourceId !== null)
      .map((resourceId): Touch => ({ resourceId, mode: "intent" })),
  ];
}

/** R4: plan again when nobody is at work any more, unless that cannot help. */
function planWhileBusy(situation: Situation, request: PlanningRequest): Plan {
  const { state } = situation.observation;
  const facts = factsOf(situation, [], request);
  const blockers = lastingBlockersOf(situation);
  if (blockers.length > 0) return { ...facts, kind: "blocked", blockers };
  const ours = request.found === undefined ? "Somebody else" : "Something";
  return {
    ...facts,
    kind: "wait",
    until: [{ kind: "settled" }],
    sentence:
      `${ours} is at work on ${situation.name} (${state.provisioningState || "no provisioning state"}, ` +
      `PowerState/${state.powerState}); it is planned again when that has ended.`,
  };
}

/** Nothing but locks that the caller waits for. What he has approved is compared once they are gone: the
 * plan with the locks is another one in any case. */
function isWaitedFor(blockers: readonly Blocker[], { onLock }: PlanningRequest): boolean {
  return onLock === "wait" && nothingButLocks(blockers) !== null;
}

function approvalBlocker(facts: PlanFacts, request: PlanningRequest): readonly Blocker[] {
  // Once our own steps have changed the machine, the approved digest cannot come back.
  if (request.approvedPlan === null || request.found !== undefined) return [];
  return facts.digest === request.approvedPlan.toLowerCase() ? [] : [planChanged(facts.digest)];
}

function factsOf(
  situation: Situation,
  steps: readonly Step[],
  request: PlanningRequest,
): PlanFacts {
  const { observation, offeredInPlace } = situation;
  return {
    digest: digestOf({ observation, offeredInPlace, steps }),
    seen: observation.state,
    place: { location: observation.location, zone: observation.zone },
    downtime: downtimeOf(situation, steps),
    notes: [...notesOf(situation, steps), ...sayWaits(situation, steps, request)],
  };
}

function downtimeOf(situation: Situation, steps: readonly Step[]): PlanFacts["downtime"] {
  const { name, power, wanted, goal, resizes, offeredInPlace } = situation;
  if (steps.length === 0) return { expected: false, why: "Nothing is written." };
  if (power !== "running") {
    return { expected: false, why: `${name} is not running (PowerState/${power}).` };
  }
  if (!resizes) {
    return { expected: true, why: `${name} runs and is to be ${goal} afterwards.` };
  }
  if (!deallocatesIn(steps)) {
    return {
      expected: true,
      why: `${name} runs; ${wanted} is offered where it is now, but setting it restarts the machine.`,
    };
  }
  const why = offeredInPlace
    ? `${name} runs and is to be deallocated afterwards.`
    : `${name} runs and ${wanted} is not offered where it is now, so it is deallocated first.`;
  return { expected: true, why };
}

function notesOf(situation: Situation, steps: readonly Step[]): readonly string[] {
  const { name, found, power, goal, observation, powerStateAfter } = situation;
  const { state, scaleSetId } = observation;
  const notes: string[] = [];
  if (found === "stopped" && goal === "deallocated" && powerStateAfter === undefined) {
    notes.push(
      `${name} was found stopped and has to be deallocated; it stays deallocated, because getting ` +
        "back to stopped would boot its guest. powerStateAfter asks for something else.",
    );
  }
  if (found === "deallocated" && power === "running" && powerStateAfter === undefined) {
    notes.push(`${name} was found deallocated and has been started meanwhile; it is left running.`);
  }
  if (goal === "stopped" && steps.some((step) => step.write.kind === "vm-start")) {
    notes.push(`To end up stopped and not deallocated, ${name} is started and stopped again.`);
  }
  if (state.exists && state.provisioningState.toLowerCase() === "failed") {
    const code = state.provisioningErrorCode;
    notes.push(
      `The last operation on ${name} failed${code === null ? "" : ` (${code})`}; that says nothing ` +
        "about the machine itself and does not hinder.",
    );
  }
  if (scaleSetId !== null && situation.resizes) {
    notes.push(`${name} belongs to a scale set, whose own model keeps its size.`);
  }
  return [...notes, ...sayAcceptances(situation, steps)];
}

/** What the request would have waited for. */
function sayWaits(
  { name, observation }: Situation,
  steps: readonly Step[],
  { onLock, onNoCapacity }: PlanningRequest,
): readonly string[] {
  const notes: string[] = [];
  if (onLock === "wait" && observation.locks.some(forbidsWrites)) {
    notes.push("The request waits until whoever owns the lock has removed it, or its deadline.");
  }
  if (onNoCapacity === "wait" && deallocatesIn(steps)) {
    notes.push(
      `Should Azure have no room, ${name} stays down while it is tried again, until the deadline.`,
    );
  }
  return notes;
}

function sayNothingToDo(situation: Situation): string {
  const { name, observation, power } = situation;
  return `${name} has size ${observation.state.size} and PowerState/${power} already.`;
}
