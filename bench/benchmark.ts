// What a benchmark is and how its findings are told: tables for the reader, and bounds of which each
// is met or not. A figure that is not there (nothing was measured) meets no bound.

import Table from "cli-table3";

export interface Benchmark {
  /** By which `--only` chooses it. */
  readonly name: string;
  readonly title: string;
  measure(options: MeasureOptions): Promise<Findings>;
}

export interface MeasureOptions {
  readonly seed: number;
  /** Machines of each strategy in the comparison of wall times. */
  readonly vms: number;
  /** Added by the simulated Azure before each answer. */
  readonly latencyMs: number;
  /** Fewer samples: enough to see that it works, not to judge by. */
  readonly quick: boolean;
  /** Where files that live as long as the benchmark may be put. */
  readonly folder: string;
  readonly progress: (sentence: string) => void;
}

export interface Findings {
  readonly tables: readonly Figures[];
  readonly bounds: readonly Bound[];
  /** Sentences that belong to the figures: what was left out, what disturbed. */
  readonly notes: readonly string[];
}

export interface Figures {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Bound {
  readonly what: string;
  readonly value: number;
  readonly digits: number;
  readonly is: "at most" | "below" | "at least";
  readonly limit: number;
  /** A goal is told and not judged by. */
  readonly kind: "bound" | "goal";
}

export function isMet({ value, is, limit }: Bound): boolean {
  switch (is) {
    case "at most":
      return value <= limit;
    case "below":
      return value < limit;
    case "at least":
      return value >= limit;
  }
}

export function findingsText({ tables, bounds, notes }: Findings): string {
  const parts = [...tables.map((table) => figuresText(table)), ...notes, ...bounds.map(boundText)];
  return parts.join("\n");
}

export function figuresText({ head, rows }: Figures, align: "left" | "right" = "right"): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? "left" : align)),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function boundText(bound: Bound): string {
  const { what, value, digits, is, limit, kind } = bound;
  const verdict = isMet(bound) ? "met" : kind === "bound" ? "MISSED" : "not reached";
  return `${kind}: ${what} is ${value.toFixed(digits)}, wanted ${is} ${limit}: ${verdict}`;
}
