// What one of the callers of a lease may do next, and how often each is drawn.

import * as fc from "fast-check";
import type { LeaseMode } from "../../src/contracts/lease-messages.ts";
import { hour, minute } from "./entity-scene.ts";

export type LivingAct =
  | {
      readonly what: "ask";
      readonly mode: LeaseMode;
      readonly waitMs: number;
      readonly whenBusy: "queue" | "reject";
    }
  | { readonly what: "renew" | "intend" | "end" | "release" };

export type LeaseAct =
  | LivingAct
  | { readonly what: "read" }
  | { readonly what: "break" }
  | { readonly what: "die" }
  /** Something that it said before arrives once more. */
  | { readonly what: "late" };

export const leaseActs: fc.Arbitrary<LeaseAct> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constant("ask" as const),
      mode: fc.constantFrom<LeaseMode>("exclusive", "intent"),
      waitMs: fc.constantFrom(4 * minute, hour),
      whenBusy: fc.constantFrom("queue" as const, "queue", "queue", "reject"),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ what: "release" as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constantFrom("renew" as const, "intend", "end", "read", "late", "late", "break"),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: "die" as const }) },
);
