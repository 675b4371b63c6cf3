// What the other tests of this folder stand on: the replay engine inside the installed package, and
// that a difference between code and history is found.

import type * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import type { HistoryEvent } from "../../embedded/history.ts";
import { differenceFrom, runOnEngine, testingUtils } from "../support/replay-engine.ts";
import { started } from "../support/replay-events.ts";

const at = "2026-01-05T08:00:00.000Z";
const mark = (EventType: 12 | 13): HistoryEvent => ({ EventType, EventId: -1, Timestamp: at });

function* callsOne(context: df.OrchestrationContext) {
  return (yield context.df.callActivity("one", 1)) as unknown;
}

function* callsTwo(context: df.OrchestrationContext) {
  return (yield context.df.callActivity("two", 1)) as unknown;
}

const history: readonly HistoryEvent[] = [
  mark(12),
  started({ id: "i", name: "o", input: null }, at),
  { EventType: 4, EventId: 0, Timestamp: at, Name: "one", Version: "" },
  mark(13),
  mark(12),
  { EventType: 5, EventId: -1, Timestamp: at, TaskScheduledId: 0, Result: "7" },
  mark(13),
];

describe("the replay engine of durable-functions", () => {
  it("is still where the deep import finds it", () => {
    expect(testingUtils.createOrchestrator).toBeTypeOf("function");
    expect(testingUtils.DummyOrchestrationContext).toBeTypeOf("function");
  });

  it("by itself accepts a history whose names are not the code's", async () => {
    const answer = await runOnEngine(callsTwo, {
      id: "i",
      input: null,
      earlier: history.slice(0, 4),
      fresh: history.slice(4, 6),
    });
    expect(answer.outcome).toEqual({ kind: "returned", output: 7 });
  });
});

describe("the comparison with a history", () => {
  it("finds no difference where there is none", async () => {
    expect(await differenceFrom(callsOne, { id: "i", history })).toBeNull();
  });

  it("finds an activity of another name", async () => {
    expect(await differenceFrom(callsTwo, { id: "i", history })).toContain("'two'");
  });

  it("finds a step that is not in the history", async () => {
    function* callsBoth(context: df.OrchestrationContext) {
      yield context.df.callActivity("one", 1);
      return (yield context.df.callActivity("two", 1)) as unknown;
    }
    expect(await differenceFrom(callsBoth, { id: "i", history })).toContain("two");
  });

  it("finds a step that the code has lost", async () => {
    function* callsNone(context: df.OrchestrationContext) {
      return (yield context.df.waitForExternalEvent("never")) as unknown;
    }
    expect(await differenceFrom(callsNone, { id: "i", history })).not.toBeNull();
  });
});
