// Starts a short orchestration and waits for its answer: only an orchestration can ask an entity and
// hear what it says. Each question is an instance of its own, because each may be answered differently.

import type { Orchestrations } from "../../contracts/function-names.ts";
import type { OrchestrationStatus } from "../../contracts/orchestration-port.ts";
import type { HttpPorts } from "./http-ports.ts";

const answerMaxMs = 5_000;
const firstPauseMs = 15;
const lastPauseMs = 400;
const failed: ReadonlySet<OrchestrationStatus["runtimeStatus"]> = new Set([
  "Failed",
  "Terminated",
  "Canceled",
]);

/** Null when there is no answer within a few seconds; it is still under way then. Throws when it failed.
 * `about` goes into the instance's ID. */
export async function askOrchestration<N extends keyof Orchestrations>(
  ports: HttpPorts,
  name: N,
  asked: { readonly about: string; readonly input: Orchestrations[N]["input"] },
): Promise<Orchestrations[N]["output"] | null> {
  const id = `${name}-${asked.about}-${ports.newId()}`;
  await ports.orchestrations.begin(name, { id, input: asked.input });
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; waitedMs < answerMaxMs; waitedMs += pauseMs) {
    const status = await ports.orchestrations.status(id);
    // The orchestration is registered with the output that the name table says.
    if (status?.runtimeStatus === "Completed") return status.output as Orchestrations[N]["output"];
    if (status !== null && failed.has(status.runtimeStatus)) {
      throw new Error(`The orchestration ${id} ended as ${status.runtimeStatus}.`);
    }
    pauseMs = Math.min(pauseMs * 1.5, lastPauseMs);
    await ports.pause(pauseMs);
  }
  return null;
}
