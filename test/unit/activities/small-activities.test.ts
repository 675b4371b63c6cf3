// The two activities that hardly do anything themselves.

import { describe, expect, it } from "vitest";
import { createJudgeRefusal } from "../../../src/activities/judge-refusal.ts";
import { createWakeWaiters } from "../../../src/activities/wake-waiters.ts";
import type { WakeTarget } from "../../../src/contracts/lease-messages.ts";
import { aRefusal } from "../../support/refusals.ts";

describe("judging a refusal", () => {
  it("gives the table's verdict as a record that stands in a history", async () => {
    const verdict = await createJudgeRefusal()({
      refusal: aRefusal({ code: "ScopeLocked" }),
      write: "vm-start",
      resourceType: "Microsoft.Compute/virtualMachines",
    });
    expect(verdict).toMatchObject({ class: "management-lock", recovery: "stop", row: "A" });
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });
});

describe("waking waiters", () => {
  it("raises each waiter's own event and tells how many were delivered", async () => {
    const woken: WakeTarget[] = [];
    const wake = createWakeWaiters({
      waiters: {
        wake: (targets) => Promise.resolve(woken.push(...targets)),
      },
    });
    const targets = [
      { instanceId: "op-1", eventName: "turn-1" },
      { instanceId: "op-2", eventName: "lease-4" },
    ];
    await expect(wake({ targets })).resolves.toBe(2);
    expect(woken).toEqual(targets);
  });
});
