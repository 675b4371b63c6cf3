// What holds of the simulated world whatever is asked of it, in whatever order and at whatever times.

import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConcurrencyRule } from "../../../simulator/world.ts";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const SIZES = ["Standard_D4s_v4", "Standard_D8s_v4", "Standard_D4s_v5"];
const CLUSTERS = [
  { name: "older", sizes: ["Standard_D4s_v4", "Standard_D8s_v4"] },
  { name: "newer", sizes: ["Standard_D4s_v4", "Standard_D4s_v5"] },
];

const write = oneof(
  constantFrom("start", "powerOff", "deallocate", "restart").map((action) => ({ action })),
  constantFrom(...SIZES).map((size) => ({ size })),
);
const scripts = record({
  writes: array(record({ write, afterMs: nat(90_000) }), { minLength: 1, maxLength: 12 }),
  seed: nat(),
  power: constantFrom("running" as const, "stopped" as const, "deallocated" as const),
  outcome: constantFrom<ConcurrencyRule["outcome"]>("refuse", "preempt", "race"),
  preemptedWork: constantFrom("abandoned" as const, "takesEffect" as const),
});

function send(tenant: Tenant, asked: { action: string } | { size: string }) {
  return "action" in asked
    ? tenant.send("POST", act(asked.action))
    : tenant.send("PATCH", `${VM}?${API}`, resizeTo(asked.size));
}

/** Of the operations of one VM at most one is in progress, and none begins before another has ended. */
function expectOneWriter(tenant: Tenant): void {
  const operations = tenant.azure.dump().operations.map(({ startTime, endTime }) => ({
    from: Date.parse(startTime),
    to: endTime === null ? Number.POSITIVE_INFINITY : Date.parse(endTime),
  }));
  for (const [index, operation] of operations.entries()) {
    const earlier = operations.slice(0, index);
    expect(earlier.filter(({ to }) => to > operation.from)).toEqual([]);
  }
}

describe("the simulated world, whatever is asked of it", () => {
  test("has one writer a VM, an allocated VM on hardware that offers its size, and an end to everything", async () => {
    await assert(
      asyncProperty(scripts, async ({ writes, seed, power, outcome, preemptedWork }) => {
        const settings = {
          preemptedWork,
          throttling: false,
          concurrency: [{ running: "*" as const, incoming: "*" as const, outcome }],
        };
        const tenant = aTenant({ ...aWorld({ power }), clusters: CLUSTERS, settings }, seed);
        for (const { write: asked, afterMs } of writes) {
          const { status } = await send(tenant, asked);
          expect([200, 202, 409]).toContain(status);
          tenant.clock.advance(afterMs);
          expectOneWriter(tenant);
        }
        tenant.clock.advance(LONG_MS);
        const { operations, disks } = tenant.azure.dump();
        expect(operations.filter(({ endTime }) => endTime === null)).toEqual([]);
        expect(tenant.azure.nextEventAt()).toBeUndefined();
        const vm = tenant.vm();
        const cluster = CLUSTERS.find(({ name }) => name === vm.cluster);
        const diskState = vm.power === "deallocated" ? "Reserved" : "Attached";
        expect(disks).toMatchObject([{ managedBy: VM, properties: { diskState } }]);
        expect(cluster === undefined).toBe(vm.power === "deallocated");
        expect(cluster?.sizes ?? SIZES).toContain(vm.size);
      }),
      { numRuns: 60 },
    );
  });

  test("is the same again for the same seed and the same requests", async () => {
    const run = async (): Promise<string> => {
      const tenant = aTenant({ ...aWorld(), clusters: CLUSTERS }, 42);
      for (const asked of [
        { action: "deallocate" },
        { size: "Standard_D4s_v5" },
        { action: "start" },
      ]) {
        await send(tenant, asked);
        tenant.clock.advance(LONG_MS);
      }
      return JSON.stringify([tenant.azure.dump(), tenant.tapped.map(({ response }) => response)]);
    };
    expect(await run()).toBe(await run());
  });
});
