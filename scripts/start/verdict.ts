// Whether the incident went as Interlock promises. What it shows is worth something only because it
// would also say so if it had gone wrong.

import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { otherSize } from "./incident.ts";
import type { Exchange } from "./plain-client.ts";

export interface Seen {
  readonly first: OperationView;
  readonly same: OperationView;
  readonly other: OperationView;
  /** The machine as Azure shows it at the end. */
  readonly size: string;
  readonly power: string;
  readonly exchanges: readonly Exchange[];
}

export interface Traffic {
  readonly writes: number;
  readonly reads: number;
  readonly conflicts: number;
}

/** What Interlock sent to Azure, polls included, and how often it was told 409. */
export function trafficOf(exchanges: readonly Exchange[]): Traffic {
  const ours = exchanges.filter(({ principal }) => principal === "interlock");
  const writes = ours.filter(({ request }) => request.method !== "GET").length;
  const conflicts = ours.filter(({ response }) => response?.status === 409).length;
  return { writes, reads: ours.length - writes, conflicts };
}

/** Everything that is not as promised, in sentences; empty when all is well. */
export function complaintsOf(seen: Seen): readonly string[] {
  const { first, same, other } = seen;
  const complaints: string[] = [];
  const all = { pipeline: first, runbook: same, autoscaler: other };
  for (const [name, view] of Object.entries(all)) {
    if (view.outcome === "succeeded") continue;
    const why = view.report?.sentence ?? "";
    complaints.push(`The operation of ${name} ended as ${view.outcome ?? "nothing"}: ${why}`);
  }
  if (same.report?.joined !== first.id) {
    complaints.push("The second caller's request for the same resize was not joined to the first.");
  }
  const [firstEnd, otherStart] = [first.report?.endedAt, firstWriteOf(other)];
  if (firstEnd !== undefined && otherStart !== undefined && otherStart < firstEnd) {
    complaints.push("The third caller's resize began before the first one had ended.");
  }
  if (seen.size !== otherSize || seen.power !== "running") {
    complaints.push(`In the end the machine has ${seen.size} and is ${seen.power}.`);
  }
  const { conflicts } = trafficOf(seen.exchanges);
  if (conflicts > 0) complaints.push(`Azure answered Interlock ${conflicts} times with 409.`);
  return complaints;
}

function firstWriteOf(view: OperationView): string | undefined {
  return view.report?.steps.map((step) => step.startedAt).toSorted()[0];
}
