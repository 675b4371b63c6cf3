// Who is in the way of somebody who does not want to wait: told in a report and in a 409.

import type { Instant } from "./instant.ts";

export interface BusyWith {
  readonly resourceId: string;
  /** Null where others merely come first, and where somebody outside is at work in Azure. */
  readonly holder: {
    readonly ownerId: string;
    readonly kind: string;
    readonly principal: { readonly id: string; readonly name: string };
    readonly purpose: string;
    readonly since: Instant;
    readonly expectedEnd: Instant | null;
  } | null;
  readonly queueLength: number;
}
