// A day that a seed decides: a world with one machine, who asks for what and when, what goes wrong,
// what others do to the machine past Interlock, and when the host is restarted. Plain data, so that a
// day which ends badly can be looked at.

import type { Fault } from "../../simulator/fault.ts";
import { seededRandom } from "../../simulator/random.ts";
import type { Random } from "../../simulator/random.ts";
import type { World } from "../../simulator/world.ts";
import {
  aFaultWorld,
  foreign,
  foreignPatch,
  lockBody,
  lockPath,
  machineRead,
  polls,
  writeMatch,
} from "./fault-scene.ts";
import type { Caller } from "./system.ts";

export interface RandomDay {
  readonly seed: number;
  readonly world: World;
  readonly requests: readonly RandomRequest[];
  readonly faults: readonly Fault[];
  /** Milliseconds after the start of the day. */
  readonly restartsAtMs: readonly number[];
}

export interface RandomRequest {
  readonly atMs: number;
  readonly as: Caller;
  readonly key: string;
  readonly size: string;
  readonly body: {
    readonly accept: readonly string[];
    readonly whenBusy: "queue" | "join" | "reject";
    readonly deadline: string;
    readonly dryRun: boolean;
    readonly parameters: Readonly<Record<string, string>>;
  };
}

/** Faults, foreign writers and restarts come only in this first part of the day. */
export const troubledMs = 15 * 60_000;

const sizes = ["Standard_D4s_v4", "Standard_D8s_v4", "Standard_D4s_v5", "Standard_D8s_v5"];
const powers = ["running", "running", "stopped", "deallocated"] as const;

export function randomDay(seed: number): RandomDay {
  const chance = new Chance(seed);
  return {
    seed,
    world: aFaultWorld({
      settings: {
        // Drawn by Azure's own distribution.
        durationsMs: {},
        concurrency: chance.is(0.3) ? [{ outcome: "preempt" }] : [],
        preemptedWork: chance.of(["abandoned", "takesEffect"] as const),
        powerStateMissingDuringTransitions: chance.is(0.2),
        powerActionsBumpEtag: chance.is(0.3),
      },
      exhaustedSizes: chance.is(0.3) ? [{ size: chance.of(sizes.slice(2)) }] : [],
      machine: { size: chance.of(sizes.slice(0, 2)), power: chance.of(powers) },
    }),
    requests: chance.some(1, 5, () => randomRequest(chance)),
    faults: [
      ...chance.some(0, 5, () => randomFault(chance)),
      ...chance.some(0, 2, () => foreignWriter(chance)),
      ...(chance.is(0.15) ? lockForAWhile(chance) : []),
    ],
    restartsAtMs: chance.some(0, 3, () => chance.below(troubledMs)),
  };
}

function randomRequest(chance: Chance): RandomRequest {
  const size = chance.of(sizes);
  const powerStateAfter = chance.of(["running", "stopped", "deallocated"] as const);
  return {
    atMs: chance.below(6 * 60_000),
    as: chance.of(["alice", "bob", "carol"] as const),
    key: `key-${chance.below(1_000_000)}`,
    size,
    body: {
      accept: chance.is(0.65) ? ["downtime"] : [],
      whenBusy: chance.of(["queue", "queue", "queue", "join", "reject"] as const),
      deadline: chance.of(["PT1M", "PT5M", "PT30M", "PT4H", "PT4H", "PT4H"]),
      dryRun: chance.is(0.08),
      parameters: { size, ...(chance.is(0.2) ? { powerStateAfter } : {}) },
    },
  };
}

function randomFault(chance: Chance): Fault {
  const write = chance.of(["deallocate", "resize", "start"] as const);
  const match = chance.of([
    writeMatch[write],
    writeMatch[write],
    machineRead,
    { ...polls, principal: "interlock" },
  ]);
  const isWrite = match === writeMatch[write];
  const common: readonly Fault["effect"][] = [
    { kind: "drop-before" },
    { kind: "drop-after" },
    { kind: "answer", status: chance.of([500, 502, 503]) },
    { kind: "throttle", retryAfter: chance.of([null, 5, 40, 200]) },
  ];
  const forWrites: readonly Fault["effect"][] = [
    { kind: "answer", status: 503, done: true },
    { kind: "poll-gone", fromPoll: chance.of([1, 2, 3]) },
    { kind: "lro-stall" },
    { kind: "capacity" },
    {
      kind: "lro-fail",
      ...chance.of([
        { code: "InternalExecutionError", message: "An internal execution error occurred." },
        { code: "OperationPreempted", message: "Preempted.", status: "Canceled" as const },
        { code: "AllocationFailed", message: "Allocation failed." },
        { code: "NobodyKnowsThis", message: "Something has happened." },
      ]),
      takesEffect: chance.is(0.2),
    },
  ];
  const occurrence = chance.of<NonNullable<Fault["occurrence"]>>([
    { first: 1 },
    { nth: 1 + chance.below(3) },
    { first: 1 + chance.below(4) },
  ]);
  return { match, occurrence, effect: chance.of(isWrite ? [...common, ...forWrites] : common) };
}

function foreignWriter(chance: Chance): Fault {
  const request = chance.of([
    foreign("start"),
    foreign("deallocate"),
    foreign("powerOff"),
    foreign("restart"),
    foreignPatch({ tags: { round: String(chance.below(100)) } }),
    foreignPatch({ properties: { hardwareProfile: { vmSize: chance.of(sizes) } } }),
  ]);
  return { effect: { kind: "actor", request, atMs: chance.below(troubledMs) } };
}

function lockForAWhile(chance: Chance): readonly Fault[] {
  const principal = "auditor";
  const fromMs = chance.below(troubledMs / 2);
  const untilMs = fromMs + chance.below(troubledMs / 2);
  const put = { method: "PUT", path: lockPath, body: lockBody, principal };
  const remove = { method: "DELETE", path: lockPath, principal };
  return [
    { effect: { kind: "actor", request: put, atMs: fromMs } },
    { effect: { kind: "actor", request: remove, atMs: untilMs } },
  ];
}

class Chance {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seededRandom(Math.imul(seed, 0x9e3779b1));
  }

  below(limit: number): number {
    return Math.floor(this.#random.next() * limit);
  }

  is(probability: number): boolean {
    return this.#random.next() < probability;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  some<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}
