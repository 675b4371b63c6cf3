// Gives leases and the turn back at the end.

import type { WakeTarget } from "../contracts/lease-messages.ts";
import { all, entity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import type { OperationRun } from "./operation-run.ts";

/** Gives back leases and turn together and answers who is to be woken. Leases stay as long as something
 * is open: they carry its address to whoever comes next, and run out by themselves. */
export function* giveEverythingBack(run: OperationRun): Workflow<readonly WakeTarget[]> {
  const leave = entity("targetTurn", run.targetKey, "leave", {
    ownerId: run.owner.id,
    at: run.now,
  });
  const keeps = keepsLeases(run);
  const releases = keeps ? [] : run.leases.releases();
  const calls = run.turnAsked ? [...releases, leave] : releases;
  if (calls.length === 0) return [];
  const answers = yield* all(run.context, calls);
  run.turnAsked = false;
  if (!keeps) run.leases.forget();
  return answers.flatMap((answer) => answer.wake);
}

/** Whether something that is noted in the leases may still be at work. */
export function keepsLeases(run: OperationRun): boolean {
  return run.openSteps.length > 0 && run.leases.held.length > 0;
}
