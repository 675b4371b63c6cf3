// What is said to and by the throttle entity (`throttle`, one per subscription): how long writes are
// held back because Azure has refused one of them for too many requests. ARM makes a wait begin anew
// when it is asked again too early, so what one operation was told all others have to know. Commands
// are idempotent; nothing is thrown across the boundary.

import type { Instant } from "../domain/instant.ts";
import { parseResourceId } from "../domain/resource-id.ts";
import type { ThrottledScope } from "../domain/verdict.ts";
import { entityKeyOf } from "./lease-messages.ts";

/** Whose write it is, as far as a limit may count it. */
export interface CountedWrite {
  /** The key of the resource's lease. */
  readonly resource: string;
  /** As Azure names it; null where it is not known, and then it counts for every region. */
  readonly location: string | null;
}

export interface ThrottleCommands {
  /** Azure has refused the write: whatever the same limit counts waits for so long. */
  readonly hold: CountedWrite & {
    readonly scope: ThrottledScope;
    readonly at: Instant;
    readonly forMs: number;
  };
  /** Asked before each write. */
  readonly ask: CountedWrite & { readonly at: Instant };
}

export interface ThrottleAnswers {
  readonly hold: { readonly kind: "held"; readonly until: Instant };
  readonly ask:
    | { readonly kind: "clear" }
    /** Nothing may be sent before it. */
    | { readonly kind: "hold-back"; readonly until: Instant };
}

/** The key of the entity that counts for a resource: that of its subscription. */
export function throttleKeyOf(resourceId: string): string {
  const parsed = parseResourceId(resourceId);
  return entityKeyOf(parsed.ok ? `/subscriptions/${parsed.parts.subscriptionId}` : resourceId);
}
