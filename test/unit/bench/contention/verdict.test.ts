// The judge of a run with many callers, judged by runs made up for it: each kind of violation is put
// into a record in which everything else is right, and must be found, alone. Here: who writes when,
// and what is done for duplicates.

import { describe, expect, it } from "vitest";
import { verdictOn } from "../../../../bench/contention/judge/verdict.ts";
import type { HoldTrace } from "../../../../bench/contention/traces.ts";
import {
  claims,
  hold,
  look,
  machine,
  neighbour,
  operation,
  owner,
  record,
  ticket,
  violated,
  written,
} from "../../../support/contention-record.ts";

describe("a run in which everything is right", () => {
  it("violates nothing, and says of each claim how much was looked at", () => {
    const run = record({
      traces: [
        operation("a"),
        operation("b"),
        operation("b-twin", { key: "b" }, { operationId: "op-b", correlationId: "correlation-b" }),
        operation("c", { whenBusy: "join" }, { joined: "op-b" }),
        hold("d", machine.id, [40, 60]),
        hold("e", machine.group.id, [70, 90]),
      ],
      writes: [
        written({ by: "a", seconds: [0, 5], fencing: 1, action: "deallocate" }),
        written({ by: "a", seconds: [6, 10], fencing: 1 }),
        written({ by: "b", seconds: [20, 30], fencing: 2 }),
        written({ by: "d", seconds: [45, 50], fencing: 3, principal: "tool-d" }),
        written({ by: "e", seconds: [75, 80], principal: "tool-e" }),
      ],
      samples: [
        look(0, { head: ticket("a", 1), tickets: [ticket("b", 2)], waiting: [owner("d", 0)] }),
        look(41, { holders: [owner("d", 40)] }),
      ],
    });
    expect(violated(run)).toEqual({});
    expect(verdictOn(run).filter(({ looked }) => looked === 0)).toEqual([]);
  });
});

describe("one writer", () => {
  it("is violated by a write that comes while another's operation runs", () => {
    const run = record({
      traces: [operation("a"), operation("b")],
      writes: [
        written({ by: "a", seconds: [0, 10], fencing: 1 }),
        written({ by: "b", seconds: [5, 12], fencing: 2 }),
      ],
    });
    expect(Object.keys(violated(run))).toEqual([claims.oneWriter, claims.course]);
  });

  it("is violated by a write between two writes of another's operation", () => {
    const run = record({
      traces: [operation("a")],
      writes: [
        written({ by: "a", seconds: [0, 5], fencing: 1, action: "deallocate" }),
        written({ by: "x", seconds: [6, 8], principal: "tool-x", action: "restart" }),
        written({ by: "a", seconds: [9, 12], fencing: 1 }),
      ],
    });
    expect(Object.keys(violated(run))).toEqual([claims.course]);
  });

  it.each([
    ["the machine itself", machine.id],
    ["the machine's group", machine.group.id],
  ])("is violated by a write to a machine while another holds %s", (_, held) => {
    const run = record({
      traces: [hold("d", held, [0, 60]), operation("a")],
      writes: [written({ by: "a", seconds: [59, 70], fencing: 1 })],
    });
    expect(Object.keys(violated(run))).toEqual([claims.held, claims.holds]);
  });

  it("lets others write beside what is held, below an intent, and at the end of a hold", () => {
    const run = record({
      traces: [
        hold("d", neighbour.id, [0, 60]),
        hold("e", machine.group.id, [0, 60], { mode: "intent" }),
        hold("f", machine.id, [0, 5]),
        operation("a"),
      ],
      writes: [written({ by: "a", seconds: [5, 20], fencing: 1 })],
    });
    expect(violated(run)).toEqual({});
  });

  it("is violated by holds that exclude each other, and not by those that do not", () => {
    const together = (one: HoldTrace, other: HoldTrace) =>
      Object.keys(violated(record({ traces: [one, other] })));
    const group = machine.group.id;
    const whole = hold("d", group, [0, 60]);
    expect(together(whole, hold("e", machine.id, [30, 90]))).toEqual([claims.holds]);
    expect(together(whole, hold("e", group, [30, 90], { mode: "intent" }))).toEqual([claims.holds]);
    expect(together(whole, hold("e", machine.id, [60, 90]))).toEqual([]);
    expect(together(whole, hold("e", neighbour.id, [30, 90]))).toEqual([]);
    const shared = hold("d", group, [0, 60], { mode: "intent" });
    expect(together(shared, hold("e", group, [30, 90], { mode: "intent" }))).toEqual([]);
    expect(together(shared, hold("e", machine.id, [30, 90]))).toEqual([]);
  });
});

describe("duplicates", () => {
  const one = operation("a");

  it("are violated by two operations of one key", () => {
    const run = record({ traces: [one, operation("b", { key: "a" })] });
    expect(Object.keys(violated(run))).toEqual([claims.duplicates]);
  });

  it("are violated by a request for somebody who joined, even a read", () => {
    const joined = operation("b", { whenBusy: "join" }, { joined: "op-a" });
    const { exchange } = written({ by: "b", seconds: [20, 20] });
    const read = { ...exchange, request: { ...exchange.request, method: "GET" } };
    const run = record({ traces: [one, joined], exchanges: [read] });
    expect(Object.keys(violated(run))).toEqual([claims.duplicates]);
  });

  it("are violated by a write for who was sent away, planned only, or had nothing to do", () => {
    const idle = [
      operation("b", { whenBusy: "reject" }, { outcome: "busy" }),
      operation("b", { dryRun: true }, { outcome: "planned" }),
      operation("b", {}, { outcome: "nothing-to-do" }),
    ];
    const writes = [written({ by: "b", seconds: [0, 5], fencing: 1 })];
    for (const trace of idle) {
      expect(Object.keys(violated(record({ traces: [trace], writes })))).toEqual([
        claims.duplicates,
      ]);
    }
  });

  it("are violated by a write for an operation that nobody was told of", () => {
    const run = record({
      traces: [one],
      writes: [written({ by: "ghost", seconds: [0, 5], fencing: 1 })],
    });
    expect(Object.keys(violated(run))).toEqual([claims.duplicates]);
  });

  it("are violated by one effect that an operation has had twice", () => {
    const run = record({
      traces: [one],
      writes: [
        written({ by: "a", seconds: [0, 5], fencing: 1 }),
        written({ by: "a", seconds: [6, 9], fencing: 1 }),
      ],
    });
    expect(Object.keys(violated(run))).toEqual([claims.once]);
  });
});
