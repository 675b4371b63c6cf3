// What a list of error codes looks like: codes of one meaning, with the page or repository that tells
// the meaning. Lists are data; what follows from a signal stands in the decision table.

import type { Signal } from "../signal.ts";

export interface CodeRow {
  readonly signal: Exclude<Signal, "none">;
  /** As Azure writes them; they are compared without regard to letter case. */
  readonly codes: readonly string[];
  /** Where the meaning can be read or was seen. */
  readonly source: string;
  /** Namespace of the provider for whose resources alone this holds (`Microsoft.Sql`); without it the
   * codes mean the same wherever they turn up, since providers hand on each other's refusals. */
  readonly for?: string;
}
