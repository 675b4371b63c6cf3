/**
 * Wakes what is due: durable timers and timer functions share one alarm, set to the earliest. A
 * durable timer that is due becomes a message to its instance in the transaction that removes it.
 */
import type { EngineParts } from "./engine-parts.ts";
import type { IncomingEvent } from "./history.ts";
import { isFinished } from "./store.ts";
import type { TimerFunctions } from "./timer-functions.ts";

export class DueTimers {
  readonly #parts: EngineParts;
  readonly #functions: TimerFunctions;
  #cancel: (() => void) | undefined;
  #armedFor: number | undefined;
  #stopped = false;

  constructor(parts: EngineParts, functions: TimerFunctions) {
    this.#parts = parts;
    this.#functions = functions;
  }

  nextAt(): number | undefined {
    const times = [this.#parts.work.nextTimerAt(), this.#functions.nextAt()];
    const known = times.filter((time) => time !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** Sets the alarm anew; to be called whenever a timer was made, removed or has run. */
  rearm(): void {
    if (this.#stopped) return;
    const at = this.nextAt();
    if (at === this.#armedFor && this.#cancel !== undefined) return;
    this.#cancel?.();
    this.#armedFor = at;
    this.#cancel = at === undefined ? undefined : this.#parts.clock.alarm(at, () => this.#ring());
  }

  /** Delivers what is due at the present instant. */
  async deliver(): Promise<void> {
    const { clock, database, instances, work, wakes } = this.#parts;
    const nowMs = clock.now();
    this.#functions.runDue(nowMs);
    const woken = await database.transact(() => {
      const ids = new Set<string>();
      for (const timer of work.takeDueTimers(nowMs)) {
        const instance = instances.find(timer.instanceId);
        if (instance?.executionId !== timer.executionId || isFinished(instance.status)) continue;
        // The cast is safe: only the outbox writes this column.
        const event = JSON.parse(timer.event) as IncomingEvent;
        instances.send({ instanceId: timer.instanceId, executionId: timer.executionId, event });
        ids.add(timer.instanceId);
      }
      return ids;
    });
    for (const id of woken) wakes.orchestration(id);
    this.rearm();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #ring(): void {
    this.#cancel = undefined;
    if (this.#stopped) return;
    this.#parts.meter.track(() => this.deliver()).catch(this.#parts.onFault);
  }
}
