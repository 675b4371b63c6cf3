// The problems that a caller can be told of leases for tools. Like all of them: a type that programs
// compare, a sentence for people, nothing of the inside.

import type { Problem } from "../../contracts/http-shapes.ts";
import type { ToolLeaseView } from "../../contracts/lease-http-shapes.ts";
import type { BusyWith } from "../../domain/busy-with.ts";
import { problemBase } from "./problems.ts";

/** Beside the problem: how the lease stands that it is about. */
export type LeaseProblem = Problem & { readonly lease?: ToolLeaseView };

const instanceOf = (leaseId: string): string => `/api/v1/leases/${leaseId}`;

export const leaseProblems = {
  notFound: (): LeaseProblem => ({
    type: `${problemBase}lease-not-found`,
    title: "There is no such lease",
    status: 404,
    detail: 'No lease has this ID. An ID is "lease-" and 32 hexadecimal digits in lower case.',
  }),

  forbidden: (leaseId: string): LeaseProblem => ({
    type: `${problemBase}lease-of-another`,
    title: "The lease is another's",
    status: 403,
    detail:
      "Only the principal that took the lease can renew or release it, with a token that it was given for it; nothing was changed. To take it from its holder, break it.",
    instance: instanceOf(leaseId),
  }),

  keyUsedForAnotherRequest: (leaseId: string): LeaseProblem => ({
    type: `${problemBase}idempotency-key-reused`,
    title: "The Idempotency-Key belongs to another request",
    status: 422,
    detail:
      "An earlier request with this Idempotency-Key asked for another lease; nothing was started. Use a new key for a new request.",
    instance: instanceOf(leaseId),
    errors: [{ field: "Idempotency-Key", problem: "It was used with another body before." }],
  }),

  busy: (lease: ToolLeaseView, busyWith: BusyWith | null): LeaseProblem => ({
    type: `${problemBase}busy`,
    title: "The lease could not be had",
    status: 409,
    detail: lease.sentence,
    instance: instanceOf(lease.id),
    ...(busyWith === null ? {} : { busyWith }),
    lease,
  }),

  ended: (lease: ToolLeaseView): LeaseProblem => ({
    type: `${problemBase}lease-ended`,
    title: "The lease has ended",
    status: 409,
    detail: `The lease is ${lease.status}: ${closed(lease.sentence)} Nothing may be written under it; take a new one.`,
    instance: instanceOf(lease.id),
    lease,
  }),

  notHeldYet: (lease: ToolLeaseView): LeaseProblem => ({
    type: `${problemBase}lease-not-held-yet`,
    title: "The lease is not held yet",
    status: 409,
    detail: `There is nothing to renew: ${closed(lease.sentence)} Nothing was changed.`,
    instance: instanceOf(lease.id),
    lease,
  }),

  /** Nobody knows yet what became of it; the same request may be sent again. */
  late: (what: string): LeaseProblem => ({
    type: `${problemBase}not-yet-readable`,
    title: "It cannot be answered yet",
    status: 503,
    detail: `${what} is under way and cannot be answered yet; send the same request again.`,
  }),
} as const;

/** A sentence may end in words of a person's, the reason of a break, and those end as they like. */
function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
