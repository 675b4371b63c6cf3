// What is told of a tool's lease, merged from its record, the leases as they stand now, and what its
// orchestration shows while it waits.

import { z } from "zod";
import type { ToolLeaseView } from "../../contracts/lease-http-shapes.ts";
import type { ToolGrant, ToolLeaseProgress } from "../../contracts/tool-lease-messages.ts";
import { busyWithSchema, grantsOf } from "../../contracts/tool-lease-state.ts";
import type { ToolLeaseState } from "../../contracts/tool-lease-state.ts";
import { earlierOf, isBefore } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import { isSameResource } from "../../domain/resource-id.ts";
import { isAbandoned } from "./known-lease.ts";
import type { KnownLease } from "./known-lease.ts";

type Stand = Pick<ToolLeaseView, "status" | "sentence" | "expiresAt" | "endedAt" | "inTheWay"> & {
  readonly expired?: boolean;
};

/** Null where nothing is recorded of it yet. */
export function toolLeaseViewOf(known: KnownLease, at: Instant): ToolLeaseView | null {
  const { record } = known;
  if (record === null) return null;
  const { leaseId, principal, purpose, acceptedAt } = record.request;
  const grants = grantsOf(record);
  return {
    id: leaseId,
    principal: { id: principal.id, name: principal.name },
    purpose,
    resources: record.request.resources.map(({ resourceId, mode }) => ({
      resourceId,
      mode,
      fencing: fencingOf(grants, resourceId),
    })),
    acceptedAt,
    grantedAt: record.grantedAt,
    ...standOf(known, record, at),
  };
}

/** What the orchestration shows of itself. It was written by this app, perhaps by an older version, so
 * what does not fit counts as absent. */
export function toolLeaseProgressOf(known: KnownLease): ToolLeaseProgress | null {
  const parsed = progressSchema.safeParse(known.status?.customStatus);
  return parsed.success ? parsed.data : null;
}

const progressSchema: z.ZodType<ToolLeaseProgress> = z.object({
  phase: z.enum(["claiming", "waiting-for-lease", "waiting-for-azure", "ended"]),
  sentence: z.string(),
  inTheWay: busyWithSchema.nullable(),
});

/** Of a resource group the highest of its parts. */
function fencingOf(grants: readonly ToolGrant[], resourceId: string): number | null {
  const own = grants
    .filter((grant) => isSameResource(grant.resourceId, resourceId))
    .map(({ fencing }) => fencing);
  return own.length === 0 ? null : Math.max(...own);
}

function standOf(known: KnownLease, record: ToolLeaseState, at: Instant): Stand {
  switch (record.status) {
    case "waiting":
      return waiting(known);
    case "held":
      return standing(known, at);
    case "released":
    case "busy":
    case "lost":
    case "failed": {
      const { status, sentence, endedAt, inTheWay } = record;
      return { status, sentence, expiresAt: null, endedAt, inTheWay };
    }
  }
}

function waiting(known: KnownLease): Stand {
  const progress = toolLeaseProgressOf(known);
  const sentence = isAbandoned(known)
    ? "Nobody works on it any more: its orchestration was terminated. The same request with the same Idempotency-Key begins it anew."
    : (progress?.sentence ?? "It is being started.");
  const inTheWay = progress?.inTheWay ?? null;
  return { status: "waiting", sentence, expiresAt: null, endedAt: null, inTheWay };
}

function standing({ standing: grants }: KnownLease, at: Instant): Stand {
  const gone = grants.find(({ holder }) => holder === null);
  if (gone !== undefined) {
    const { resourceId } = gone.grant;
    const who =
      gone.other === null
        ? "It had run out or was broken"
        : `${gone.other.owner.purpose} for ${gone.other.owner.principal.name} (${gone.other.owner.operationId}) holds it now`;
    const sentence = `The lease on ${resourceId} is not this tool's any more. ${who}.`;
    return { status: "lost", sentence, expiresAt: null, endedAt: null, inTheWay: null };
  }
  const ends = grants.flatMap(({ holder }) => (holder === null ? [] : [holder.expiresAt]));
  const [first, ...others] = ends;
  const expiresAt = first === undefined ? null : others.reduce(earlierOf, first);
  const expired = expiresAt !== null && !isBefore(at, expiresAt);
  const sentence = expired
    ? `It ran out at ${expiresAt}. Nobody has taken it since; it may still be renewed, and nothing may be written before it is.`
    : `It is held until ${expiresAt}, unless it is renewed or released.`;
  return { status: "held", sentence, expiresAt, expired, endedAt: null, inTheWay: null };
}
