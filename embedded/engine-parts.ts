/** What the engines of one host share. */
import type { HostClock } from "./clock.ts";
import type { Database } from "./database.ts";
import type { FunctionTable } from "./function-table.ts";
import type { HostSettings } from "./host-json.ts";
import type { Invoker } from "./invocation.ts";
import type { HostLog } from "./log-record.ts";
import type { InstanceStore } from "./store.ts";
import type { WorkMeter } from "./work-meter.ts";
import type { WorkStore } from "./work-store.ts";

/** Tells an engine that there may be work; always after the commit that made it. */
export interface Wakes {
  orchestration(instanceId: string): void;
  entity(entityId: string): void;
  activity(id: number): void;
  timers(): void;
}

export interface EngineParts {
  readonly clock: HostClock;
  readonly database: Database;
  readonly instances: InstanceStore;
  readonly work: WorkStore;
  readonly functions: FunctionTable;
  readonly settings: HostSettings;
  readonly invoker: Invoker;
  readonly meter: WorkMeter;
  readonly log: HostLog;
  readonly wakes: Wakes;
  /** A broken invariant or a failed disk: the host stops, a restart continues. */
  readonly onFault: (fault: unknown) => void;
}

export function isoNow(clock: HostClock): string {
  return new Date(clock.now()).toISOString();
}
