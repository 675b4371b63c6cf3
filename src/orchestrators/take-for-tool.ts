// Takes all the leases of a tool, and follows what earlier holders have left open in them to its end.
// Between two waits it asks the tool's record whether it is still to go on.

import type { FollowAnswer } from "../contracts/follow-messages.ts";
import type { OpenOperation } from "../contracts/lease-messages.ts";
import type { ToolLeaseOver } from "../contracts/tool-lease-messages.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import { addMs } from "../domain/instant.ts";
import { call, callSubOrchestration, entity, sleepUntil } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import type { AcquiredLeases } from "./lease-set.ts";
import { sayInTheWay, sayLeaseWait, sayQueueFull } from "./lease-words.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { ToolLeaseRun } from "./tool-lease-run.ts";

export type TakenForTool =
  | { readonly kind: "held" }
  | { readonly kind: "lease-lost" }
  /** The history has grown long with waiting; the next generation keeps the places in the queues. */
  | { readonly kind: "fresh-history" }
  | {
      readonly kind: "ended";
      readonly status: "busy";
      readonly sentence: string;
      readonly inTheWay: BusyWith | null;
    }
  | ToolLeaseOver;

/** `isAnew`: leases were lost meanwhile, perhaps because the tool has given them back. */
export function* takeForTool(run: ToolLeaseRun, isAnew: boolean): Workflow<TakenForTool> {
  const { claims, whenBusy, waitUntil } = run.input;
  if (isAnew) {
    const over = yield* askToGoOn(run);
    if (over !== null) return over;
  }
  for (let waits = 0; waits < limits.toolWaitsPerGeneration;) {
    const [heldBefore, at] = [run.leases.held.length, run.now];
    // One ask at a time, so that it can be asked in between whether to go on.
    const options = { whenBusy, until: waitUntil, asksMax: 1 };
    const acquired = yield* run.leases.acquire(claims, options);
    switch (acquired.kind) {
      case "held":
        return yield* followInherited(run);
      case "rejected":
      case "too-long":
        return notHad(acquired);
      case "queue-full":
        return queueFull(acquired);
      case "asked-enough":
      case "stop":
        if (run.leases.held.length > heldBefore) continue;
        waits += 1;
    }
    const over = yield* askToGoOn(run);
    if (over !== null) return over;
    // Nothing was waited for where the lease had been given back behind our back.
    if (run.now === at) yield* sleepUntil(run.context, addMs(at, limits.unreadableFirstMs));
  }
  return { kind: "fresh-history" };
}

function* askToGoOn(run: ToolLeaseRun): Workflow<ToolLeaseOver | null> {
  const { startToken } = run.input;
  const answer = yield* call(
    run.context,
    entity("toolLease", run.leaseId, "ask", { startToken, at: run.now }),
  );
  return answer.kind === "over" ? answer : null;
}

/** What an earlier holder was about to send, or has sent, may still be at work. */
function* followInherited(run: ToolLeaseRun): Workflow<TakenForTool> {
  for (const open of run.leases.takeInherited()) {
    const { resourceId, kind } = open.write;
    const sentence = `An earlier holder left "${open.stepId}" (${kind}) on ${nameOf(resourceId)} open; it is followed to its end first.`;
    run.note(sentence);
    run.show("waiting-for-azure", sentence, busyWithOf(resourceId, null, 0));
    const followed = yield* followPersistently(run, open);
    run.leases.takeBack(followed.leases);
    switch (followed.kind) {
      case "ended":
        break;
      case "stopped":
        throw new Error("A follower was stopped that nobody can stop.");
      case "lease-lost":
        run.leases.lose();
        return { kind: "lease-lost" };
      case "still-running":
        return {
          kind: "ended",
          status: "busy",
          sentence: `"${open.stepId}", which an earlier operation has sent, is still at work on ${nameOf(resourceId)}.`,
          inTheWay: busyWithOf(resourceId, null, 0),
        };
    }
    const over = yield* askToGoOn(run);
    if (over !== null) return over;
  }
  return { kind: "held" };
}

/** What runs in Azure runs on when its follower fails, so another one takes over. */
function* followPersistently(run: ToolLeaseRun, open: OpenOperation): Workflow<FollowAnswer> {
  for (let followers = 1; ; followers += 1) {
    try {
      return yield* follow(run, open);
    } catch (thrown) {
      if (followers >= limits.followersMax) throw thrown;
      yield* sleepUntil(run.context, addMs(run.now, limits.followerPauseMs));
    }
  }
}

function* follow(run: ToolLeaseRun, open: OpenOperation): Workflow<FollowAnswer> {
  // The follower renews by the rules of operations, whose leases last longer.
  run.leaseMs = limits.leaseMs;
  const leases = run.leases.handOver();
  run.leaseMs = limits.toolWaitLeaseMs;
  return yield* callSubOrchestration(run.context, "followOperation", {
    id: `${run.leaseId}-${run.nameFor(open.stepId)}`,
    input: {
      operationId: run.leaseId,
      correlationId: run.input.correlationId,
      target: open.write.resourceId,
      stepId: open.stepId,
      clientRequestId: open.clientRequestId,
      address: open.address,
      writeKind: open.write.kind,
      after: [],
      startedAt: open.intendedAt,
      until: run.input.waitUntil,
      leases,
      carried: null,
    },
  });
}

function notHad(
  acquired: AcquiredLeases & { readonly kind: "rejected" | "too-long" },
): TakenForTool {
  const { claim, holder, waiting } = acquired;
  const { resourceId } = claim;
  const sentence =
    acquired.kind === "rejected"
      ? `${nameOf(resourceId)} is busy and the request asked not to wait: ${sayInTheWay(acquired)}.`
      : `It could not be waited any longer. ${sayLeaseWait(resourceId, acquired)}`;
  const inTheWay = busyWithOf(resourceId, holder, waiting);
  return { kind: "ended", status: "busy", sentence, inTheWay };
}

function queueFull(acquired: AcquiredLeases & { readonly kind: "queue-full" }): TakenForTool {
  const { resourceId } = acquired.claim;
  const { sentence, nextAction } = sayQueueFull(resourceId, acquired);
  const inTheWay = busyWithOf(resourceId, null, acquired.waiters);
  return { kind: "ended", status: "busy", sentence: `${sentence} ${nextAction}`, inTheWay };
}
