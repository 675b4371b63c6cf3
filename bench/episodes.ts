// Runs an orchestration of a benchmark to its end and tells the times between its episodes: from one
// answer that it got to the next.

import { setTimeout as wait } from "node:timers/promises";
import { EventType } from "../embedded/history.ts";
import type { EmbeddedHost } from "../embedded/host.ts";
import { msBetween } from "../src/domain/instant.ts";

export async function episodeDistances(
  host: EmbeddedHost,
  name: string,
  input: unknown,
): Promise<readonly number[]> {
  const path = `/runtime/webhooks/durabletask/orchestrators/${name}?code=${host.systemKey}`;
  const started = await host.fetch(
    new Request(`${host.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    }),
  );
  // The cast names what the host's management API answers.
  const { id } = (await started.json()) as { readonly id: string };
  await ended(host, id);
  const episodes = host
    .history(id)
    .filter((event) => event.EventType === EventType.OrchestratorStarted)
    .map((event) => event.Timestamp);
  return episodes.slice(1).map((at, index) => msBetween(episodes[index] ?? at, at));
}

async function ended(host: EmbeddedHost, id: string): Promise<void> {
  for (;;) {
    const instance = host.instances().find((each) => each.id === id);
    if (instance?.status === "Completed") return;
    if (instance?.status === "Failed") throw new Error(`${id} failed: ${instance.output ?? ""}`);
    await wait(10);
  }
}
