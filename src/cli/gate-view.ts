// What was seen of a resource that something is waited for of, and what is still missing, in words.

import type { ResourceView } from "../contracts/http-shapes.ts";
import { gateHolds, gateText, needsLocks, sayGate } from "../domain/gate-condition.ts";
import type { GateCondition } from "../domain/gate-condition.ts";
import type { Instant } from "../domain/instant.ts";
import { resourceStateOfVm } from "../domain/resource-state.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import { sayDuration } from "./duration.ts";
import { placeOf } from "./machine-text.ts";
import { printable } from "./printable.ts";

export interface SeenGate {
  readonly resourceId: string;
  readonly observedAt: Instant;
  /** `refused`: Azure does not show it, and waiting does not change that. */
  readonly status: "met" | "waiting" | "refused";
  readonly conditions: readonly { readonly condition: string; readonly holds: boolean }[];
  readonly resource: ResourceState | null;
  /** What it waits for and what is seen now. */
  readonly sentence: string;
}

export function seenGate(conditions: readonly GateCondition[], view: ResourceView): SeenGate {
  const { resourceId, observedAt, locks, stateProblem, locksProblem } = view;
  const resource = view.resource ?? (view.state === null ? null : resourceStateOfVm(view.state));
  const judged = conditions.map((condition) => ({
    condition,
    holds: resource !== null && gateHolds(condition, resource, locks),
  }));
  const seen = {
    resourceId,
    observedAt,
    conditions: judged.map(({ condition, holds }) => ({ condition: gateText(condition), holds })),
    resource,
  };
  const missing = judged.filter(({ holds }) => !holds).map(({ condition }) => condition);
  if (missing.length === 0) {
    return { ...seen, status: "met", sentence: conditions.map(gateText).join(", ") };
  }
  const isRefused =
    (view.refused?.state === true && resource === null) ||
    (view.refused?.locks === true && needsLocks(missing));
  const problem = resource === null ? stateProblem : needsLocks(missing) ? locksProblem : null;
  if (isRefused) {
    return {
      ...seen,
      status: "refused",
      sentence: printable(problem ?? "Azure refuses to show it."),
    };
  }
  const waits = missing.map((each) =>
    resource === null ? sayGate(each) : sayGate(each, resource, locks),
  );
  const why = problem === null ? "" : ` (${printable(problem)})`;
  const sentence = `Waiting at ${placeOf(resourceId)} for ${printable(waits.join("; and for "))}${why}`;
  return { ...seen, status: "waiting", sentence };
}

export function waitText(seen: SeenGate, waitedMs: number): string {
  const place = placeOf(seen.resourceId);
  const took = sayDuration(waitedMs);
  switch (seen.status) {
    case "met":
      return `${place}: ${printable(seen.sentence)} since ${seen.observedAt} at the latest, after ${took}.`;
    case "waiting":
      return `The time is over after ${took}. ${seen.sentence}.`;
    case "refused":
      return `${place} cannot be looked at: ${seen.sentence}`;
  }
}
