// A report that tells nothing but an outcome; tests add what they are about.

import type { OperationReport } from "../../src/domain/outcome.ts";

export function aBareReport(change: Partial<OperationReport> = {}): OperationReport {
  return {
    outcome: "succeeded",
    sentence: "api-01 has size Standard_D4s_v5.",
    class: null,
    nextAction: null,
    blockers: [],
    before: null,
    after: null,
    plan: null,
    steps: [],
    leftBehind: [],
    commands: [],
    joined: null,
    timeline: [],
    endedAt: "2026-01-05T08:00:00.000Z",
    ...change,
  };
}
