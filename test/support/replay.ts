// Runs orchestrators on the replay engine of the installed durable-functions, without a host: the SDK
// replays the whole history in each episode, and its actions are compared with that history. Activities
// are scripted by the test, entities are the app's own, time moves only when nothing else is to do.

import type * as df from "durable-functions";
import { replayActions } from "../../embedded/action-replay.ts";
import type { HistoryEvent } from "../../embedded/history.ts";
import { EventType } from "../../embedded/history.ts";
import type { OrchestratorAnswer } from "../../embedded/orchestrator-answer.ts";
import type { ScheduledAction } from "../../embedded/scheduled-action.ts";
import type { EntityDefinition } from "../../src/contracts/entity-definition.ts";
import { inputOf, overTheWire, runOnEngine } from "./replay-engine.ts";
import { ReplayEntities } from "./replay-entities.ts";
import type { EntityCommand } from "./replay-entities.ts";
import { activityEnded, childEnded, entityAnswered, started, timerFired } from "./replay-events.ts";

export interface Instance {
  readonly id: string;
  readonly name: string;
  status: "Running" | "Completed" | "Failed";
  output: unknown;
  customStatus: unknown;
  /** The history of each generation; the last one is the present. */
  readonly generations: HistoryEvent[][];
}

export interface ReplayOptions {
  readonly orchestrators: Readonly<Record<string, df.OrchestrationHandler>>;
  /** Called once per scheduled activity; a thrown error fails it. */
  readonly activities: (name: string, input: unknown) => unknown;
  readonly entities: readonly EntityDefinition[];
  readonly startAt: string;
  /** Changes the answer of an entity command, or stands in for it. */
  readonly onCommand?: (command: EntityCommand) => { readonly answer: unknown } | undefined;
}

interface Kept extends Instance {
  readonly input: unknown;
  /** The very execution that waits for it: one that was replaced is told nothing. */
  readonly parent: { readonly execution: Kept; readonly taskId: number } | null;
  inbox: HistoryEvent[];
}

interface Timer {
  readonly execution: Kept;
  readonly generation: number;
  readonly id: number;
  readonly fireAtMs: number;
}

