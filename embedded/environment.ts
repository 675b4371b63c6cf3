/** The surroundings that an app expects to find in its process before it is loaded. */
import { readLocalSettings } from "./app-loader.ts";
import { appClockKey } from "./clock.ts";
import type { HostClock } from "./clock.ts";

/**
 * Fills process.env: what the caller gives wins, then what is there, then local.settings.json, as
 * with `func start`. The environment belongs to the process: two hosts in one process share it.
 */
export async function fillEnvironment(
  appFolder: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  Object.assign(process.env, given);
  const defaults = {
    ...(await readLocalSettings(appFolder)),
    FUNCTIONS_WORKER_RUNTIME: "node",
    AZURE_FUNCTIONS_ENVIRONMENT: "Development",
  };
  for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
}

/** Lets the app read the host's clock. The answer takes it away again, unless another host has it. */
export function publishClock(clock: HostClock): () => void {
  const read = () => clock.now();
  Object.defineProperty(globalThis, appClockKey, { value: read, configurable: true });
  return () => {
    if (Reflect.get(globalThis, appClockKey) === read) {
      Reflect.deleteProperty(globalThis, appClockKey);
    }
  };
}
