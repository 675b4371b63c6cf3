// A person with the key of the durable runtime: ends orchestrations, purges them, signals entities, and
// reads what the runtime itself knows. Nothing of the app is asked.

import type { SweptEntity } from "../../src/contracts/sweep-messages.ts";
import type { System } from "./system.ts";

async function ask(system: System, method: string, path: string, body?: unknown): Promise<number> {
  const host = system.host();
  const separator = path.includes("?") ? "&" : "?";
  const url = `${host.url}/runtime/webhooks/durabletask${path}${separator}code=${host.systemKey}`;
  const response = await host.fetch(
    new Request(url, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    }),
  );
  return response.status;
}

export async function terminate(system: System, instanceId: string): Promise<void> {
  const status = await ask(system, "POST", `/instances/${instanceId}/terminate?reason=test`);
  if (status !== 202) throw new Error(`${instanceId} was not terminated: ${status}`);
  await system.host().runUntilIdle();
}

export async function purge(system: System, instanceId: string): Promise<void> {
  const status = await ask(system, "DELETE", `/instances/${instanceId}`);
  if (status !== 200) throw new Error(`${instanceId} was not purged: ${status}`);
}

/** Says a command to an entity and throws its answer away. */
export async function signal(
  system: System,
  to: { readonly entity: SweptEntity; readonly key: string },
  command: string,
  input: unknown,
): Promise<void> {
  const status = await ask(system, "POST", `/entities/${to.entity}/${to.key}?op=${command}`, input);
  if (status !== 202) throw new Error(`${command} was not taken: ${status}`);
  await system.host().runUntilIdle();
}

/** The state as it is kept, or undefined where there is none. */
export function keptState(system: System, entity: SweptEntity, key: string): unknown {
  const text = system.host().entityState(`@${entity.toLowerCase()}@${key}`);
  return text === undefined ? undefined : JSON.parse(text);
}

/** How often the sweep has run at all, or undefined where it never did. */
export function lastSweep(system: System) {
  return system
    .host()
    .instances()
    .find(({ name }) => name === "sweepLeases");
}
