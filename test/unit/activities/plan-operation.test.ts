// Planning from what is read on a simulated Azure: what is told when something is in the way, and when
// Azure does not show what must be seen.

import { describe, expect, it } from "vitest";
import type { World } from "../../../simulator/world.ts";
import { createPlanOperation } from "../../../src/activities/plan-operation.ts";
import type { PlanOperationAnswer } from "../../../src/contracts/activity-messages.ts";
import { addMs } from "../../../src/domain/instant.ts";
import { anAzureScene, aSceneWorld } from "../../support/azure-scene.ts";
import type { AzureScene } from "../../support/azure-scene.ts";
import { anOperationRequest } from "../../support/operation-request.ts";

type Machine = NonNullable<World["machines"]>[number];
const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";

function plan(scene: AzureScene, size = "Standard_D4s_v5"): Promise<PlanOperationAnswer> {
  const request = anOperationRequest({ parameters: { size }, accept: ["downtime"] });
  return scene.finish(createPlanOperation(scene.ports)({ request }));
}

async function rulesOf(machine: Partial<Machine>, size?: string, rest: Partial<World> = {}) {
  const answer = await plan(anAzureScene({ world: aSceneWorld(machine, rest) }), size);
  if (answer.kind !== "planned" || answer.plan.kind !== "blocked") return [];
  return answer.plan.blockers.map((blocker) => blocker.rule);
}

describe("a plan from what Azure shows", () => {
  it("is made of steps where nothing is in the way, and nothing is written for it", async () => {
    const scene = anAzureScene();
    await expect(plan(scene)).resolves.toMatchObject({ kind: "planned", plan: { kind: "steps" } });
    expect(scene.requests().filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  it.each<[string, Partial<Machine>, string | undefined, Partial<World>?]>([
    ["size-not-found", {}, "Standard_D998s_v9"],
    ["size-restricted", {}, undefined, { restrictedSizes: [{ size: "Standard_D4s_v5" }] }],
    ["temporary-disk-mismatch", {}, "Standard_D4ds_v5"],
    ["data-disk-count", { dataDisks: Array.from({ length: 5 }, () => ({})) }, "Standard_D2s_v4"],
    ["hibernated", { power: "hibernated", hibernationEnabled: true }, undefined],
    [
      "ephemeral-os-disk",
      { size: "Standard_D4ds_v4", osDisk: { ephemeral: true } },
      "Standard_D4ds_v5",
    ],
    [
      "management-lock",
      {},
      undefined,
      { locks: [{ scope: subscription, name: "freeze", level: "ReadOnly" }] },
    ],
    ["acceptance-missing", { networkInterfaces: [{ publicIp: "dynamic" }] }, undefined],
  ])("is blocked by %s", async (rule, machine, size, rest) => {
    await expect(rulesOf(machine, size, rest)).resolves.toContain(rule);
  });

  it("is blocked for a member of an availability set whose others hold it where it is", async () => {
    const member = {
      name: "api-01",
      resourceGroup: "prod-rg",
      size: "Standard_D4s_v4",
      availabilitySet: "front",
    };
    const machines = [member, { ...member, name: "api-02" }];
    await expect(rulesOf({}, undefined, { machines })).resolves.toContain(
      "availability-set-pinned",
    );
  });

  it("waits while somebody else is at work", async () => {
    const scene = anAzureScene();
    const path = `${anOperationRequest().target}/restart?api-version=2026-04-01`;
    scene.azure.addFaults([
      { effect: { kind: "actor", atMs: 1, request: { method: "POST", path } } },
    ]);
    await scene.advance(10);
    await expect(plan(scene)).resolves.toMatchObject({ plan: { kind: "wait" } });
  });
});

describe("a machine that cannot be seen", () => {
  it("because it does not exist is refused as not found", async () => {
    const scene = anAzureScene({ world: { resourceGroups: [{ name: "prod-rg" }] } });
    await expect(plan(scene)).resolves.toMatchObject({
      kind: "refused",
      refusal: { status: 404 },
      verdict: { class: "not-found" },
    });
  });

  it("for want of a permission is refused as such, with the action that is missing", async () => {
    const denials = [{ principal: "interlock", action: "Microsoft.Compute/virtualMachines/read" }];
    const scene = anAzureScene({ world: aSceneWorld({}, { denials }) });
    const answer = await plan(scene);
    expect(answer).toMatchObject({ kind: "refused", verdict: { class: "authorization" } });
    expect(answer.kind === "refused" && answer.verdict.nextAction).toContain(
      "Microsoft.Compute/virtualMachines/read",
    );
  });

  it.each([
    ["throttled", { kind: "throttle", retryAfter: 21 } as const, 21_000],
    ["an empty 503", { kind: "answer", status: 503 } as const, 5_000],
    ["a dropped connection", { kind: "drop-before" } as const, 5_000],
  ])("for now is told as unreadable, with when to try again: %s", async (_what, effect, waitMs) => {
    const scene = anAzureScene({
      faults: [{ match: { path: "/virtualMachines/api-01$" }, effect }],
    });
    await expect(plan(scene)).resolves.toMatchObject({
      kind: "unreadable",
      retryAt: addMs(scene.now(), waitMs),
    });
  });
});
