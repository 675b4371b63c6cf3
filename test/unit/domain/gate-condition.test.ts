// What can be waited for: as it is typed, when it holds, and how it is said.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gateHolds,
  gateText,
  parseGateCondition,
  sayGate,
} from "../../../src/domain/gate-condition.ts";
import type { GateCondition, ReadLocks } from "../../../src/domain/gate-condition.ts";
import { absentResource } from "../../../src/domain/resource-state.ts";
import type { ResourceState } from "../../../src/domain/resource-state.ts";
import { aLock } from "../../support/vm-observation.ts";

const group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg";
const id = `${group}/providers/Contoso.Things/things/one`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/api-01`;
const absent = absentResource(id, "2026-01-05T08:00:00.000Z");
const there = (told: Partial<ResourceState> = {}): ResourceState => ({
  ...absent,
  exists: true,
  ...told,
});
const disk = (diskState: string, ...to: readonly string[]): ResourceState =>
  there({ provisioningState: "Succeeded", attachment: { diskState, to } });
const lock = aLock({ scope: group, level: "CanNotDelete", name: "keep" });

describe("a condition as it is typed", () => {
  it.each<readonly [string, GateCondition]>([
    ["settled", { kind: "settled" }],
    [" Gone ", { kind: "gone" }],
    ["provisioning-state=Succeeded", { kind: "provisioning-state", anyOf: ["Succeeded"] }],
    [
      "power-state=Deallocated | stopped",
      { kind: "power-state", anyOf: ["deallocated", "stopped"] },
    ],
    ["power-state=PowerState/running", { kind: "power-state", anyOf: ["running"] }],
    ["SIZE=Standard_D4s_v5", { kind: "size", anyOf: ["Standard_D4s_v5"] }],
  ])("%j is read", (text, condition) => {
    expect(parseGateCondition(text)).toEqual({ ok: true, condition });
    expect(parseGateCondition(gateText(condition))).toEqual({ ok: true, condition });
  });

  it.each([
    ["", /These are known: settled,.*size=…/],
    ["ready", /"ready" is no condition/],
    ["settled=yes", /stands alone/],
    ["size", /needs a value/],
    ["size=", /needs a value/],
    ["size=a||b", /needs a value/],
    ["size=a b", /"a b" reads like no size/],
    ["size=a=b", /"a=b" reads like no size/],
    ["provisioning-state=Suc/ceeded", /no provisioning state/],
    ["power-state=off", /"off" is no power state.*running.*deallocated/],
    ["power-state=unknown", /no power state/],
    [`size=${"a|".repeat(8)}a`, /at most 8 values; here are 9/],
    ["\u001b[31mred", /"\?\[31mred"/],
    ["x".repeat(301), /at most 300 characters/],
  ])("%j is none, and a sentence says why", (text, sentence) => {
    const parsed = parseGateCondition(text);
    expect(parsed.ok ? "" : parsed.problem).toMatch(sentence);
    expect(parsed.ok ? "" : parsed.problem).toMatch(/^[^\p{Cc}]+\.$/u);
  });

  it("never fails, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `size=${text}`),
        ),
        (text) => {
          const parsed = parseGateCondition(text);
          expect(parsed.ok ? parsed.condition.kind : parsed.problem).not.toBe("");
        },
      ),
    );
  });
});

const holding: readonly (readonly [string, ResourceState, ReadLocks])[] = [
  ["settled", there({ provisioningState: "Succeeded" }), null],
  ["settled", there({ provisioningState: "failed", powerState: "running" }), null],
  ["settled", there(), null],
  ["settled", absent, null],
  ["exists", there(), null],
  ["gone", absent, null],
  ["unlocked", there(), []],
  ["unattached", disk("Unattached"), null],
  ["unattached", disk("ActiveSAS"), null],
  ["unattached", there({ attachment: { diskState: null, to: [] } }), null],
  ["provisioning-state=failed|succeeded", there({ provisioningState: "Succeeded" }), null],
  ["power-state=stopped|deallocated", there({ powerState: "deallocated" }), null],
  ["size=standard_d4s_v5", there({ size: "Standard_D4s_v5" }), null],
];

const open: readonly (readonly [string, ResourceState, ReadLocks, RegExp])[] = [
  ["settled", there({ provisioningState: "Updating" }), null, /ended, now Updating$/],
  [
    "settled",
    there({ provisioningState: "Succeeded", powerState: "starting" }),
    null,
    /now Succeeded and PowerState\/starting$/,
  ],
  ["settled", there({ provisioningState: "Succeeded", powerState: "unknown" }), null, /unknown$/],
  ["exists", absent, null, /to exist, but Azure does not find it$/],
  ["gone", there(), null, /to be gone, and it is there$/],
  ["unlocked", there(), [lock], /now CanNotDelete "keep" on \/subscriptions\/.*prod-rg$/],
  ["unlocked", there(), [lock, lock], / and 1 more$/],
  ["unlocked", there(), null, /could not be read$/],
  ["unattached", disk("Attached", vm), null, /now Attached, attached to .*api-01$/],
  ["unattached", disk("Reserved"), null, /now Reserved$/],
  ["unattached", disk("Unattached", vm), null, /attached to .*api-01$/],
  ["unattached", there(), null, /nothing that is attached$/],
  ["unattached", absent, null, /does not find it$/],
  ["provisioning-state=Failed", there(), null, /tells none$/],
  ["provisioning-state=Failed", there({ provisioningState: "Updating" }), null, /now Updating$/],
  [
    "power-state=running|stopped",
    there(),
    null,
    /^PowerState\/running or PowerState\/stopped, but/,
  ],
  ["power-state=running", there({ powerState: "stopped" }), null, /now PowerState\/stopped$/],
  ["size=B", there({ size: "A" }), null, /^size B, now A$/],
  ["size=B", absent, null, /does not find it$/],
];

describe("a condition", () => {
  it.each(holding)("%s holds of %j", (text, state, locks) => {
    expect(gateHolds(conditionOf(text), state, locks)).toBe(true);
  });

  it.each(open)(
    "%s does not hold of %j, and is said with what is there",
    (text, state, locks, said) => {
      const condition = conditionOf(text);
      expect(gateHolds(condition, state, locks)).toBe(false);
      expect(sayGate(condition, state, locks)).toMatch(said);
      expect(sayGate(condition)).not.toMatch(/now|but/);
    },
  );
});

function conditionOf(text: string): GateCondition {
  const parsed = parseGateCondition(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.condition;
}
