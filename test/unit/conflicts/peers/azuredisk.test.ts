// What the driver for Azure disks and the provider for Azure that it is built on know of errors
// (pkg/azuredisk/azure_controller_common_test.go, https://github.com/kubernetes-sigs/azuredisk-csi-driver;
// pkg/azclient/policy and pkg/provider of https://github.com/kubernetes-sigs/cloud-provider-azure),
// against what Interlock makes of them. Facts only.
//
// Left to the operations on disks that are yet to come, since nothing here detaches a disk: when a detach
// is forced (after half of the time, only where that is allowed, never after a success), how long each
// attempt may take, and several detaches of one machine sent as one.

import { describe, expect, it } from "vitest";
import { retryAfterMsOf } from "../../../../src/arm/wire-answer.ts";
import { quarrelOf, verdictOfRow } from "../../../support/peer-rows.ts";
import type { PeerRow } from "../../../support/peer-rows.ts";

const detaches: readonly PeerRow[] = [
  {
    what: "another operation on the disk while it is being detached",
    code: "AttachDiskWhileBeingDetached",
    status: 409,
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "a detach that ran out of time",
    message: "context deadline exceeded",
    status: null,
    theirs: "tries again",
    ours: "unknown",
  },
  {
    what: "too many requests while a detach is followed",
    body: "",
    status: 429,
    theirs: "gives up",
    ours: "throttled",
    because:
      "a limit on reading says nothing about the detach; it is asked again after Retry-After",
  },
  {
    what: "a machine that is gone while a detach is followed",
    body: "",
    status: 404,
    theirs: "gives up",
    ours: "not-found",
    because: "it is read and planned again: what is gone has no disk attached",
  },
  {
    what: "a disk that is not found",
    message: "disk not found",
    status: 409,
    theirs: "gives up",
    ours: "not-found",
    because: "it is read and planned again, twice at most",
  },
];

const writes: readonly PeerRow[] = [
  {
    what: "an ETag that is not the present one: what was cached is dropped",
    code: "PreconditionFailed",
    status: 412,
    theirs: "tries again",
    ours: "version-token",
  },
  {
    what: "an operation that another one has taken the place of: what was cached is dropped",
    code: "Canceled",
    message: 'Canceled: {"code":"CanceledAndSupersededDueToAnotherOperation"}',
    status: 409,
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "a public address that is still in use",
    code: "PublicIPAddressCannotBeDeleted",
    status: 400,
    theirs: "tries again",
    ours: "lifecycle-state",
  },
  {
    what: "a resource that is referred to and not provisioned",
    code: "ReferencedResourceNotProvisioned",
    status: 409,
    theirs: "tries again",
    ours: "concurrent-operation",
  },
  {
    what: "a parent that is not found: what was cached is dropped",
    code: "ParentResourceNotFound",
    status: 404,
    theirs: "tries again",
    ours: "not-found",
  },
];

/** Words in which the driver finds its code, wherever they stand. */
const forced: readonly (readonly [string, string])[] = [
  ["in lower case", "datadisksforcedetached"],
  ["in upper case", "DATADISKSFORCEDETACHED"],
  ["as Azure writes it", "DataDisksForceDetached"],
];

/** Words in which it does not. */
const others: readonly PeerRow[] = ["DataDisks operation failed", "ForceDetached failed"].map(
  (message) => ({
    what: message,
    message,
    status: 409,
    theirs: "gives up",
    ours: "unknown",
    because: "it is read once more before it is told as unknown",
  }),
);

describe("the disk driver's and its provider's errors", () => {
  it.each([...detaches, ...writes, ...others])("$what: it $theirs, here it is $ours", (row) => {
    expect(verdictOfRow(row).class).toBe(row.ours);
    expect(quarrelOf(row)).toBeNull();
  });
});

describe("a detach that a forced one has preempted", () => {
  // The driver counts it as done when the disk is detached after all. Here too: planning again reads
  // first, and what is there already is not sent again.
  it.each(forced)("is looked at and planned again, not taken for a failure: %s", (_how, code) => {
    const row: PeerRow = { what: "", code, status: 409, theirs: "tries again", ours: "unknown" };
    expect(verdictOfRow(row).recovery).toBe("re-plan");
  });

  it.each([
    'Failure responding: StatusCode=409 -- Original Error: Code="DataDisksForceDetached" Message="The disks were detached by force."',
    "It was cancelled because DataDisksForceDetached was in progress",
  ])("is found in the text of a client: %s", (body) => {
    const row: PeerRow = { what: "", body, status: 409, theirs: "tries again", ours: "unknown" };
    expect(["re-plan", "follow-blocker"]).toContain(verdictOfRow(row).recovery);
  });
});

describe("the provider's waits after Retry-After", () => {
  const clock = { now: () => "2026-01-05T08:00:00.000Z" };
  const answered = (value: string) =>
    retryAfterMsOf(
      { request: "", status: 429, text: "", headers: { "retry-after": value } },
      clock,
    );

  it.each([
    // The provider drops values below five seconds and waits its own time.
    ["2", 2_000, 30_000],
    ["10", 10_000, 30_000],
    ["600", 600_000, 600_000],
    // It reads `2s`, which is no form of the header; here that is no value.
    ["2s", null, 30_000],
    ["no form at all", null, 30_000],
  ])(
    "%s is read as %j, and a write that was throttled waits %i ms at least",
    (value, retryAfterMs, delayMs) => {
      expect(answered(value)).toBe(retryAfterMs);
      const row: PeerRow = {
        what: "",
        body: "",
        status: 429,
        ...(retryAfterMs === null ? {} : { retryAfterMs }),
        theirs: "tries again",
        ours: "throttled",
      };
      expect(verdictOfRow(row)).toMatchObject({
        class: "throttled",
        recovery: "back-off",
        delayMs,
      });
    },
  );
});
