// The record of one lease of a tool, and the requests that are made for it.

import type { ToolLeaseRequest } from "../../src/contracts/tool-lease-messages.ts";
import { toolLeaseEntity } from "../../src/entities/tool-lease.ts";
import { leaseClaimsOf } from "../../src/leases/lease-claims.ts";
import { after, digestOf, EntityScene, hour, minute, resourceId, start } from "./entity-scene.ts";

export type ToolLeaseScene = EntityScene<"toolLease">;

export const leaseId = `lease-${"a".repeat(32)}`;
export const ann = "local:ann";

export function aToolRecord(): ToolLeaseScene {
  return new EntityScene("toolLease", toolLeaseEntity);
}

export function aToolRequest(change: Partial<ToolLeaseRequest> = {}): ToolLeaseRequest {
  const resources = change.resources ?? [{ resourceId, mode: "exclusive" }];
  const claimed = leaseClaimsOf(resources);
  if (!claimed.ok) throw new Error(claimed.problem);
  return {
    leaseId,
    principal: { id: ann, name: "ann" },
    resources,
    claims: claimed.claims,
    durationMs: 15 * minute,
    purpose: "terraform apply",
    whenBusy: "queue",
    waitUntil: after(4 * hour),
    until: [{ kind: "settled" }],
    requestDigest: digestOf("request"),
    tokenHash: hashOf("token"),
    startToken: "start-1",
    correlationId: "11111111-2222-4333-8444-555555555555",
    acceptedAt: start,
    ...change,
  };
}

/** 64 hex digits for a token, as its hash has them. */
export function hashOf(token: string): string {
  return digestOf(`hash of ${token}`);
}

export function ownerIdOf(startToken = "start-1"): string {
  return `${leaseId}/${startToken}`;
}

/** A grant for each claim of the request. */
export function grantsFor(request: ToolLeaseRequest, expiresAt = after(15 * minute)) {
  return request.claims.map(({ key }, index) => ({ key, fencing: 100 + index, expiresAt }));
}

/** A record that is claimed and granted. */
export function aHeldRecord(request = aToolRequest()): ToolLeaseScene {
  const record = aToolRecord();
  record.send("claim", { request, at: start });
  const { startToken } = request;
  record.send("grant", { startToken, grants: grantsFor(request), at: after(1_000) });
  return record;
}
