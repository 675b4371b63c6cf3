// What Karpenter's provider for Azure knows of errors of capacity, quota and sizes
// (pkg/providers/instance/offerings/*errorhandlers_test.go), against what Interlock makes of them. Facts
// only; https://github.com/Azure/karpenter-provider-azure. Its tests of polling are carried over in
// test/unit/arm/peers-polling.test.ts.
//
// The peer gives such an offering up for a time and takes another one: a size, a zone, a kind of price.
// Interlock was asked for one size of one machine, so it stops, puts back what it took apart and says
// what is missing. Where the peer has no handler, the error reaches its caller.

import { describe, expect, it } from "vitest";
import { quarrelOf, verdictOfRow } from "../../../support/peer-rows.ts";
import type { PeerRow } from "../../../support/peer-rows.ts";

function quota(what: string, words: string): PeerRow {
  return {
    what,
    code: "OperationNotAllowed",
    message: `The operation results in exceeding approved ${words}`,
    status: 409,
    theirs: "gives up",
    ours: "quota",
  };
}

const limits = (current: number): string =>
  `Location: westus-2, Current Limit: ${current}, Current Usage: ${current}, Additional Required: 8`;

const offerings: readonly PeerRow[] = [
  quota("the quota of cheap cores, for an hour", `LowPriorityCores quota. ${limits(3)}`),
  quota("the quota of a family, for ten minutes", `standardDSv3Family Cores quota. ${limits(24)}`),
  quota(
    "the quota of a family that is zero, for an hour",
    `standardDSv3Family Cores quota. ${limits(0)}`,
  ),
  quota("the quota of the region, at once", `Total Regional Cores quota. ${limits(10)}`),
  {
    what: "a size that is not offered, for an hour (cheap) or a day",
    code: "SkuNotAvailable",
    message: "The requested size is currently not available in location 'westus-2'.",
    status: 409,
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "no room in the zone, for an hour, also larger sizes of the family",
    code: "ZonalAllocationFailed",
    message: "There is not sufficient capacity for the requested size in zone 2.",
    status: null,
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "no room in the region or in an availability set, for an hour",
    code: "AllocationFailed",
    message: "The cluster of the availability set may be out of capacity.",
    status: null,
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "constraints that no zone can fulfil together, for an hour",
    code: "OverconstrainedAllocationRequest",
    message: "The machine cannot be allocated, because the condition is too restrictive.",
    status: null,
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "constraints that this zone cannot fulfil together, for an hour",
    code: "OverconstrainedZonalAllocationRequest",
    message:
      "The machine cannot be allocated in the zone, because the condition is too restrictive.",
    status: null,
    theirs: "gives up",
    ours: "capacity",
  },
  {
    what: "a size that the subscription may not use, by code",
    code: "VMSizeNotSupported",
    message: "No.",
    status: 400,
    theirs: "gives up",
    ours: "policy-or-sku",
  },
  {
    what: "a size that the subscription may not use, by words",
    code: "BadRequest",
    message: "Size 'Standard_D2s_v3' is not supported for subscription s in location 'westus'.",
    status: 400,
    theirs: "gives up",
    ours: "policy-or-sku",
  },
];

const withoutHandler: readonly PeerRow[] = [
  {
    what: "a size that lacks a feature",
    code: "VMSizeDoesNotSupportEncryptionAtHost",
    message: "The size does not support EncryptionAtHost.",
    status: 400,
    theirs: "gives up",
    ours: "policy-or-sku",
  },
  {
    what: "a bad request that says nothing of a subscription",
    code: "BadRequest",
    message: "Some other trouble.",
    status: 400,
    theirs: "gives up",
    ours: "invalid-request",
  },
  {
    what: "an error without code and words",
    code: "",
    message: "",
    status: null,
    theirs: "gives up",
    ours: "unknown",
    because:
      "nothing was said about whether it was done, so it is read, and once more, and then it stops",
  },
  {
    what: "a code that nobody knows",
    code: "UnknownErrorCode",
    message: "Something.",
    status: 409,
    theirs: "gives up",
    ours: "unknown",
    because:
      "it is read, and once more if nothing changed, and then it stops with all that was seen",
  },
  {
    what: "an internal error",
    code: "InternalServerError",
    message: "Away for the moment.",
    status: 500,
    theirs: "gives up",
    ours: "transient-service",
    because: "it may have been done; it is read, and sent again only if it was not",
  },
  {
    what: "a connection that timed out",
    code: "NetworkError",
    message: "The connection timed out.",
    status: null,
    theirs: "gives up",
    ours: "transient-service",
    because: "it may have been done; it is read, and sent again only if it was not",
  },
];

describe("an offering that Karpenter holds off", () => {
  it.each(offerings)("$what: here it is $ours and stops", (row) => {
    const verdict = verdictOfRow(row);
    expect(verdict).toMatchObject({ class: row.ours, recovery: "stop" });
    expect(verdict.nextAction).not.toBeNull();
    expect(quarrelOf(row)).toBeNull();
  });

  it("takes a size that is not offered for one that may be offered again, unlike one that a subscription may not use", () => {
    const [sku, size] = ["SkuNotAvailable", "VMSizeNotSupported"].map((code) =>
      verdictOfRow({ what: "", code, status: 409, theirs: "gives up", ours: "capacity" }),
    );
    expect(sku?.class).toBe("capacity");
    expect(size?.class).toBe("policy-or-sku");
  });
});

describe("an error for which Karpenter has no handler", () => {
  it.each(withoutHandler)("$what: here it is $ours", (row) => {
    expect(verdictOfRow(row).class).toBe(row.ours);
    expect(quarrelOf(row)).toBeNull();
  });
});
