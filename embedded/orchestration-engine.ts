/**
 * Runs orchestrations, one episode at a time per instance.
 *
 * - E1 what an episode consumed, recorded and started is one transaction.
 * - E2 nothing that an episode started begins before that transaction is on disk.
 * - E3 what arrives for an execution that has ended or been replaced is dropped.
 */
import { randomUUID } from "node:crypto";
import { Dispatcher } from "./dispatcher.ts";
import { isoNow } from "./engine-parts.ts";
import type { EngineParts } from "./engine-parts.ts";
import { isTermination, runEpisode } from "./episode.ts";
import type { Verdict } from "./episode.ts";
import { HistoryCache } from "./history-cache.ts";
import type { LoadedHistory } from "./history-cache.ts";
import { EventType, toHistoryText } from "./history.ts";
import type { ExecutionStarted, HistoryEvent } from "./history.ts";
import { dispatch, toOutboxItem } from "./outbox.ts";
import type { WakeList } from "./outbox.ts";
import { notifyParent } from "./parent-notice.ts";
import type { Ending } from "./parent-notice.ts";
import { isFinished } from "./store.ts";
import type { InboxRow, InstanceRow } from "./store.ts";
import { versionMismatch } from "./version-match.ts";

export function createOrchestrationEngine(parts: EngineParts): Dispatcher {
  const cache = new HistoryCache((id) => parts.instances.history(id));
  return new Dispatcher({
    concurrency: parts.settings.orchestratorConcurrency,
    meter: parts.meter,
    onFault: parts.onFault,
    handle: (id) => new Episode(parts, cache, id).run(),
  });
}

class Episode {
  readonly #parts: EngineParts;
  readonly #cache: HistoryCache;
  readonly #id: string;

  constructor(parts: EngineParts, cache: HistoryCache, id: string) {
    this.#parts = parts;
    this.#cache = cache;
    this.#id = id;
  }

