// The timer: it looks, and starts a sweep only where there is something to sweep.

import { describe, expect, it } from "vitest";
import { sweepInstanceId, sweepStart } from "../../../../src/contracts/sweep-messages.ts";
import type { SurveyAnswer } from "../../../../src/contracts/sweep-messages.ts";
import { startSweep } from "../../../../src/triggers/timers/sweep-leases.ts";
import { FakeOrchestrations } from "../../../support/fake-orchestrations.ts";

const place = { entity: "resourceLease", from: "page-2" } as const;
const next = { entity: "resourceLease", from: "page-3" } as const;
const finding = { entity: "resourceLease", key: "a", dead: [] } as const;

function withSurvey(answer: Partial<SurveyAnswer>) {
  const orchestrations = new FakeOrchestrations();
  const logs: string[] = [];
  const start = () =>
    startSweep({
      survey: () => Promise.resolve({ found: [], place, next: null, unreadable: 0, ...answer }),
      orchestrations,
      log: (sentence) => logs.push(sentence),
    });
  return { orchestrations, logs, start };
}

describe("the timer of the sweep", () => {
  it("starts nothing where nothing is to be done", async () => {
    const { orchestrations, start } = withSurvey({});
    expect(await start()).toBe("nothing");
    expect(orchestrations.begun).toEqual([]);
  });

  it("starts the sweep at the page with what was found", async () => {
    const { orchestrations, start } = withSurvey({ found: [finding], next });
    expect(await start()).toBe("started");
    expect(orchestrations.begun).toEqual([
      { name: "sweepLeases", id: sweepInstanceId, input: { from: place } },
    ]);
  });

  it("lets the sweep go on where the survey has ended before it was through", async () => {
    const { orchestrations, start } = withSurvey({ next });
    expect(await start()).toBe("started");
    expect(orchestrations.begun[0]?.input).toEqual({ from: next });
  });

  it("leaves a sweep that is still at work alone", async () => {
    const { orchestrations, start } = withSurvey({ found: [finding] });
    await orchestrations.begin("sweepLeases", { id: sweepInstanceId, input: { from: sweepStart } });
    expect(await start()).toBe("running");
    expect(orchestrations.begun).toHaveLength(1);
  });

  it("says how many states cannot be read", async () => {
    const { logs, start } = withSurvey({ unreadable: 3 });
    await start();
    expect(logs.join()).toContain("3 of the states of leases and turns cannot be read");
  });
});
