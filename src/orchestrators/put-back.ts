// The ways in which an operation ends without success once something may have been sent: everything
// is put back, or it is told exactly what is left behind. An operation that has run out of time is
// told so at once; then what still runs is followed to its end and put back all the same.

import { addMs, isBefore } from "../domain/instant.ts";
import { call, entity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { attempt } from "./attempt.ts";
import { ending } from "./ending.ts";
import type { Ending } from "./ending.ts";
import { follow } from "./follow.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import type { OperationRun } from "./operation-run.ts";
import { reportOf } from "./report.ts";
import { undoCommandsOf } from "./step-task.ts";
import type { Running } from "./step-task.ts";
import { undoSteps } from "./undo-steps.ts";
import { wake } from "./wake.ts";

export function* putBack(run: OperationRun, ended: Ending): Workflow<Ending> {
  if (!run.hasSent) return ended;
  if (ended.outcome === "timed-out") yield* tellEarly(run, ended);
  run.note("undoing", `${ended.sentence} What was done is put back.`);
  const undone = yield* undoSteps(run);
  if (undone.leftBehind.length > 0) {
    run.note("stuck", undone.leftBehind.join(" "));
    return {
      ...ended,
      outcome: "stuck",
      sentence: `${ended.sentence} Not everything could be put back: ${undone.leftBehind.join(" ")}`,
      nextAction: "Look at the machine, then run the commands that still apply.",
      leftBehind: undone.leftBehind,
      commands: undone.commands,
    };
  }
  run.note("put-back", "Everything that has an undo was put back.");
  return {
    ...ended,
    sentence: [ended.sentence, "What was done was put back.", ...undone.kept].join(" "),
  };
}

/** Time is over. What runs is ours, or may be, if anything may have been sent. */
export function* timeOut(run: OperationRun, running: Running | null): Workflow<Ending> {
  const told = timedOut(run, running);
  if (!run.hasSent) return told;
  yield* tellEarly(run, told);
  if (running !== null && (yield* followOn(run, running)) === "still-running") {
    return {
      ...told,
      outcome: "stuck",
      sentence: `${told.sentence} It has not ended ${limits.followOnMs / 3_600_000} hours later either.`,
      nextAction: "Look at the machine, then run the commands that still apply.",
      leftBehind: [`"${running.stepId}" is still running in Azure.`],
      commands: run.sent.toReversed().flatMap(undoCommandsOf),
    };
  }
  return yield* putBack(run, told);
}

/** The lease went to somebody else and did not come back: nothing more may be sent. */
export function leaseLost(run: OperationRun): Ending {
  const lost = `A lease for ${nameOf(run.request.target)} went to somebody else and did not come back in time.`;
  if (!run.hasSent) {
    return ending("failed", `${lost} Nothing had been sent.`, { nextAction: "Send it again." });
  }
  return stuck(run, `${lost} What had been done was not put back.`);
}

/** Something is broken, in the app or under it. What was sent stays as it is, for a person. */
export function brokenBy(run: OperationRun, thrown: unknown): Ending {
  const what = thrown instanceof Error ? thrown.message : "Something unexpected was thrown.";
  const sentence = `The operation could not be carried on: ${what}`;
  return run.hasSent
    ? stuck(run, sentence)
    : ending("failed", `${sentence} Nothing had been sent.`, {
        class: "unknown",
        nextAction: "Send it again; if it happens again, look into the app's log.",
      });
}

function stuck(run: OperationRun, sentence: string): Ending {
  const sent = run.sent.map((step) => `"${step.title}"`).join(", ");
  return ending("stuck", sentence, {
    class: "unknown",
    nextAction: "Look at the machine, then run the commands that still apply.",
    leftBehind: [`Sent, or possibly sent, and not put back: ${sent}.`],
    commands: run.sent.toReversed().flatMap(undoCommandsOf),
  });
}

function* followOn(run: OperationRun, running: Running): Workflow<"ended" | "still-running"> {
  const step = run.sent.find((sent) => sent.id === running.stepId);
  const followed = yield* follow(run, {
    ...running,
    writeKind: null,
    after: step?.after ?? [],
    until: addMs(run.now, limits.followOnMs),
  });
  switch (followed.kind) {
    case "stopped":
    case "still-running":
      return "still-running";
    case "lease-lost":
      // Whoever has it now follows what is open; the undo queues for it again.
      return "ended";
    case "ended":
      run.note("operation-ended", "What was still running has ended.", running.stepId);
      if (step !== undefined) {
        const result = followed.unmet.length === 0 ? "done" : "failed";
        run.reportStep({ ...step, phase: "forward" }, { result });
      }
      return "ended";
  }
}

function timedOut(run: OperationRun, running: Running | null): Ending {
  const { deadlineAt, target } = run.request;
  const passed = isBefore(run.now, deadlineAt)
    ? "A step took longer than its time"
    : "The deadline passed";
  if (!run.hasSent) {
    return running === null
      ? ending("timed-out", `${passed} before anything was sent.`)
      : ending(
          "busy",
          `${passed} while somebody else was at work on ${nameOf(target)}; nothing was sent.`,
        );
  }
  const sentence =
    running === null
      ? `${passed} before everything was done.`
      : `${passed} while Azure was still at work on ${nameOf(target)}.`;
  return ending("timed-out", sentence, { nextAction: "Allow more time and send it again." });
}

/** Once: the caller need not wait for what comes after the deadline. */
function* tellEarly(run: OperationRun, ended: Ending): Workflow<void> {
  if (run.toldEarly !== null) return;
  run.toldEarly = ended.outcome;
  run.say("told-early", `${ended.sentence} What runs is followed to its end and put back.`);
  const complete = entity("operationRecord", run.request.operationId, "complete", {
    startToken: run.request.startToken,
    report: reportOf(run, ended),
    final: false,
    at: run.now,
  });
  const noted = yield* attempt(run, "Telling the outcome early", call(run.context, complete));
  yield* wake(run.context, noted?.wake ?? []);
}
