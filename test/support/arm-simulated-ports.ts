// The app's Azure ports on the simulator's core: no socket, no waiting, one clock that the test moves.

import type { Azure } from "../../simulator/azure-contract.ts";
import { createAzure } from "../../simulator/azure.ts";
import { manualClock } from "../../simulator/clock.ts";
import type { ManualClock } from "../../simulator/clock.ts";
import { DEFAULT_SUBSCRIPTION_ID } from "../../simulator/world.ts";
import type { World } from "../../simulator/world.ts";
import { createAzurePorts } from "../../src/arm/azure-ports.ts";
import type { AzurePortsOptions } from "../../src/arm/azure-ports.ts";
import type { AzurePorts, Polled, RequestContext, Sent } from "../../src/contracts/ports.ts";
import type { ArmWrite } from "../../src/domain/arm-write.ts";
import { instantOf } from "../../src/domain/instant.ts";
import type { VmState } from "../../src/domain/observation.ts";
import { simulatorHttpClient } from "./simulator-http-client.ts";

export const simulatedVmId = `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01`;

export interface SimulatedPorts {
  readonly azure: Azure;
  readonly clock: ManualClock;
  readonly ports: AzurePorts;
  readonly context: RequestContext;
  readonly state: () => Promise<VmState>;
  readonly send: (write: ArmWrite, ifMatch?: string | null) => Promise<Sent>;
  /** Asks the operation every 30 seconds of the clock until it no longer runs, at most 100 times. */
  readonly followed: (sent: Sent) => Promise<Polled>;
}

export function simulatedPorts(
  world: World,
  options: Partial<AzurePortsOptions> = {},
): SimulatedPorts {
  const clock = manualClock();
  const azure = createAzure({ seed: 7, clock, world });
  const endpoint = "https://management.azure.com";
  const ports = createAzurePorts({
    endpoint,
    scope: `${endpoint}/.default`,
    credential: {
      getToken: () =>
        Promise.resolve({
          token: azure.mintToken("interlock"),
          expiresOnTimestamp: clock.now() + 3_600_000,
        }),
    },
    httpClient: simulatorHttpClient(azure),
    clock: { now: () => instantOf(clock.now()) },
    ...options,
  });
  const context: RequestContext = {
    correlationId: "0b5e4c5e-7c3e-4f0e-9d7c-0d3c7c0a1b2c",
    clientRequestId: "op-1.step.1",
  };
  return {
    azure,
    clock,
    ports,
    context,
    state: async () => {
      const read = await ports.virtualMachines.readState(simulatedVmId, context);
      if (read.kind !== "read") throw new Error(JSON.stringify(read));
      return read.value;
    },
    send: (write, ifMatch = null) => ports.writes.send({ write, ifMatch, fencing: 5 }, context),
    followed: async (sent) => {
      if (sent.kind !== "accepted") throw new Error(JSON.stringify(sent));
      for (let round = 0; round < 100; round += 1) {
        const polled = await ports.operations.poll(sent.address, context);
        if (polled.kind !== "running") return polled;
        clock.advance(30_000);
      }
      throw new Error("The operation runs on and on.");
    },
  };
}
