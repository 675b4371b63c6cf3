// The activities together on a simulated Azure: a plan is made, its steps are sent and followed, and
// what the caller pays for it in time and requests.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import type { TapExchange } from "../../../simulator/protocol.ts";
import type { OperationRequest } from "../../../src/domain/operation-request.ts";
import { anAzureScene, aSceneWorld } from "../../support/azure-scene.ts";
import type { AzureScene } from "../../support/azure-scene.ts";
import { carryOut, planIn, stepsIn, undoIn } from "../../support/step-driver.ts";

const powers = ["running", "stopped", "deallocated"] as const;
const everything = ["downtime", "temporary-disk-loss", "dynamic-address-change"] as const;

async function carryOutAll(scene: AzureScene, change: Partial<OperationRequest> = {}) {
  const ends = [];
  for (const step of await stepsIn(scene, { accept: everything, ...change })) {
    ends.push((await carryOut(scene, step)).end);
  }
  return ends;
}

function conflictsOf(scene: AzureScene): readonly TapExchange[] {
  return scene.azure.exchanges().filter(({ response }) => response?.status === 409);
}

describe("a resize carried out step by step", () => {
  const table = powers.flatMap((power) =>
    (["Standard_D2s_v4", "Standard_D4s_v5"] as const).flatMap((size) =>
      [null, ...powers].map((goal) => [power, size, goal] as const),
    ),
  );
  it.each(table)(
    "from %s to %s, power state after: %s, ends as planned",
    async (power, size, goal) => {
      const scene = anAzureScene({ world: aSceneWorld({ power }) });
      const parameters = goal === null ? { size } : { size, powerStateAfter: goal };
      const ends = await carryOutAll(scene, { parameters });
      const moved = power === "stopped" && size === "Standard_D4s_v5";
      expect(scene.vm()).toMatchObject({
        size,
        power: goal ?? (moved ? "deallocated" : power),
        provisioningState: "Succeeded",
      });
      expect(ends.map((end) => [end.how, end.unmet])).toEqual(ends.map(() => ["succeeded", []]));
      expect(conflictsOf(scene)).toEqual([]);
      await expect(planIn(scene, { parameters })).resolves.toMatchObject({ kind: "nothing-to-do" });
    },
  );

  it("asks nothing after an operation's last word, and each address whole", async () => {
    const scene = anAzureScene();
    await carryOutAll(scene);
    const told = scene.azure
      .exchanges()
      .filter(({ request }) => request.url.includes("/operations/"))
      .map(({ request, response }) => [request.url, JSON.stringify(response?.body)] as const);
    const ended = told.filter(([, body]) => body?.includes("Succeeded"));
    expect(ended).toHaveLength(3);
    for (const [url, body] of ended) {
      const last = told.findLast(([other]) => other === url);
      expect(last?.[1]).toBe(body);
    }
  });
});

describe("a start that fails", () => {
  async function startFails(effect: Fault["effect"]) {
    const match = { method: "POST", path: "/start$" };
    const scene = anAzureScene({ faults: [{ match, effect }] });
    const steps = await stepsIn(scene);
    const ends = [];
    for (const step of steps) ends.push((await carryOut(scene, step)).end);
    expect(ends.at(-1)?.how).toBe("failed");
    return { scene, sent: await undoIn(scene, steps) };
  }

  it("for want of room leads back to the old size and a running machine, by two writes", async () => {
    const { scene, sent } = await startFails({ kind: "capacity" });
    expect(sent).toEqual(["undo-resize", "undo-deallocate"]);
    expect(scene.vm()).toMatchObject({ size: "Standard_D4s_v4", power: "running" });
    expect(conflictsOf(scene)).toEqual([]);
  });

  it("and took effect all the same leads back from hardware that lacks the old size", async () => {
    const failed = {
      kind: "lro-fail",
      code: "VMStartTimedOut",
      message: "",
      takesEffect: true,
    } as const;
    const { scene, sent } = await startFails(failed);
    expect(sent).toEqual(["undo-start", "undo-resize", "undo-deallocate"]);
    expect(scene.vm()).toMatchObject({ size: "Standard_D4s_v4", power: "running", cluster: "old" });
    expect(conflictsOf(scene)).toEqual([]);
  });
});

describe("the time and the requests that it takes", () => {
  /** Our wall time over Azure's own, and what was left of the allowances at worst. */
  async function measure(seed: number) {
    const scene = anAzureScene({
      seed,
      world: aSceneWorld({}, { settings: { latencyMs: 120 } }),
    });
    const startedAt = Date.parse(scene.now());
    await planIn(scene);
    await carryOutAll(scene);
    const tookMs = Date.parse(scene.now()) - startedAt;
    const serverMs = scene.azure
      .dump()
      .operations.map((one) => Date.parse(one.endTime ?? "") - Date.parse(one.startTime))
      .reduce((sum, ms) => sum + ms, 0);
    const left = scene.azure.exchanges().flatMap(({ response }) => {
      const told = response?.headers["x-ms-ratelimit-remaining-resource"] ?? "";
      return [...told.matchAll(/(?:LowCostGet|GetOperation)Resource;(\d+)/g)].map(([, n]) =>
        Number(n),
      );
    });
    return { ratio: tookMs / serverMs, least: Math.min(...left) };
  }

  it("is at most 1.15 of Azure's own time in the median, with answers that take 120 ms", async () => {
    const runs = [];
    for (let seed = 1; seed <= 25; seed += 1) runs.push(await measure(seed));
    const ratios = runs.map((run) => run.ratio).toSorted((a, b) => a - b);
    expect(ratios[12]).toBeLessThan(1.15);
    expect(Math.min(...runs.map((run) => run.least))).toBeGreaterThan(4);
  });

  it("never exhausts an allowance when one resize of a machine follows the other", async () => {
    const scene = anAzureScene({ world: aSceneWorld({}, { settings: { latencyMs: 100 } }) });
    for (let round = 0; round < 10; round += 1) {
      const parameters = { size: round % 2 === 0 ? "Standard_D4s_v5" : "Standard_D4s_v4" };
      // Once under the turn and once under the leases.
      await planIn(scene, { parameters });
      await carryOutAll(scene, { parameters });
    }
    const statuses = scene.azure.exchanges().map(({ response }) => response?.status);
    expect(statuses).not.toContain(429);
  });

  it("never exhausts an allowance over 25 minutes, and looks at most four times a minute after the first", async () => {
    const settings = { durationsMs: { deallocate: 25 * 60_000 } };
    const scene = anAzureScene({ world: aSceneWorld({}, { settings }) });
    const [deallocate] = await stepsIn(scene);
    if (deallocate === undefined) throw new Error("Nothing is deallocated.");
    const startedAt = Date.parse(scene.now());
    const followed = await carryOut(scene, deallocate);
    expect(followed.end.how).toBe("succeeded");
    const minutes = followed.looksAt.map((at) => Math.floor((Date.parse(at) - startedAt) / 60_000));
    for (let minute = 1; minute < 25; minute += 1) {
      expect(minutes.filter((one) => one === minute).length).toBeLessThanOrEqual(4);
    }
    const statuses = scene.azure.exchanges().map(({ response }) => response?.status);
    expect(statuses).not.toContain(429);
    expect(followed.looksAt.length).toBeLessThan(120);
  });
});
