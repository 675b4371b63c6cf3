// What is printed of an operation that waits for a lock to go, or for room.

import { describe, expect, it } from "vitest";
import { listText } from "../../../src/cli/list-text.ts";
import { operationText } from "../../../src/cli/operation-text.ts";
import type { Paint } from "../../../src/cli/paint.ts";
import type { Awaited as AwaitedThing } from "../../../src/domain/awaited.ts";
import { aView } from "../../support/operation-view.ts";
import { aLock } from "../../support/vm-observation.ts";

const asItIs = (text: string): string => text;
const paint: Paint = { bold: asItIs, dim: asItIs, good: asItIs, warn: asItIs, bad: asItIs };
const url = "http://127.0.0.1:7071";
const since = "2026-01-05T08:00:00.000Z";
const nextTryAt = "2026-01-05T08:05:00.000Z";
const { name, level, scope } = aLock();

function waiting(waitsFor: AwaitedThing) {
  const phase =
    waitsFor.kind === "lock" ? ("waiting-for-lock" as const) : ("waiting-for-capacity" as const);
  return aView({
    status: "running",
    outcome: null,
    report: null,
    progress: {
      phase,
      sentence: "Waiting.",
      ahead: null,
      steps: [],
      timeline: [],
      outcome: null,
      waitsFor,
    },
  });
}

const textOf = (waitsFor: AwaitedThing): string =>
  operationText(waiting(waitsFor), { paint, url, timeline: false });

describe("an operation that waits", () => {
  it("for a lock tells its level, name, scope and note, and since when", () => {
    const locks = [{ name, level, scope, notes: "until Monday" }];
    const text = textOf({ kind: "lock", locks, since, nextTryAt });
    expect(text).toContain(`the removal of ReadOnly lock ${name} on ${scope} ("until Monday")`);
    expect(text).toContain(`since ${since}; looked again at ${nextTryAt}`);
  });

  it("for a removal to take effect says so", () => {
    const text = textOf({ kind: "lock", locks: [], since, nextTryAt });
    expect(text).toContain("the removal of a lock to take effect");
  });

  it("for room tells size, place and how often there was none", () => {
    const size = "Standard_D4s_v5";
    const place = { size, location: "westeurope", zone: "2" };
    const text = textOf({ kind: "capacity", ...place, since, nextTryAt, tries: 3 });
    expect(text).toContain("room for Standard_D4s_v5, in westeurope, zone 2");
    expect(text).toContain(`since ${since}, 3 refused by now; tried again at ${nextTryAt}`);
  });

  it("cannot write to a terminal by what somebody has named a lock", () => {
    const escape = "\u001b[2J";
    const locks = [{ name: escape, level, scope: escape, notes: escape }];
    expect(textOf({ kind: "lock", locks, since, nextTryAt })).not.toContain("\u001b");
  });

  it("is known by it in a list", () => {
    const place = { size: null, location: null, zone: null };
    const views = [
      waiting({ kind: "lock", locks: [], since, nextTryAt }),
      waiting({ kind: "capacity", ...place, since, nextTryAt, tries: 1 }),
    ];
    const text = listText(views, { paint, url });
    expect(text).toContain("running, waits for a lock to go");
    expect(text).toContain("running, waits for room");
  });
});
