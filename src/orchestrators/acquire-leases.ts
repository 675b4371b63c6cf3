// Takes the leases that a plan needs, always in canonical order, and follows what earlier holders
// have left open to its end before anything is sent. The turn is never waited for here, so whoever
// waits for a lease holds only leases that come before it in the order: nobody waits in a circle.

import { entityKeyOf } from "../contracts/lease-messages.ts";
import type { LeaseHolderView, OpenOperation } from "../contracts/lease-messages.ts";
import { addMs, earlierOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { isSameResource, resourceKey } from "../domain/resource-id.ts";
import { call, entity, waitForEvent } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { follow } from "./follow.ts";
import { keepLeases } from "./keep-leases.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./operation-run.ts";
import type { OperationRun } from "./operation-run.ts";
import { wakeWaiters } from "./release-leases.ts";

export type Acquired =
  | { readonly kind: "held" }
  | { readonly kind: "ended"; readonly ending: Ending }
  | { readonly kind: "lease-lost" };

export function* acquireLeases(
  run: OperationRun,
  resourceIds: readonly string[],
  until: Instant,
): Workflow<Acquired> {
  for (const resourceId of inCanonicalOrder(resourceIds)) {
    if (run.leases.some((lease) => isSameResource(lease.resourceId, resourceId))) continue;
    const acquired = yield* acquireLease(run, resourceId, until);
    if (acquired.kind !== "held") return acquired;
  }
  return { kind: "held" };
}

/** One order for everybody, whatever the letter case of the IDs; each resource once. */
export function inCanonicalOrder(resourceIds: readonly string[]): readonly string[] {
  const byKey = new Map(resourceIds.map((id) => [resourceKey(id), id]));
  return [...byKey]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, resourceId]) => resourceId);
}

function* acquireLease(run: OperationRun, resourceId: string, until: Instant): Workflow<Acquired> {
  run.show("acquiring-leases", `Taking the lease on ${nameOf(resourceId)}.`);
  if (!run.askedLeases.includes(resourceId)) run.askedLeases = [...run.askedLeases, resourceId];
  for (let asked = 0; asked < limits.leaseAsksMax; asked += 1) {
    const waitEvent = run.waitName("lease");
    const answer = yield* call(
      run.context,
      entity("resourceLease", entityKeyOf(resourceId), "acquire", {
        resourceId,
        mode: "exclusive",
        owner: run.owner,
        at: run.now,
        leaseMs: limits.leaseMs,
        waitEvent,
        waitUntil: until,
      }),
    );
    switch (answer.kind) {
      case "granted": {
        const { fencing, expiresAt } = answer;
        run.leases = [...run.leases, { resourceId, fencing, expiresAt }];
        run.note("lease-granted", `The lease on ${nameOf(resourceId)} was granted (${fencing}).`);
        yield* wakeWaiters(run, answer.wake);
        return yield* followInherited(run, answer.inherited, until);
      }
      case "queue-full":
        return { kind: "ended", ending: queueFull(resourceId, answer.waiters) };
      case "waiting": {
        if (run.request.whenBusy === "reject" && !run.hasSent) {
          return { kind: "ended", ending: rejected(resourceId, answer.holder) };
        }
        if (asked === 0) run.say("waiting-for-lease", sayWaiting(resourceId, answer.holder));
        if (!isBefore(run.now, until)) {
          return { kind: "ended", ending: tooLong(resourceId, answer.holder) };
        }
        yield* waitForEvent(run.context, waitEvent, askAgainAt(run, answer.askAgainAt, until));
        // Leases that come earlier in the order are held while this one is waited for.
        if ((yield* keepLeases(run)) === "lost") return { kind: "lease-lost" };
      }
    }
  }
  return { kind: "ended", ending: tooLong(resourceId, null) };
}

/** Later than now, or it would be asked without an end; and soon enough to renew what is held. */
function askAgainAt(run: OperationRun, told: Instant, until: Instant): Instant {
  const later = isBefore(run.now, told) ? told : addMs(run.now, limits.unreadableFirstMs);
  const wanted = earlierOf(later, until);
  return run.leases.length === 0 ? wanted : earlierOf(wanted, addMs(run.now, limits.pauseMs));
}

/** What an earlier holder was about to send, or has sent, may still be at work. */
function* followInherited(
  run: OperationRun,
  inherited: readonly OpenOperation[],
  until: Instant,
): Workflow<Acquired> {
  for (const open of inherited) {
    const sentence = `An earlier holder of the lease left "${open.stepId}" (${open.write.kind}) open; it is followed to its end first.`;
    run.note("inherited", sentence, open.stepId);
    run.show("waiting-for-azure", sentence);
    const followed = yield* follow(run, {
      stepId: open.stepId,
      clientRequestId: open.clientRequestId,
      address: open.address,
      writeKind: open.write.kind,
      after: [],
      startedAt: open.intendedAt,
      until,
    });
    switch (followed.kind) {
      case "ended":
        run.note("inherited-ended", `"${open.stepId}" has ended.`, open.stepId);
        break;
      case "lease-lost":
        run.leases = [];
        return { kind: "lease-lost" };
      case "still-running":
        return { kind: "ended", ending: stillInherited(run, open) };
    }
  }
  return { kind: "held" };
}

function sayWaiting(resourceId: string, holder: LeaseHolderView | null): string {
  const who =
    holder === null
      ? "others come first"
      : `${holder.owner.purpose} for ${holder.owner.principal.name} (${holder.owner.operationId}) holds it until ${holder.expiresAt} at the longest, unless it renews`;
  return `Waiting for the lease on ${nameOf(resourceId)}: ${who}.`;
}

function rejected(resourceId: string, holder: LeaseHolderView | null): Ending {
  const sentence = `The request asked not to wait. ${sayWaiting(resourceId, holder)}`;
  return ending("busy", sentence, { nextAction: "Send it again later, or with whenBusy queue." });
}

function queueFull(resourceId: string, waiters: number): Ending {
  return ending(
    "busy",
    `${waiters} operations wait for the lease on ${nameOf(resourceId)} already.`,
    { nextAction: "Send it again later." },
  );
}

function tooLong(resourceId: string, holder: LeaseHolderView | null): Ending {
  return ending("busy", `It could not be waited any longer. ${sayWaiting(resourceId, holder)}`, {
    nextAction: "Send it again with a later deadline.",
  });
}

function stillInherited(run: OperationRun, open: OpenOperation): Ending {
  return ending(
    "busy",
    `"${open.stepId}", which an earlier operation has sent, is still at work on ${nameOf(run.request.target)}.`,
    { nextAction: "Send it again later.", commands: open.undoCommands },
  );
}
