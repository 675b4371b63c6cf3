// What goes over HTTP about leases that other tools take (`/api/v1/leases`). Bodies are camelCase
// JSON; errors are application/problem+json.

import { z } from "zod";
import type { BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";
import type { LeaseHolderView, LeaseMode, LeaseView } from "./lease-messages.ts";
import type { ToolLeaseStatus } from "./tool-lease-messages.ts";
import type { TurnView } from "./turn-messages.ts";

export const toolLeaseLimits = {
  resourcesMax: 20,
  durationMinMs: 60_000,
  /** A tool that is still there renews. */
  durationMaxMs: 3_600_000,
  durationDefaultMs: 900_000,
  untilMax: 8,
} as const;

const modeSchema = z.enum(["exclusive", "intent"]);

/** Body of POST /api/v1/leases. A resource is an ID, or an ID with a mode of its own. */
export const takeLeaseSchema = z.strictObject({
  resources: z
    .array(
      z.union(
        [
          z.string().max(2048),
          z.strictObject({ resourceId: z.string().max(2048), mode: modeSchema.optional() }),
        ],
        "A resource is an ID, or a resourceId with a mode: exclusive or intent.",
      ),
    )
    .min(1, "At least one resource is needed.")
    .max(
      toolLeaseLimits.resourcesMax,
      `At most ${toolLeaseLimits.resourcesMax} resources can be held by one lease.`,
    ),
  mode: modeSchema.default("exclusive"),
  /** ISO 8601, such as PT15M; from one minute to one hour. */
  duration: z.iso.duration("A duration such as PT15M is needed.").optional(),
  /** For people: what it is held for. */
  purpose: z.string().min(1, "It says what the lease is for.").max(160),
  whenBusy: z.enum(["queue", "reject"]).default("queue"),
  /** How long to wait at the most: an instant, or a time from now such as PT2H. */
  deadline: z
    .union([z.iso.datetime({ offset: true }), z.iso.duration()], {
      error: "An ISO 8601 instant with its offset, or a duration such as PT2H, is needed.",
    })
    .optional(),
  /** Conditions in words, such as `power-state=deallocated`; without any it is `settled`, and `[]`
   * waits for nothing. */
  until: z.array(z.string().max(200)).max(toolLeaseLimits.untilMax).optional(),
});
export type TakeLeaseBody = z.input<typeof takeLeaseSchema>;

/** Body of POST /api/v1/leases/{id}/renew; without a duration it is the one it was taken with. */
export const renewLeaseSchema = z.strictObject({
  token: z.string().max(200),
  duration: z.iso.duration("A duration such as PT15M is needed.").optional(),
});

/** Body of POST /api/v1/leases/{id}/release. Leaves the queue as well. */
export const releaseLeaseSchema = z.strictObject({ token: z.string().max(200) });

/** Body of POST /api/v1/leases/break: takes the lease on a resource from whoever holds it. */
export const breakLeaseSchema = z.strictObject({
  resourceId: z.string().max(2048),
  reason: z.string().min(1, "It says why the lease is broken.").max(300),
  /** One of several holders; without it all. */
  ownerId: z.string().max(200).optional(),
});

export interface ToolLeaseView {
  readonly id: string;
  readonly status: ToolLeaseStatus;
  /** One sentence for people: what it waits for, until when it is held, why it ended. */
  readonly sentence: string;
  readonly principal: { readonly id: string; readonly name: string };
  readonly purpose: string;
  readonly resources: readonly {
    readonly resourceId: string;
    readonly mode: LeaseMode;
    /** Null until it is granted. For a resource group the highest of its parts. */
    readonly fencing: number | null;
  }[];
  readonly acceptedAt: Instant;
  readonly grantedAt: Instant | null;
  readonly expiresAt: Instant | null;
  /** Whether it has run out, which is no end yet: it may be renewed as long as nobody has taken it. */
  readonly expired?: boolean;
  readonly endedAt: Instant | null;
  /** Who is in the way, as far as it is known, while it waits. */
  readonly inTheWay: BusyWith | null;
}

/** Answer of POST /api/v1/leases: the only time that the token is told. 201 when it is held already,
 * 202 with Location while it waits, 409 problem when it was rejected. */
export type TakenLeaseView = ToolLeaseView & { readonly token: string };

/** Answer of POST /api/v1/leases/break: who was fenced out; nobody where nobody held it. */
export interface BrokenLeaseView {
  readonly resourceId: string;
  readonly at: Instant;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly holders: readonly LeaseHolderView[];
  /** One sentence for people: who was fenced out, and from when on the next in line may go on. */
  readonly sentence: string;
}

/** One resource that somebody holds or waits for. */
export interface LeaseListEntry {
  readonly resourceId: string;
  readonly lease: LeaseView;
  /** Null where nobody queues for its turn. */
  readonly turn: TurnView | null;
}

/** Answer of GET /api/v1/leases. */
export interface LeaseListView {
  readonly observedAt: Instant;
  readonly resources: readonly LeaseListEntry[];
  /** What is missing from the list; absent when nothing is. */
  readonly note?: string;
}
