// When HashiCorp's client for Azure tries a write again that was answered with 409
// (sdk/client/resourcemanager/retry_policies_test.go), against what Interlock makes of the same answers.
// Facts only; https://github.com/hashicorp/go-azure-sdk. Its tests of polling are carried over in
// test/unit/arm/peers-polling.test.ts.

import { describe, expect, it } from "vitest";
import { quarrelOf, verdictOfRow } from "../../../support/peer-rows.ts";
import type { PeerRow } from "../../../support/peer-rows.ts";

const readFirst =
  "nothing tells what the conflict is: it is read, once more after a pause, and then it stops";

const conflicts: readonly PeerRow[] = [
  {
    what: "with a time after which to try again",
    body: "",
    status: 409,
    retryAfterMs: 120_000,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "with a status that is not terminal",
    body: { status: "Updating" },
    status: 409,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "with a provisioning state that is not terminal",
    body: { properties: { provisioningState: "Creating" } },
    status: 409,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "with a status that says Failed",
    body: { status: "Failed" },
    status: 409,
    theirs: "gives up",
    ours: "unknown",
    because: readFirst,
  },
  {
    what: "with a provisioning state that says Succeeded",
    body: { properties: { provisioningState: "Succeeded" } },
    status: 409,
    theirs: "gives up",
    ours: "unknown",
    because: readFirst,
  },
  {
    what: "with nothing in it",
    body: "",
    status: 409,
    theirs: "gives up",
    ours: "unknown",
    because: readFirst,
  },
  {
    what: "with a provider that is not registered, which it explains and gives up",
    code: "MissingSubscriptionRegistration",
    status: 409,
    theirs: "gives up",
    ours: "lifecycle-state",
    because:
      "registering is under way more often than missing; it is planned again, a few times at most",
  },
];

describe("a conflict", () => {
  it.each(conflicts)("$what: the client $theirs, here it is $ours", (row) => {
    const verdict = verdictOfRow(row);
    expect(verdict.class).toBe(row.ours);
    expect(quarrelOf(row)).toBeNull();
  });

  it("that nobody explains is never sent again without having been read, and Retry-After counts", () => {
    for (const row of conflicts.filter(({ ours }) => ours === "unknown")) {
      const { recovery, attemptsMax, delayMs } = verdictOfRow(row);
      expect(recovery).toBe("look");
      expect(attemptsMax).toBe(2);
      expect(delayMs).toBeGreaterThanOrEqual(row.retryAfterMs ?? 0);
    }
  });
});
