// What one round of an orchestration costs on a database file: from one episode to the next, for an
// activity that does nothing, for a command to the lease entity and for a timer (without the time that
// it is to wait), and what it costs to take leases that nobody holds and give them back.

import { join } from "node:path";
import { startHost } from "../embedded/host.ts";
import type { EmbeddedHost } from "../embedded/host.ts";
import { packageRoot } from "../src/cli/package-root.ts";
import type { Benchmark } from "./benchmark.ts";
import { episodeDistances } from "./episodes.ts";
import { leaseCycleName, registerRounds, roundsPerInstance, timerWaitMs } from "./rounds/app.ts";
import type { LeaseCycleInput } from "./rounds/app.ts";
import { median, p90, sum } from "./statistics.ts";

export const rounds: Benchmark = {
  name: "rounds",
  title: "Cost of one round of an orchestration, on a database file",
  async measure({ folder, quick, progress }) {
    const host = await startHost({
      appFolder: packageRoot(),
      env: { INTERLOCK_TASK_HUB: "InterlockBench" },
      database: join(folder, "rounds.sqlite"),
      load: registerRounds,
    });
    try {
      const instances = quick ? 2 : 8;
      const rows: (readonly string[])[] = [];
      const measureOne = async (what: string, sample: () => Promise<readonly number[]>) => {
        progress(what);
        // The first instance pays for what is loaded and compiled only once.
        await sample();
        const costs: number[] = [];
        for (let index = 0; index < instances; index += 1) costs.push(...(await sample()));
        rows.push([what, String(costs.length), median(costs).toFixed(1), p90(costs).toFixed(1)]);
        return median(costs);
      };
      await measureOne("activity", () => roundsOf(host, "benchActivities", 0));
      await measureOne("entity command", () => roundsOf(host, "benchEntities", 0));
      await measureOne("timer, beyond its wait", () => roundsOf(host, "benchTimers", timerWaitMs));
      await measureOne("take and give back 1 lease", () => leaseCycles(host, 1));
      const threeMs = await measureOne("take and give back 3 leases", () => leaseCycles(host, 3));
      return {
        tables: [{ head: ["", "samples", "median, ms", "p90, ms"], rows }],
        bounds: [
          {
            what: "taking and giving back three leases, median, ms",
            value: threeMs,
            digits: 1,
            is: "below",
            limit: 60,
            kind: "bound",
          },
        ],
        notes: [],
      };
    } finally {
      await host.close({ graceMs: 0 });
    }
  },
};

/** The rounds of one instance, each less what it was to wait. */
async function roundsOf(
  host: EmbeddedHost,
  name: string,
  waitMs: number,
): Promise<readonly number[]> {
  const lengths = await episodeDistances(host, name, { rounds: roundsPerInstance });
  return lengths.map((ms) => ms - waitMs);
}

let cycles = 0;

/** One sample: from the first command to the answer to the last. */
async function leaseCycles(host: EmbeddedHost, leases: number): Promise<readonly number[]> {
  cycles += 1;
  const input: LeaseCycleInput = { cycle: cycles, leases };
  return [sum(await episodeDistances(host, leaseCycleName, input))];
}
