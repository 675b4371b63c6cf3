// What has come of a step since it was last reported, and the report that it makes.

import type { Instant } from "../domain/instant.ts";
import type { StepPhase, StepReport } from "../domain/outcome.ts";

export interface StepNews {
  readonly result: StepReport["result"];
  /** Writes sent since the last report. */
  readonly sent?: number;
  readonly fencing?: number;
}

export function newestReport(
  old: StepReport | undefined,
  news: StepNews & {
    readonly id: string;
    readonly title: string;
    readonly phase: StepPhase;
    readonly at: Instant;
  },
): StepReport {
  const { id, title, phase, at, result } = news;
  return {
    id,
    title,
    phase,
    startedAt: old?.startedAt ?? at,
    endedAt: result === "running" ? null : at,
    result,
    submissions: (old?.submissions ?? 0) + (news.sent ?? 0),
    fencing: news.fencing ?? old?.fencing ?? null,
  };
}
