// Finds what is known of a tool's lease: its record, how its leases stand now, and, while it waits, its
// orchestration.
//
// W1. The leases themselves are the truth: what the record calls held and a lease entity does not know
//     any more is lost, whether or not the tool has noticed.

import type { LeaseHolderView } from "../../contracts/lease-messages.ts";
import { holderViewOf } from "../../contracts/lease-state.ts";
import type { LeaseHolder } from "../../contracts/lease-state.ts";
import type { OrchestrationPort, OrchestrationStatus } from "../../contracts/orchestration-port.ts";
import { readLeaseState } from "../../contracts/stored-lease.ts";
import type { ToolGrant } from "../../contracts/tool-lease-messages.ts";
import { grantsOf, readToolLeaseState, toolOwnerIdOf } from "../../contracts/tool-lease-state.ts";
import type { ToolLeaseState } from "../../contracts/tool-lease-state.ts";

export interface KnownLease {
  readonly record: ToolLeaseState | null;
  /** Null where it is not looked at: the record tells all. */
  readonly status: OrchestrationStatus | null;
  /** How each grant stands; empty unless it is held. */
  readonly standing: readonly StandingGrant[];
}

export interface StandingGrant {
  readonly grant: ToolGrant;
  /** Null where the lease is not the tool's any more. */
  readonly holder: LeaseHolder | null;
  /** Who else holds it now. */
  readonly other: LeaseHolderView | null;
}

export async function lookUpLease(
  orchestrations: OrchestrationPort,
  leaseId: string,
): Promise<KnownLease> {
  const read = readToolLeaseState(await orchestrations.entityState("toolLease", leaseId));
  if (!read.ok) throw new Error(`The record of ${leaseId} cannot be read: ${read.problem}`);
  const { state: record } = read;
  if (record === null || record.status === "waiting" || record.status === "failed") {
    return { record, status: await orchestrations.status(leaseId), standing: [] };
  }
  const standing = record.status === "held" ? await standingOf(orchestrations, record) : [];
  return { record, status: null, standing };
}

/** W1. */
function standingOf(
  orchestrations: OrchestrationPort,
  record: ToolLeaseState,
): Promise<readonly StandingGrant[]> {
  const { leaseId, startToken } = record.request;
  const ownerId = toolOwnerIdOf(leaseId, startToken);
  return Promise.all(
    grantsOf(record).map(async (grant): Promise<StandingGrant> => {
      const read = readLeaseState(await orchestrations.entityState("resourceLease", grant.key));
      if (!read.ok)
        throw new Error(`The lease of ${grant.resourceId} cannot be read: ${read.problem}`);
      const holders = read.state?.holders ?? [];
      const isOwn = (each: LeaseHolder): boolean =>
        each.owner.id === ownerId && each.fencing === grant.fencing;
      const other = holders.find((each) => !isOwn(each));
      return {
        grant,
        holder: holders.find(isOwn) ?? null,
        other: other === undefined ? null : holderViewOf(other),
      };
    }),
  );
}

/** Whether nobody works on it any more although it has come to no end. */
export function isAbandoned({ record, status }: KnownLease): boolean {
  if (record !== null && record.status !== "waiting") return false;
  if (status === null) return true;
  return ["Completed", "Failed", "Terminated", "Canceled"].includes(status.runtimeStatus);
}
