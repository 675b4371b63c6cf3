// The app's clock. A host that runs on a clock of its own, scaled or manual, publishes it under a
// well-known symbol; without one the system's clock counts. It is looked up at each reading, because
// a host publishes it after the app's modules may have been loaded.

import type { Clock } from "../contracts/ports.ts";
import { instantOf } from "../domain/instant.ts";

const hostClockKey = Symbol.for("azure-interlock.clock");

export function systemClock(): Clock {
  return { now: () => instantOf(epochMsNow()) };
}

function epochMsNow(): number {
  const published: unknown = Reflect.get(globalThis, hostClockKey);
  if (typeof published !== "function") return Date.now();
  // The key is ours: whoever publishes a clock under it gives epoch milliseconds.
  const epochMs: unknown = Reflect.apply(published, undefined, []);
  if (typeof epochMs === "number" && Number.isFinite(epochMs)) return epochMs;
  throw new Error("The clock that the host has published does not tell the time.");
}
