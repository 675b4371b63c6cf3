// What goes wrong between Interlock and Azure in a run, drawn from a seed: answers that never arrive,
// requests that never do, and some that take their time.

import type { Fault } from "../../simulator/fault.ts";
import { seededRandom } from "../../simulator/random.ts";

const appPrincipal = "interlock";
const machinePath = "/virtualMachines/[^/]+";

const writes: readonly Fault["match"][] = [
  { method: "POST", path: `${machinePath}/(deallocate|start)$`, principal: appPrincipal },
  { method: "PATCH", path: `${machinePath}$`, principal: appPrincipal },
];
const reads: Fault["match"] = { method: "GET", principal: appPrincipal };
const anything: Fault["match"] = { path: "^/subscriptions/" };

/** For one caller; there are about half as many writes of each kind, and twenty times as many reads. */
const shares = { lostWriteAnswers: 0.08, lostWrites: 0.04, lostReads: 0.3, delays: 2 };

const longestDelayMs = 6_000;

export function troublesOf(
  seed: number,
  callers: number,
  options: { readonly delays: boolean },
): readonly Fault[] {
  const random = seededRandom(seed + 1);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  const nth = (expected: number) => ({ nth: 1 + below(Math.max(1, Math.ceil(expected))) });
  const some = (share: number, make: () => Fault): readonly Fault[] =>
    Array.from({ length: Math.ceil(share * callers) }, make);
  return [
    ...writes.flatMap((match) => [
      ...some(shares.lostWriteAnswers, () => ({
        match,
        occurrence: nth(callers / 2),
        effect: { kind: "drop-after" },
      })),
      ...some(shares.lostWrites, () => ({
        match,
        occurrence: nth(callers / 2),
        effect: { kind: "drop-before" },
      })),
    ]),
    ...some(shares.lostReads, () => ({
      match: reads,
      occurrence: nth(20 * callers),
      effect: { kind: random.next() < 0.5 ? "drop-after" : "drop-before" },
    })),
    ...some(options.delays ? shares.delays : 0, () => ({
      match: anything,
      occurrence: nth(30 * callers),
      effect: { kind: "delay", ms: 100 + below(longestDelayMs) },
    })),
  ];
}
