/**
 * Decides what one episode of an orchestration leads to: calls the app's function with the whole
 * history, replays its actions, and answers with a verdict. Writes nothing.
 */
import { replayActions } from "./action-replay.ts";
import { resultText } from "./activity-runner.ts";
import type { EngineParts } from "./engine-parts.ts";
import { parseEntityId } from "./entity-id.ts";
import type { RegisteredFunction, RpcValue } from "./functions-core.ts";
import type { LoadedHistory } from "./history-cache.ts";
import { EventType, historyText, toHistoryText } from "./history.ts";
import type { ExecutionStarted, HistoryEvent } from "./history.ts";
import { describeThrown } from "./log-record.ts";
import { readAnswer, readThrownAnswer } from "./orchestrator-answer.ts";
import type { Action, OrchestratorAnswer } from "./orchestrator-answer.ts";
import type { ScheduledAction } from "./scheduled-action.ts";

export type Verdict = {
  /** New actions to record and to start. */
  readonly fresh: readonly ScheduledAction[];
  readonly cancelledTimers: readonly number[];
  /** JSON text; undefined leaves what is there. */
  readonly customStatus?: string;
} & (
  | { readonly kind: "waiting" }
  | { readonly kind: "completed"; readonly output: string | null }
  | { readonly kind: "failed"; readonly message: string; readonly details: string }
  | { readonly kind: "continued"; readonly input: string | null }
);

const customStatusBytesMax = 16 * 1024;

export interface EpisodeInput {
  readonly started: ExecutionStarted;
  readonly earlier: LoadedHistory;
  readonly fresh: readonly HistoryEvent[];
}

