// The simulator in front of Microsoft's own clients: over HTTPS, with the managed identity that
// @azure/identity finds in the environment, a VM is taken down, resized and started again.

import { ComputeManagementClient } from "@azure/arm-compute";
import { ManagementLockClient } from "@azure/arm-locks";
import { MonitorClient } from "@azure/arm-monitor";
import { DefaultAzureCredential, ManagedIdentityCredential } from "@azure/identity";
import type { TokenCredential } from "@azure/identity";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { scaledClock } from "../../../simulator/clock.ts";
import { startSimulator } from "../../../simulator/server.ts";
import type { Simulator } from "../../../simulator/server.ts";
import { DEFAULT_SUBSCRIPTION_ID } from "../../../simulator/world.ts";
import type { World } from "../../../simulator/world.ts";

// Operations end at once: the SDK's pollers would heed a Retry-After of 36 real seconds.
const WORLD: World = {
  settings: { durationsMs: { deallocate: 0, resize: 0, start: 0 }, activityLogLagMs: 1000 },
  clusters: [
    { name: "older", sizes: ["Standard_D4s_v4"] },
    { name: "newer", sizes: ["Standard_D4s_v4", "Standard_D4s_v5"] },
  ],
  machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4" }],
};

let simulator: Simulator;

// One simulator for the file: the SDK reads the identity endpoint once in a process' life.
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: scaledClock({ speed: 500 }) });
});

beforeEach(() => {
  vi.stubEnv("IDENTITY_ENDPOINT", simulator.identityEndpoint);
  vi.stubEnv("IDENTITY_HEADER", simulator.identityHeader);
  simulator.azure.seed(WORLD);
});

afterAll(async () => {
  await simulator.close();
});

function clientOptions() {
  const { url, certificatePem } = simulator;
  return {
    endpoint: url,
    credentials: { scopes: ["https://management.azure.com/.default"] },
    tlsOptions: { ca: certificatePem },
    retryOptions: { maxRetries: 0 },
  };
}

function computeClient(credential: TokenCredential): ComputeManagementClient {
  return new ComputeManagementClient(credential, DEFAULT_SUBSCRIPTION_ID, clientOptions());
}

describe("the simulator in front of the Azure SDK", () => {
  test("a VM is deallocated, resized and started by the SDK's own pollers", async () => {
    const { virtualMachines } = computeClient(new ManagedIdentityCredential());
    const poll = { updateIntervalInMs: 10 };
    const running = await virtualMachines.get("prod-rg", "api-01", { expand: "instanceView" });
    expect(running.instanceView?.statuses?.map(({ code }) => code)).toContain("PowerState/running");

    const wanted = { hardwareProfile: { vmSize: "Standard_D4s_v5" } };
    await expect(virtualMachines.update("prod-rg", "api-01", wanted, poll)).rejects.toMatchObject({
      statusCode: 409,
      code: "OperationNotAllowed",
    });

    await virtualMachines.deallocate("prod-rg", "api-01", poll);
    await virtualMachines.update("prod-rg", "api-01", wanted, poll);
    await virtualMachines.start("prod-rg", "api-01", poll);

    const [vm] = simulator.azure.dump().virtualMachines;
    expect(vm).toMatchObject({ size: "Standard_D4s_v5", power: "running", boots: 1 });
    expect(
      simulator.azure.dump().operations.map(({ kind, principal }) => [kind, principal]),
    ).toEqual([
      ["deallocate", "interlock"],
      ["resize", "interlock"],
      ["start", "interlock"],
    ]);
  });

  test("the default credential finds the identity endpoint, and lists and catalogues can be read", async () => {
    const client = computeClient(new DefaultAzureCredential());
    const names: string[] = [];
    for await (const vm of client.virtualMachines.listAll({ statusOnly: "true" })) {
      names.push(`${vm.name} ${vm.instanceView?.statuses?.at(-1)?.code}`);
    }
    const sizes: string[] = [];
    for await (const size of client.virtualMachines.listAvailableSizes("prod-rg", "api-01")) {
      sizes.push(size.name ?? "");
    }
    const skus: string[] = [];
    for await (const sku of client.resourceSkus.list({ filter: "location eq 'westeurope'" })) {
      skus.push(sku.name ?? "");
    }
    expect(names).toEqual(["api-01 PowerState/running"]);
    expect(sizes).toEqual(["Standard_D4s_v4"]);
    expect(skus).toEqual(["Standard_D4s_v4", "Standard_D4s_v5"]);
    const disk = await client.disks.get("prod-rg", "api-01_OsDisk_1");
    expect(disk.diskState).toBe("Attached");
  });

  test("locks and the Activity Log are read with their own clients", async () => {
    const credential = new ManagedIdentityCredential();
    const locks = new ManagementLockClient(credential, DEFAULT_SUBSCRIPTION_ID, clientOptions());
    await locks.managementLocks.createOrUpdateAtResourceGroupLevel("prod-rg", "keep", {
      level: "ReadOnly",
    });
    const found: string[] = [];
    for await (const lock of locks.managementLocks.listAtResourceLevel(
      "prod-rg",
      "Microsoft.Compute",
      "",
      "virtualMachines",
      "api-01",
    )) {
      found.push(`${lock.name} ${lock.level}`);
    }
    expect(found).toEqual(["keep ReadOnly"]);
    await expect(
      computeClient(credential).virtualMachines.start("prod-rg", "api-01"),
    ).rejects.toMatchObject({ statusCode: 409, code: "ScopeLocked" });

    const monitor = new MonitorClient(credential, DEFAULT_SUBSCRIPTION_ID, clientOptions());
    const filter = "eventTimestamp ge '2020-01-01T00:00:00Z' and resourceGroupName eq 'prod-rg'";
    const refused = await vi.waitUntil(
      async () => {
        for await (const event of monitor.activityLogs.list(filter)) {
          if (event.subStatus?.value === "Conflict") return event;
        }
        return undefined;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(refused.operationName?.value).toBe("Microsoft.Compute/virtualMachines/start/action");
  });
});
