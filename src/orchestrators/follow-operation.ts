// Follows one operation in Azure to its end: notes its address in the lease, looks as often as it is
// allowed and useful, keeps the lease alive meanwhile, and notes the end. What to ask and when to look
// next is decided by the activity that looks.
//
// F1. The address stands in the lease before the first look, so whoever has the lease next can follow.
// F2. The end is noted in the lease as soon as it is known, and only then.
// F3. A generation ends before its history is long; everything that the next one needs is in its input.
// F4. However far the next look is away, the leases are renewed in time.
// F5. "Still running" rests on a look that was asked for when the time was over: what was seen before a
//     host was down for long tells nothing of now.

import type { LookAnswer, LookSchedule } from "../contracts/activity-messages.ts";
import type { FollowAnswer, FollowInput, FollowedLease } from "../contracts/follow-messages.ts";
import type { LeaseAnswers } from "../contracts/lease-messages.ts";
import type { MayGoOn } from "../contracts/operation-record-messages.ts";
import { addMs, earlierOf, isBefore, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import {
  activity,
  all,
  call,
  continueAsNew,
  entity,
  now,
  sleepUntil,
} from "../platform/durable.ts";
import type { Call, OrchestrationContext, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";

const wakesEarlyMs = 1_000;

type Stopped = MayGoOn & { readonly kind: "stop" };

interface Following {
  readonly context: OrchestrationContext;
  readonly input: FollowInput;
  leases: readonly FollowedLease[];
  schedule: LookSchedule | null;
  seen: VmState | null;
}

/** Answers undefined in a generation that continues as new. */
export function* followOperation(
  context: OrchestrationContext,
  input: FollowInput,
): Workflow<FollowAnswer | undefined> {
  const following: Following = {
    context,
    input,
    leases: input.leases,
    schedule: input.carried?.schedule ?? null,
    seen: null,
  };
  if (input.carried === null && !(yield* noteAddress(following))) return leaseLost(following);
  for (let looks = 0; looks < limits.looksPerGeneration; looks += 1) {
    const due = earlierOf(following.schedule?.nextLookAt ?? now(context), input.until);
    const woken = following.leases.length === 0 ? due : earlierOf(due, pauseEnds(context));
    yield* sleepUntil(context, woken);
    if (isBefore(woken, due)) {
      if ((yield* keepLeases(following)) === "lost") return leaseLost(following);
      continue;
    }
    const isLast = isOver(following); // F5
    const looked = yield* lookAndKeep(following);
    if (looked === "lease-lost") return leaseLost(following);
    if (looked.kind === "stop") {
      const { cancelled } = looked;
      return { ...answerOf(following), kind: "stopped", seen: following.seen, cancelled };
    }
    following.schedule = looked.schedule;
    following.seen = looked.seen ?? following.seen;
    if (looked.kind === "ended") return yield* ended(following, looked);
    if (isLast) return { ...answerOf(following), kind: "still-running", seen: following.seen };
  }
  return goOnAsNew(following);
}

function pauseEnds(context: OrchestrationContext): Instant {
  return addMs(now(context), limits.pauseMs);
}

/** F4. */
function* keepLeases(following: Following): Workflow<"kept" | "lost"> {
  const renewals = renewalsOf(following);
  if (renewals.length === 0) return "kept";
  const renewed = yield* all(following.context, renewals);
  return takeRenewed(following, renewed);
}

/** Looks once and renews in the same episode what is running out. */
function* lookAndKeep(following: Following): Workflow<LookAnswer | Stopped | "lease-lost"> {
  const { context, input } = following;
  const { operationId, correlationId, target, address, writeKind, after, startedAt } = input;
  const look = activity("lookAtOperation", {
    operationId,
    correlationId,
    target,
    address,
    writeKind,
    after,
    startedAt,
    schedule: following.schedule,
  });
  const renewals = renewalsOf(following);
  const sign = stopSign(following);
  if (renewals.length + sign.length === 0) return yield* call(context, look);
  const [looked, ...others] = yield* all(context, [look, ...sign, ...renewals]);
  const stop = others.find((answer) => answer.kind === "stop");
  if (stop !== undefined) return stop;
  const renewed = others.filter((answer) => answer.kind === "renewed" || answer.kind === "lost");
  const kept = takeRenewed(following, renewed);
  // What has ended has ended, whoever holds the lease now.
  if (looked.kind === "ended" || kept === "kept") return looked;
  following.seen = looked.seen ?? following.seen;
  return "lease-lost";
}

/** Nobody waits for the end of somebody else's work once the operation is not wanted any more. */
function stopSign({ context, input }: Following): readonly Call<MayGoOn>[] {
  if (input.stoppable !== true) return [];
  return [entity("operationRecord", input.operationId, "mayGoOn", { at: now(context) })];
}

/** None as long as enough is left of every lease. */
function renewalsOf({ context, leases }: Following) {
  const at = now(context);
  if (!leases.some((lease) => isRunningOut(lease, at))) return [];
  return leases.map((lease) =>
    entity("resourceLease", lease.key, "renew", {
      ownerId: lease.ownerId,
      fencing: lease.fencing,
      at,
      leaseMs: lease.leaseMs,
    }),
  );
}

function takeRenewed(
  following: Following,
  renewed: readonly LeaseAnswers["renew"][],
): "kept" | "lost" {
  following.leases = following.leases.map((lease, index) => {
    const answer = renewed[index];
    return answer?.kind === "renewed" ? { ...lease, expiresAt: answer.expiresAt } : lease;
  });
  return renewed.some((answer) => answer.kind === "lost") ? "lost" : "kept";
}

function isRunningOut(lease: FollowedLease, at: Instant): boolean {
  return msBetween(at, lease.expiresAt) < limits.renewBelowMs;
}

/** F1. Whether the leases in which it is kept are still there. */
function* noteAddress(following: Following): Workflow<boolean> {
  const { context, input } = following;
  const { address } = input;
  // Under an intent nobody keeps it.
  const leases = following.leases.filter((lease) => lease.mode === "exclusive");
  if (address === null || leases.length === 0) return true;
  const answers = yield* all(
    context,
    leases.map((lease) =>
      entity("resourceLease", lease.key, "noteAddress", {
        ...openWriteOf(following, lease),
        address,
      }),
    ),
  );
  return answers.every((answer) => answer.kind === "noted");
}

/** F2. */
function* ended(
  following: Following,
  looked: LookAnswer & { readonly kind: "ended" },
): Workflow<FollowAnswer> {
  const notes = following.leases.map((lease) =>
    entity("resourceLease", lease.key, "noteEnded", openWriteOf(following, lease)),
  );
  if (notes.length > 0) yield* all(following.context, notes);
  const { how, refusal, seen, unmet } = looked;
  return { ...answerOf(following), kind: "ended", how, refusal, seen, unmet };
}

/** What is followed, as a lease knows it. */
function openWriteOf({ context, input }: Following, { ownerId, fencing }: FollowedLease) {
  const { stepId, clientRequestId } = input;
  const named = clientRequestId === undefined ? {} : { clientRequestId };
  return { ownerId, fencing, at: now(context), stepId, ...named };
}

/** F3. */
function goOnAsNew(following: Following): FollowAnswer | undefined {
  const { context, input, leases, schedule, seen } = following;
  const generation = (input.carried?.generation ?? 1) + 1;
  if (schedule === null || generation > limits.generationsMax) {
    return { ...answerOf(following), kind: "still-running", seen };
  }
  continueAsNew(context, { ...input, leases, carried: { schedule, generation } });
  return undefined;
}

/** The host may wake a moment before the instant; that is near enough. */
function isOver({ context, input }: Following): boolean {
  return msBetween(now(context), input.until) < wakesEarlyMs;
}

function leaseLost(following: Following): FollowAnswer {
  return { ...answerOf(following), leases: [], kind: "lease-lost", seen: following.seen };
}

function answerOf({ leases, schedule }: Following) {
  return { leases, polls: schedule?.polls ?? 0, reads: schedule?.reads ?? 0 };
}
