// What stands against a resize, rule by rule, and that all of it is told at once.

import { describe, expect, it } from "vitest";
import type { Blocker } from "../../../src/domain/plan.ts";
import { vmResize } from "../../../src/operations/vm-resize.ts";
import { aDisk, aLock, aVmObservation, vmId } from "../../support/vm-observation.ts";
import type { ObservationChange } from "../../support/vm-observation.ts";

const inPlace = { sizesInPlace: ["Standard_D4s_v5"] };
const ephemeral = { osDisk: { ...aDisk({ name: "os" }), ephemeral: true } };

function blockers(change: ObservationChange, parameters: object = {}): readonly Blocker[] {
  const planned = vmResize.plan(
    aVmObservation(change),
    {
      target: vmId,
      parameters: { size: "Standard_D4s_v5", ...parameters },
      accept: ["downtime", "temporary-disk-loss", "dynamic-address-change"],
      approvedPlan: null,
    },
    "2026-01-05T08:00:00.000Z",
  );
  if (planned.kind === "blocked") return planned.blockers;
  expect(planned.kind).toBe("steps");
  return [];
}

const rules: readonly (readonly [string, string, ObservationChange])[] = [
  ["size-not-found", "invalid-request", { wanted: null }],
  ["size-restricted", "policy-or-sku", { wanted: { restriction: "NotAvailableForSubscription" } }],
  ["temporary-disk-mismatch", "policy-or-sku", { wanted: { temporaryDiskMiB: 1 } }],
  ["temporary-disk-mismatch", "policy-or-sku", { present: { temporaryDiskMiB: 1 } }],
  ["data-disk-count", "lifecycle-state", { dataDisks: [aDisk()], wanted: { maxDataDisks: 0 } }],
  ["premium-disks", "policy-or-sku", { wanted: { premiumStorage: false } }],
  [
    "network-interface-count",
    "lifecycle-state",
    { networkInterfaceIds: ["/a", "/b"], wanted: { maxNetworkInterfaces: 1 } },
  ],
  ["hyper-v-generation", "policy-or-sku", { wanted: { hyperVGenerations: ["V1"] } }],
  ["disk-controller-type", "policy-or-sku", { wanted: { diskControllerTypes: ["NVMe"] } }],
  [
    "disk-controller-type",
    "policy-or-sku",
    { diskControllerType: null, wanted: { diskControllerTypes: ["NVMe"] } },
  ],
  ["ephemeral-os-disk", "policy-or-sku", ephemeral],
  ["availability-set-pinned", "lifecycle-state", { availabilitySetId: "/set" }],
  ["size-not-offered", "policy-or-sku", { state: { powerState: "deallocated" } }],
  [
    "hibernated",
    "lifecycle-state",
    { state: { powerState: "deallocated", hibernated: true }, ...inPlace },
  ],
  ["management-lock", "management-lock", { locks: [aLock()] }],
];

describe("what stands against a resize", () => {
  it.each(rules)("%s (%s)", (rule, conflictClass, change) => {
    const found = blockers(change);
    expect(found.map((one) => [one.rule, one.class])).toContainEqual([rule, conflictClass]);
    for (const one of found) expect(one.sentence).toMatch(/\S\.$/);
  });

  it("is told all at once, the missing acceptance included", () => {
    const found = blockers({
      ...ephemeral,
      locks: [aLock(), aLock({ name: "other", scope: vmId })],
      dataDisks: [aDisk()],
      wanted: {
        maxDataDisks: 0,
        premiumStorage: false,
        temporaryDiskMiB: 1,
        ephemeralOsDisk: false,
      },
      availabilitySetId: "/set",
    });
    expect(found.map((one) => one.rule)).toEqual([
      "management-lock",
      "management-lock",
      "temporary-disk-mismatch",
      "data-disk-count",
      "premium-disks",
      "ephemeral-os-disk-size",
      "availability-set-pinned",
      "ephemeral-os-disk",
      "acceptance-missing",
    ]);
  });

  it("is nothing for a machine that fits", () => {
    expect(blockers({})).toEqual([]);
    expect(
      blockers({ ...inPlace, dataDisks: [aDisk(), aDisk()], networkInterfaceIds: ["/a"] }),
    ).toEqual([]);
  });
});

describe("locks", () => {
  it("of level ReadOnly are named with the scope they sit on and the command that removes them", () => {
    const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
    const [blocker] = blockers({ locks: [aLock({ name: "year end", scope: subscription })] });
    expect(blocker?.sentence).toContain("ReadOnly lock year end");
    expect(blocker?.sentence).toContain(`on ${subscription} covers api-01`);
    expect(blocker?.nextAction).toContain(
      `az lock delete --ids '${subscription}/providers/Microsoft.Authorization/locks/year end'`,
    );
  });

  it("of level CanNotDelete do not hinder a resize", () => {
    expect(blockers({ locks: [aLock({ level: "CanNotDelete" })] })).toEqual([]);
  });

  it("do not hinder what needs no write", () => {
    const planned = vmResize.plan(
      aVmObservation({ state: { size: "Standard_D4s_v5" }, locks: [aLock()] }),
      { target: vmId, parameters: { size: "Standard_D4s_v5" }, accept: [], approvedPlan: null },
      "2026-01-05T08:00:00.000Z",
    );
    expect(planned.kind).toBe("nothing-to-do");
  });
});

describe("an ephemeral OS disk", () => {
  it("may be resized in place by a caller who accepts its loss", () => {
    expect(blockers({ ...ephemeral, ...inPlace })).toMatchObject([
      { rule: "acceptance-missing", mustAccept: ["os-disk-loss"] },
    ]);
  });

  it("cannot be deallocated, whatever is accepted", () => {
    const rulesFound = blockers({ ...ephemeral, ...inPlace }, { powerStateAfter: "deallocated" });
    expect(rulesFound.map((one) => one.rule)).toContain("ephemeral-os-disk");
  });
});

describe("a generalized machine", () => {
  const generalized = {
    generalized: true,
    state: { powerState: "deallocated" as const },
    ...inPlace,
  };
  it("can be resized while it stays down", () => {
    expect(blockers(generalized)).toEqual([]);
  });
  it("cannot be started", () => {
    expect(blockers(generalized, { powerStateAfter: "running" })).toMatchObject([
      { rule: "generalized" },
    ]);
  });
});

describe("what does not hinder", () => {
  it("a failed provisioning state is only noted", () => {
    const state = { provisioningState: "Failed", provisioningErrorCode: "AllocationFailed" };
    expect(blockers({ state })).toEqual([]);
  });

  it("a temporary disk of a size that the list does not know any more has to be accepted as lost", () => {
    const planned = vmResize.plan(
      aVmObservation({ present: null }),
      {
        target: vmId,
        parameters: { size: "Standard_D4s_v5" },
        accept: ["downtime"],
        approvedPlan: null,
      },
      "2026-01-05T08:00:00.000Z",
    );
    expect(planned).toMatchObject({ blockers: [{ mustAccept: ["temporary-disk-loss"] }] });
  });
});
