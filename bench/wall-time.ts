// How long a deallocate, resize and start takes, as a multiple of the time that Azure itself takes for
// the three operations: through Interlock, with a script that looks every fifteen seconds, and with
// the SDK's own pollers. In one run, in one simulated Azure, at Azure's own pace, with its throttling.

import { setTimeout as wait } from "node:timers/promises";
import type { OperationDump } from "../simulator/azure-contract.ts";
import type { TapExchange } from "../simulator/protocol.ts";
import type { Benchmark, Bound, Figures, Findings, MeasureOptions } from "./benchmark.ts";
import { startLocalStack } from "./local-stack.ts";
import type { LocalStack } from "./local-stack.ts";
import { pollingScript } from "./resize/polling-script.ts";
import { sdkPollers } from "./resize/sdk-pollers.ts";
import type { Course, Strategy } from "./resize/strategy.ts";
import { throughInterlock } from "./resize/through-interlock.ts";
import { timingOf } from "./resize/timing.ts";
import type { Timing } from "./resize/timing.ts";
import { trafficOf } from "./resize/traffic.ts";
import type { Traffic } from "./resize/traffic.ts";
import { wishOf, worldOf } from "./resize/world.ts";
import { median, p90 } from "./statistics.ts";

/** Between two starts of one strategy, so that the machine that measures is not what is measured. */
const betweenStartsMs = 5_000;
/** What has not ended by then after the last start met one of Azure's rare long deallocations. */
const patienceMs = 5 * 60_000;

export const wallTime: Benchmark = {
  name: "wall-time",
  title: "Deallocate, resize, start: wall time over Azure's own time",
  async measure(options) {
    const machines = (prefix: string): readonly string[] =>
      Array.from({ length: options.vms }, (_, index) => `${prefix}-${index + 1}`);
    const prefixes = ["interlock", "script", "sdk"];
    const stack = await startLocalStack({
      world: worldOf(prefixes.flatMap(machines), options.latencyMs),
      seed: options.seed,
      folder: options.folder,
    });
    try {
      const strategies = await strategiesOf(stack);
      const runs = await Promise.race([runAll(strategies, machines, options), stack.died]);
      const { operations } = await stack.azure.dump();
      const exchanges = await stack.azure.exchanges();
      const results = runs.map((run) => resultOf(run, operations, exchanges));
      // The bound is about what Interlock adds; with a longer way to Azure it is only told.
      return findingsOf(results, options.latencyMs === 0 ? "bound" : "goal");
    } finally {
      await stack.stop();
    }
  },
};

async function strategiesOf({ interlock, azure }: LocalStack): Promise<readonly Strategy[]> {
  return [throughInterlock(interlock), await pollingScript(azure), await sdkPollers(azure)];
}

interface Run {
  readonly strategy: Strategy;
  readonly machine: string;
  readonly end: End;
}

type End =
  | { readonly kind: "done"; readonly course: Course }
  | { readonly kind: "failed" | "late"; readonly sentence: string };

async function runAll(
  strategies: readonly Strategy[],
  machines: (prefix: string) => readonly string[],
  options: MeasureOptions,
): Promise<readonly (readonly Run[])[]> {
  const total = strategies.length * options.vms;
  let ended = 0;
  const tell = (): void => options.progress(`${ended} of ${total} machines are done`);
  const endMs = performance.now() + options.vms * betweenStartsMs + patienceMs;
  tell();
  return Promise.all(
    strategies.map((strategy, offset) =>
      Promise.all(
        machines(strategy.prefix).map(async (machine, index): Promise<Run> => {
          await wait((index + offset / strategies.length) * betweenStartsMs);
          const end = await endOf(strategy, machine, endMs - performance.now());
          ended += 1;
          tell();
          return { strategy, machine, end };
        }),
      ),
    ),
  );
}

