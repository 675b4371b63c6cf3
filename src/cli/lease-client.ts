// What the commands ask the service about leases, over its HTTP API.

import { z } from "zod";
import type {
  BrokenLeaseView,
  LeaseListView,
  TakeLeaseBody,
  TakenLeaseView,
  ToolLeaseView,
} from "../contracts/lease-http-shapes.ts";
import type { ServiceAddress } from "./service-address.ts";
import { askService, repeatWhenLost, shaped } from "./service-call.ts";

const leaseSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  resources: z.array(z.looseObject({ resourceId: z.string(), fencing: z.number().nullable() })),
});
const takenSchema = leaseSchema.extend({ token: z.string() });
const listSchema = z.looseObject({
  resources: z.array(z.looseObject({ resourceId: z.string(), lease: z.looseObject({}) })),
});
const brokenSchema = z.looseObject({
  sentence: z.string(),
  holders: z.array(z.looseObject({ owner: z.looseObject({}), fencing: z.number() })),
});

/** It is in the way of others and of whoever waits for this program's end. */
const releaseMs = 10_000;

export interface LeaseClient {
  readonly url: string;
  /** The same key again meets the same lease and gets a token for it. */
  take(body: TakeLeaseBody, key: string): Promise<TakenLeaseView>;
  read(leaseId: string): Promise<ToolLeaseView>;
  renew(leaseId: string, asked: RenewAsked): Promise<ToolLeaseView>;
  /** Gives it back, or leaves the queue. */
  release(leaseId: string, token: string): Promise<ToolLeaseView>;
  /** Takes the lease on a resource from whoever holds it, and answers who that was. */
  breakLease(resourceId: string, reason: string): Promise<BrokenLeaseView>;
  /** Of one resource alone, by its ID. */
  list(resourceId?: string): Promise<LeaseListView>;
}

export interface RenewAsked {
  readonly token: string;
  /** ISO 8601. */
  readonly duration: string;
  readonly answerMs: number;
  readonly signal: AbortSignal;
}

// The casts name what the API's contract promises, as those of the service client do.
export function createLeaseClient(service: ServiceAddress): LeaseClient {
  const base = "/api/v1/leases";
  const pathOf = (leaseId: string): string => `${base}/${encodeURIComponent(leaseId)}`;
  const lease = (answer: unknown): ToolLeaseView =>
    shaped(leaseSchema, answer, service) as unknown as ToolLeaseView;
  return {
    url: service.url,
    async take(body, key) {
      const asking = { method: "POST", headers: { "idempotency-key": key }, body } as const;
      const answer = await repeatWhenLost(() => askService(service, base, asking));
      return shaped(takenSchema, answer, service) as unknown as TakenLeaseView;
    },
    async read(leaseId) {
      return lease(await askService(service, pathOf(leaseId)));
    },
    async renew(leaseId, { token, duration, answerMs, signal }) {
      const asking = { method: "POST", body: { token, duration }, answerMs, signal } as const;
      return lease(await askService(service, `${pathOf(leaseId)}/renew`, asking));
    },
    async release(leaseId, token) {
      const asking = { method: "POST", body: { token }, answerMs: releaseMs } as const;
      const path = `${pathOf(leaseId)}/release`;
      return lease(await repeatWhenLost(() => askService(service, path, asking)));
    },
    async breakLease(resourceId, reason) {
      const asking = { method: "POST", body: { resourceId, reason } } as const;
      // Not sent again when its answer is lost: whoever holds the lease by then may be somebody else.
      const answer = await askService(service, `${base}/break`, asking);
      return shaped(brokenSchema, answer, service) as unknown as BrokenLeaseView;
    },
    async list(resourceId) {
      const query = new URLSearchParams(
        resourceId === undefined ? { top: "1000" } : { resource: resourceId },
      );
      const answer = await askService(service, `${base}?${query.toString()}`);
      return shaped(listSchema, answer, service) as unknown as LeaseListView;
    },
  };
}
