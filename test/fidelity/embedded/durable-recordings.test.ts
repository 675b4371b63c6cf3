/**
 * The embedded host beside recordings of a real Functions host (Durable extension 3.15, Azure
 * Storage): the recorded requests are sent again, at the recorded distances on a manual clock, to
 * the recorded app, and every answer is compared: status, headers, body, history. A difference is a
 * departure that stands in the list with its reason, or a failure.
 */
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../../embedded/clock.ts";
import type { ManualClock } from "../../../embedded/clock.ts";
import { startHost } from "../../../embedded/host.ts";
import type { EmbeddedHost } from "../../../embedded/host.ts";
import { appFolder, startOfTest } from "../../support/embedded-app.ts";
import {
  comparable,
  differences,
  loadRecordedApp,
  recordedKey,
  recordedScenarios,
  recordingsArePresent,
  send,
} from "../../support/embedded-recordings.ts";
import type { Exchange } from "../../support/embedded-recordings.ts";
import { departures, outOfScope } from "./departures.ts";

const finalStates = new Set(["Completed", "Failed", "Terminated"]);

describe.skipIf(!recordingsArePresent)(
  "the embedded host, asked what a real host was asked (needs ../shared/durable-recordings)",
  () => {
    it("answers alike, apart from the listed departures", { timeout: 60_000 }, async () => {
      const { host, clock } = await startRecordedApp();
      const scenarios = [...recordedScenarios()].filter(
        ([name]) => !outOfScope.some(({ scenario }) => scenario.test(name)),
      );
      try {
        const found: Difference[] = [];
        for (const [, exchanges] of scenarios) {
          found.push(...(await replayScenario(host, clock, exchanges)));
        }
        expect(scenarios.length).toBeGreaterThan(75);
        expect(found.filter(isUnexpected).map(inWords)).toEqual([]);
      } finally {
        await host.close({ graceMs: 0 });
      }
    });
  },
);

/** Activities of the app that pause do so on the manual clock, and the clock does not wait for them. */
async function startRecordedApp(): Promise<{ host: EmbeddedHost; clock: ManualClock }> {
  const clock = manualClock(startOfTest);
  let asleep = 0;
  const pause = (done: () => void, ms: number) => {
    asleep += 1;
    clock.alarm(clock.now() + ms, () => {
      asleep -= 1;
      done();
    });
  };
  const host = await startHost({
    appFolder: await appFolder({ extensions: { durableTask: { hubName: "RealHub" } } }),
    load: () => loadRecordedApp(pause),
    clock: { now: () => clock.now(), alarm: (atMs, ring) => clock.alarm(atMs, ring) },
  });
  clock.onMove(async () => {
    do await turn();
    while (host.busy() > asleep);
  });
  return { host, clock };
}

interface Difference {
  readonly scenario: string;
  readonly note: string;
  readonly field: string;
  readonly recorded: unknown;
  readonly seen: unknown;
}

async function replayScenario(
  host: EmbeddedHost,
  clock: ManualClock,
  exchanges: readonly Exchange[],
): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  let before = Date.parse(exchanges[0]?.t ?? "");
  for (const exchange of exchanges) {
    const at = Date.parse(exchange.t);
    await clock.advance(Math.max(0, at - before));
    before = at;
    const recorded = comparable(exchange.response, recordedKey);
    if (finalStates.has(String(recorded["body.runtimeStatus"]))) {
      await end(host, clock, exchange);
    }
    const seen = comparable(await send(host, exchange.request), host.systemKey);
    for (const field of differences(recorded, seen)) {
      const { scenario, note } = exchange;
      found.push({ scenario, note, field, recorded: recorded[field], seen: seen[field] });
    }
  }
  return found;
}

/** Moves on until the instance that a status was asked of has ended: there some timers fire early. */
async function end(host: EmbeddedHost, clock: ManualClock, exchange: Exchange): Promise<void> {
  const id = /\/instances\/([^/?]+)/.exec(exchange.request.path)?.[1] ?? "";
  for (let steps = 0; steps < 100; steps += 1) {
    const row = host.instances().find((each) => each.id === decodeURIComponent(id));
    if (row === undefined || finalStates.has(row.status)) return;
    await clock.advance(100);
  }
}

function isUnexpected(difference: Difference): boolean {
  return !departures.some(
    (each) =>
      each.scenario.test(difference.scenario) &&
      each.note.test(difference.note) &&
      each.field.test(difference.field),
  );
}

function inWords({ scenario, note, field, recorded, seen }: Difference): string {
  const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 300);
  return `${scenario} | ${note} | ${field}: recorded ${short(recorded)}, seen ${short(seen)}`;
}