/** What runs on an engine without a host. */
export class ReplayWorld {
  readonly #options: ReplayOptions;
  readonly #instances = new Map<string, Kept>();
  readonly #entities: ReplayEntities;
  #timers: readonly Timer[] = [];
  #nowMs: number;
  #ids = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#entities = new ReplayEntities(options.entities);
    this.#nowMs = Date.parse(options.startAt);
  }

  get now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  /** Activities that take their time move the clock. */
  pass(ms: number): void {
    this.#nowMs += ms;
  }

  instance(id: string): Instance {
    const found = this.#instances.get(id);
    if (found === undefined) throw new Error(`There is no instance ${id}.`);
    return found;
  }

  instances(): readonly Instance[] {
    return [...this.#instances.values()];
  }

  /** As another orchestration would. */
  tell(command: EntityCommand): unknown {
    return this.#entities.tell(command);
  }

  entityState(entity: string, key: string): unknown {
    return this.#entities.state(entity, key);
  }

  start(name: string, id: string, input: unknown, parent: Kept["parent"] = null): void {
    this.#instances.set(id, {
      id,
      name,
      input: overTheWire(input),
      parent,
      status: "Running",
      output: undefined,
      customStatus: undefined,
      generations: [[]],
      inbox: [started({ id, name, input }, this.now)],
    });
  }

  raise(id: string, name: string): void {
    this.#instances.get(id)?.inbox.push({
      ...this.#stamp(),
      EventType: EventType.EventRaised,
      Name: name,
      Input: "{}",
    });
  }

  /** Runs what can run at this instant. */
  async settle(): Promise<void> {
    for (let episodes = 0; episodes < 10_000; episodes += 1) {
      const next = [...this.#instances.values()].find(
        (each) => each.status === "Running" && each.inbox.length > 0,
      );
      if (next === undefined) return;
      await this.#episode(next);
    }
    throw new Error("The orchestrations do not come to rest.");
  }

  /** Runs and moves the clock from timer to timer until the condition holds. */
  async until(holds: () => boolean, limitMs = 48 * 60 * 60 * 1000): Promise<void> {
    const limit = this.#nowMs + limitMs;
    for (;;) {
      await this.settle();
      if (holds()) return;
      const due = this.#timers.toSorted((a, b) => a.fireAtMs - b.fireAtMs)[0];
      if (due === undefined) throw new Error("Nothing is left that could happen.");
      if (due.fireAtMs > limit) throw new Error("It did not happen in time.");
      this.#fire(due);
    }
  }

  async untilEnded(id: string): Promise<Instance> {
    await this.until(() => this.instance(id).status !== "Running");
    return this.instance(id);
  }

  #fire(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#nowMs = Math.max(this.#nowMs, timer.fireAtMs);
    const { execution, generation } = timer;
    if (!this.#isAlive(execution) || execution.generations.length !== generation) return;
    execution.inbox.push(timerFired(timer, this.now));
  }

  async #episode(instance: Kept): Promise<void> {
    const history = instance.generations.at(-1) ?? [];
    const fresh: HistoryEvent[] = [
      { ...this.#stamp(), EventType: EventType.OrchestratorStarted },
      ...instance.inbox,
    ];
    instance.inbox = [];
    const handler = this.#options.orchestrators[instance.name];
    if (handler === undefined) throw new Error(`There is no orchestrator ${instance.name}.`);
    const input = inputOf(history, fresh);
    const answer = await runOnEngine(handler, { id: instance.id, input, earlier: history, fresh });
    history.push(...fresh);
    const replay = replayActions({ actions: answer.actions, history, executionId: instance.id });
    if (replay.nonDeterminism !== undefined) throw new Error(replay.nonDeterminism);
    if (answer.customStatus !== undefined) instance.customStatus = answer.customStatus;
    for (const id of replay.cancelledTimers) this.#cancel(instance, id);
    for (const action of replay.fresh) this.#schedule(instance, history, action);
    history.push({ ...this.#stamp(), EventType: EventType.OrchestratorCompleted });
    this.#conclude(instance, answer, replay);
  }

  #conclude(
    instance: Kept,
    answer: OrchestratorAnswer,
    replay: ReturnType<typeof replayActions>,
  ): void {
    const { outcome } = answer;
    switch (outcome.kind) {
      case "waiting":
        return;
      case "broken":
        throw new Error(outcome.message);
      case "threw":
        instance.status = "Failed";
        instance.output = outcome.message;
        return this.#tellParent(instance, false);
      case "returned": {
        if (!replay.settled) throw new Error("It returned and something is still running.");
        if (replay.continueAsNew !== undefined) {
          instance.generations.push([]);
          // What arrived and was not consumed is lost, as on the real host.
          instance.inbox = [started({ ...instance, ...replay.continueAsNew }, this.now)];
          return;
        }
        instance.status = "Completed";
        instance.output = overTheWire(outcome.output);
        return this.#tellParent(instance, true);
      }
    }
  }

  #tellParent(child: Kept, succeeded: boolean): void {
    const { parent } = child;
    if (parent === null) return;
    const end = childEnded({ taskId: parent.taskId, succeeded, output: child.output }, this.now);
    parent.execution.inbox.push(end);
  }

  #isAlive(execution: Kept): boolean {
    return this.#instances.get(execution.id) === execution;
  }

  #schedule(instance: Kept, history: HistoryEvent[], action: ScheduledAction): void {
    const stamp = { EventId: action.id, Timestamp: this.now };
    switch (action.kind) {
      case "activity":
        history.push({
          ...stamp,
          EventType: EventType.TaskScheduled,
          Name: action.name,
          Version: "",
        });
        return this.#runActivity(instance, action);
      case "timer": {
        history.push({ ...stamp, EventType: EventType.TimerCreated, FireAt: action.fireAt });
        if (action.cancelled) return;
        const generation = instance.generations.length;
        const fireAtMs = Date.parse(action.fireAt);
        this.#timers = [
          ...this.#timers,
          { execution: instance, generation, id: action.id, fireAtMs },
        ];
        return;
      }
      case "sub-orchestration":
        if (this.#instances.has(action.instanceId)) {
          throw new Error(`There already is a child ${action.instanceId}.`);
        }
        history.push({
          ...stamp,
          EventType: EventType.SubOrchestrationInstanceCreated,
          Name: action.name,
          InstanceId: action.instanceId,
          Version: action.version,
        });
        return this.start(action.name, action.instanceId, action.input, {
          execution: instance,
          taskId: action.id,
        });
      case "entity":
        return this.#callEntity(instance, history, action);
    }
  }

  #runActivity(instance: Kept, action: ScheduledAction & { readonly kind: "activity" }): void {
    try {
      const result = this.#options.activities(action.name, overTheWire(action.input));
      instance.inbox.push(activityEnded(action, { result }, this.now));
    } catch (thrown) {
      instance.inbox.push(activityEnded(action, { thrown }, this.now));
    }
  }

  #callEntity(
    instance: Kept,
    history: HistoryEvent[],
    action: ScheduledAction & { readonly kind: "entity" },
  ): void {
    this.#ids += 1;
    const requestId = `request-${this.#ids}`;
    history.push({
      EventId: action.id,
      Timestamp: this.now,
      EventType: EventType.EventSent,
      InstanceId: action.entityId,
      Name: "op",
      Input: JSON.stringify({ op: action.operation, id: requestId }),
    });
    const command = this.#entities.commandOf(action);
    const answer = this.#options.onCommand?.(command)?.answer ?? this.tell(command);
    instance.inbox.push(entityAnswered(requestId, answer, this.now));
  }

  #cancel(instance: Kept, timerId: number): void {
    const generation = instance.generations.length;
    this.#timers = this.#timers.filter(
      (timer) =>
        timer.execution !== instance || timer.generation !== generation || timer.id !== timerId,
    );
  }

  #stamp(): { readonly EventId: number; readonly Timestamp: string } {
    return { EventId: -1, Timestamp: this.now };
  }
}
