/**
 * Replays the list of actions that an orchestrator answered against its history, as the Durable
 * extension does in .NET (OutOfProcOrchestrationShim over the Durable Task Framework): actions run
 * one after another, each awaited before the next is looked at; every action that starts something
 * takes the next sequence id; a scheduling event in the history must meet an action with its id.
 * What is left over at the end is new and has to be scheduled.
 *
 * Quirks that come with it and are kept, because an app meets them in Azure too:
 * - Q1 WhenAll waits for all its children, also after one has failed.
 * - Q2 a task that is part of two compound tasks appears in both, and is started twice.
 * - Q3 after the last failed attempt of a retry there is one more timer, due at once.
 * - Q4 external events are matched without regard to letter case, the newest wait first.
 * - Q5 a timer longer than six days is cut into slices of three days.
 */
import { completedTaskId, EventType, isScheduledEvent } from "./history.ts";
import type { EntityRequest, HistoryEvent, ScheduledEvent } from "./history.ts";
import { nonDeterminism } from "./non-determinism.ts";
import type { Action, SimpleAction } from "./orchestrator-answer.ts";
import { retrying } from "./replay-retry.ts";
import { Task, whenAll, whenAny } from "./replay-task.ts";
import type { ScheduledAction } from "./scheduled-action.ts";
import { UnsupportedAction } from "./unsupported-action.ts";

export interface ReplayResult {
  /** New actions, by id. */
  readonly fresh: readonly ScheduledAction[];
  /** All actions have run to their end and nothing that was started is still open. */
  readonly settled: boolean;
  /** Sequence ids of timers that the orchestrator has cancelled. */
  readonly cancelledTimers: readonly number[];
  readonly continueAsNew?: { readonly input: unknown };
  readonly nonDeterminism?: string;
}

const longestTimerMs = 6 * 24 * 3600 * 1000;
const timerSliceMs = 3 * 24 * 3600 * 1000;

export function replayActions(options: {
  actions: readonly Action[];
  history: readonly HistoryEvent[];
  executionId: string;
}): ReplayResult {
  const replay = new Replay(options.actions, options.executionId);
  return replay.run(options.history);
}

class Replay {
  readonly #actions: readonly Action[];
  readonly #executionId: string;
  readonly #pending = new Map<number, ScheduledAction>();
  readonly #open = new Map<number, Task>();
  readonly #entityCalls = new Map<number, Task>();
  readonly #replies = new Map<string, Task>();
  readonly #waits = new Map<string, Task[]>();
  readonly #raised = new Map<string, number>();
  readonly #cancelledTimers: number[] = [];
  #nextAction = 0;
  #nextId = 0;
  #nowMs = 0;
  #continueAsNew: { readonly input: unknown } | undefined;

  constructor(actions: readonly Action[], executionId: string) {
    this.#actions = actions;
    this.#executionId = executionId;
  }

