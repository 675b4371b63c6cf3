// What a verdict tells the caller: the facts that Azure gives only in words, and nothing personal.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";
import { aRefusal } from "../../support/refusals.ts";

function verdictOf(change: Partial<Refusal>): Verdict {
  return judge(aRefusal(change), {
    write: "vm-set-size",
    resourceType: "Microsoft.Compute/virtualMachines",
  });
}

describe("what a caller is told", () => {
  it("names the locked scope and how its owner finds the lock", () => {
    const verdict = verdictOf({
      code: "ScopeLocked",
      message:
        "The scope '/a/vm' cannot perform write operation because following scope(s) are locked: '/subscriptions/s/resourceGroups/prod-rg'.",
    });
    expect(verdict.nextAction).toContain("/subscriptions/s/resourceGroups/prod-rg");
    expect(verdict.nextAction).toContain("az lock list");
    expect(verdict.sentence).toContain("409 ScopeLocked");
  });

  it.each([
    ["a lock", { code: "ScopeLocked" }, "--on-lock wait"],
    ["a lack of room", { code: "AllocationFailed" }, "--on-no-capacity wait"],
  ])("offers to wait out %s, for a write of ours alone", (_what, change, option) => {
    expect(verdictOf(change).nextAction).toContain(option);
    const read = judge(aRefusal(change), { write: null, resourceType: "" });
    expect(read.nextAction).not.toContain(option);
  });

  it("names the missing action and its scope, and nobody", () => {
    const verdict = verdictOf({
      status: 403,
      code: "AuthorizationFailed",
      message:
        "The client 'jane@example.org' with object id '1' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '/subscriptions/s' or the scope is invalid.",
    });
    expect(verdict.nextAction).toContain(
      "Microsoft.Compute/virtualMachines/write on /subscriptions/s",
    );
    expect(JSON.stringify(verdict)).not.toContain("jane");
  });

  it("names the location of an exhausted quota", () => {
    const message =
      "exceeding approved Cores quota. Additional details - Location: westeurope, Current Limit: 10";
    expect(verdictOf({ code: "OperationNotAllowed", message }).nextAction).toContain(
      "--location westeurope",
    );
  });

  it("is one bounded record for any refusal at all", () => {
    fc.assert(
      fc.property(
        fc.record({
          status: fc.option(fc.integer({ min: 0, max: 999 })),
          operationStatus: fc.constantFrom("Failed" as const, "Canceled" as const, null),
          code: fc.option(fc.string({ maxLength: 40 })),
          innerCodes: fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
          message: fc.string({ maxLength: 1_000 }),
          retryAfterMs: fc.option(fc.nat(3_600_000)),
        }),
        (change) => {
          const verdict = verdictOf(change);
          expect(verdict.sentence.length).toBeLessThan(700);
          expect(verdict.delayMs).toBeGreaterThanOrEqual(0);
          expect(verdict.attemptsMax).toBeGreaterThan(0);
        },
      ),
    );
  });
});
