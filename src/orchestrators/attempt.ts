// Parts of an operation that others wait for but that it does not depend on itself: telling, waking,
// giving back. Where one fails, that is noted, and the operation goes on.

import type { Workflow } from "../platform/durable.ts";
import type { OperationRun } from "./operation-run.ts";

/** Null when it did not succeed. */
export function* attempt<T>(
  run: OperationRun,
  what: string,
  part: Workflow<T>,
): Workflow<T | null> {
  try {
    return yield* part;
  } catch {
    // The call has logged why; here it only matters that the rest goes on.
    run.note("fault", `${what} did not succeed.`);
    return null;
  }
}
