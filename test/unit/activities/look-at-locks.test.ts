// Which locks forbid an operation's writes now, or why that cannot be told.

import { describe, expect, it } from "vitest";
import { createLookAtLocks } from "../../../src/activities/look-at-locks.ts";
import type { LookAtLocksAnswer } from "../../../src/contracts/activity-messages.ts";
import type { LockPort } from "../../../src/contracts/ports.ts";
import { aRefusal } from "../../support/refusals.ts";
import { aLock, vmId } from "../../support/vm-observation.ts";

type Listed = Awaited<ReturnType<LockPort["listLocks"]>>;

const untold = { resourceReads: null, operationReads: null };
const now = "2026-01-05T08:00:00.000Z";

function lookAt(listed: Listed): Promise<LookAtLocksAnswer> {
  const look = createLookAtLocks({
    locks: { listLocks: () => Promise.resolve(listed) },
    clock: { now: () => now },
  });
  return look({ operationId: "op-1", correlationId: "c-1", target: vmId });
}

describe("the locks of a machine", () => {
  it("are those that forbid writes", async () => {
    const freeze = aLock({ name: "freeze" });
    const value = [aLock({ name: "keep", level: "CanNotDelete" }), freeze];
    const looked = await lookAt({ kind: "read", value, allowance: untold });
    expect(looked).toEqual({ kind: "locked", locks: [freeze] });
  });

  it("are clear where only deletion is forbidden", async () => {
    const value = [aLock({ level: "CanNotDelete" })];
    expect(await lookAt({ kind: "read", value, allowance: untold })).toEqual({ kind: "clear" });
  });

  it("are read again where Azure had trouble, as long after as it asked for", async () => {
    const refusal = aRefusal({
      phase: "read",
      status: 429,
      code: "TooManyRequests",
      retryAfterMs: 90_000,
    });
    const looked = await lookAt({ kind: "refused", refusal });
    expect(looked).toMatchObject({ kind: "unreadable", retryAt: "2026-01-05T08:01:30.000Z" });
    expect(looked).not.toHaveProperty("verdict");
    expect((await lookAt({ kind: "no-answer", reason: "ECONNRESET" })).kind).toBe("unreadable");
  });

  it("that may not be read any more are told so with a verdict", async () => {
    const refusal = aRefusal({ phase: "read", status: 403, code: "AuthorizationFailed" });
    const looked = await lookAt({ kind: "refused", refusal });
    expect(looked).toMatchObject({ kind: "unreadable", verdict: { class: "authorization" } });
  });
});
