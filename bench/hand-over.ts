// How soon the next operation of a queue begins when the one before it has given everything back: from
// the note of the release to the first request that the next one makes of Azure. Real programs, a
// database file, Azure's operations cut short.

import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { TapExchange } from "../simulator/protocol.ts";
import type { World } from "../simulator/world.ts";
import type { OperationView } from "../src/contracts/http-shapes.ts";
import { msBetween } from "../src/domain/instant.ts";
import type { Instant } from "../src/domain/instant.ts";
import type { Benchmark } from "./benchmark.ts";
import { startLocalStack } from "./local-stack.ts";
import type { LocalStack } from "./local-stack.ts";
import { wishOf } from "./resize/world.ts";
import { median, p90 } from "./statistics.ts";

/** A deallocated machine changes its size at once, so each operation is one step. */
const sizes = ["Standard_D8s_v4", "Standard_D4s_v4", "Standard_D8s_v4", "Standard_D4s_v4"];
const betweenLooksMs = 250;
const correlationHeader = "x-ms-correlation-request-id";

export const handOver: Benchmark = {
  name: "hand-over",
  title: "Hand-over: from a release to the next holder's first read",
  async measure({ seed, folder, quick, progress }) {
    const machines = Array.from({ length: quick ? 1 : 8 }, (_, index) => `vm-${index + 1}`);
    const stack = await startLocalStack({ seed, folder, world: worldOf(machines) });
    try {
      const gapsMs: number[] = [];
      for (const machine of machines) {
        progress(`${machine} of ${machines.length}`);
        gapsMs.push(...(await Promise.race([handOversOf(machine, stack), stack.died])));
      }
      return {
        tables: [
          {
            head: ["", "hand-overs", "median, ms", "p90, ms"],
            rows: [
              [
                "release to first read",
                String(gapsMs.length),
                median(gapsMs).toFixed(0),
                p90(gapsMs).toFixed(0),
              ],
            ],
          },
        ],
        bounds: [
          {
            what: "the median hand-over, ms",
            value: median(gapsMs),
            digits: 0,
            is: "below",
            limit: 100,
            kind: "bound",
          },
        ],
        notes: [],
      };
    } finally {
      await stack.stop();
    }
  },
};

function worldOf(machines: readonly string[]): World {
  return {
    settings: { durationsMs: { resize: 500 } },
    machines: machines.map((name) => ({
      name,
      resourceGroup: "bench-rg",
      size: "Standard_D4s_v4",
      power: "deallocated",
    })),
  };
}

async function handOversOf(
  machine: string,
  { interlock, azure }: LocalStack,
): Promise<readonly number[]> {
  const { resourceId } = wishOf(machine);
  const ids: string[] = [];
  for (const size of sizes) {
    const body = { kind: "vm-resize", target: resourceId, parameters: { size } };
    ids.push((await interlock.start(body, randomUUID())).id);
  }
  const views: OperationView[] = [];
  for (const id of ids) {
    let view = await interlock.read(id);
    for (; view.status !== "ended"; view = await interlock.read(id)) await wait(betweenLooksMs);
    if (view.outcome !== "succeeded") throw new Error(`${id} ended as ${String(view.outcome)}.`);
    views.push(view);
  }
  const firstReads = firstReadsOf(await azure.exchanges(), machine);
  if (firstReads.length !== ids.length) {
    throw new Error(`${firstReads.length} operations have read ${machine}.`);
  }
  return views.slice(0, -1).map((view, index) => {
    const next = firstReads[index + 1] ?? "";
    return msBetween(releaseOf(view), next);
  });
}

/** When each operation first asked for the machine, in the order in which they did. */
function firstReadsOf(exchanges: readonly TapExchange[], machine: string): readonly Instant[] {
  const firsts = new Map<string, Instant>();
  for (const { startedAt, request } of exchanges) {
    if (!request.url.includes(`/virtualMachines/${machine}`)) continue;
    const operation = request.headers[correlationHeader] ?? "";
    const known = firsts.get(operation);
    if (known === undefined || startedAt < known) firsts.set(operation, startedAt);
  }
  return [...firsts.values()].toSorted((one, other) => one.localeCompare(other));
}

function releaseOf({ id, report }: OperationView): Instant {
  const released = report?.timeline.findLast(({ event }) => event === "released");
  if (released === undefined) throw new Error(`${id} has not noted its release.`);
  return released.at;
}
