// Days that a seed decides: random worlds, callers, faults, foreign writers and restarts. First there
// is trouble, then there is none, and everything must reach an end that is told as it is. A few seeds
// run always; INTERLOCK_SIMULATION_SEEDS (`7` or `100-199`) runs others.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { expectNothingHeld, lockPath } from "../support/fault-scene.ts";
import { wrongsOf } from "../support/random-day-verdict.ts";
import { randomDay, troubledMs } from "../support/random-day.ts";
import type { RandomDay, RandomRequest } from "../support/random-day.ts";
import { startSystem, systemStart } from "../support/system.ts";
import type { System } from "../support/system.ts";

const hourMs = 60 * 60_000;
/** After the trouble: the longest deadline, and the longest that anything is followed after it. */
const budgetMs = 14 * hourMs;

const seeds = seedsOf(process.env["INTERLOCK_SIMULATION_SEEDS"] ?? "1-6");

function seedsOf(text: string): readonly number[] {
  const [first = 1, last = first] = text.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe("a day that a seed decides", () => {
  it.each(seeds)(
    "(seed %i) ends with everything done or told, nothing held, and no rule broken",
    async (seed) => {
      const day = randomDay(seed);
      const system = await startSystem({ world: day.world, seed, database: await aDatabase() });
      const again = `INTERLOCK_SIMULATION_SEEDS=${seed} npx vitest run test/simulation/random-days.test.ts`;
      const views = await live(system, day).catch((thrown: unknown) => {
        throw new Error(`It did not end. To see it again: ${again}`, { cause: thrown });
      });
      const { exchanges } = system;
      const { operations } = system.azure.dump();
      const story = JSON.stringify({ day, views: views.map(tellOf) }, null, 1);
      expect(wrongsOf({ exchanges, operations, views }), `${again}\n${story}`).toEqual([]);
      await expectNothingHeld(system);
    },
    120_000,
  );
});

async function aDatabase(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-random-day-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "hub.sqlite");
}

async function live(system: System, day: RandomDay): Promise<readonly OperationView[]> {
  const ids: string[] = [];
  system.azure.addFaults(day.faults);
  const events = [
    ...day.requests.map((request) => ({
      atMs: request.atMs,
      run: async () => void ids.push(await start(system, request)),
    })),
    ...day.restartsAtMs.map((atMs) => ({ atMs, run: () => system.restart() })),
    { atMs: troubledMs, run: () => calmDown(system) },
  ].toSorted((one, other) => one.atMs - other.atMs);
  for (const { atMs, run } of events) {
    await untilMs(system, systemStart + atMs);
    await run();
  }
  const isOver = async (): Promise<boolean> => {
    const views = await viewsOf(system, ids);
    return views.every(({ status }) => status === "ended");
  };
  await system.advanceUntil(isOver, budgetMs);
  return viewsOf(system, ids);
}

async function untilMs(system: System, instantMs: number): Promise<void> {
  if (system.clock.now() >= instantMs) return;
  // Stops at the instant itself, whatever is due around it.
  const cancel = system.clock.alarm(instantMs, () => undefined);
  await system.advanceUntil(
    () => system.clock.now() >= instantMs,
    instantMs - system.clock.now() + 1,
  );
  cancel();
}

async function calmDown(system: System): Promise<void> {
  system.azure.removeFaults();
  await system.send("DELETE", lockPath, { as: "auditor" });
}

function start(system: System, { size, as, key, body }: RandomRequest): Promise<string> {
  return system.resize(size, { as, key, body });
}

function viewsOf(system: System, ids: readonly string[]): Promise<readonly OperationView[]> {
  return Promise.all(ids.map((id) => system.operation(id)));
}

function tellOf({ id, outcome, report }: OperationView) {
  return {
    id,
    outcome,
    sentence: report?.sentence,
    timeline: report?.timeline.map(({ at, event, sentence }) => `${at} ${event}: ${sentence}`),
  };
}
