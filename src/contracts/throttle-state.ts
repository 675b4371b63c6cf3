// The state of a subscription's throttle as it is kept, and how it is read back.

import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { ThrottledScope } from "../domain/verdict.ts";
import type { StateRead } from "./entity-definition.ts";
import { instantSchema, readStored } from "./stored-state.ts";

/** One limit that was met. */
export interface HeldBack {
  readonly scope: ThrottledScope;
  /** What it counts: the resource's key, the region's name in lower case (empty where it was not
   * known), or nothing for the whole subscription. */
  readonly key: string;
  readonly since: Instant;
  readonly until: Instant;
}

export interface ThrottleState {
  readonly version: 1;
  readonly held: readonly HeldBack[];
}

export const throttledScopeSchema: z.ZodType<ThrottledScope> = z.enum([
  "resource",
  "subscription-region",
  "subscription",
]);

const throttleStateSchema: z.ZodType<ThrottleState> = z.object({
  version: z.literal(1),
  held: z.array(
    z.object({
      scope: throttledScopeSchema,
      key: z.string().max(120),
      since: instantSchema,
      until: instantSchema,
    }),
  ),
});

export function readThrottleState(raw: unknown): StateRead<ThrottleState> {
  return readStored(throttleStateSchema, raw);
}
