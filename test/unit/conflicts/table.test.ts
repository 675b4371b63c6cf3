// The decision table: whatever the facts, exactly one row decides, and every class has its limits.

import { describe, expect, it } from "vitest";
import { classLimits } from "../../../src/conflicts/class-limits.ts";
import { overrides } from "../../../src/conflicts/overrides.ts";
import { endings, signals, statusClasses, statusClassOf } from "../../../src/conflicts/signal.ts";
import type { RefusalFacts } from "../../../src/conflicts/signal.ts";
import { matches, table } from "../../../src/conflicts/table.ts";

const everyFacts: readonly RefusalFacts[] = signals.flatMap((signal) =>
  statusClasses.flatMap((status) => endings.map((ending) => ({ signal, status, ending }))),
);

describe("the decision table", () => {
  it("has exactly one row for every combination of facts", () => {
    const undecided = everyFacts
      .map((facts) => ({ facts, rows: table.filter((row) => matches(row, facts)) }))
      .filter(({ rows }) => rows.length !== 1)
      .map(({ facts, rows }) => `${JSON.stringify(facts)}: ${rows.map((row) => row.row).join()}`);
    expect(undecided).toEqual([]);
    expect(everyFacts.length).toBe(signals.length * statusClasses.length * endings.length);
  });

  it("has no row that nothing leads to", () => {
    const idle = table.filter((row) => !everyFacts.some((facts) => matches(row, facts)));
    expect(idle).toEqual([]);
  });

  it("names each row by a letter of its own and says where it comes from", () => {
    expect(new Set(table.map((row) => row.row)).size).toBe(table.length);
    for (const row of table) expect(row.because).toMatch(/https:\/\/\S+$/);
  });

  it("is led to by overrides that say where they come from", () => {
    for (const { because, type } of overrides) {
      expect(because).toMatch(/https:\/\/\S+$/);
      expect(type).toBe(type.toLowerCase());
    }
  });

  it("has a row for every class", () => {
    expect(new Set(table.map((row) => row.class))).toEqual(new Set(Object.keys(classLimits)));
  });

  it("stops at once where only a person can help", () => {
    const stopped = Object.entries(classLimits).filter(([, limit]) => limit.recovery === "stop");
    expect(stopped.map(([name]) => name).toSorted()).toEqual([
      "authorization",
      "capacity",
      "invalid-request",
      "management-lock",
      "policy-or-sku",
      "quota",
    ]);
    for (const [, limit] of stopped) expect(limit.attemptsMax).toBe(1);
  });
});

describe("the class of a status", () => {
  it("exists for every number", () => {
    for (let status = 0; status < 1_000; status += 1) {
      expect(statusClasses).toContain(statusClassOf(status));
    }
    expect([null, 410, 499, 503, 302].map(statusClassOf)).toEqual([
      "none",
      "404",
      "4xx",
      "5xx",
      "other",
    ]);
  });
});