  run(history: readonly HistoryEvent[]): ReplayResult {
    let difference: string | undefined;
    for (const event of history) {
      difference = this.#apply(event);
      if (difference !== undefined) break;
    }
    return {
      fresh: [...this.#pending.values()],
      settled: this.#nextAction > this.#actions.length && this.#open.size === 0,
      cancelledTimers: this.#cancelledTimers,
      ...(this.#continueAsNew === undefined ? {} : { continueAsNew: this.#continueAsNew }),
      ...(difference === undefined ? {} : { nonDeterminism: difference }),
    };
  }

  #apply(event: HistoryEvent): string | undefined {
    if (event.EventType === EventType.OrchestratorStarted) {
      this.#nowMs = Date.parse(event.Timestamp);
    } else if (event.EventType === EventType.ExecutionStarted) {
      this.#proceed();
    } else if (event.EventType === EventType.EventRaised) {
      this.#raise(event.Name);
    } else if (isScheduledEvent(event)) {
      return this.#meet(event);
    } else {
      const id = completedTaskId(event);
      if (id !== undefined) this.#complete(id, isFailure(event));
    }
    return undefined;
  }

  /** Runs actions until one has to be waited for. */
  #proceed(): void {
    while (this.#nextAction < this.#actions.length) {
      const action = this.#actions[this.#nextAction];
      this.#nextAction += 1;
      if (action === undefined) continue;
      const task = this.#start(action);
      if (task.settled) continue;
      task.onSettled(() => this.#proceed());
      return;
    }
    // One past the end says that the last action, too, has been waited for.
    this.#nextAction = this.#actions.length + 1;
  }

  #start(action: Action): Task {
    if (!("compoundActions" in action)) return this.#startSimple(action);
    const children = action.compoundActions.map((child) => this.#start(child));
    return action.actionType === 11 ? whenAny(children) : whenAll(children);
  }

  #startSimple(action: SimpleAction): Task {
    switch (action.actionType) {
      case 0:
        return this.#activity(action.functionName, action.input);
      case 1:
        return this.#retry(action.retryOptions, () =>
          this.#activity(action.functionName, action.input),
        );
      case 2:
        return this.#subOrchestration(action);
      case 3:
        return this.#retry(action.retryOptions, () => this.#subOrchestration(action));
      case 4:
        this.#continueAsNew = { input: action.input };
        return Task.done();
      case 5:
        return this.#timer(Date.parse(action.fireAt), action.isCanceled);
      case 6:
        return this.#wait(action.externalEventName);
      case 7:
        return this.#entity(action, false);
      case 9:
        return this.#entity(action, true);
      case 8:
        throw new UnsupportedAction("callHttp", "make the request in an activity");
      case 13:
      case 14:
        throw new UnsupportedAction("lock", "use an entity of your own that grants leases");
    }
  }

  #activity(name: string, input: unknown): Task {
    const id = this.#nextId++;
    this.#pending.set(id, { kind: "activity", id, name, input });
    return this.#opened(id);
  }

  #subOrchestration(action: {
    functionName: string;
    instanceId?: string | null | undefined;
    version?: string | null | undefined;
    input?: unknown;
  }): Task {
    const id = this.#nextId++;
    this.#pending.set(id, {
      kind: "sub-orchestration",
      id,
      name: action.functionName,
      instanceId: action.instanceId?.trim() ? action.instanceId : `${this.#executionId}:${id}`,
      version: action.version ?? null,
      input: action.input,
    });
    return this.#opened(id);
  }

  #timer(fireAtMs: number, cancelled: boolean): Task {
    const sliced = fireAtMs - this.#nowMs > longestTimerMs;
    const id = this.#nextId++;
    const fireAt = new Date(sliced ? this.#nowMs + timerSliceMs : fireAtMs).toISOString();
    this.#pending.set(id, { kind: "timer", id, fireAt, cancelled });
    if (cancelled) {
      this.#cancelledTimers.push(id);
      return Task.done();
    }
    const slice = this.#opened(id);
    return sliced ? slice.followedBy(() => this.#timer(fireAtMs, false)) : slice;
  }

  #retry(options: Parameters<typeof retrying>[0]["retry"], attempt: () => Task): Task {
    return retrying({
      retry: options,
      attempt,
      now: () => this.#nowMs,
      timer: (atMs) => this.#timer(atMs, false),
    });
  }

  #wait(name: string): Task {
    const key = name.toLowerCase();
    const buffered = this.#raised.get(key) ?? 0;
    if (buffered > 0) {
      this.#raised.set(key, buffered - 1);
      return Task.done();
    }
    const task = new Task();
    this.#waits.set(key, [...(this.#waits.get(key) ?? []), task]);
    return task;
  }

  #entity(
    action: { instanceId: string; operation: string; input?: unknown },
    signal: boolean,
  ): Task {
    const id = this.#nextId++;
    this.#pending.set(id, {
      kind: "entity",
      id,
      entityId: action.instanceId,
      operation: action.operation,
      input: action.input,
      signal,
    });
    if (signal) return Task.done();
    const reply = new Task();
    this.#entityCalls.set(id, reply);
    return reply;
  }

  #opened(id: number): Task {
    const task = new Task();
    this.#open.set(id, task);
    return task;
  }

  #complete(id: number, failed: boolean): void {
    const task = this.#open.get(id);
    // A second completion of a task is dropped: deliveries are at least once.
    if (task === undefined) return;
    this.#open.delete(id);
    task.settle(failed);
  }

  #raise(name: string): void {
    const reply = this.#replies.get(name);
    if (reply !== undefined) {
      this.#replies.delete(name);
      reply.settle(false);
      return;
    }
    const key = name.toLowerCase();
    const waiting = this.#waits.get(key)?.pop();
    if (waiting === undefined) this.#raised.set(key, (this.#raised.get(key) ?? 0) + 1);
    else waiting.settle(false);
  }

  /** Checks a scheduling event against the action with its id. */
  #meet(event: ScheduledEvent): string | undefined {
    const action = this.#pending.get(event.EventId);
    const difference = nonDeterminism(event, action);
    if (difference !== undefined) return difference;
    this.#pending.delete(event.EventId);
    if (event.EventType === EventType.EventSent) {
      const reply = this.#entityCalls.get(event.EventId);
      // The cast is safe: this host wrote the input itself, as an EntityRequest.
      const request = JSON.parse(event.Input) as EntityRequest;
      if (reply !== undefined) this.#replies.set(request.id, reply);
    }
    return undefined;
  }
}

function isFailure(event: HistoryEvent): boolean {
  return (
    event.EventType === EventType.TaskFailed ||
    event.EventType === EventType.SubOrchestrationInstanceFailed
  );
}
