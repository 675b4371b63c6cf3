// What is printed, as text alone: complete, honest about its source, harmless to a terminal.
import { describe, expect, it } from "vitest";
import { isoDuration, sayDuration } from "../../../src/cli/duration.ts";
import { listText } from "../../../src/cli/list-text.ts";
import { operationText } from "../../../src/cli/operation-text.ts";
import type { Paint } from "../../../src/cli/paint.ts";
import { planText } from "../../../src/cli/plan-text.ts";
import { printable } from "../../../src/cli/printable.ts";
import { resourceText } from "../../../src/cli/resource-text.ts";
import { createTimelineReader } from "../../../src/cli/timeline-text.ts";
import { typedCommand } from "../../../src/cli/typed-command.ts";
import { fitted } from "../../../src/cli/wrapping.ts";
import type { ResourceView } from "../../../src/contracts/http-shapes.ts";
import { aReport, aView, anEntry } from "../../support/operation-view.ts";
import { aVmState, vmId } from "../../support/vm-observation.ts";

const asItIs = (text: string): string => text;
const plainPaint: Paint = { bold: asItIs, dim: asItIs, good: asItIs, warn: asItIs, bad: asItIs };
const how = { paint: plainPaint, url: "http://127.0.0.1:7071" };
const escape = "\u001b[2J\u001b]0;owned\u0007\r\n";

const terminal = (columns: number) => ({ isTTY: true, columns }) as NodeJS.WriteStream;

