// An operation that has joined another does nothing of its own: it waits for that one's outcome and
// tells it as its own.

import { addMs, earlierOf, isBefore } from "../domain/instant.ts";
import type { OperationReport } from "../domain/outcome.ts";
import { entity, waitForEvent } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { askUnlessStopped, cancelledBy } from "./cancelling.ts";
import { ending } from "./ending.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";
import { reportOf } from "./report.ts";

export type Joined =
  | { readonly kind: "told"; readonly report: OperationReport }
  /** The operation that was to be joined is not there any more; ask for the turn again. */
  | { readonly kind: "gone" }
  | { readonly kind: "fresh-history" };

export function* tellJoined(run: OperationRun, leaderId: string): Workflow<Joined> {
  const { deadlineAt } = run.request;
  run.note("joined", `Operation ${leaderId} is to have the same effect; its outcome is awaited.`);
  const sentence = `Waiting for the outcome of operation ${leaderId}, which has the same effect.`;
  for (let looks = 0; looks < limits.joinedLooksMax; looks += 1) {
    const eventName = run.waitName("joined");
    run.show("joined", sentence);
    const watch = entity("operationRecord", leaderId, "watch", {
      waiter: { instanceId: run.owner.instanceId, eventName },
      at: run.now,
    });
    const asked = yield* askUnlessStopped(run, watch, looks === 0);
    if (asked.kind === "stop") {
      return { kind: "told", report: reportOf(run, cancelledBy(run, asked.cancelled)) };
    }
    const { answer } = asked;
    switch (answer.kind) {
      case "ended":
        return { kind: "told", report: asOwn(run, leaderId, answer.report) };
      case "unknown-operation":
        return { kind: "gone" };
      case "watching":
        if (!isBefore(run.now, deadlineAt)) {
          return { kind: "told", report: tooLong(run, leaderId) };
        }
        yield* waitForEvent(
          run.context,
          eventName,
          earlierOf(addMs(run.now, limits.joinedLookMs), deadlineAt),
        );
    }
  }
  return { kind: "fresh-history" };
}

function asOwn(run: OperationRun, leaderId: string, report: OperationReport): OperationReport {
  return {
    ...report,
    sentence: `Together with operation ${leaderId}: ${report.sentence}`,
    joined: leaderId,
    timeline: [...run.timeline, ...report.timeline],
    endedAt: run.now,
  };
}

function tooLong(run: OperationRun, leaderId: string): OperationReport {
  const sentence = `The deadline passed while operation ${leaderId}, which this one has joined, was still at work.`;
  return { ...reportOf(run, ending("timed-out", sentence)), joined: leaderId };
}
