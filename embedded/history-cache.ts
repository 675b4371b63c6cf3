/**
 * The histories of instances that ran lately, so that an episode reads the table only the first
 * time. Bounded by the number of events; what was used longest ago goes first. Losing an entry costs
 * a read and nothing else: the table is the truth.
 */
import { toHistoryText } from "./history.ts";
import type { HistoryEvent, HistoryText } from "./history.ts";

export interface LoadedHistory {
  readonly executionId: string;
  readonly events: readonly HistoryEvent[];
  readonly texts: readonly HistoryText[];
}

const eventsMax = 50_000;

export class HistoryCache {
  readonly #entries = new Map<string, LoadedHistory>();
  readonly #read: (instanceId: string) => readonly HistoryEvent[];
  #events = 0;

  constructor(read: (instanceId: string) => readonly HistoryEvent[]) {
    this.#read = read;
  }

  load(instanceId: string, executionId: string): LoadedHistory {
    const cached = this.#entries.get(instanceId);
    if (cached?.executionId === executionId) return cached;
    const events = this.#read(instanceId);
    return { executionId, events, texts: events.map(toHistoryText) };
  }

  keep(instanceId: string, history: LoadedHistory): void {
    this.forget(instanceId);
    this.#entries.set(instanceId, history);
    this.#events += history.events.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#events <= eventsMax) return;
      this.forget(oldest);
    }
  }

  forget(instanceId: string): void {
    this.#events -= this.#entries.get(instanceId)?.events.length ?? 0;
    this.#entries.delete(instanceId);
  }
}
