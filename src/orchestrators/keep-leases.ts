// Keeps the leases that are held alive: renews them when little is left, before writes together with
// the note of what is about to be sent, and during pauses.

import type { OpenOperation } from "../contracts/lease-messages.ts";
import { entityKeyOf } from "../contracts/lease-messages.ts";
import { addMs, earlierOf, isBefore, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { isSameResource } from "../domain/resource-id.ts";
import { all, entity, sleepUntil } from "../platform/durable.ts";
import type { Call, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

export type Kept = "kept" | "lost";

/** Renews what has less than ten minutes left. */
export function* keepLeases(run: OperationRun): Workflow<Kept> {
  const isShort = run.leases.some(
    (lease) => msBetween(run.now, lease.expiresAt) < limits.renewBelowMs,
  );
  return isShort ? yield* renewLeases(run, null) : "kept";
}

/** Renews every lease; the one on the resource that is to be written notes the write as well. What is
 * to be noted elsewhere goes along in the same episode. */
export function* renewLeases(
  run: OperationRun,
  intends: OpenOperation | null,
  beside: readonly Call<{ readonly kind: "noted" | "superseded" }>[] = [],
): Workflow<Kept> {
  const calls = run.leases.map((lease) =>
    entity("resourceLease", entityKeyOf(lease.resourceId), "renew", {
      ownerId: run.owner.id,
      fencing: lease.fencing,
      at: run.now,
      leaseMs: limits.leaseMs,
      ...(intends !== null && isSameResource(intends.write.resourceId, lease.resourceId)
        ? { intends }
        : {}),
    }),
  );
  if (calls.length === 0) return "kept";
  const answers = yield* all(run.context, [...calls, ...beside]);
  if (answers.some((answer) => answer.kind === "superseded")) {
    throw new Error("A later start of the same operation goes on in place of this one.");
  }
  if (answers.some((answer) => answer.kind === "lost")) {
    run.say("lease-lost", "The lease went to somebody else; nothing is sent without it.");
    run.leases = [];
    return "lost";
  }
  run.leases = run.leases.map((lease, index) => {
    const answer = answers[index];
    return answer?.kind === "renewed" ? { ...lease, expiresAt: answer.expiresAt } : lease;
  });
  if (intends !== null) run.open(intends.stepId);
  return "kept";
}

/** Waits until the instant and keeps the leases meanwhile. */
export function* pauseUntil(run: OperationRun, until: Instant): Workflow<Kept> {
  while (isBefore(run.now, until)) {
    const slice = earlierOf(until, addMs(run.now, limits.pauseMs));
    yield* sleepUntil(run.context, slice);
    if ((yield* keepLeases(run)) === "lost") return "lost";
    // The host may wake a moment early; that is no reason to go round again.
    if (slice === until) return "kept";
  }
  return "kept";
}