async function endOf(strategy: Strategy, machine: string, withinMs: number): Promise<End> {
  const tooLate = new AbortController();
  const late = { kind: "late", sentence: "it was not awaited any longer" } as const;
  try {
    return await Promise.race([
      strategy.resize(wishOf(machine)).then((course): End => ({ kind: "done", course })),
      wait(withinMs, late, { signal: tooLate.signal }),
    ]);
  } catch (thrown) {
    const sentence = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: "failed", sentence };
  } finally {
    tooLate.abort();
  }
}

interface Result {
  readonly name: string;
  readonly timings: readonly Timing[];
  readonly failed: number;
  /** What is not among the timings, and why. */
  readonly left: readonly string[];
  readonly traffic: Traffic;
}

function resultOf(
  runs: readonly Run[],
  operations: readonly OperationDump[],
  exchanges: readonly TapExchange[],
): Result {
  const [first] = runs;
  if (first === undefined) throw new Error("A strategy had no machines.");
  const timings: Timing[] = [];
  const left: string[] = [];
  for (const { machine, end } of runs) {
    if (end.kind !== "done") left.push(`${machine}: ${end.sentence}`);
    else timings.push(timingOf(end.course, wishOf(machine).resourceId, operations));
  }
  const failed = runs.filter(({ end }) => end.kind === "failed").length;
  const { name, principal } = first.strategy;
  return { name, timings, failed, left, traffic: trafficOf(exchanges, principal) };
}

function findingsOf(results: readonly Result[], kind: Bound["kind"]): Findings {
  const [interlock] = results;
  if (interlock === undefined) throw new Error("There is no strategy.");
  const ratio: Bound = {
    what: "Interlock's median ratio",
    value: median(interlock.timings.map((timing) => timing.ratio)),
    digits: 3,
    is: "at most",
    limit: 1.15,
    kind,
  };
  const none = { digits: 0, is: "at most", limit: 0, kind: "bound" } as const;
  return {
    tables: [ratioTable(results), gapTable(results), trafficTable(results)],
    bounds: [
      ratio,
      { ...none, what: "how many of Interlock's runs failed", value: interlock.failed },
      {
        ...none,
        what: "how many of Interlock's requests Azure throttled",
        value: interlock.traffic.throttled,
      },
    ],
    notes: results.flatMap(({ left }) => left.map((sentence) => `Left out: ${sentence}`)),
  };
}

function ratioTable(results: readonly Result[]): Figures {
  return {
    head: ["", "machines", "ratio, median", "ratio, p90", "Azure, s", "wall, s", "caller sees, s"],
    rows: results.map(({ name, timings }) => {
      const of = (value: (timing: Timing) => number): readonly number[] => timings.map(value);
      return [
        name,
        String(timings.length),
        median(of(({ ratio }) => ratio)).toFixed(3),
        p90(of(({ ratio }) => ratio)).toFixed(3),
        seconds(median(of(({ azureMs }) => azureMs))),
        seconds(median(of(({ wallMs }) => wallMs))),
        seconds(median(of(({ seenAfterMs }) => seenAfterMs))),
      ];
    }),
  };
}

/** Where it goes: medians of what is not Azure's own time. */
function gapTable(results: readonly Result[]): Figures {
  return {
    head: ["not Azure's time, s (medians)", "until deallocate", "to resize", "to start", "to end"],
    rows: results.map(({ name, timings }) => [
      name,
      ...[0, 1, 2, 3].map((gap) =>
        seconds(median(timings.map(({ gapsMs }) => gapsMs[gap] ?? Number.NaN))),
      ),
    ]),
  };
}

function trafficTable(results: readonly Result[]): Figures {
  return {
    head: ["", "requests", "throttled", "fewest reads left of 36", "fewest polls left of 45"],
    rows: results.map(({ name, traffic }) => [
      name,
      String(traffic.requests),
      String(traffic.throttled),
      String(traffic.readsLeft ?? "-"),
      String(traffic.pollsLeft ?? "-"),
    ]),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
