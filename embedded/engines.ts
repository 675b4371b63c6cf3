/** Puts the engines of one host together: who wakes whom, what is resumed at start, how all stop. */
import { createActivityRunner } from "./activity-runner.ts";
import { DueTimers } from "./due-timers.ts";
import type { EngineParts } from "./engine-parts.ts";
import { createEntityEngine } from "./entity-engine.ts";
import { createOrchestrationEngine } from "./orchestration-engine.ts";
import { TimerFunctions } from "./timer-functions.ts";

export interface Engines {
  readonly parts: EngineParts;
  readonly timerFunctions: TimerFunctions;
  readonly dueTimers: DueTimers;
  /** Resumes everything that the store says is unfinished, running activities included. */
  start(): Promise<void>;
  /** Begins nothing new; what is running may end. */
  stop(): void;
}

export function createEngines(
  shared: Omit<EngineParts, "wakes">,
  env: Readonly<Record<string, string | undefined>>,
): Engines {
  const parts: EngineParts = {
    ...shared,
    wakes: {
      orchestration: (id) => orchestrations.wake(id),
      entity: (id) => entities.wake(id),
      activity: (id) => activities.wake(String(id)),
      timers: () => dueTimers.rearm(),
    },
  };
  const orchestrations = createOrchestrationEngine(parts);
  const entities = createEntityEngine(parts);
  const activities = createActivityRunner(parts);
  const timerFunctions = new TimerFunctions(parts, env);
  const dueTimers = new DueTimers(parts, timerFunctions);
  return {
    parts,
    timerFunctions,
    dueTimers,
    async start() {
      for (const id of parts.work.activityIds()) parts.wakes.activity(id);
      for (const id of parts.work.entitiesWithWork()) parts.wakes.entity(id);
      for (const id of parts.instances.withWork()) parts.wakes.orchestration(id);
      await timerFunctions.start();
      dueTimers.rearm();
    },
    stop() {
      orchestrations.stop();
      entities.stop();
      activities.stop();
      dueTimers.stop();
    },
  };
}
