// The state of a tool's lease as it is kept, how it is read back, and what of it is shown. The tokens
// themselves are kept nowhere, their hashes are shown to nobody.

import { z } from "zod";
import type { BrokenHold, BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";
import type { StateRead } from "./entity-definition.ts";
import type { LeaseClaim } from "./lease-messages.ts";
import { fencingSchema, instantSchema, readStored, shortened } from "./stored-state.ts";
import type {
  ToolGrant,
  ToolLeaseRecordView,
  ToolLeaseRequest,
  ToolLeaseStatus,
} from "./tool-lease-messages.ts";

/** A grant as it is kept: the claims of the request tell which lease it is. */
export type KeptGrant = Pick<ToolGrant, "key" | "fencing" | "expiresAt">;

export interface ToolLeaseState {
  readonly version: 1;
  /** As the start that goes on was given it. */
  readonly request: ToolLeaseRequest;
  /** SHA-256 of the tokens that are good for it, newest last. */
  readonly tokenHashes: readonly string[];
  /** Start tokens of dead starts of it that may have left something behind, newest last. */
  readonly earlierStarts: readonly string[];
  readonly claimedAt: Instant;
  readonly status: ToolLeaseStatus;
  /** Why it ended. */
  readonly sentence: string;
  readonly grants: readonly KeptGrant[];
  readonly grantedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly inTheWay: BusyWith | null;
}

/** Whoever sends a request again gets a token of its own; so many are good at a time. */
export const tokensMax = 5;

const modeSchema = z.enum(["exclusive", "intent"]);
const idSchema = z.string().min(1).max(2048);
export const tokenHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const claimSchema: z.ZodType<LeaseClaim> = z.object({
  key: z.string().min(1).max(100),
  resourceId: idSchema,
  mode: modeSchema,
});

// What holds of a resource is judged by activities and not here; the cast stands for conditions of a
// newer version.
export const toolLeaseRequestSchema = z.looseObject({
  leaseId: z.string().min(1).max(100),
  principal: z.object({ id: z.string().max(256), name: shortened(120) }),
  resources: z
    .array(z.object({ resourceId: idSchema, mode: modeSchema }))
    .min(1)
    .max(20),
  claims: z.array(claimSchema).min(1).max(300),
  durationMs: z.int().min(1).max(86_400_000),
  purpose: shortened(160),
  whenBusy: z.enum(["queue", "reject"]),
  waitUntil: instantSchema,
  until: z.array(z.looseObject({ kind: z.string() })).max(8),
  requestDigest: z.string().min(1).max(100),
  tokenHash: tokenHashSchema,
  startToken: z.string().min(1).max(100),
  correlationId: z.string().max(100),
  acceptedAt: instantSchema,
}) as unknown as z.ZodType<ToolLeaseRequest>;

const keptGrantSchema: z.ZodType<KeptGrant> = z.object({
  key: z.string().min(1).max(100),
  fencing: fencingSchema,
  expiresAt: instantSchema,
});
export const keptGrantsSchema = z.array(keptGrantSchema).max(300);

const brokenSchema: z.ZodType<BrokenHold> = z.object({
  at: z.string().max(40),
  by: z.object({ id: z.string().max(256), name: shortened(120) }).nullable(),
  reason: shortened(300).nullable(),
  fencedUntil: z.string().max(40),
});

export const busyWithSchema: z.ZodType<BusyWith> = z.object({
  resourceId: z.string().max(2048),
  holder: z
    .object({
      ownerId: z.string().max(200),
      kind: z.string().max(64),
      principal: z.object({ id: z.string().max(256), name: shortened(120) }),
      purpose: shortened(160),
      since: z.string().max(40),
      expectedEnd: z.string().max(40).nullable(),
      leaseExpiresAt: z.string().max(40).exactOptional(),
      broken: brokenSchema.exactOptional(),
    })
    .nullable(),
  queueLength: z.int().min(0),
});

const toolLeaseStateSchema: z.ZodType<ToolLeaseState> = z.object({
  version: z.literal(1),
  request: toolLeaseRequestSchema,
  tokenHashes: z.array(z.string()),
  earlierStarts: z.array(z.string()),
  claimedAt: instantSchema,
  status: z.enum(["waiting", "held", "released", "busy", "lost", "failed"]),
  sentence: z.string(),
  grants: keptGrantsSchema,
  grantedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  inTheWay: busyWithSchema.nullable(),
});

export function readToolLeaseState(raw: unknown): StateRead<ToolLeaseState> {
  return readStored(toolLeaseStateSchema, raw);
}

/** As whom a start of a tool's lease holds and waits. */
export function toolOwnerIdOf(leaseId: string, startToken: string): string {
  return `${leaseId}/${startToken}`;
}

export function toolLeaseRecordViewOf(state: ToolLeaseState): ToolLeaseRecordView {
  const { request, status, sentence, claimedAt, grantedAt, endedAt, inTheWay } = state;
  const grants = grantsOf(state);
  return { request, status, sentence, claimedAt, grantedAt, endedAt, grants, inTheWay };
}

export function grantsOf({ request, grants }: ToolLeaseState): readonly ToolGrant[] {
  const claims = new Map(request.claims.map((claim) => [claim.key, claim]));
  return grants.flatMap((grant) => {
    const claim = claims.get(grant.key);
    return claim === undefined ? [] : [{ ...claim, ...grant }];
  });
}
