// Waits until Azure shows that everything holds that a tool wants to have before it begins: looks as
// often as the activity finds useful, keeps the leases alive meanwhile, and asks the tool's record
// whether it is still to go on.
//
// It is a phase of `holdLease` and no child of it: a child would outlive a parent that is terminated, and
// keep leases for hours that nobody has any use for.

import type { GateSchedule, ToolLeaseOver } from "../contracts/tool-lease-messages.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import { addMs, earlierOf, isBefore, msBetween } from "../domain/instant.ts";
import { activity, all, entity, sleepUntil } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import type { Kept } from "./lease-set.ts";
import { limits } from "./limits.ts";
import type { ToolLeaseRun } from "./tool-lease-run.ts";

export type Gate =
  | { readonly kind: "holds" }
  | { readonly kind: "lease-lost" }
  | { readonly kind: "fresh-history"; readonly gate: GateSchedule | null }
  | {
      readonly kind: "ended";
      readonly status: "busy" | "failed";
      readonly sentence: string;
      readonly inTheWay: BusyWith | null;
    }
  | ToolLeaseOver;

/** A host may wake a timer so much too early. */
const wakesEarlyMs = 1_000;

export function* awaitGate(run: ToolLeaseRun): Workflow<Gate> {
  const { until, waitUntil } = run.input;
  const resources = run.input.resources
    .filter(({ mode }) => mode === "exclusive")
    .map(({ resourceId }) => resourceId);
  if (resources.length === 0 || until.length === 0) return { kind: "holds" };
  let schedule = run.input.carried?.gate ?? null;
  for (let looks = 0; looks < limits.gateLooksPerGeneration; looks += 1) {
    if (schedule !== null) {
      const due = earlierOf(schedule.nextLookAt, waitUntil);
      // Azure may ask to be left alone for longer than a lease lasts.
      const slice = earlierOf(due, addMs(run.now, limits.gatePauseMs));
      yield* sleepUntil(run.context, slice);
      if (isBefore(slice, due)) {
        if ((yield* keepHalf(run)) === "lost") return { kind: "lease-lost" };
        continue;
      }
    }
    const isLast = msBetween(run.now, waitUntil) < wakesEarlyMs;
    const [looked, asked] = yield* lookAndAsk(run, resources, schedule);
    if (asked.kind === "over") return asked;
    if (looked.kind === "hold") return { kind: "holds" };
    const { sentence } = looked;
    if (looked.kind === "refused")
      return { kind: "ended", status: "failed", sentence, inTheWay: null };
    const inTheWay = { resourceId: looked.resourceId, holder: null, queueLength: 0 };
    if (isLast) {
      const tooLong = `It could not be waited any longer. ${sentence}`;
      return { kind: "ended", status: "busy", sentence: tooLong, inTheWay };
    }
    schedule = looked.schedule;
    run.settleInToWait();
    run.show("waiting-for-azure", sentence, inTheWay);
    if ((yield* keepHalf(run)) === "lost") return { kind: "lease-lost" };
  }
  return { kind: "fresh-history", gate: schedule };
}

function lookAndAsk(
  { context, input, leaseId, now }: ToolLeaseRun,
  resources: readonly string[],
  schedule: GateSchedule | null,
) {
  const { correlationId, until, startToken } = input;
  return all(context, [
    activity("lookAtResources", { leaseId, correlationId, resources, until, schedule }),
    entity("toolLease", leaseId, "ask", { startToken, at: now }),
  ]);
}

/** Renews where less than half is left: looks are close together, and each renewal asks every lease. */
function* keepHalf(run: ToolLeaseRun): Workflow<Kept> {
  const { expiresAt } = run.leases;
  if (expiresAt === null || msBetween(run.now, expiresAt) >= run.leaseMs / 2) return "kept";
  return (yield* run.leases.renew()).kept;
}
