// Whether every caller was told how it ended, and with an end that fits what he asked for: nothing in
// these runs makes a resize impossible, so none may fail, and only who does not wait may be sent away.

import { isBefore } from "../../../src/domain/instant.ts";
import type { CallerTrace, HoldTrace, OperationTrace } from "../traces.ts";
import { count, holdTraces, operationTraces } from "./claim.ts";
import type { Claim, RunRecord } from "./claim.ts";

export function answersClaim(run: RunRecord): Claim {
  const retries = run.traces.reduce((sum, trace) => sum + trace.retries, 0);
  return {
    what: "Every caller is answered, with an end that fits what he asked for",
    counted: `${count(operationTraces(run).length, "caller")} of operations, ${holdTraces(run).length} of holds; ${count(retries, "request")} sent again`,
    looked: run.traces.length,
    violations: run.traces.flatMap((trace) => {
      const wrong = wrongWith(trace);
      return wrong === null ? [] : [`${trace.plan.name} ${wrong}`];
    }),
  };
}

function wrongWith(trace: CallerTrace): string | null {
  if (trace.trouble !== null) return `gave up: ${trace.trouble}`;
  return trace.kind === "operation" ? wrongWithOperation(trace) : wrongWithHold(trace);
}

function wrongWithOperation({ plan, answer }: OperationTrace): string | null {
  if (answer === null) return "was never told how his operation ended.";
  const { outcome, sentence } = answer;
  const fits = plan.dryRun ? ["planned", "nothing-to-do"] : ["succeeded", "nothing-to-do"];
  if (plan.whenBusy === "reject") fits.push("busy");
  if (answer.joined !== null && plan.whenBusy !== "join") return `was joined, and had not asked.`;
  return fits.includes(outcome) ? null : `was told ${outcome}: "${sentence}"`;
}

function wrongWithHold({ plan, answer, held, died }: HoldTrace): string | null {
  if (answer === null) return "was never told whether he holds it.";
  const { status, sentence, at } = answer;
  if (status === "busy" && plan.whenBusy === "reject" && held === null) return null;
  if (died && held !== null) return null;
  // While the host was down nobody could renew: what has run out may be lost, and nothing else may.
  if (status === "lost" && held !== null && isBefore(held.until, at)) return null;
  return status === "released" && held !== null ? null : `was told ${status}: "${sentence}"`;
}
