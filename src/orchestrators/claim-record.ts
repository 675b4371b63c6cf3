// The first phase: claims the operation's record, which remembers the outcome longer than any history
// and lets one of several starts of the same operation go on.

import type { OperationReport } from "../domain/outcome.ts";
import { call, entity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { ending } from "./ending.ts";
import type { OperationRun } from "./operation-run.ts";
import { reportOf } from "./report.ts";

export type Claim =
  | { readonly kind: "ours" }
  /** There is an outcome already, or the ID is another request's: nothing is to be done. */
  | { readonly kind: "not-ours"; readonly report: OperationReport };

export function* claimRecord(run: OperationRun): Workflow<Claim> {
  const { request } = run;
  run.show("claiming", "Claiming the operation's record.");
  const answer = yield* call(
    run.context,
    entity("operationRecord", request.operationId, "claim", { request, at: run.now }),
  );
  switch (answer.kind) {
    case "claimed":
      if (request.carried === undefined) run.note("claimed", sayClaimed(answer.again));
      if (request.nothingSent !== true) run.takeUp(answer);
      return { kind: "ours" };
    case "ended":
      return { kind: "not-ours", report: answer.report };
    case "other-request":
      return {
        kind: "not-ours",
        report: reportOf(
          run,
          ending(
            "failed",
            `Operation ${request.operationId} was claimed by another request with the same key; nothing was done.`,
            { nextAction: "Send the request again with a key of its own." },
          ),
        ),
      };
  }
}

function sayClaimed(again: boolean): string {
  return again
    ? "An earlier execution of this operation died before its end; it is taken up from the start, " +
        "and what that one left open is followed to its end first."
    : "The operation was accepted and its record claimed.";
}
