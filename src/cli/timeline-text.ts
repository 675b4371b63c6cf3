// The timeline of an operation, line by line, and what of it has not been shown yet. Progress carries
// only the newest entries, so what was shown is remembered by content.

import type { OperationView } from "../contracts/http-shapes.ts";
import type { TimelineEntry } from "../domain/outcome.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

/** `08:00:12  submitted        Deallocate the virtual machine: accepted`. */
export function timelineLine(entry: TimelineEntry, paint: Paint): string {
  const time = entry.at.slice(11, 19);
  return `${paint.dim(time)}  ${printable(entry.event).padEnd(18)} ${printable(entry.sentence)}`;
}

/** Without plans that were made again and came out the same. */
export function newsOf(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  let plan: string | null = null;
  return entries.filter(({ event, sentence }) => {
    if (event !== "planned") return true;
    const isNews = sentence !== plan;
    plan = sentence;
    return isNews;
  });
}

/** Collects timelines as they are seen and gives each entry once. */
export function createTimelineReader(): { fresh(view: OperationView): readonly TimelineEntry[] } {
  const shown = new Set<string>();
  return {
    fresh(view) {
      const entries = view.report?.timeline ?? view.progress?.timeline ?? [];
      const unseen = entries.filter((entry) => !shown.has(keyOf(entry)));
      for (const entry of unseen) shown.add(keyOf(entry));
      return unseen;
    },
  };
}

function keyOf(entry: TimelineEntry): string {
  return JSON.stringify([entry.at, entry.event, entry.stepId, entry.sentence]);
}
