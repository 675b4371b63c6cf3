// The app's Azure ports on the simulator's core, both on one clock that a test moves. `finish` lets
// time pass until a promise is fulfilled, for answers that take time in the simulated Azure.

import type { TokenCredential } from "@azure/core-auth";
import type { Azure, VirtualMachineDump } from "../../simulator/azure-contract.ts";
import { createAzure } from "../../simulator/azure.ts";
import { manualClock } from "../../simulator/clock.ts";
import type { ManualClock } from "../../simulator/clock.ts";
import type { Fault } from "../../simulator/fault.ts";
import type { World } from "../../simulator/world.ts";
import { createAzurePorts } from "../../src/arm/azure-ports.ts";
import type { AzurePorts, Clock } from "../../src/contracts/ports.ts";
import { epochMsOf, instantOf } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { simulatorHttpClient } from "./simulator-http-client.ts";

export interface AzureScene {
  readonly azure: Azure;
  readonly ports: AzurePorts & { readonly clock: Clock };
  now(): Instant;
  /** Lets time pass up to the instant; nothing when it is over. */
  sleepUntil(instant: Instant): Promise<void>;
  advance(ms: number): Promise<void>;
  finish<Value>(promise: Promise<Value>): Promise<Value>;
  vm(name?: string): VirtualMachineDump;
  /** Requests that have reached Azure: `PATCH`, path and query. */
  requests(method?: string): readonly string[];
}

type Machine = NonNullable<World["machines"]>[number];

/** Machine `api-01` on hardware that does not offer Standard_D4s_v5, beside hardware that does. */
export function aSceneWorld(machine: Partial<Machine> = {}, rest: Partial<World> = {}): World {
  return {
    clusters: [
      { name: "old", sizes: ["Standard_D2s_v4", "Standard_D4s_v4", "Standard_D4ds_v4"] },
      { name: "new", sizes: ["Standard_D4s_v5", "Standard_D4ds_v5"] },
    ],
    machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4", ...machine }],
    ...rest,
  };
}

export function anAzureScene(
  options: {
    readonly world?: World;
    readonly seed?: number;
    readonly faults?: readonly Fault[];
  } = {},
): AzureScene {
  const clock = manualClock();
  const azure = createAzure({
    seed: options.seed ?? 1,
    clock,
    world: options.world ?? aSceneWorld(),
  });
  azure.addFaults(options.faults ?? []);
  const now = (): Instant => instantOf(clock.now());
  const appClock: Clock = { now };
  const ports = createAzurePorts({
    endpoint: "https://management.azure.com",
    scope: "https://management.azure.com/.default",
    credential: credentialOf(azure),
    httpClient: simulatorHttpClient(azure),
    clock: appClock,
  });
  const moveTo = async (epochMs: number): Promise<void> => {
    clock.advance(Math.max(0, epochMs - clock.now()));
    await settleTasks();
  };
  return {
    azure,
    ports: { ...ports, clock: appClock },
    now,
    sleepUntil: (instant) => moveTo(epochMsOf(instant)),
    advance: (ms) => moveTo(clock.now() + ms),
    finish: (promise) => finish(clock, promise),
    vm: (name = "api-01") => {
      const found = azure.dump().virtualMachines.find((vm) => vm.name === name);
      if (found === undefined) throw new Error(`The simulated Azure has no machine ${name}.`);
      return found;
    },
    requests: (method) =>
      azure
        .exchanges()
        .filter(({ request }) => method === undefined || request.method === method)
        .map(({ request }) => `${request.method} ${request.url}`),
  };
}

async function finish<Value>(clock: ManualClock, promise: Promise<Value>): Promise<Value> {
  let isDone = false;
  const done = promise.finally(() => {
    isDone = true;
  });
  // Rejections are the caller's; here only the end counts.
  done.catch(() => undefined);
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    await settleTasks();
    if (isDone) return done;
    const next = clock.nextTimerAt();
    if (next !== undefined) clock.advance(Math.max(0, next - clock.now()));
  }
  throw new Error("A promise was not fulfilled, however much time passed.");
}

/** Lets everything run that can run without time passing. */
function settleTasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function credentialOf(azure: Azure): TokenCredential {
  return {
    getToken: () =>
      Promise.resolve({
        token: azure.mintToken("interlock"),
        expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
      }),
  };
}
