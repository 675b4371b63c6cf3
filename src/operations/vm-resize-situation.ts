// What a resize starts from and where it is to end: the few facts of an observation and a request
// that every rule and every step of the plan looks at.

import { isSettled } from "../domain/observation.ts";
import type { PowerState, VmObservation, VmState } from "../domain/observation.ts";
import type { Step } from "../domain/plan.ts";
import { partsOf } from "../domain/resource-id.ts";
import type { PlanningRequest } from "./operation.ts";

/** The power states that last. */
export type LastingPower = "running" | "stopped" | "deallocated";

export interface Situation {
  readonly target: string;
  /** The machine's name, for sentences. */
  readonly name: string;
  readonly observation: VmObservation;
  /** The wanted size, as the location's list spells it where it has it. */
  readonly wanted: string;
  /** Whether the machine has another size. */
  readonly resizes: boolean;
  /** Whether the wanted size can be set without giving up the machine's place. */
  readonly offeredInPlace: boolean;
  /** As it is now, and as it was before our first write. */
  readonly power: LastingPower;
  readonly found: LastingPower;
  /** As it is to be at the end. */
  readonly goal: LastingPower;
  readonly powerStateAfter: LastingPower | undefined;
}

export function situationOf(
  observation: VmObservation,
  request: PlanningRequest,
  parameters: { readonly size: string; readonly powerStateAfter?: LastingPower | undefined },
): Situation {
  const { state, sizes } = observation;
  const wanted = sizes.wanted?.name ?? parameters.size;
  const resizes = !isSameSize(state.size, wanted);
  const power = lastingPower(state);
  const isListed = observation.sizesInPlace.some((size) => isSameSize(size, wanted));
  // What was refused where the machine was says nothing once it has no place any more.
  const offeredInPlace = isListed && (power === "deallocated" || !wasRefusedInPlace(request));
  const found = request.found === undefined ? power : lastingPower(request.found);
  const { powerStateAfter } = parameters;
  const mustDeallocate = resizes && !offeredInPlace && power !== "deallocated";
  return {
    target: request.target,
    name: nameOf(request.target),
    observation,
    wanted,
    resizes,
    offeredInPlace,
    power,
    found,
    goal: powerStateAfter ?? powerToGiveBack({ power, found, mustDeallocate }),
    powerStateAfter,
  };
}

function isSameSize(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function deallocatesIn(steps: readonly Step[]): boolean {
  return steps.some((step) => step.write.kind === "vm-deallocate");
}

/** Azure has refused the size in place after all, although it listed it: the list may be older than
 * the hardware's state. Deallocating is the prerequisite that was missing. */
function wasRefusedInPlace(request: PlanningRequest): boolean {
  return (request.refused ?? []).some(
    (refused) => refused.stepId === "resize" && refused.class === "lifecycle-state",
  );
}

function powerToGiveBack(facts: {
  readonly power: LastingPower;
  readonly found: LastingPower;
  readonly mustDeallocate: boolean;
}): LastingPower {
  const { power, found, mustDeallocate } = facts;
  switch (found) {
    case "running":
      return "running";
    case "stopped":
      return mustDeallocate || power === "deallocated" ? "deallocated" : "stopped";
    case "deallocated":
      // No step of ours starts it, so somebody else has; a machine in use is not taken from him.
      return power === "running" ? "running" : "deallocated";
  }
}

/** For an unsettled machine, whose plan has no steps, the word does not matter. */
function lastingPower(state: VmState): LastingPower {
  if (!isSettled(state)) return "running";
  const lasting: Partial<Record<PowerState, LastingPower>> = {
    running: "running",
    stopped: "stopped",
    deallocated: "deallocated",
  };
  return lasting[state.powerState] ?? "running";
}

function nameOf(target: string): string {
  return partsOf(target).names.at(-1) ?? target;
}