  async run(): Promise<void> {
    const { instances, database } = this.#parts;
    const instance = instances.find(this.#id);
    if (instance === undefined) return;
    const inbox = instances.inbox(this.#id);
    if (isFinished(instance.status)) {
      this.#cache.forget(this.#id);
      if (inbox.length > 0) await database.transact(() => instances.dropInbox(this.#id));
      return;
    }
    const earlier = this.#cache.load(this.#id, instance.executionId);
    const arrived = inbox.filter(
      (row) => row.executionId === null || row.executionId === instance.executionId,
    );
    if (earlier.events.length > 0 && arrived.length === 0) {
      if (inbox.length > 0) await this.#discard(inbox);
      return;
    }
    await this.#decide(instance, inbox, earlier, batch(this.#parts, instance, earlier, arrived));
  }

  async #decide(
    instance: InstanceRow,
    inbox: readonly InboxRow[],
    earlier: LoadedHistory,
    events: readonly HistoryEvent[],
  ): Promise<void> {
    const last = events.at(-1);
    if (last !== undefined && isTermination(last)) {
      const reason = last.Input;
      const ending: Ending = { status: "Terminated", text: reason };
      await this.#commit({ instance, inbox, earlier, events, ending, verdict: nothingNew });
      return;
    }
    const mismatch = versionMismatch(instance.version, this.#parts.settings);
    if (mismatch !== undefined && this.#parts.settings.versionFailureStrategy === "Reject") {
      // As in Azure, the instance waits for a host whose version fits; here, for the next start.
      this.#parts.log({
        level: "warning",
        source: "host",
        message: `${mismatch} It is left alone until a host with a fitting version starts.`,
        instanceId: this.#id,
      });
      return;
    }
    const started = readStarted(instance);
    const verdict: Verdict =
      mismatch === undefined
        ? await runEpisode(this.#parts, { started, earlier, fresh: events })
        : { ...nothingNew, kind: "failed", message: mismatch, details: mismatch };
    if (verdict.kind === "continued") {
      await this.#continue({ instance, inbox, verdict, started });
      return;
    }
    const ending = endingOf(verdict);
    await this.#commit({ instance, inbox, earlier, events, ending, verdict });
  }

  async #commit(step: {
    instance: InstanceRow;
    inbox: readonly InboxRow[];
    earlier: LoadedHistory;
    events: readonly HistoryEvent[];
    ending: Ending | undefined;
    verdict: Omit<Verdict, "kind">;
  }): Promise<void> {
    const { instance, inbox, earlier, ending, verdict } = step;
    const { instances, work, database, clock } = this.#parts;
    const now = isoNow(clock);
    const items = verdict.fresh.map((action) => toOutboxItem(action, instance, now));
    const added: HistoryEvent[] = [...step.events, ...items.map((item) => item.event)];
    if (ending !== undefined) added.push(completedEvent(ending, now));
    added.push({ EventType: EventType.OrchestratorCompleted, EventId: -1, Timestamp: now });
    const texts = added.map(toHistoryText);

    const wake = emptyWakeList();
    await database.transact(() => {
      instances.removeInbox(inbox.map((row) => row.id));
      instances.append(
        instance.id,
        earlier.events.length,
        texts.map((each) => each.text),
      );
      instances.update({
        id: instance.id,
        status: ending?.status ?? "Running",
        output: ending === undefined ? null : outputText(ending),
        customStatus: verdict.customStatus ?? instance.customStatus,
        updatedAt: now,
      });
      for (const taskId of verdict.cancelledTimers) work.removeTimer(instance.id, taskId);
      dispatch(this.#parts, instance, items, wake);
      if (ending !== undefined) {
        instances.dropInbox(instance.id);
        instances.dropTimers(instance.id);
        const parent = notifyParent(this.#parts, readStarted(instance), ending, now);
        if (parent !== undefined) wake.orchestrations.add(parent);
      }
    });
    if (ending === undefined) {
      this.#cache.keep(instance.id, {
        executionId: instance.executionId,
        events: [...earlier.events, ...added],
        texts: [...earlier.texts, ...texts],
      });
    } else {
      this.#cache.forget(instance.id);
    }
    this.#wakeAll(wake, verdict.cancelledTimers.length > 0);
  }

  /** The next generation: new execution id, no history; what was not consumed goes with the old. */
  async #continue(step: {
    instance: InstanceRow;
    inbox: readonly InboxRow[];
    verdict: Verdict & { kind: "continued" };
    started: ExecutionStarted;
  }): Promise<void> {
    const { instance, inbox, verdict, started } = step;
    const { instances, database, clock } = this.#parts;
    const now = isoNow(clock);
    const items = verdict.fresh.map((action) => toOutboxItem(action, instance, now));
    const next: ExecutionStarted = {
      ...started,
      OrchestrationInstance: { InstanceId: instance.id, ExecutionId: randomUUID() },
      Input: verdict.input,
      Generation: null,
      Timestamp: now,
    };
    const wake = emptyWakeList();
    await database.transact(() => {
      instances.removeInbox(inbox.map((row) => row.id));
      const later = instances.inbox(instance.id);
      dispatch(this.#parts, instance, items, wake);
      instances.insert({
        ...instance,
        executionId: next.OrchestrationInstance.ExecutionId,
        status: "Running",
        startEvent: JSON.stringify(next),
        customStatus: verdict.customStatus ?? instance.customStatus,
        createdAt: now,
        updatedAt: now,
      });
      for (const row of later) instances.send({ ...row, instanceId: instance.id });
    });
    this.#cache.forget(instance.id);
    wake.orchestrations.add(instance.id);
    this.#wakeAll(wake, false);
  }

  #discard(inbox: readonly InboxRow[]): Promise<void> {
    return this.#parts.database.transact(() =>
      this.#parts.instances.removeInbox(inbox.map((row) => row.id)),
    );
  }

  #wakeAll(wake: WakeList, timersChanged: boolean): void {
    const { wakes } = this.#parts;
    for (const id of wake.activities) wakes.activity(id);
    for (const id of wake.entities) wakes.entity(id);
    for (const id of wake.orchestrations) wakes.orchestration(id);
    if (wake.timers || timersChanged) wakes.timers();
  }
}

const nothingNew = { fresh: [], cancelledTimers: [] } as const;

function emptyWakeList(): WakeList {
  return { orchestrations: new Set(), entities: new Set(), activities: [], timers: false };
}

/** The events of this episode; a terminate message is the last one, what came after it is dropped. */
function batch(
  parts: EngineParts,
  instance: InstanceRow,
  earlier: LoadedHistory,
  arrived: readonly InboxRow[],
): readonly HistoryEvent[] {
  const mark: HistoryEvent = {
    EventType: EventType.OrchestratorStarted,
    EventId: -1,
    Timestamp: isoNow(parts.clock),
  };
  const started = earlier.events.length === 0 ? [readStarted(instance)] : [];
  const incoming = arrived.map((row) => row.event);
  const end = incoming.findIndex(isTermination);
  return [mark, ...started, ...(end < 0 ? incoming : incoming.slice(0, end + 1))];
}

function readStarted(instance: InstanceRow): ExecutionStarted {
  // The cast is safe: only startInstance and the next generation write this column.
  return JSON.parse(instance.startEvent) as ExecutionStarted;
}

function endingOf(verdict: Verdict): Ending | undefined {
  switch (verdict.kind) {
    case "completed":
      return { status: "Completed", output: verdict.output };
    case "failed":
      return { status: "Failed", text: verdict.message, details: verdict.details };
    case "waiting":
    case "continued":
      return undefined;
  }
}

function outputText(ending: Ending): string | null {
  return ending.status === "Completed" ? ending.output : JSON.stringify(ending.text);
}

function completedEvent(ending: Ending, now: string): HistoryEvent {
  return {
    EventType: EventType.ExecutionCompleted,
    OrchestrationStatus: ending.status,
    Result: ending.status === "Completed" ? ending.output : ending.text,
    EventId: -1,
    Timestamp: now,
  };
}
