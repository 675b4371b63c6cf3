// What no code and no phrase tells: a guess by likeness to the answers that are known, and what is made of it.

import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";
import { aRefusal } from "../../support/refusals.ts";

function verdictOf(change: Partial<Refusal>): Verdict {
  const resourceType = "Microsoft.Compute/virtualMachines";
  return judge(aRefusal({ code: "Conflict", ...change }), { write: "vm-set-size", resourceType });
}

const fullUp = "In westus your subscription owns its fill of vaults and clusters.";
const inUse = "The gateway would have to leave the hub that its connections go through.";

describe("an answer that no code and no phrase explains", () => {
  it("stops where it is most like answers of a class that stops", () => {
    const verdict = verdictOf({ message: fullUp });
    expect(verdict).toMatchObject({ class: "quota", recovery: "stop", confidence: "low" });
  });

  it("is no more than looked at where it is most like one that waits", () => {
    const verdict = verdictOf({ message: inUse });
    expect(verdict).toMatchObject({
      class: "lifecycle-state",
      recovery: "look",
      attemptsMax: 2,
      confidence: "low",
    });
    expect(verdict.sentence).toContain("to go by its words alone");
  });

  it.each([
    ["its words are those of every answer", "It could not be completed."],
    ["few of its words are known", "Flux capacitor misaligned over Hill Valley."],
    ["there are none", ""],
  ])("stays unknown where %s", (_why, message) => {
    expect(verdictOf({ message })).toMatchObject({ class: "unknown", recovery: "look" });
  });

  it("under a status of a wrong request stays one", () => {
    const verdict = verdictOf({ status: 400, code: "SomethingNew", message: inUse });
    expect(verdict).toMatchObject({ class: "invalid-request", recovery: "stop" });
  });

  it("counts as lost where no answer came, whatever the words", () => {
    expect(verdictOf({ status: null, code: null, message: fullUp })).toMatchObject({
      class: "transient-service",
      recovery: "look",
    });
  });

  it("stays somebody else's cancellation where an operation was cancelled", () => {
    const cancelled = { phase: "poll", status: null, operationStatus: "Canceled" } as const;
    const verdict = verdictOf({ ...cancelled, code: null, message: fullUp });
    expect(verdict.class).toBe("concurrent-operation");
  });

  it("of a wrapper means nothing", () => {
    expect(verdictOf({ code: "DeploymentFailed", message: inUse }).class).toBe("unknown");
  });

  it("gives way to a cause beside it that something explains", () => {
    const otherCauses = [{ codes: ["AnotherOperationInProgress"], message: "", target: null }];
    const verdict = verdictOf({ message: fullUp, otherCauses });
    expect(verdict).toMatchObject({ class: "concurrent-operation", recovery: "follow-blocker" });
  });

  it("is judged anew each time as it was before", () => {
    expect(verdictOf({ message: inUse })).toEqual(verdictOf({ message: inUse }));
  });
});
