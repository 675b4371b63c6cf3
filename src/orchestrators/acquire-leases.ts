// Takes the leases that an operation needs, and follows what earlier holders have left open to its end
// before anything is sent. The turn is never waited for here.

import type { LeaseClaim, OpenOperation } from "../contracts/lease-messages.ts";
import { addMs, laterOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { Workflow } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import { cancelledBy, mayGoOn } from "./cancelling.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { follow } from "./follow.ts";
import type { AcquiredLeases } from "./lease-set.ts";
import { sayInTheWay, sayLeaseWait, sayQueueFull } from "./lease-words.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";

export type Acquired =
  | { readonly kind: "held" }
  | { readonly kind: "ended"; readonly ending: Ending }
  | { readonly kind: "lease-lost" }
  /** The history has grown long with waiting; the next generation keeps what is held, and its place in
   * the queue. */
  | { readonly kind: "fresh-history" };

export function* acquireLeases(
  run: OperationRun,
  claims: readonly LeaseClaim[],
): Workflow<Acquired> {
  const until = waitUntil(run);
  const acquired = yield* run.leases.acquire(claims, {
    whenBusy: run.rejects ? "reject" : "queue",
    until,
    asksMax: run.hasSent ? limits.leaseAsksMax : limits.leaseAsksPerGeneration,
    // What was taken apart is put back under the leases, so whoever has sent something goes on.
    ...(run.hasSent ? {} : { stopSign: () => mayGoOn(run) }),
  });
  switch (acquired.kind) {
    case "held":
      if (!run.hasSent && run.waits > limits.waitsWithPlanMax) return { kind: "fresh-history" };
      return yield* followInherited(run, until);
    case "rejected":
      return { kind: "ended", ending: rejected(acquired) };
    case "too-long":
      return { kind: "ended", ending: tooLong(acquired) };
    case "queue-full":
      return { kind: "ended", ending: queueFull(acquired) };
    case "stop":
      return { kind: "ended", ending: cancelledBy(run, acquired.cancelled) };
    case "asked-enough":
      return run.hasSent ? { kind: "ended", ending: askedEnough(run) } : { kind: "fresh-history" };
  }
}

/** Until when leases are waited for. Where something has to be put back it is past the deadline. */
function waitUntil(run: OperationRun): Instant {
  const { deadlineAt } = run.request;
  return run.hasSent ? laterOf(deadlineAt, addMs(run.now, limits.regainMs)) : deadlineAt;
}

/** What an earlier holder was about to send, or has sent, may still be at work. */
function* followInherited(run: OperationRun, until: Instant): Workflow<Acquired> {
  for (const open of run.leases.takeInherited()) {
    const sentence = `An earlier holder of the lease left "${open.stepId}" (${open.write.kind}) open; it is followed to its end first.`;
    run.note("inherited", sentence, open.stepId);
    run.show("waiting-for-azure", sentence);
    const followed = yield* follow(run, {
      target: open.write.resourceId,
      stepId: open.stepId,
      clientRequestId: open.clientRequestId,
      address: open.address,
      writeKind: open.write.kind,
      after: [],
      startedAt: open.intendedAt,
      until,
      stoppable: !run.hasSent,
    });
    switch (followed.kind) {
      case "ended":
        run.note("inherited-ended", `"${open.stepId}" has ended.`, open.stepId);
        break;
      case "lease-lost":
        return { kind: "lease-lost" };
      case "stopped":
        return { kind: "ended", ending: cancelledBy(run, followed.cancelled) };
      case "still-running":
        return { kind: "ended", ending: stillInherited(open) };
    }
  }
  return { kind: "held" };
}

type Waited = AcquiredLeases & { readonly kind: "rejected" | "too-long" };

function rejected(waited: Waited): Ending {
  const { claim, holder, waiting } = waited;
  const { resourceId } = claim;
  const sentence = `${nameOf(resourceId)} is busy and the request asked not to wait: ${sayInTheWay(waited)}.`;
  return ending("busy", sentence, {
    nextAction: "Send it again later, or with whenBusy queue.",
    busyWith: busyWithOf(resourceId, holder, waiting),
  });
}

function tooLong(waited: Waited): Ending {
  const { claim, holder, waiting } = waited;
  const { resourceId } = claim;
  const sentence = `It could not be waited any longer. ${sayLeaseWait(resourceId, waited)}`;
  return ending("busy", sentence, {
    nextAction: "Send it again with a later deadline.",
    busyWith: busyWithOf(resourceId, holder, waiting),
  });
}

function queueFull(answer: AcquiredLeases & { readonly kind: "queue-full" }): Ending {
  const { resourceId } = answer.claim;
  const { sentence, nextAction } = sayQueueFull(resourceId, answer);
  return ending("busy", sentence, {
    nextAction,
    busyWith: busyWithOf(resourceId, null, answer.waiters),
  });
}

function askedEnough(run: OperationRun): Ending {
  const sentence = `The leases for ${nameOf(run.request.target)} were asked for ${limits.leaseAsksMax} times and could not be had.`;
  return ending("busy", sentence, { nextAction: "Find out who holds them: interlock leases." });
}

function stillInherited(open: OpenOperation): Ending {
  return ending(
    "busy",
    `"${open.stepId}", which an earlier operation has sent, is still at work on ${nameOf(open.write.resourceId)}.`,
    { nextAction: "Send it again later.", commands: open.undoCommands },
  );
}