export async function runEpisode(parts: EngineParts, episode: EpisodeInput): Promise<Verdict> {
  const name = episode.started.Name;
  const target = parts.functions.orchestrators.find(name);
  if (target === undefined) {
    return failure(name, parts.functions.orchestrators.missing(name));
  }
  try {
    return judge(parts, episode, await answerOf(parts, episode, target));
  } catch (thrown) {
    // One instance whose answer cannot be followed must not stop the host at each of its starts.
    const error = describeThrown(thrown);
    const { InstanceId: instanceId } = episode.started.OrchestrationInstance;
    const message = `The answer of orchestrator ${name} could not be followed.`;
    parts.log({ level: "error", source: "host", message, functionName: name, instanceId, error });
    return failure(name, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

async function answerOf(
  parts: EngineParts,
  episode: EpisodeInput,
  target: RegisteredFunction,
): Promise<OrchestratorAnswer> {
  const { InstanceId: instanceId } = episode.started.OrchestrationInstance;
  let value: RpcValue | null | undefined;
  try {
    value = await parts.invoker.call({
      target,
      trigger: { string: triggerText(episode) },
      metadata: { instanceId: { string: instanceId } },
      instanceId,
    });
  } catch (thrown) {
    return readThrownAnswer(thrown);
  }
  return readAnswer(resultText(value) ?? "null");
}

/** The trigger payload of the Durable extension 3.13 and later, which speaks replay schema V4. */
function triggerText(episode: EpisodeInput): string {
  const { started, earlier, fresh } = episode;
  const history = historyText({ earlier: earlier.texts, fresh: fresh.map(toHistoryText) });
  const fields = {
    instanceId: started.OrchestrationInstance.InstanceId,
    isReplaying: earlier.events.length > 0,
    parentInstanceId: started.ParentInstance?.OrchestrationInstance.InstanceId ?? null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: "3.00:00:00",
    maximumShortTimerDuration: "6.00:00:00",
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
  };
  const rest = JSON.stringify(fields).slice(1);
  return `{"history":${history},"input":${started.Input ?? "null"},${rest}`;
}

function judge(parts: EngineParts, episode: EpisodeInput, answer: OrchestratorAnswer): Verdict {
  const name = episode.started.Name;
  const limit = parts.settings.orchestrationActionsMax;
  if (countActions(answer.actions) > limit) {
    return failure(
      name,
      `Maximum amount of orchestration actions (${limit.toLocaleString("en-US")}) has been reached. This value can be configured in host.json file as MaxOrchestrationActions.`,
    );
  }
  const status = statusText(answer.customStatus);
  if (status.tooLarge !== undefined) return failure(name, status.tooLarge);

  const replay = replayActions({
    actions: answer.actions,
    history: [...episode.earlier.events, ...episode.fresh],
    executionId: episode.started.OrchestrationInstance.ExecutionId,
  });
  const unknown = unknownFunction(parts, replay.fresh);
  if (unknown !== undefined) return failure(name, unknown);

  const made = {
    fresh: replay.fresh.map((action) => withVersion(action, parts.settings.defaultVersion)),
    cancelledTimers: replay.cancelledTimers,
    ...(status.text === undefined ? {} : { customStatus: status.text }),
  };
  if (replay.nonDeterminism !== undefined) {
    // What the replay asked for up to here is recorded and started all the same (seen on a real host).
    const message = `Non-Deterministic workflow detected: ${replay.nonDeterminism}`;
    return { ...made, kind: "failed", message, details: message };
  }
  return { ...made, ...outcome(name, answer, replay) };
}

function outcome(
  name: string,
  answer: OrchestratorAnswer,
  replay: ReturnType<typeof replayActions>,
):
  | { kind: "waiting" }
  | { kind: "completed"; output: string | null }
  | { kind: "failed"; message: string; details: string }
  | { kind: "continued"; input: string | null } {
  const { outcome: end } = answer;
  switch (end.kind) {
    case "waiting":
      return { kind: "waiting" };
    case "broken":
      return failedWith(name, end.message);
    case "threw":
      if (end.message === null) {
        return failedWith(
          name,
          "it threw something that is not an Error with a message; in Azure this instance would stay Running for ever.",
        );
      }
      // An instance ends, well or badly, only when everything it has started has ended.
      return replay.settled ? failedWith(name, end.message) : { kind: "waiting" };
    case "returned":
      if (!replay.settled) return { kind: "waiting" };
      if (replay.continueAsNew !== undefined) {
        return { kind: "continued", input: continueInput(replay.continueAsNew.input) };
      }
      return {
        kind: "completed",
        output: end.output === undefined ? null : JSON.stringify(end.output),
      };
  }
}

/** As with activities, the SDK has stringified a string once more already. */
function continueInput(input: unknown): string | null {
  if (input === undefined) return null;
  return typeof input === "string" ? input : JSON.stringify(input);
}

function countActions(actions: readonly Action[]): number {
  let count = 0;
  for (const action of actions) {
    count += "compoundActions" in action ? countActions(action.compoundActions) : 1;
  }
  return count;
}

function statusText(customStatus: unknown): { text?: string; tooLarge?: string } {
  if (customStatus === undefined) return {};
  const text = JSON.stringify(customStatus);
  const bytes = text.length * 2;
  if (bytes <= customStatusBytesMax) return { text };
  return {
    tooLarge: `The UTF-16 size of the JSON-serialized payload must not exceed 16 KB. The current payload size is ${Math.floor(bytes / 1024)} KB.`,
  };
}

/** In Azure an unknown name leaves the instance Running for ever, without an error. */
function unknownFunction(
  parts: EngineParts,
  fresh: readonly ScheduledAction[],
): string | undefined {
  const { activities, orchestrators, entities } = parts.functions;
  for (const action of fresh) {
    if (action.kind === "activity" && activities.find(action.name) === undefined) {
      return activities.missing(action.name);
    }
    if (action.kind === "sub-orchestration" && orchestrators.find(action.name) === undefined) {
      return orchestrators.missing(action.name);
    }
    if (action.kind === "entity") {
      const { name } = parseEntityId(action.entityId);
      if (entities.find(name) === undefined) return entities.missing(name);
    }
  }
  return undefined;
}

/** A child without a version of its own gets the host's, and its parent's history says so. */
function withVersion(action: ScheduledAction, defaultVersion: string | null): ScheduledAction {
  if (action.kind !== "sub-orchestration" || action.version !== null) return action;
  return { ...action, version: defaultVersion };
}

function failure(name: string, message: string): Verdict {
  return { fresh: [], cancelledTimers: [], ...failedWith(name, message) };
}

function failedWith(
  name: string,
  message: string,
): { kind: "failed"; message: string; details: string } {
  return {
    kind: "failed",
    message: `Orchestrator function '${name}' failed: ${message}`,
    details: `Message: ${message}, StackTrace:    at the embedded host`,
  };
}

/** The terminate message of a batch, which ends the instance whatever else is in it. */
export function isTermination(event: HistoryEvent): event is HistoryEvent & { EventType: 3 } {
  return event.EventType === EventType.ExecutionTerminated;
}
