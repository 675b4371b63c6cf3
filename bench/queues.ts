// What a command costs when many are in line: at a lease with ten and with a hundred waiters, at a turn
// with up to a thousand tickets. Once as the pure reducer alone, once as a command to the entity on a
// database file, from one episode of the asking orchestration to the next.

import { join } from "node:path";
import { startHost } from "../embedded/host.ts";
import type { EmbeddedHost } from "../embedded/host.ts";
import { packageRoot } from "../src/cli/package-root.ts";
import { addMs, instantOf } from "../src/domain/instant.ts";
import { acquire } from "../src/leases/resource-lease.ts";
import { enter } from "../src/leases/target-turn.ts";
import type { Benchmark, Bound } from "./benchmark.ts";
import { episodeDistances } from "./episodes.ts";
import { askName, fillName, registerQueues } from "./queues/app.ts";
import type { LineInput } from "./queues/app.ts";
import { acquireOf, enterOf } from "./queues/lines.ts";
import { median, p90 } from "./statistics.ts";

interface Measured {
  readonly kind: LineInput["kind"];
  /** Without the one who holds it. */
  readonly waiting: number;
}

const measured: readonly Measured[] = [
  { kind: "lease", waiting: 10 },
  { kind: "lease", waiting: 100 },
  { kind: "turn", waiting: 10 },
  { kind: "turn", waiting: 100 },
  { kind: "turn", waiting: 1_000 },
];

/** As an entity, median; the longest line of each kind is judged. */
const boundsMs = { lease: 30, turn: 60 };

export const queues: Benchmark = {
  name: "queues",
  title: "Cost of one command with many in line: the last one asks again",
  async measure({ folder, quick, progress }) {
    const host = await startHost({
      appFolder: packageRoot(),
      env: { INTERLOCK_TASK_HUB: "InterlockBench" },
      database: join(folder, "queues.sqlite"),
      load: registerQueues,
    });
    try {
      const rows: (readonly string[])[] = [];
      const medians = new Map<Measured, number>();
      for (const each of measured) {
        progress(`${each.kind} with ${each.waiting}`);
        const pure = pureCosts(each, quick ? 20 : 200);
        const entity = await entityCosts(host, each, quick ? 1 : 5);
        medians.set(each, median(entity));
        rows.push(rowOf(each, pure, entity));
      }
      const head = ["", "waiting", "state, KB", "reducer, ms", "p90", "entity command, ms", "p90"];
      return { tables: [{ head, rows }], bounds: boundsOf(medians), notes: [] };
    } finally {
      await host.close({ graceMs: 0 });
    }
  },
};

function rowOf(
  { kind, waiting }: Measured,
  pure: PureCosts,
  entity: readonly number[],
): readonly string[] {
  return [
    kind,
    String(waiting),
    (pure.stateBytes / 1024).toFixed(1),
    median(pure.costsMs).toFixed(2),
    p90(pure.costsMs).toFixed(2),
    median(entity).toFixed(1),
    p90(entity).toFixed(1),
  ];
}

function boundsOf(medians: ReadonlyMap<Measured, number>): readonly Bound[] {
  return (["lease", "turn"] as const).map((kind) => {
    const longest = measured.findLast((each) => each.kind === kind);
    if (longest === undefined) throw new Error(`No ${kind} was measured.`);
    return {
      what: `a command to a ${kind} with ${longest.waiting} in line, median, ms`,
      value: medians.get(longest) ?? Number.NaN,
      digits: 1,
      is: "below",
      limit: boundsMs[kind],
      kind: "bound",
    };
  });
}

interface PureCosts {
  readonly costsMs: readonly number[];
  readonly stateBytes: number;
}

function pureCosts({ kind, waiting }: Measured, samples: number): PureCosts {
  return kind === "lease"
    ? costsOf(acquire, acquireOf, { waiting, samples })
    : costsOf(enter, enterOf, { waiting, samples });
}

function costsOf<State, Command>(
  reduce: (state: State | null, command: Command) => { readonly state: State | null },
  commandOf: (line: string, place: number, at: string) => Command,
  { waiting, samples }: { readonly waiting: number; readonly samples: number },
): PureCosts {
  const beginsAt = instantOf(Date.parse("2026-01-05T08:00:00.000Z"));
  let state: State | null = null;
  for (let place = 0; place <= waiting; place += 1) {
    ({ state } = reduce(state, commandOf("pure", place, beginsAt)));
  }
  const costsMs: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const command = commandOf("pure", waiting, addMs(beginsAt, sample));
    const startedAt = performance.now();
    ({ state } = reduce(state, command));
    costsMs.push(performance.now() - startedAt);
  }
  return { costsMs, stateBytes: Buffer.byteLength(JSON.stringify(state)) };
}

async function entityCosts(
  host: EmbeddedHost,
  { kind, waiting }: Measured,
  instances: number,
): Promise<readonly number[]> {
  const input: LineInput = { line: `${kind}-${waiting}`, kind, length: waiting + 1 };
  await episodeDistances(host, fillName, input);
  // The first instance pays for what is loaded and compiled only once.
  await episodeDistances(host, askName, input);
  const costs: number[] = [];
  for (let instance = 0; instance < instances; instance += 1) {
    costs.push(...(await episodeDistances(host, askName, input)));
  }
  return costs;
}
