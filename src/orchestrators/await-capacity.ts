// Waits a while before a step is tried again for which Azure had no room, for a caller who asked for it.
// What was done meanwhile stays done, so a machine that was taken down stays down. Leases that are held are
// kept alive; whoever has sent nothing has given them back before.

import { addMs, isBefore, laterOf } from "../domain/instant.ts";
import type { Workflow } from "../platform/durable.ts";
import { cancelledBy } from "./cancelling.ts";
import { stoppedBy } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { pauseUnlessStopped } from "./pause.ts";
import type { StepWaits } from "./step-task.ts";

export type CapacityAwaited =
  | { readonly kind: "try-again" }
  | { readonly kind: "ended"; readonly ending: Ending }
  | { readonly kind: "lease-lost" };

export function* awaitCapacity(
  run: OperationRun,
  { verdict, size }: StepWaits,
): Workflow<CapacityAwaited> {
  const { deadlineAt } = run.request;
  const { since, tries } = nextWait(run);
  run.capacityWait = { since, tries };
  const pauseMs = Math.min(limits.capacityFirstMs * tries, limits.capacityLastMs);
  const nextTryAt = laterOf(addMs(run.now, pauseMs), addMs(run.now, verdict.delayMs));
  const sofar = `Azure had no room ${tries === 1 ? "once" : `${tries} times`} since ${since}`;
  if (!isBefore(nextTryAt, deadlineAt)) {
    const sentence = `${verdict.sentence} ${sofar}, and the deadline leaves no time for another try.`;
    return { kind: "ended", ending: { ...stoppedBy(verdict), sentence } };
  }
  const place = placeOf(run);
  const where = [
    ...(size === null ? [] : [` for ${size}`]),
    ...(place.location === null ? [] : [` in ${place.location}`]),
    ...(place.zone === null ? [] : [`, zone ${place.zone}`]),
  ].join("");
  const sentence = `Waiting for room${where}: ${sofar}; the next try is at ${nextTryAt}.`;
  run.awaited = { kind: "capacity", size, ...place, since, nextTryAt, tries };
  run.note("waiting-for-capacity", sentence);
  const paused = yield* pauseUnlessStopped(run, nextTryAt, () =>
    run.show("waiting-for-capacity", sentence),
  );
  run.awaited = null;
  if (paused === "over") return { kind: "try-again" };
  if (paused === "lost") return { kind: "lease-lost" };
  return { kind: "ended", ending: cancelledBy(run, paused.cancelled) };
}

function nextWait({ capacityWait, now }: OperationRun): {
  readonly since: string;
  readonly tries: number;
} {
  return { since: capacityWait?.since ?? now, tries: (capacityWait?.tries ?? 0) + 1 };
}

function placeOf({ place }: OperationRun): {
  readonly location: string | null;
  readonly zone: string | null;
} {
  return { location: place?.location ?? null, zone: place?.zone ?? null };
}