describe("what is printed", () => {
  it("cannot be used to write to the terminal from outside", () => {
    const view = aView({
      principal: { id: "x", name: `mallory${escape}` },
      report: aReport({
        sentence: `refused${escape}`,
        nextAction: escape,
        commands: [escape],
        leftBehind: [escape],
        blockers: [
          {
            class: "management-lock",
            rule: "management-lock",
            sentence: escape,
            nextAction: escape,
            mustAccept: [],
          },
        ],
        before: aVmState({ size: escape, provisioningState: escape }),
        timeline: [
          { at: "2026-01-05T08:00:00.000Z", event: escape, sentence: escape, stepId: null },
        ],
      }),
    });
    const resource: ResourceView = {
      resourceId: vmId,
      observedAt: "2026-01-05T08:00:00.000Z",
      state: null,
      stateProblem: escape,
      locks: [{ id: "l", name: escape, level: "ReadOnly", scope: escape, notes: escape }],
      locksProblem: null,
      running: { settled: null, operationId: escape, since: null, what: escape },
      lease: { resourceId: null, holders: [], queue: [], open: [], breaks: [] },
      turn: { resourceId: null, head: null, queue: [], waiting: 0 },
    };
    const texts = [
      operationText(view, { ...how, timeline: true }),
      planText(view, how),
      listText([view], how),
      resourceText(resource, how),
    ];
    for (const text of texts) {
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  it("shows what reorders text, and leaves letters of any script", () => {
    expect(printable("a\u202eb\u200bc\u0000")).toBe("a\\u{202e}b\\u{200b}c\\u{0}");
    expect(printable("größe 機械 🙂")).toBe("größe 機械 🙂");
  });

  it("names its source", () => {
    expect(operationText(aView(), { ...how, timeline: false })).toMatch(
      /source: record, from http:\/\/127\.0\.0\.1:7071$/,
    );
    expect(listText([], how)).toMatch(/source: orchestrations/);
  });
});

describe("a resource as text", () => {
  const holder = (mode: "exclusive" | "intent", name: string) => ({
    owner: {
      id: `op-${name}/1`,
      operationId: `op-${name}`,
      instanceId: `op-${name}`,
      kind: "tool-lease",
      principal: { id: `local:${name}`, name },
      purpose: "terraform",
    },
    mode,
    fencing: 41,
    since: "2026-01-05T07:50:00.000Z",
    expiresAt: "2026-01-05T08:05:00.000Z",
  });
  const free = { resourceId: vmId, holders: [], queue: [], open: [], breaks: [] };
  const view = (change: Partial<ResourceView>): ResourceView => ({
    resourceId: vmId,
    observedAt: "2026-01-05T08:00:00.000Z",
    state: aVmState(),
    stateProblem: null,
    locks: [],
    locksProblem: null,
    running: { settled: true, operationId: null, since: null, what: null },
    lease: free,
    turn: { resourceId: vmId, head: null, queue: [], waiting: 0 },
    ...change,
  });
  const parent = vmId.slice(0, vmId.indexOf("/providers/"));

  it("tells who holds what it is part of, and not who merely shares it", () => {
    const parents = [{ ...free, resourceId: parent, holders: [holder("exclusive", "bob")] }];
    const text = resourceText(view({ parents }), how);
    expect(text).toMatch(/lease +free/);
    expect(text).toMatch(/part of +prod-rg: exclusive, held by bob for terraform \(op-bob\)/);
    const shared = [{ ...free, resourceId: parent, holders: [holder("intent", "bob")] }];
    expect(resourceText(view({ parents: shared }), how)).not.toContain("part of");
  });

  it("tells from whom it was taken and until when nobody is granted it", () => {
    const broken = {
      at: "2026-01-05T08:00:00.000Z",
      by: { id: "local:eve", name: "eve" },
      reason: "gone",
      fencedUntil: "2026-01-05T08:02:00.000Z",
    };
    const lease = { ...free, fenced: [{ ...holder("exclusive", "bob"), broken }] };
    expect(resourceText(view({ lease }), how)).toMatch(
      /taken from bob, number 41; nobody is granted it before 2026-01-05T08:02:00.000Z/,
    );
  });
});

describe("an operation as text", () => {
  it("tells what was asked, how it ended, what was before and after, and each step", () => {
    const text = operationText(aView(), { ...how, timeline: true });
    expect(text).toContain("vm-resize of prod-rg/api-01 (size Standard_D4s_v5)");
    expect(text).toMatch(/outcome\s+succeeded after 2 min 03 s/);
    expect(text).toMatch(/before\s+Standard_D4s_v4, PowerState\/running, Succeeded/);
    expect(text).toMatch(/after\s+Standard_D4s_v5, PowerState\/running/);
    expect(text).toMatch(/step\s+Deallocate the virtual machine: done in 1 min 05 s/);
    expect(text).toContain("08:00:02  submitted");
    expect(text).toMatch(/in Azure\s+correlation ID 11111111-0000-4000-8000-000000000002/);
  });

  it("tells what is left behind with the commands that clear it up", () => {
    const report = aReport({
      outcome: "stuck",
      leftBehind: ["api-01 is deallocated."],
      commands: ["az vm start --ids X"],
    });
    const text = operationText(aView({ outcome: "stuck", report }), { ...how, timeline: false });
    expect(text).toContain("api-01 is deallocated.");
    expect(text).toContain("    az vm start --ids X");
  });

  it("gives a command of its advice a line of its own, which is copied whole", () => {
    const nextAction = "Whoever owns the lock can remove it: az lock delete --ids /subscriptions/x";
    const text = operationText(aView({ report: aReport({ nextAction }) }), {
      ...how,
      timeline: false,
    });
    expect(text).toMatch(/next {7}Whoever owns the lock can remove it:\n {4}az lock delete --ids/);
    expect(fitted(text, terminal(44))).toContain("\n    az lock delete --ids /subscriptions/x\n");
  });

  it("tells how many are ahead in the queue", () => {
    const progress = {
      phase: "waiting-for-turn",
      sentence: "Waiting for op-2.",
      ahead: 3,
      steps: [],
      timeline: [],
      outcome: null,
    } as const;
    const view = aView({ status: "running", outcome: null, report: null, progress });
    expect(operationText(view, { ...how, timeline: false })).toContain(
      "running (3 ahead): Waiting for op-2.",
    );
  });

  it("shows each entry of a timeline once, also where progress keeps only the newest", () => {
    const reader = createTimelineReader();
    const of = (...entries: ReturnType<typeof anEntry>[]) =>
      aView({ report: aReport({ timeline: entries }) });
    const [a, b, c] = [
      anEntry("08:00:00", "a"),
      anEntry("08:00:00", "b"),
      anEntry("08:00:01", "c"),
    ];
    expect(reader.fresh(of(a, b))).toEqual([a, b]);
    expect(reader.fresh(of(b, c))).toEqual([c]);
    expect(reader.fresh(of(a, b, c))).toEqual([]);
  });
});

describe("a plan as text", () => {
  it("tells steps, downtime and why, every blocker, what to accept, and the digest", () => {
    const blocker = {
      class: "invalid-request",
      rule: "acceptance-missing",
      sentence: "It causes downtime.",
      nextAction: "Accept it.",
      mustAccept: ["downtime", "temporary-disk-loss"],
    } as const;
    const report = aReport({
      outcome: "refused",
      blockers: [blocker],
      plan: {
        digest: "d".repeat(64),
        steps: [{ id: "deallocate", title: "Deallocate the virtual machine" }],
        downtime: { expected: true, why: "The size is not offered here." },
        notes: ["A note."],
      },
    });
    const text = planText(aView({ outcome: "refused", report, dryRun: true }), how);
    expect(text).toMatch(/step 1\s+Deallocate the virtual machine/);
    expect(text).toMatch(/downtime\s+yes: The size is not offered here\./);
    expect(text).toContain("It causes downtime. [acceptance-missing]");
    expect(text).toMatch(/accept\s+--accept downtime,temporary-disk-loss/);
    expect(text).toContain("d".repeat(64));
    expect(text).toContain("A note.");
  });
});

describe("durations", () => {
  it.each([
    ["2h", "PT2H"],
    ["90m", "PT90M"],
    ["1h30m", "PT1H30M"],
    ["2d", "P2D"],
    ["1d12h", "P1DT12H"],
    [" 45S ", "PT45S"],
  ])("%s is %s", (text, iso) => expect(isoDuration(text)).toBe(iso));

  it.each(["", "2", "h", "30m1h", "-1h", "1.5h", "2 h"])("%j is none", (text) => {
    expect(isoDuration(text)).toBeUndefined();
  });

  it.each([
    [0, "0 s"],
    [59_400, "59 s"],
    [59_600, "1 min 00 s"],
    [3_725_000, "1 h 02 min"],
  ])("%d ms are said as %s", (ms, text) => expect(sayDuration(ms)).toBe(text));
});

describe("long lines", () => {
  it("are continued under where their text began", () => {
    const text =
      "08:00:00  submitted          one two three four five six seven\n  before     aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp";
    expect(fitted(text, terminal(44)).split("\n")).toEqual([
      "08:00:00  submitted          one two three",
      "                             four five six",
      "                             seven",
      "  before     aa bb cc dd ee ff gg hh ii jj",
      "             kk ll mm nn oo pp",
    ]);
  });

  it("stay whole in a pipe, and where they are to be copied", () => {
    const long = `word ${"x".repeat(100)}`;
    expect(fitted(long, { isTTY: false } as NodeJS.WriteStream)).toBe(long);
    expect(fitted(`    az vm start --ids ${long}`, terminal(50))).toBe(
      `    az vm start --ids ${long}`,
    );
    expect(fitted(`  next       ${"y".repeat(80)}`, terminal(50))).toBe(
      `  next       ${"y".repeat(80)}`,
    );
  });
});

describe("a command to be copied", () => {
  it("is printed as it can be typed there: through npm in a clone, by its name elsewhere", () => {
    const throughNpm = { npm_lifecycle_event: "interlock" };
    expect(typedCommand("up", throughNpm)).toBe("npm run interlock -- up");
    expect(typedCommand("up", { npm_lifecycle_event: "deploy" })).toBe("interlock up");
    expect(typedCommand("up", {})).toBe("interlock up");
  });
});
