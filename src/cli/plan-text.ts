// A plan as text: what would be done, whether it stops the machine and why, what has to be accepted,
// everything that stands in the way, and the digest by which exactly this plan can be approved.

import type { OperationView } from "../contracts/http-shapes.ts";
import type { PlanSummary } from "../domain/outcome.ts";
import { sayMachine } from "./machine-text.ts";
import { blockerLines, nextLines, sayRequest, sourceLine } from "./operation-text.ts";
import { paintOutcome } from "./paint.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";

export function planText(
  view: OperationView,
  options: {
    readonly paint: Paint;
    readonly url: string;
    /** The plan for the same request with everything accepted, where only that was missing. */
    readonly accepted?: OperationView | null;
  },
): string {
  const { paint } = options;
  const { report } = view;
  const lines = [paint.bold(`Plan for ${sayRequest(view)}`)];
  if (report === null) return [...lines, "  There is no plan yet."].join("\n");
  if (report.before !== null) lines.push(row("now", sayMachine(report.before)));
  // Blockers and steps say it themselves, one by one.
  const isSaid = report.blockers.length > 0 || (report.plan?.steps.length ?? 0) > 0;
  const why = isSaid ? "" : `: ${printable(report.sentence)}`;
  lines.push(row("outcome", `${paintOutcome(report.outcome, paint)}${why}`));
  const { plan } = report;
  if (plan !== null) {
    lines.push(...stepLines(plan));
    const word = plan.downtime.expected ? paint.warn("yes") : paint.good("no");
    lines.push(row("downtime", `${word}: ${printable(plan.downtime.why)}`));
    for (const note of plan.notes) lines.push(row("note", printable(note)));
  }
  const accept = [...new Set(report.blockers.flatMap((blocker) => blocker.mustAccept))];
  lines.push(...blockerLines(report.blockers, paint));
  if (accept.length > 0) lines.push(row("accept", `--accept ${accept.join(",")}`));
  const accepted = options.accepted?.report?.plan ?? null;
  if (accepted !== null) {
    lines.push(row("", "With that accepted it would do this:"), ...stepLines(accepted));
  }
  lines.push(...nextLines(report));
  if (plan !== null) lines.push(row("digest", plan.digest));
  lines.push(sourceLine(`${view.source}, read from Azure`, options));
  return lines.join("\n");
}

function stepLines(plan: PlanSummary): readonly string[] {
  return plan.steps.map((step, index) => row(`step ${index + 1}`, printable(step.title)));
}
