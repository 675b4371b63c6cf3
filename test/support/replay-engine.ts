// The replay engine of the installed durable-functions, one episode at a time, and the comparison of
// what an orchestrator schedules with the history that it is replayed on. The engine by itself accepts
// a history whose names differ from the code's; the real host does not, and neither does this.
//
// The one deep import that this needs is here; `engine.test.ts` shows that it still is what it was.

import { createRequire } from "node:module";
import type * as df from "durable-functions";
import { replayActions } from "../../embedded/action-replay.ts";
import type { HistoryEvent } from "../../embedded/history.ts";
import { EventType, historyText, isScheduledEvent, toHistoryText } from "../../embedded/history.ts";
import { readAnswer, readThrownAnswer } from "../../embedded/orchestrator-answer.ts";
import type { OrchestratorAnswer } from "../../embedded/orchestrator-answer.ts";

interface TestingUtils {
  readonly createOrchestrator: (
    handler: df.OrchestrationHandler,
  ) => (trigger: unknown, context: unknown) => Promise<unknown>;
  readonly DummyOrchestrationContext: new (
    name: string,
    invocationId: string,
    log: () => void,
  ) => unknown;
}

const testingUtilsPath = "durable-functions/lib/src/util/testingUtils";

// The package has no `exports`, so the path is reachable; its shape is checked by the canary.
export const testingUtils = createRequire(import.meta.url)(testingUtilsPath) as TestingUtils;

/** One episode on the SDK's own engine. */
export async function runOnEngine(
  handler: df.OrchestrationHandler,
  episode: {
    readonly id: string;
    readonly input: unknown;
    readonly earlier: readonly HistoryEvent[];
    readonly fresh: readonly HistoryEvent[];
  },
): Promise<OrchestratorAnswer> {
  const history: unknown = JSON.parse(
    historyText({
      earlier: episode.earlier.map(toHistoryText),
      fresh: episode.fresh.map(toHistoryText),
    }),
  );
  const trigger = {
    history,
    input: episode.input,
    instanceId: episode.id,
    isReplaying: episode.earlier.length > 0,
    parentInstanceId: null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: "3.00:00:00",
    maximumShortTimerDuration: "6.00:00:00",
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
  };
  const context = new testingUtils.DummyOrchestrationContext("replayed", episode.id, () => {});
  try {
    const state = await testingUtils.createOrchestrator(handler)(trigger, context);
    return readAnswer(JSON.stringify(state));
  } catch (thrown) {
    return readThrownAnswer(thrown);
  }
}

/** Replays a whole recorded history, episode by episode, and answers the first difference between
 * what it scheduled then and what the code schedules now; null where there is none. */
export async function differenceFrom(
  handler: df.OrchestrationHandler,
  recorded: { readonly id: string; readonly history: readonly HistoryEvent[] },
): Promise<string | null> {
  const { id, history } = recorded;
  const input = inputOf(history, []);
  const ends = history.flatMap((event, index) =>
    event.EventType === EventType.OrchestratorCompleted ? [index] : [],
  );
  for (const end of ends) {
    const upTo = history.slice(0, end);
    const begin = upTo.findLastIndex((event) => event.EventType === EventType.OrchestratorStarted);
    const messages = upTo.slice(begin).filter((event) => !isScheduledEvent(event));
    const earlier = upTo.slice(0, begin);
    const answer = await runOnEngine(handler, { id, input, earlier, fresh: messages });
    const replay = replayActions({ actions: answer.actions, history: upTo, executionId: id });
    if (replay.nonDeterminism !== undefined) return replay.nonDeterminism;
    if (replay.fresh.length > 0) {
      return `After event ${end} the code schedules ${JSON.stringify(replay.fresh[0])}, which was not scheduled then.`;
    }
    const last = end === ends.at(-1);
    if (last !== (answer.outcome.kind === "returned")) {
      return `After event ${end} the code is ${answer.outcome.kind}, and then it was ${last ? "at its end" : "not"}.`;
    }
  }
  return null;
}

export function inputOf(earlier: readonly HistoryEvent[], fresh: readonly HistoryEvent[]): unknown {
  for (const event of [...earlier, ...fresh]) {
    if (event.EventType === EventType.ExecutionStarted) return JSON.parse(event.Input ?? "null");
  }
  throw new Error("The history has no beginning.");
}

/** Payloads are JSON on their way. */
export function overTheWire(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
