// What is remembered of a tool's lease: who may speak for it, and what became of it.

import { describe, expect, it } from "vitest";
import type { ToolLeaseCommands } from "../../../src/contracts/tool-lease-messages.ts";
import { after, digestOf, minute, start } from "../../support/entity-scene.ts";
import {
  aHeldRecord,
  ann,
  aToolRecord,
  aToolRequest,
  grantsFor,
  hashOf,
  ownerIdOf,
} from "../../support/tool-lease-scene.ts";

const proof = { principalId: ann, tokenHash: hashOf("token"), at: after(minute) };
const strangers = [
  ["another principal", { ...proof, principalId: "local:bob" }],
  ["a token that it was not given", { ...proof, tokenHash: hashOf("guess") }],
] as const;
const lost: ToolLeaseCommands["end"] = {
  ownerId: ownerIdOf(),
  status: "lost",
  sentence: "bob has it now.",
  inTheWay: null,
  at: after(minute),
};
const statusOf = (record: ReturnType<typeof aToolRecord>): string | undefined =>
  record.send("read", { at: start })?.status;

describe("the record of a tool's lease", () => {
  it("belongs to the request that claimed it, and to its principal", () => {
    const record = aToolRecord();
    const request = aToolRequest();
    expect(record.send("claim", { request, at: start }).kind).toBe("claimed");
    const kept = record.state;
    const others = [
      aToolRequest({ requestDigest: digestOf("other"), startToken: "start-2" }),
      aToolRequest({ principal: { id: "local:bob", name: "bob" }, startToken: "start-2" }),
    ];
    for (const other of others) {
      expect(record.send("claim", { request: other, at: start })).toEqual({
        kind: "other-request",
      });
    }
    expect(record.state).toEqual(kept);
  });

  it("is taken over by a later start while it waits, which is told what the dead one may hold", () => {
    const record = aToolRecord();
    record.send("claim", { request: aToolRequest(), at: start });
    const request = aToolRequest({ startToken: "start-2", tokenHash: hashOf("second") });
    const claimed = record.send("claim", { request, at: after(minute) });
    expect(claimed).toEqual({
      kind: "claimed",
      earlier: { ownerIds: [ownerIdOf("start-1")], claims: request.claims },
    });
    // The dead one, should it speak up, is not heard.
    const late = { startToken: "start-1", at: after(2 * minute) };
    expect(record.send("ask", late).kind).toBe("over");
    expect(record.send("grant", { ...late, grants: grantsFor(request) }).kind).toBe("over");
    expect(statusOf(record)).toBe("waiting");
    // Its token is still good: its caller may have kept it.
    expect(record.send("release", proof)).toMatchObject({
      kind: "over",
      holdings: { ownerIds: [ownerIdOf("start-1"), ownerIdOf("start-2")] },
    });
  });

  it("is not claimed again once it is held or has ended, except after a failure of ours", () => {
    const record = aHeldRecord();
    const again = { request: aToolRequest({ startToken: "start-2" }), at: after(minute) };
    expect(record.send("claim", again).kind).toBe("over");
    record.send("release", proof);
    expect(record.send("claim", again).kind).toBe("over");

    const failed = aToolRecord();
    failed.send("claim", { request: aToolRequest(), at: start });
    failed.send("end", { ...lost, status: "failed" });
    expect(statusOf(failed)).toBe("failed");
    expect(failed.send("claim", again).kind).toBe("claimed");
    expect(statusOf(failed)).toBe("waiting");
  });

  it("keeps a few tokens, the newest, and none of them in the clear", () => {
    const record = aHeldRecord();
    for (let nth = 1; nth <= 7; nth += 1) {
      const tokenHash = hashOf(`token-${nth}`);
      const admitted = record.send("admit", {
        ...proof,
        tokenHash,
        requestDigest: digestOf("request"),
      });
      expect(admitted.kind).toBe("admitted");
    }
    const isGood = (token: string): boolean =>
      record.send("permit", { ...proof, tokenHash: hashOf(token) }).kind === "permitted";
    expect(["token", "token-2", "token-3", "token-7"].map(isGood)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("admits nobody with another request, another principal, or to nothing", () => {
    const record = aHeldRecord();
    const kept = record.state;
    const command = { ...proof, tokenHash: hashOf("new"), requestDigest: digestOf("request") };
    const { kind } = record.send("admit", { ...command, requestDigest: digestOf("other") });
    expect(kind).toBe("other-request");
    expect(record.send("admit", { ...command, principalId: "local:bob" }).kind).toBe("forbidden");
    expect(record.state).toEqual(kept);
    expect(aToolRecord().send("admit", command)).toEqual({ kind: "unknown-lease" });
  });

  it.each(strangers)("is not released and not renewed by %s, and stays as it was", (_, command) => {
    const record = aHeldRecord();
    const kept = record.state;
    expect(record.send("release", command)).toEqual({ kind: "forbidden" });
    expect(record.send("permit", command)).toEqual({ kind: "forbidden" });
    expect(record.state).toEqual(kept);
  });

  it("of a lease that there is not says so", () => {
    expect(aToolRecord().send("release", proof)).toEqual({ kind: "unknown-lease" });
    expect(aToolRecord().send("permit", proof)).toEqual({ kind: "unknown-lease" });
    expect(aToolRecord().send("end", lost)).toEqual({ kind: "unknown-lease" });
    expect(aToolRecord().send("read", { at: start })).toBeNull();
  });

  it("tells a holder that renews what it holds, and keeps the later of two ends", () => {
    const record = aHeldRecord();
    const request = aToolRequest();
    expect(record.send("permit", proof)).toMatchObject({
      kind: "permitted",
      ownerId: ownerIdOf(),
      durationMs: 15 * minute,
      grants: request.claims.map((claim, index) => ({ ...claim, fencing: 100 + index })),
    });
    for (const end of [after(40 * minute), after(30 * minute)]) {
      record.send("renewed", { ownerId: ownerIdOf(), grants: grantsFor(request, end), at: start });
    }
    const ends = record.send("read", { at: start })?.grants.map(({ expiresAt }) => expiresAt);
    expect(new Set(ends)).toEqual(new Set([after(40 * minute)]));
  });

  it("does not take the numbers of another grant for a renewal", () => {
    const record = aHeldRecord();
    const kept = record.state;
    const grants = grantsFor(aToolRequest(), after(40 * minute)).map((grant) => ({
      ...grant,
      fencing: grant.fencing + 1_000,
    }));
    record.send("renewed", { ownerId: ownerIdOf(), grants, at: start });
    expect(record.state).toEqual(kept);
  });

  it("has nothing to renew while it waits", () => {
    const record = aToolRecord();
    record.send("claim", { request: aToolRequest(), at: start });
    expect(record.send("permit", proof).kind).toBe("not-yet");
  });

  it("keeps its end, whatever is said afterwards", () => {
    const record = aHeldRecord();
    record.send("release", proof);
    const kept = record.state;
    const request = aToolRequest();
    expect(record.send("release", proof).kind).toBe("over");
    expect(record.send("end", lost)).toMatchObject({ view: { status: "released" } });
    const renewed = { ownerId: ownerIdOf(), grants: grantsFor(request), at: after(2 * minute) };
    expect(record.send("renewed", renewed).kind).toBe("over");
    const grant = { startToken: "start-1", grants: grantsFor(request), at: after(2 * minute) };
    expect(record.send("grant", grant).kind).toBe("over");
    expect(record.state).toEqual(kept);
  });

  it("is lost only while it is held, by the start that held it", () => {
    const waiting = aToolRecord();
    waiting.send("claim", { request: aToolRequest(), at: start });
    waiting.send("end", lost);
    expect(statusOf(waiting)).toBe("waiting");
    const record = aHeldRecord();
    record.send("end", { ...lost, ownerId: ownerIdOf("start-2") });
    expect(statusOf(record)).toBe("held");
    record.send("end", { ...lost, status: "busy" });
    expect(statusOf(record)).toBe("held");
    record.send("end", lost);
    expect(record.send("read", { at: start })).toMatchObject({
      status: "lost",
      sentence: "bob has it now.",
      endedAt: after(minute),
    });
  });

  it("is released also while it waits, and says then that nobody wanted to wait", () => {
    const record = aToolRecord();
    record.send("claim", { request: aToolRequest(), at: start });
    expect(record.send("release", proof)).toMatchObject({ view: { status: "released" } });
    expect(record.send("ask", { startToken: "start-1", at: start }).kind).toBe("over");
  });

  it("stays small with as many resources as may be named", () => {
    const resources = Array.from({ length: 20 }, (_, nth) => ({
      resourceId: `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/a-rather-long-group-name-${nth}/providers/Microsoft.Network/virtualNetworks/a-network-${nth}/subnets/a-subnet-${nth}`,
      mode: "exclusive" as const,
    }));
    const record = aHeldRecord(aToolRequest({ resources }));
    expect(Buffer.byteLength(JSON.stringify(record.state))).toBeLessThan(48 * 1024);
  });
});
