// Who is in the way of somebody who does not want to wait: told in a report and in a 409.

import type { Instant } from "./instant.ts";

/** A hold that a person has broken, and that is in the way until what it may have sent has arrived. */
export interface BrokenHold {
  readonly at: Instant;
  /** Null where so many breaks came since that it is not remembered. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly reason: string | null;
  /** Nobody is granted the lease before this instant. */
  readonly fencedUntil: Instant;
}

export interface BusyWith {
  readonly resourceId: string;
  /** Null where others merely come first, and where somebody outside is at work in Azure. */
  readonly holder: {
    readonly ownerId: string;
    readonly kind: string;
    readonly principal: { readonly id: string; readonly name: string };
    readonly purpose: string;
    readonly since: Instant;
    /** When it means to be done at the latest: its deadline, or, of a tool that has told none, the end
     * of its lease. */
    readonly expectedEnd: Instant | null;
    /** When its lease runs out unless it renews, which it does as long as it is at work; absent where it
     * has the turn and holds no lease yet. */
    readonly leaseExpiresAt?: Instant;
    /** Its lease was broken, and what it may have sent is waited out. */
    readonly broken?: BrokenHold;
  } | null;
  readonly queueLength: number;
}
