// The evidence of a run as people read it: who came and how it ended for them, what went wrong on the
// way, and each claim with what was counted for it.

import type { FaultReport } from "../../simulator/fault.ts";
import { figuresText } from "../benchmark.ts";
import { count } from "./judge/claim.ts";
import type { Claim } from "./judge/claim.ts";
import type { CallerTrace } from "./traces.ts";

export interface Trouble {
  readonly kills: number;
  readonly faults: readonly FaultReport[];
  /** Exchanges whose answers did not arrive, for whatever reason. */
  readonly lostAnswers: number;
  readonly exchanges: number;
}

const violationsShown = 20;

export function evidenceText(
  traces: readonly CallerTrace[],
  trouble: Trouble,
  claims: readonly Claim[],
): string {
  return [callersTable(traces), troubleTable(traces, trouble), claimsTable(claims)]
    .concat(claims.flatMap(violationsText))
    .join("\n\n");
}

function callersTable(traces: readonly CallerTrace[]): string {
  const groups = Map.groupBy(traces, whatFor);
  const rows = [...groups]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([what, members]) => [what, String(members.length), endsOf(members)]);
  return figuresText({ head: ["callers", "", "how it ended"], rows }, "left");
}

function whatFor({ plan }: CallerTrace): string {
  if (plan.kind === "operation") {
    return plan.dryRun ? "vm-resize, dry run" : `vm-resize, ${plan.whenBusy}`;
  }
  const [first] = plan.resources;
  const type = first?.resourceId.split("/").at(-2)?.toLowerCase() ?? "";
  const names: Readonly<Record<string, string>> = {
    virtualmachines: plan.resources.length > 1 ? "several machines" : "a machine",
    resourcegroups: "a whole group",
    extensions: "a child of a machine",
    disks: "a neighbour of a machine",
  };
  return `hold of ${names[type] ?? type}, ${first?.mode}`;
}

function endsOf(traces: readonly CallerTrace[]): string {
  const ends = Map.groupBy(traces, endOf);
  return [...ends]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([end, { length }]) => `${length} ${end}`)
    .join(", ");
}

function endOf(trace: CallerTrace): string {
  if (trace.answer === null) return "not answered";
  if (trace.kind === "operation") {
    return trace.answer.joined === null ? trace.answer.outcome : `joined (${trace.answer.outcome})`;
  }
  return trace.died ? "died holding" : trace.answer.status;
}

function troubleTable(traces: readonly CallerTrace[], trouble: Trouble): string {
  const fired = (kind: FaultReport["effect"]): number =>
    trouble.faults.reduce((sum, each) => sum + (each.effect === kind ? each.fired : 0), 0);
  const retries = traces.reduce((sum, { retries }) => sum + retries, 0);
  const holds = traces.filter((trace) => trace.kind === "hold");
  const rows = [
    ["the host killed (SIGKILL) and started again", trouble.kills],
    ["answers of Azure dropped, the request done", fired("drop-after")],
    ["requests to Azure dropped before they were done", fired("drop-before")],
    ["requests to Azure delayed by chance", fired("delay")],
    [
      "exchanges whose answers did not arrive, of all in the tap",
      `${trouble.lostAnswers} of ${trouble.exchanges}`,
    ],
    ["requests that callers sent again", retries],
    ["holders that died without a word", holds.filter(({ died }) => died).length],
    ["writes of holders, renewals", `${sum(holds, "writes")}, ${sum(holds, "renewals")}`],
  ];
  const texts = rows.map(([what, number]) => [String(what), String(number)]);
  return figuresText({ head: ["trouble", ""], rows: texts }, "left");
}

function sum<Key extends string>(
  traces: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  return traces.reduce((total, trace) => total + trace[key], 0);
}

function claimsTable(claims: readonly Claim[]): string {
  const rows = claims.map((claim) => [claim.what, claim.counted, verdictOf(claim)]);
  return figuresText({ head: ["claim", "counted", ""], rows }, "left");
}

function verdictOf({ looked, violations }: Claim): string {
  if (violations.length > 0) return `VIOLATED ${count(violations.length, "time")}`;
  return looked > 0 ? "holds" : "nothing to judge";
}

function violationsText({ what, violations }: Claim): readonly string[] {
  if (violations.length === 0) return [];
  const shown = violations.slice(0, violationsShown).map((sentence) => `  ${sentence}`);
  const more = violations.length - shown.length;
  return [[`${what}: VIOLATED`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n")];
}
