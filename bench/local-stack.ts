// Everything as it runs on one machine: the simulated Azure and the embedded host as programs of their
// own, a database file, HTTPS and the HTTP API between them, at Azure's own pace.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { World } from "../simulator/world.ts";
import { startLocalService } from "../src/cli/local-service.ts";
import type { ServiceLog } from "../src/cli/local-service.ts";
import { packageRoot } from "../src/cli/package-root.ts";
import { createServiceClient } from "../src/cli/service-client.ts";
import type { ServiceClient } from "../src/cli/service-client.ts";
import { reachAzure } from "./simulated-azure.ts";
import type { SimulatedAzure } from "./simulated-azure.ts";

export interface LocalStack {
  readonly interlock: ServiceClient;
  readonly azure: SimulatedAzure;
  /** Rejects when a part has ended by itself. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

const caller = { id: "local:bench", name: "bench" };

export async function startLocalStack(options: {
  readonly world: World;
  readonly seed: number;
  readonly folder: string;
}): Promise<LocalStack> {
  const { world, seed, folder } = options;
  const worldFile = join(folder, "world.json");
  await writeFile(worldFile, JSON.stringify(world));
  const service = await startLocalService({
    root: packageRoot(),
    cloud: "simulator",
    port: 0,
    speed: 1,
    database: join(folder, "interlock.sqlite"),
    folder,
    callers: [caller],
    simulator: { seed, worldFile },
    environment: process.env,
    onLog: printTrouble,
  });
  const died = service.died.then((sentence): never => {
    throw new Error(sentence);
  });
  // Told where it is waited for; until then it must not end the process.
  died.catch(() => undefined);
  if (service.simulator === null) throw new Error("The stack was started without a simulator.");
  return {
    interlock: createServiceClient({
      url: service.url,
      token: service.tokens.get(caller.id) ?? null,
    }),
    azure: await reachAzure(service.simulator),
    died,
    stop: () => service.stop(),
  };
}

function printTrouble({ from, level, message }: ServiceLog): void {
  if (level === "warning" || level === "error") console.error(`${from} ${level}: ${message}`);
}
