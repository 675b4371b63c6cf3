// A tool in front of the whole system: takes, reads, renews and releases leases over HTTP, as the
// command line does.

import type { Problem } from "../../src/contracts/http-shapes.ts";
import type {
  BrokenLeaseView,
  TakeLeaseBody,
  TakenLeaseView,
  ToolLeaseView,
} from "../../src/contracts/lease-http-shapes.ts";
import { vmPath } from "./system.ts";
import type { Caller, Reply, System } from "./system.ts";

export type Told<View> = Reply<View & Omit<Problem, "status"> & { readonly lease?: ToolLeaseView }>;

export const groupPath = vmPath.slice(0, vmPath.indexOf("/providers/"));

export interface Taking {
  readonly as?: Caller;
  readonly key?: string;
  readonly body?: Partial<TakeLeaseBody>;
}

export function take(system: System, taking: Taking = {}): Promise<Told<TakenLeaseView>> {
  const { as = "alice", key, body } = taking;
  return system.ask({
    method: "POST",
    path: "/api/v1/leases",
    as,
    headers: key === undefined ? {} : { "Idempotency-Key": key },
    body: { resources: [vmPath], purpose: "terraform apply", ...body },
  });
}

/** Fails where it is not held at once. */
export async function held(system: System, taking: Taking = {}): Promise<TakenLeaseView> {
  const reply = await take(system, taking);
  if (reply.status !== 201) throw new Error(`Not held: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Fails where it does not wait. */
export async function queued(system: System, taking: Taking = {}): Promise<TakenLeaseView> {
  const reply = await take(system, taking);
  if (reply.status !== 202) throw new Error(`Not waiting: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

export async function leaseOf(system: System, id: string): Promise<ToolLeaseView> {
  return (await system.ask<ToolLeaseView>({ path: `/api/v1/leases/${id}` })).body;
}

export function say(
  system: System,
  what: "renew" | "release",
  lease: { readonly id: string; readonly token: string },
  more: { readonly as?: Caller; readonly duration?: string } = {},
): Promise<Told<ToolLeaseView>> {
  const { as = "alice", ...body } = more;
  return system.ask({
    method: "POST",
    path: `/api/v1/leases/${lease.id}/${what}`,
    as,
    body: { token: lease.token, ...body },
  });
}

export function breakIt(
  system: System,
  resourceId: string,
  more: { readonly as?: Caller; readonly ownerId?: string } = {},
): Promise<Told<BrokenLeaseView>> {
  const { as = "carol", ...body } = more;
  return system.ask({
    method: "POST",
    path: "/api/v1/leases/break",
    as,
    body: { resourceId, reason: "the pipeline hangs", ...body },
  });
}

export async function untilStatus(
  system: System,
  id: string,
  status: ToolLeaseView["status"],
  limitMs?: number,
): Promise<ToolLeaseView> {
  await system.advanceUntil(async () => (await leaseOf(system, id)).status === status, limitMs);
  return leaseOf(system, id);
}
