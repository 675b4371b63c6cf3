// What the short orchestration is told that asks an operation to stop: only an orchestration can ask an
// entity and hear what it says.

import type { Principal } from "../domain/principal.ts";

export interface CancelInput {
  readonly operationId: string;
  readonly by: Principal;
  /** The event for which the operation was last seen to wait; null where it waits for none. */
  readonly waitEvent: string | null;
}
