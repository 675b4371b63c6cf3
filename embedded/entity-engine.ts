/**
 * Runs entities: all waiting requests of an entity, up to the batch size, in one call of its
 * function, one batch at a time. State, answers, signals and the removal of the requests are one
 * transaction, so a crash repeats at most the batch that was running.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { resultText } from "./activity-runner.ts";
import { Dispatcher } from "./dispatcher.ts";
import { isoNow } from "./engine-parts.ts";
import type { EngineParts } from "./engine-parts.ts";
import { entityIdText, parseEntityId } from "./entity-id.ts";
import { EventType } from "./history.ts";
import type { EntityRequest } from "./history.ts";
import { describeThrown } from "./log-record.ts";
import { isFinished } from "./store.ts";

const batchAnswerSchema = z.looseObject({
  results: z.array(
    z.looseObject({ isError: z.boolean(), result: z.string().nullish() }).nullable(),
  ),
  signals: z.array(
    z.looseObject({
      target: z.looseObject({ name: z.string(), key: z.string() }),
      name: z.string(),
      input: z.string().nullish(),
    }),
  ),
  entityExists: z.boolean(),
  entityState: z.string().nullish(),
});

type BatchAnswer = z.infer<typeof batchAnswerSchema>;

export function createEntityEngine(parts: EngineParts): Dispatcher {
  return new Dispatcher({
    concurrency: parts.settings.entityConcurrency,
    meter: parts.meter,
    onFault: parts.onFault,
    handle: (entityId) => runBatch(parts, entityId),
  });
}

async function runBatch(parts: EngineParts, entityId: string): Promise<void> {
  const { database, work, settings, wakes } = parts;
  const batch = work.entityInbox(entityId, settings.entityBatchSize);
  if (batch.length === 0) return;
  const requests = batch.map((each) => each.request);
  const answer = await callEntity(parts, entityId, requests);
  const callers = await database.transact(() => {
    work.removeEntityInbox(batch.map((each) => each.id));
    commitState(parts, entityId, answer);
    for (const signal of answer.signals) {
      work.sendToEntity(entityIdText(signal.target), {
        op: signal.name,
        ...(signal.input ? { input: signal.input } : {}),
        signal: true,
        id: randomUUID(),
      });
    }
    return reply(parts, requests, answer);
  });
  for (const caller of callers) wakes.orchestration(caller);
  for (const signal of answer.signals) wakes.entity(entityIdText(signal.target));
  // More may have arrived than fits one batch.
  wakes.entity(entityId);
}

async function callEntity(
  parts: EngineParts,
  entityId: string,
  requests: readonly EntityRequest[],
): Promise<BatchAnswer> {
  const self = parseEntityId(entityId);
  const before = parts.work.entity(entityId);
  const target = parts.functions.entities.find(self.name);
  try {
    // Senders check the name first; only a changed app gets here with an unknown one.
    if (target === undefined) throw new Error(parts.functions.entities.missing(self.name));
    const trigger = JSON.stringify({
      self,
      exists: before !== undefined,
      state: before?.state ?? null,
      batch: requests.map((request) => ({
        name: request.op,
        input: request.input ?? null,
        isSignal: request.signal === true,
        id: request.id,
      })),
    });
    const value = await parts.invoker.call({ target, trigger: { string: trigger } });
    return batchAnswerSchema.parse(JSON.parse(resultText(value) ?? "null"));
  } catch (thrown) {
    // The SDK turns a throwing operation into a result, so the call itself fails only when the
    // function is gone or does not answer as an entity: every caller is told, nothing is changed.
    const text = describeThrown(thrown);
    parts.log({
      level: "error",
      source: "host",
      message: `Entity ${entityId} failed.`,
      error: text,
    });
    return {
      results: requests.map(() => ({ isError: true, result: JSON.stringify(text) })),
      signals: [],
      entityExists: before !== undefined,
      entityState: before?.state ?? null,
    };
  }
}

function commitState(parts: EngineParts, entityId: string, answer: BatchAnswer): void {
  if (!answer.entityExists) {
    parts.work.removeEntity(entityId);
    return;
  }
  parts.work.putEntity({
    id: entityId,
    state: answer.entityState ?? null,
    updatedAt: isoNow(parts.clock),
  });
}

/** Sends each caller its result; answers the instances to wake. Results stand in batch order. */
function reply(
  parts: EngineParts,
  requests: readonly EntityRequest[],
  answer: BatchAnswer,
): ReadonlySet<string> {
  const callers = new Set<string>();
  requests.forEach((request, index) => {
    if (request.signal === true || request.parent === undefined) return;
    const instance = parts.instances.find(request.parent);
    const executionId = request.parentExecution;
    if (instance === undefined || instance.executionId !== executionId) return;
    if (isFinished(instance.status)) return;
    const result = answer.results[index];
    parts.instances.send({
      instanceId: request.parent,
      executionId,
      event: {
        EventType: EventType.EventRaised,
        Name: request.id,
        Input: JSON.stringify({
          result: result?.result ?? null,
          ...(result?.isError === true ? { exceptionType: "Error" } : {}),
        }),
        EventId: -1,
        Timestamp: isoNow(parts.clock),
      },
    });
    callers.add(request.parent);
  });
  return callers;
}
