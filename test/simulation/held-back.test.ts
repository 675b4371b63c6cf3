// Azure limits how many requests a subscription may send, and makes the wait begin anew for whoever asks
// too early. What one operation was told all others of the subscription keep to, also over a crash.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TapExchange } from "../../simulator/protocol.ts";
import { aFaultWorld, newSize, oldSize } from "../support/fault-scene.ts";
import { appPrincipal, startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const names = ["api-01", "api-02", "api-03", "api-04", "api-05"];
const pathOf = (name: string): string => vmPath.replace("api-01", name);
const windowMs = 300_000;

let folder = "";
let databases = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "interlock-held-back-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aSubscription(scope: "resource" | "subscription"): Promise<System> {
  const machines = names.map((name) => ({ name, resourceGroup: "prod-rg", size: oldSize }));
  const database = join(folder, `${(databases += 1)}.sqlite`);
  const system = await startSystem({ world: { ...aFaultWorld(), machines }, database });
  system.azure.addFaults([
    {
      match: { method: "POST", path: "/(deallocate|start)$", principal: appPrincipal },
      occurrence: "every",
      effect: { kind: "throttle-window", retryAfter: windowMs / 1000, scope },
    },
  ]);
  return system;
}

const refusalsIn = ({ exchanges }: System): readonly TapExchange[] =>
  exchanges.filter(({ response }) => response?.status === 429);

const writesIn = ({ exchanges }: System): readonly TapExchange[] =>
  exchanges.filter(
    ({ request, principal }) => request.method !== "GET" && principal === appPrincipal,
  );

/** The first is refused; then the others are asked for. */
async function resizeAll(system: System): Promise<readonly string[]> {
  const [first = "", ...others] = names;
  const ids = [await system.resize(newSize, { target: pathOf(first) })];
  await system.advanceUntil(() => refusalsIn(system).length > 0);
  for (const name of others) ids.push(await system.resize(newSize, { target: pathOf(name) }));
  return ids;
}

describe("a limit of the subscription that one operation has met", () => {
  it.each(["with", "without"])(
    "keeps every other one from writing until it is over, %s a crash of the host meanwhile",
    async (crash) => {
      const system = await aSubscription("subscription");
      const ids = await resizeAll(system);
      if (crash === "with") {
        await system.advanceUntil(
          () => system.clock.now() > Date.parse(refusedAt(system)) + 60_000,
        );
        await system.restart();
      }
      for (const id of ids) {
        expect((await system.ended(id)).report).toMatchObject({ outcome: "succeeded" });
      }
      expect(refusalsIn(system)).toHaveLength(1);
      const early = writesIn(system).filter(({ startedAt }) => {
        const sinceMs = Date.parse(startedAt) - Date.parse(refusedAt(system));
        return sinceMs > 0 && sinceMs < windowMs;
      });
      expect(early).toEqual([]);
      for (const name of names) expect(system.vm(name)).toMatchObject({ size: newSize });
    },
  );

  it("does not keep others from writing where it counts one machine only", async () => {
    const system = await aSubscription("resource");
    system.azure.removeFaults();
    system.azure.addFaults([
      {
        match: { method: "POST", path: "/api-01/deallocate$", principal: appPrincipal },
        occurrence: "every",
        effect: { kind: "throttle-window", retryAfter: windowMs / 1000 },
      },
    ]);
    const [first = "", second = ""] = await resizeAll(system);
    await system.ended(second);
    expect(system.clock.now() - Date.parse(refusedAt(system))).toBeLessThan(windowMs);
    expect((await system.ended(first)).report).toMatchObject({ outcome: "succeeded" });
    expect(refusalsIn(system)).toHaveLength(1);
  });
});

const refusedAt = (system: System): string => refusalsIn(system)[0]?.endedAt ?? "";
