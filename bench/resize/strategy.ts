// A way to deallocate, resize and start a virtual machine, and what it says of one such course.

import type { Instant } from "../../src/domain/instant.ts";

export interface Strategy {
  /** For people. */
  readonly name: string;
  /** Its machines are named after it. */
  readonly prefix: string;
  /** As whom its requests reach Azure. */
  readonly principal: string;
  /** Resolves when it knows that the machine runs again. Throws when it has given up. */
  resize(wish: Wish): Promise<Course>;
}

export interface Wish {
  readonly resourceId: string;
  readonly resourceGroup: string;
  readonly machine: string;
  readonly size: string;
}

export interface Course {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** From the caller's first request until he knew that it had ended. */
  readonly seenAfterMs: number;
}
