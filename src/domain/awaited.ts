// What an operation waits for that nobody's lease or turn gives: that a person removes a management lock,
// that Azure has room again. Only whoever asks for it by name waits for these; shown while it lasts.

import type { Instant } from "./instant.ts";
import type { LockObservation } from "./observation.ts";

export interface AwaitedLock {
  readonly kind: "lock";
  /** Those that forbid the writes; none while what was removed does not count as removed yet. */
  readonly locks: readonly Pick<LockObservation, "name" | "level" | "scope" | "notes">[];
  /** Since when it is waited. */
  readonly since: Instant;
  readonly nextTryAt: Instant;
}

export interface AwaitedCapacity {
  readonly kind: "capacity";
  /** Null where it is not known, or the machine is in no zone. */
  readonly size: string | null;
  readonly location: string | null;
  readonly zone: string | null;
  readonly since: Instant;
  readonly nextTryAt: Instant;
  /** How often Azure has had no room by now. */
  readonly tries: number;
}

export type Awaited = AwaitedLock | AwaitedCapacity;
