// What is going to happen by itself, in order. The core never starts a timer of its own: before each
// request, and when the clock wakes it, everything due is run at the instant it was due, so the
// outcome does not depend on how often anybody looks.

export interface ScheduledEvent {
  readonly atMs: number;
  readonly order: number;
  readonly run: (atMs: number) => void;
}

export interface Schedule {
  add(atMs: number, run: (atMs: number) => void): () => void;
  nextAt(): number | undefined;
  /** Runs everything due by `untilMs`, including what that adds. */
  runDue(untilMs: number): void;
  clear(): void;
}

export function createSchedule(): Schedule {
  let events: readonly ScheduledEvent[] = [];
  let order = 0;
  return {
    add(atMs, run) {
      const event = { atMs, order: order++, run };
      events = [...events, event].toSorted((a, b) => a.atMs - b.atMs || a.order - b.order);
      return () => {
        events = events.filter((other) => other !== event);
      };
    },
    nextAt: () => events[0]?.atMs,
    runDue(untilMs) {
      for (let next = events[0]; next !== undefined && next.atMs <= untilMs; next = events[0]) {
        events = events.slice(1);
        next.run(next.atMs);
      }
    },
    clear() {
      events = [];
    },
  };
}
