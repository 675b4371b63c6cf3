// Histories that orchestrators of a shipped version have left behind must keep replaying: instances
// with such histories are running when a new version of the app starts. A difference is mended by
// branching on `context.df.version`, never by recording anew; a version that was not shipped yet is
// recorded anew (test/support/record-histories.ts).

import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HistoryEvent } from "../../embedded/history.ts";
import { orchestrationHandler } from "../../src/platform/durable-app.ts";
import { orchestrators } from "../../src/register.ts";
import { differenceFrom } from "../support/replay-engine.ts";

interface Recorded {
  readonly orchestrator: keyof typeof orchestrators;
  readonly id: string;
  readonly history: readonly HistoryEvent[];
}

const folder = join(import.meta.dirname, "recorded");
const files = globSync("*/*.json", { cwd: folder }).toSorted((a, b) => (a < b ? -1 : 1));

function recordedIn(file: string): readonly Recorded[] {
  return JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Recorded[];
}

describe("a history recorded by version", () => {
  it.each(files)("%s keeps replaying", async (file) => {
    for (const recorded of recordedIn(file)) {
      const handler = orchestrationHandler(orchestrators[recorded.orchestrator]);
      expect(await differenceFrom(handler, recorded)).toBeNull();
    }
  });

  it("is there, of every orchestrator", () => {
    const all = files.flatMap((file) => recordedIn(file));
    const names = new Set<string>(all.map((each) => each.orchestrator));
    expect([...names].toSorted()).toEqual(Object.keys(orchestrators).toSorted());
    expect(files.map((file) => basename(file))).toContain("whole-resize.json");
  });

  it("no longer replays when one activity is called another", async () => {
    const [recorded] = recordedIn(files.find((file) => file.endsWith("whole-resize.json")) ?? "");
    if (recorded === undefined) throw new Error("Nothing is recorded.");
    const changed = JSON.parse(
      JSON.stringify(recorded.history).replaceAll('"submitStep"', '"sendStep"'),
    ) as HistoryEvent[];
    const handler = orchestrationHandler(orchestrators["vm-resize"]);
    expect(await differenceFrom(handler, { ...recorded, history: changed })).toContain(
      "submitStep",
    );
  });
});
