// What a 409 tells: who is in the way, and which operation it was that did not want to wait.

import { z } from "zod";
import type { ToolLeaseView } from "../contracts/lease-http-shapes.ts";
import type { BusyWith } from "../domain/busy-with.ts";

const busySchema: z.ZodType<BusyWith> = z.looseObject({
  resourceId: z.string(),
  holder: z
    .looseObject({
      ownerId: z.string(),
      kind: z.string(),
      principal: z.looseObject({ id: z.string(), name: z.string() }),
      purpose: z.string(),
      since: z.string(),
      expectedEnd: z.string().nullable(),
      leaseExpiresAt: z.string().exactOptional(),
      broken: z
        .looseObject({
          at: z.string(),
          by: z.looseObject({ id: z.string(), name: z.string() }).nullable(),
          reason: z.string().nullable(),
          fencedUntil: z.string(),
        })
        .exactOptional(),
    })
    .nullable(),
  queueLength: z.number(),
});

/** Null where it does not tell. */
export function busyWithOf(problem: Readonly<Record<string, unknown>>): BusyWith | null {
  const parsed = busySchema.safeParse(problem["busyWith"]);
  return parsed.success ? parsed.data : null;
}

const leaseSchema = z.looseObject({
  status: z.string(),
  sentence: z.string(),
  acceptedAt: z.string(),
  endedAt: z.string().nullable(),
});

/** How the lease stands that a problem is about; null where it is about none. */
export function leaseOf(problem: Readonly<Record<string, unknown>>): ToolLeaseView | null {
  const parsed = leaseSchema.safeParse(problem["lease"]);
  // The cast names what the API's contract promises.
  return parsed.success ? (parsed.data as unknown as ToolLeaseView) : null;
}

/** The operation that a problem is about; null where it names none. */
export function operationOf(problem: Readonly<Record<string, unknown>>): string | null {
  const { instance } = problem;
  if (typeof instance !== "string") return null;
  return /\/operations\/(op-[0-9a-f]{32})$/.exec(instance)?.[1] ?? null;
}
