// The second phase: waits for the target's turn, holding nothing. Whether to wait, to join or to give
// way is decided by the turn entity; an event only says that it is worth asking again.

import type { TurnTicketView } from "../contracts/turn-messages.ts";
import { addMs, earlierOf, isBefore } from "../domain/instant.ts";
import { entity, sleepUntil, waitForEvent } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import { askUnlessStopped, cancelledBy } from "./cancelling.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";

export type Turn =
  | { readonly kind: "ours" }
  | { readonly kind: "joined"; readonly operationId: string }
  | { readonly kind: "ended"; readonly ending: Ending }
  /** The history has grown long with waiting; the next generation keeps the place in the queue. */
  | { readonly kind: "fresh-history" };

export function* takeTurn(run: OperationRun): Workflow<Turn> {
  const { request } = run;
  for (let asked = 0; asked < limits.turnAsksMax; asked += 1) {
    const waitEvent = run.waitName("turn");
    run.turnAsked = true;
    const asking = yield* askUnlessStopped(run, enter(run, waitEvent), asked === 0);
    if (asking.kind === "stop") {
      return { kind: "ended", ending: cancelledBy(run, asking.cancelled) };
    }
    const { answer } = asking;
    switch (answer.kind) {
      case "head":
        if (request.carried === undefined) {
          run.note("turn-taken", `It is this operation's turn on ${nameOf(request.target)}.`);
        }
        return { kind: "ours" };
      case "joined":
        return { kind: "joined", operationId: answer.operationId };
      case "rejected":
        return { kind: "ended", ending: rejected(run, answer) };
      case "queue-full":
        return { kind: "ended", ending: queueFull(run, answer.waiting) };
      case "left":
        // A late repetition's answer, or that of a sweep whose clock is ahead: asked at once it would
        // be the same again.
        if (!isBefore(run.now, request.deadlineAt)) {
          return { kind: "ended", ending: shutOut(run) };
        }
        yield* sleepUntil(run.context, addMs(run.now, limits.unreadableFirstMs));
        break;
      case "waiting": {
        run.waits += 1;
        const sentence = sayWaiting(run, answer);
        if (asked === 0) run.note("waiting-for-turn", sentence);
        run.show("waiting-for-turn", sentence, answer.ahead);
        if (!isBefore(run.now, request.deadlineAt)) {
          return { kind: "ended", ending: tooLong(run, answer.head) };
        }
        // At the deadline itself it is asked once more, which is then the last time.
        const until = earlierOf(laterThanNow(run, answer.askAgainAt), request.deadlineAt);
        yield* waitForEvent(run.context, waitEvent, until);
      }
    }
  }
  return { kind: "fresh-history" };
}

function enter(run: OperationRun, waitEvent: string) {
  const { target, effectDigest, dryRun, deadlineAt, whenBusy } = run.request;
  return entity("targetTurn", run.targetKey, "enter", {
    resourceId: target,
    ticket: { owner: run.owner, effectDigest, dryRun, holdUntil: deadlineAt },
    // What an earlier execution has taken apart is not another one's to put back.
    whenBusy: run.hasSent ? "queue" : whenBusy,
    at: run.now,
    waitEvent,
  });
}

/** An instant to ask again that has passed already would be asked at without an end. */
function laterThanNow(run: OperationRun, instant: string): string {
  return isBefore(run.now, instant) ? instant : addMs(run.now, limits.unreadableFirstMs);
}

function sayWaiting(
  run: OperationRun,
  answer: { readonly ahead: number; readonly head: TurnTicketView },
): string {
  const others = answer.ahead === 1 ? "one operation is" : `${answer.ahead} operations are`;
  return `Waiting for the turn on ${nameOf(run.request.target)}: ${others} before it; ${sayHead(answer.head)} is at work.`;
}

function sayHead(head: TurnTicketView): string {
  return `${head.owner.purpose} for ${head.owner.principal.name} (${head.owner.operationId})`;
}

function rejected(
  run: OperationRun,
  { head, waiting }: { readonly head: TurnTicketView; readonly waiting: number },
): Ending {
  const { target } = run.request;
  const sentence = `${nameOf(target)} is busy with ${sayHead(head)}, and the request asked not to wait.`;
  return ending("busy", sentence, {
    nextAction: "Send it again later, or with whenBusy queue.",
    busyWith: busyWithOf(target, head, waiting),
  });
}

function queueFull(run: OperationRun, waiting: number): Ending {
  return ending(
    "busy",
    `${waiting} operations wait for ${nameOf(run.request.target)} already; there is no room for more.`,
    { nextAction: "Send it again later." },
  );
}

function shutOut(run: OperationRun): Ending {
  return ending(
    "busy",
    `The queue for ${nameOf(run.request.target)} took this operation for gone until its deadline had passed; nothing was sent.`,
    { nextAction: "Send it again with a new key." },
  );
}

function tooLong(run: OperationRun, head: TurnTicketView): Ending {
  return ending(
    "busy",
    `The deadline passed while it waited for its turn on ${nameOf(run.request.target)}, which is busy with ${sayHead(head)}; nothing was sent.`,
    { nextAction: "Send it again with a later deadline." },
  );
}
