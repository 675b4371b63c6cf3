// An operation as text: what was asked, how it stands or ended, what was done, what a person has to
// do. Pure; everything that came from outside is made printable.

import type { OperationView } from "../contracts/http-shapes.ts";
import { msBetween } from "../domain/instant.ts";
import type { OperationReport, StepReport } from "../domain/outcome.ts";
import type { Blocker } from "../domain/plan.ts";
import { awaitedLines } from "./awaited-text.ts";
import { busyLines } from "./busy-text.ts";
import { sayDuration } from "./duration.ts";
import { placeOf, sayMachine } from "./machine-text.ts";
import { paintOutcome } from "./paint.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";
import { newsOf, timelineLine } from "./timeline-text.ts";

/** `vm-resize of prod-rg/api-01 (size Standard_D4s_v5)`. */
export function sayRequest(view: OperationView): string {
  const parameters = Object.entries(view.parameters)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  const what = parameters === "" ? "" : ` (${printable(parameters)})`;
  return `${view.kind} of ${placeOf(view.target)}${what}`;
}

/** Everything about an operation; with its timeline for `show`, without where it was just shown. */
export function operationText(
  view: OperationView,
  options: { readonly paint: Paint; readonly url: string; readonly timeline: boolean },
): string {
  const { paint } = options;
  const lines = [
    paint.bold(sayRequest(view)),
    row("operation", view.id),
    row("asked by", `${printable(view.principal.name)} at ${view.acceptedAt}`),
    ...(options.timeline
      ? [row("in Azure", `correlation ID ${printable(view.correlationId)}`)]
      : []),
    ...standLines(view, paint),
    ...(view.report === null ? [] : reportLines(view.report, paint)),
    ...stepLines(view.report?.steps ?? view.progress?.steps ?? []),
  ];
  const timeline = newsOf(view.report?.timeline ?? view.progress?.timeline ?? []);
  if (options.timeline && timeline.length > 0) {
    lines.push("", "timeline", ...timeline.map((entry) => `  ${timelineLine(entry, paint)}`));
  }
  lines.push(sourceLine(view.source, options));
  return lines.join("\n");
}

export function sourceLine(
  source: string,
  options: { readonly paint: Paint; readonly url: string },
): string {
  return options.paint.dim(`source: ${printable(source)}, from ${options.url}`);
}

function standLines(view: OperationView, paint: Paint): readonly string[] {
  const { outcome, report, progress } = view;
  if (view.status !== "ended") {
    const ahead = progress?.ahead ?? 0;
    const queue = ahead === 0 ? "" : ` (${ahead} ahead)`;
    const told = outcome === null ? "" : `, told as ${paintOutcome(outcome, paint)}`;
    const sentence = progress === null ? "" : `: ${printable(progress.sentence)}`;
    return [
      row("status", `${view.status}${told}${queue}${sentence}`),
      ...awaitedLines(progress?.waitsFor),
    ];
  }
  const took =
    report === null ? "" : ` after ${sayDuration(msBetween(view.acceptedAt, report.endedAt))}`;
  const word = outcome === null ? "ended" : paintOutcome(outcome, paint);
  return [row("outcome", `${word}${took}`)];
}

function reportLines(report: OperationReport, paint: Paint): readonly string[] {
  const { plan } = report;
  return [
    // The sentence of a refused plan is that of its blockers, which come one by one below.
    ...(report.blockers.length > 0 ? [] : [row("", printable(report.sentence))]),
    ...(report.class === null ? [] : [row("class", report.class)]),
    ...(report.joined === null ? [] : [row("joined", `the outcome is that of ${report.joined}`)]),
    ...(report.before === null ? [] : [row("before", sayMachine(report.before))]),
    ...(report.after === null ? [] : [row("after", sayMachine(report.after))]),
    ...(plan === null ? [] : plan.notes.map((note) => row("note", printable(note)))),
    ...blockerLines(report.blockers, paint),
    ...(report.busyWith == null ? [] : busyLines(report.busyWith)),
    ...nextLines(report),
    ...report.leftBehind.map((what) => row(paint.bad("left"), printable(what))),
    ...report.commands.map((command) => `    ${printable(command)}`),
  ];
}

export function blockerLines(blockers: readonly Blocker[], paint: Paint): readonly string[] {
  return blockers.flatMap((blocker) => [
    row(paint.warn("blocker"), `${printable(blocker.sentence)} [${blocker.rule}]`),
    ...(blocker.nextAction === null ? [] : adviceLines("", blocker.nextAction)),
  ]);
}

/** What to do next, unless a blocker has said it already. */
export function nextLines(report: OperationReport): readonly string[] {
  const { nextAction, blockers } = report;
  const isSaid = blockers.some((blocker) => blocker.nextAction === nextAction);
  return nextAction === null || isSaid ? [] : adviceLines("next", nextAction);
}

/** Advice names the option as it is typed here. One that ends in a command gives it a line of its own, which a terminal does not break. */
function adviceLines(name: string, advice: string): readonly string[] {
  const said = printable(advice).replace(/\bwhenBusy (?=[a-z])/, "--when-busy ");
  const at = said.lastIndexOf(": az ");
  if (at < 0) return [row(name, said)];
  return [row(name, said.slice(0, at + 1)), `    ${said.slice(at + 2)}`];
}

function stepLines(steps: readonly StepReport[]): readonly string[] {
  return steps.map((step) => {
    const took =
      step.endedAt === null ? "" : ` in ${sayDuration(msBetween(step.startedAt, step.endedAt))}`;
    const undo = step.phase === "undo" ? "undo: " : "";
    return row("step", `${undo}${printable(step.title)}: ${step.result}${took}`);
  });
}
