// The last phase, which every operation reaches that has claimed its record: gives back what it holds,
// tells the outcome, wakes whoever waits. Each part is tried whatever became of the others, so that a
// fault in one does not leave a turn taken or a caller without an answer.

import type { OperationReport } from "../domain/outcome.ts";
import { call, entity } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { attempt } from "./attempt.ts";
import type { OperationRun } from "./operation-run.ts";
import { giveEverythingBack, keepsLeases } from "./release-leases.ts";
import { wake } from "./wake.ts";

export function* finish(
  run: OperationRun,
  report: (run: OperationRun) => OperationReport,
): Workflow<OperationReport> {
  run.show("releasing", "Giving back the lease and the turn.");
  const keeps = keepsLeases(run);
  if (keeps) {
    run.note(
      "lease-kept",
      "The lease is not given back: what was sent may still be at work. It runs out by itself, and whoever comes next follows that to its end first.",
    );
  }
  const given = yield* attempt(run, "Giving back the lease and the turn", giveEverythingBack(run));
  if (given !== null && !keeps) {
    run.note("released", "Neither a lease nor the turn is held any more.");
  }
  const told = report(run);
  const noted = yield* attempt(run, "Telling the outcome", complete(run, told));
  const targets = [...(given ?? []), ...(noted ?? [])];
  yield* wake(run.context, targets);
  run.show("ended", told.sentence);
  return told;
}

function* complete(run: OperationRun, report: OperationReport) {
  const answer = yield* call(
    run.context,
    entity("operationRecord", run.request.operationId, "complete", {
      startToken: run.request.startToken,
      report,
      final: true,
      at: run.now,
    }),
  );
  return answer.wake;
}
