// The judge of a run with many callers, judged by runs made up for it. Here: the order of grants, and
// what callers are told in the end.

import { describe, expect, it } from "vitest";
import {
  at,
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

describe("order", () => {
  const both = [operation("a"), operation("b")];

  it("is violated by a ticket that asks Azure before an earlier one", () => {
    const run = record({
      traces: both,
      writes: [
        written({ by: "b", seconds: [0, 5], fencing: 1 }),
        written({ by: "a", seconds: [10, 15], fencing: 2 }),
      ],
      samples: [look(0, { tickets: [ticket("a", 1), ticket("b", 2)] })],
    });
    expect(Object.keys(violated(run))).toEqual([claims.tickets]);
  });

  it("is violated by a turn that is given over the head of an earlier ticket", () => {
    const run = record({ samples: [look(0, { head: ticket("b", 2), tickets: [ticket("a", 1)] })] });
    expect(Object.keys(violated(run))).toEqual([claims.tickets]);
  });

  it("is violated by a lease that is granted past somebody who came before and still waits", () => {
    const waiting = [owner("first", 0), owner("second", 1)];
    const run = record({
      samples: [
        look(2, { waiting }),
        look(4, { holders: [owner("second", 3)], waiting: [owner("first", 0)] }),
      ],
    });
    expect(Object.keys(violated(run))).toEqual([claims.queues]);
  });

  it("lets intents that wait together be granted in any order, and who left be passed", () => {
    const intents = [owner("first", 0, "intent"), owner("second", 1, "intent")];
    const run = record({
      samples: [
        look(2, { waiting: intents }),
        look(4, {
          holders: [owner("second", 3, "intent")],
          waiting: [owner("first", 0, "intent")],
        }),
        look(6, { waiting: [owner("third", 5), owner("fourth", 5)] }),
        look(8, { holders: [owner("fourth", 7)], waiting: [owner("third", 7)] }),
      ],
    });
    expect(violated(run)).toEqual({});
  });

  it("is violated by a fencing number that goes back, is missing, or is shared by two", () => {
    const writes = (...numbers: readonly (number | undefined)[]) =>
      numbers.map((fencing, index) =>
        written({
          by: index === 0 ? "a" : "b",
          seconds: [10 * index, 10 * index + 5],
          ...(fencing === undefined ? {} : { fencing }),
        }),
      );
    for (const numbers of [
      [2, 1],
      [1, undefined],
      [1, 1],
    ]) {
      const run = record({ traces: both, writes: writes(...numbers) });
      expect({ numbers, found: Object.keys(violated(run)) }).toEqual({
        numbers,
        found: [claims.fencing],
      });
    }
  });
});

describe("answers", () => {
  it.each([
    ["was never told", { ...operation("a"), answer: null }],
    ["gave up", { ...operation("a"), trouble: "no answer" }],
    ["was told that it failed", operation("a", {}, { outcome: "failed" })],
    ["was sent away though he would have waited", operation("a", {}, { outcome: "busy" })],
    ["was joined without having asked", operation("a", {}, { joined: "op-b" })],
    ["got a resize for a dry run", operation("a", { dryRun: true })],
    ["never got his lease", hold("d", machine.id, [0, 1], { trace: { answer: null, held: null } })],
    [
      "lost his lease before it had run out",
      hold("d", machine.id, [0, 60], {
        trace: { answer: { leaseId: "lease-d", status: "lost", sentence: "", at: at(50) } },
      }),
    ],
  ] as const)("are violated by a caller who %s", (_, trace) => {
    expect(Object.keys(violated(record({ traces: [trace] })))).toEqual([claims.answers]);
  });

  it("fit who was sent away as he asked, who died holding, and who lost what had run out", () => {
    const run = record({
      traces: [
        operation("a", { whenBusy: "reject" }, { outcome: "busy" }),
        operation("b", { dryRun: true }, { outcome: "planned" }),
        hold("d", neighbour.id, [0, 60], {
          trace: {
            died: true,
            answer: { leaseId: "lease-d", status: "held", sentence: "", at: at(0) },
          },
        }),
        hold("e", machine.id, [0, 60], {
          trace: { answer: { leaseId: "lease-e", status: "lost", sentence: "", at: at(70) } },
        }),
      ],
    });
    expect(violated(run)).toEqual({});
  });
});
