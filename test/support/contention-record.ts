// Records of runs with many callers, made up piece by piece for their judge: what callers were told,
// what Azure was asked, and how the queues looked. Everything is right unless a test says otherwise.

import type { HoldPlan, OperationPlan } from "../../bench/contention/crowd.ts";
import type { RecordedOperation, RunRecord } from "../../bench/contention/judge/claim.ts";
import { verdictOn } from "../../bench/contention/judge/verdict.ts";
import type { TappedExchange } from "../../bench/contention/overlapping-writers.ts";
import { placeOf } from "../../bench/contention/place.ts";
import type { HoldTrace, OperationTrace, SampledResource } from "../../bench/contention/traces.ts";

const { machines } = placeOf({ machines: 2, groups: 2 });
const [one, other] = machines;
if (one === undefined || other === undefined) throw new Error("There are two machines.");
export const machine = one;
export const neighbour = other;

export const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 5, 8, 0, seconds)).toISOString();

const operationPlan = (name: string, change: Partial<OperationPlan> = {}): OperationPlan => ({
  kind: "operation",
  name,
  atMs: 0,
  principal: 0,
  key: name,
  losesAnswers: 0,
  machine,
  spelling: machine.id,
  size: "Standard_D4s_v4",
  whenBusy: "queue",
  dryRun: false,
  ...change,
});

export const operation = (
  name: string,
  change: Partial<OperationPlan> = {},
  answer: Partial<NonNullable<OperationTrace["answer"]>> = {},
): OperationTrace => ({
  kind: "operation",
  plan: operationPlan(name, change),
  retries: 0,
  answer: {
    operationId: `op-${name}`,
    correlationId: `correlation-${name}`,
    outcome: "succeeded",
    joined: null,
    sentence: "",
    ...answer,
  },
  trouble: null,
});

export const hold = (
  name: string,
  resourceId: string,
  [fromS, untilS]: readonly [number, number],
  change: { readonly mode?: "exclusive" | "intent"; readonly trace?: Partial<HoldTrace> } = {},
): HoldTrace => {
  const { mode = "exclusive" } = change;
  const plan: HoldPlan = {
    kind: "hold",
    name,
    atMs: 0,
    principal: 0,
    key: name,
    losesAnswers: 0,
    writesAs: `tool-${name}`,
    resources: [{ resourceId, mode }],
    whenBusy: "queue",
    durationMs: 60_000,
    until: null,
    writesTo: [],
    lingersMs: 0,
    end: "release",
  };
  return {
    kind: "hold",
    plan,
    retries: 0,
    answer: { leaseId: `lease-${name}`, status: "released", sentence: "", at: at(untilS) },
    held: { resources: [{ resourceId, mode, fencing: 1 }], from: at(fromS), until: at(untilS) },
    renewals: 0,
    writes: 0,
    died: false,
    trouble: null,
    ...change.trace,
  };
};

interface Written {
  readonly by: string;
  readonly seconds: readonly [number, number];
  readonly fencing?: number;
  readonly target?: string;
  readonly action?: string;
  readonly principal?: string;
}

let made = 0;

/** A write, and the operation that Azure made of it. */
export function written(write: Written): {
  readonly exchange: TappedExchange;
  readonly effect: RecordedOperation;
} {
  const { by, seconds, fencing, target = machine.id, action = "start" } = write;
  const id = `azure-${(made += 1)}`;
  const { principal = "interlock" } = write;
  return {
    exchange: {
      startedAt: at(seconds[0]),
      endedAt: at(seconds[0]),
      principal,
      request: {
        method: "POST",
        url: `https://management.azure.com${target}/${action}?api-version=2024-07-01`,
        headers: {
          ...(principal === "interlock"
            ? { "x-ms-correlation-request-id": `correlation-${by}` }
            : {}),
          ...(fencing === undefined ? {} : { "x-interlock-fencing": String(fencing) }),
        },
      },
      response: { status: 202 },
      operationId: id,
    },
    effect: { id, kind: action, target, status: "Succeeded", endTime: at(seconds[1]) },
  };
}

export const record = (
  parts: Partial<RunRecord> & { readonly writes?: readonly ReturnType<typeof written>[] },
): RunRecord => {
  const { writes = [], ...rest } = parts;
  return {
    traces: [],
    samples: [],
    exchanges: writes.map(({ exchange }) => exchange),
    operations: writes.map(({ effect }) => effect),
    appPrincipal: "interlock",
    ...rest,
  };
};

/** The claims that the run has violated, with what speaks against them. */
export const violated = (run: RunRecord): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    verdictOn(run)
      .filter(({ violations }) => violations.length > 0)
      .map(({ what, violations }) => [what, violations]),
  );

export const claims = {
  oneWriter: "No two writers are at work on one machine",
  held: "Nobody else writes to what is held, nor below it",
  course: "Nobody writes between the first and the last write of another's operation",
  holds: "Holds that exclude each other, and operations, are not there at once",
  duplicates: "Duplicates never reach Azure",
  once: "No write takes effect twice, whichever answers and hosts are lost",
  tickets: "Turns are taken in the order of the tickets",
  queues: "Leases are granted in the order of their queues",
  fencing: "Fencing numbers of writes never go back, and no two grants have the same",
  answers: "Every caller is answered, with an end that fits what he asked for",
};

export const look = (seconds: number, resource: Partial<SampledResource>) => ({
  at: at(seconds),
  resources: [
    { resourceId: machine.id, holders: [], waiting: [], head: null, tickets: [], ...resource },
  ],
});
export const owner = (
  ownerId: string,
  since: number,
  mode: "exclusive" | "intent" = "exclusive",
) => ({
  ownerId,
  mode,
  since: at(since),
});
export const ticket = (name: string, number: number) => ({ operationId: `op-${name}`, number });
