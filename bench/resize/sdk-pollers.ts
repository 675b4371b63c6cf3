// Microsoft's SDK as its samples show it: each call is awaited, and the SDK's own poller waits as long
// as Azure's Retry-After says.

import { ComputeManagementClient } from "@azure/arm-compute";
import { DEFAULT_SUBSCRIPTION_ID } from "../../simulator/world.ts";
import { instantOf } from "../../src/domain/instant.ts";
import type { SimulatedAzure } from "../simulated-azure.ts";
import type { Strategy } from "./strategy.ts";

const principal = "sdk-pollers";

export async function sdkPollers(azure: SimulatedAzure): Promise<Strategy> {
  const credential = await azure.credentialOf(principal);
  const { virtualMachines } = new ComputeManagementClient(credential, DEFAULT_SUBSCRIPTION_ID, {
    endpoint: azure.url,
    httpClient: azure.httpClient,
  });
  return {
    name: "SDK's pollers",
    prefix: "sdk",
    principal,
    async resize({ resourceGroup, machine, size }) {
      const startedMs = Date.now();
      await virtualMachines.deallocate(resourceGroup, machine);
      await virtualMachines.update(resourceGroup, machine, { hardwareProfile: { vmSize: size } });
      await virtualMachines.start(resourceGroup, machine);
      const endedMs = Date.now();
      return {
        startedAt: instantOf(startedMs),
        endedAt: instantOf(endedMs),
        seenAfterMs: endedMs - startedMs,
      };
    },
  };
}
