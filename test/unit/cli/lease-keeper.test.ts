// A lease is kept alive and its loss is noticed in time, by time alone where nobody says anything.
import { describe, expect, it, vi } from "vitest";
import { keepLease } from "../../../src/cli/lease-keeper.ts";
import type { KeepLease, Renewal } from "../../../src/cli/lease-keeper.ts";
import { createSteadyClock } from "../../../src/cli/steady-clock.ts";

const minute = 60_000;
const renewed: Renewal = { kind: "renewed" };
const unknown: Renewal = { kind: "unknown", sentence: "Nobody answers." };

/** Time passes by being waited for. */
function scene(given: {
  readonly renew: (at: number) => { readonly answer: Renewal; readonly tookMs?: number };
  readonly change?: Partial<KeepLease>;
  readonly untilMs?: number;
}) {
  let now = 0;
  const renewals: number[] = [];
  const troubles: (string | null)[] = [];
  const ended = new AbortController();
  const pass = (ms: number): void => {
    now += ms;
    if (now >= (given.untilMs ?? Infinity)) ended.abort();
  };
  const kept = keepLease({
    durationMs: 15 * minute,
    marginMs: 15_000,
    heldFrom: 0,
    clock: {
      now: () => now,
      pause: async (ms) => pass(ms),
    },
    renew: async () => {
      renewals.push(now);
      const { answer, tookMs = 10 } = given.renew(now);
      pass(tookMs);
      return answer;
    },
    onTrouble: (sentence) => troubles.push(sentence),
    signal: ended.signal,
    ...given.change,
  });
  return { kept, renewals, troubles, now: () => now };
}

describe("a lease that is kept", () => {
  it("is renewed at a third of its duration, each time from when the last was sent", async () => {
    const { kept, renewals } = scene({
      renew: () => ({ answer: renewed, tookMs: 3_000 }),
      change: { durationMs: 1.5 * minute },
      untilMs: 2.2 * minute,
    });
    expect(await kept).toBeNull();
    expect(renewals).toEqual([0.5 * minute, minute, 1.5 * minute, 2 * minute]);
  });

  it("is renewed every minute where it is long, so that a break is noticed before the next is let in", async () => {
    const { kept, renewals } = scene({
      renew: () => ({ answer: renewed, tookMs: 3_000 }),
      untilMs: 4.2 * minute,
    });
    expect(await kept).toBeNull();
    expect(renewals).toEqual([minute, 2 * minute, 3 * minute, 4 * minute]);
  });

  it("is asked for again until somebody answers, and trouble and its end are told once", async () => {
    const { kept, renewals, troubles } = scene({
      renew: (at) => ({ answer: at < 6 * minute ? unknown : renewed }),
      untilMs: 10 * minute,
    });
    expect(await kept).toBeNull();
    expect(renewals.length).toBeGreaterThan(4);
    expect(troubles).toEqual(["Nobody answers.", null]);
  });

  it("is lost at once when the service says so", async () => {
    const lost: Renewal = { kind: "lost", sentence: "Somebody else has it." };
    const { kept, renewals } = scene({ renew: () => ({ answer: lost }) });
    expect(await kept).toBe("Somebody else has it.");
    expect(renewals).toHaveLength(1);
  });

  it("is lost a margin before its end when nobody answers, and not earlier", async () => {
    const { kept, now } = scene({ renew: () => ({ answer: unknown }) });
    expect(await kept).toBe("It could not be renewed in time: Nobody answers.");
    expect(now()).toBe(15 * minute - 15_000);
  });

  it("counts a renewal from when it was sent, however late its answer comes", async () => {
    const { kept, now } = scene({
      renew: (at) =>
        at === minute ? { answer: renewed, tookMs: 9_000 } : { answer: unknown, tookMs: 9_000 },
    });
    expect(await kept).toMatch(/could not be renewed/);
    expect(now()).toBeLessThanOrEqual(16 * minute - 15_000 + 9_000);
    expect(now()).toBeGreaterThanOrEqual(16 * minute - 15_000);
  });

  it("waits for no answer beyond its end", async () => {
    const limits: number[] = [];
    let now = 0;
    await keepLease({
      durationMs: minute,
      marginMs: 15_000,
      heldFrom: 0,
      clock: {
        now: () => now,
        pause: async (ms) => {
          now += ms;
        },
      },
      renew: async ({ answerMs }) => {
        limits.push(now + answerMs);
        now += answerMs;
        return unknown;
      },
      onTrouble: () => undefined,
      signal: new AbortController().signal,
    });
    expect(Math.max(...limits)).toBe(45_000);
  });

  it("is lost after the machine has slept for too long, without being asked for", async () => {
    const { kept, renewals } = scene({
      renew: () => ({ answer: renewed }),
      change: { heldFrom: -15 * minute },
    });
    expect(await kept).toMatch(/this machine has slept/);
    expect(renewals).toEqual([]);
  });
});

describe("the clock that a lease is kept by", () => {
  it("does not care when somebody sets the clock on the wall", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const clock = createSteadyClock(1);
      const before = clock.now();
      vi.setSystemTime(Date.now() + 24 * 60 * minute);
      expect(clock.now() - before).toBeLessThan(minute);
      vi.setSystemTime(Date.now() - 48 * 60 * minute);
      expect(clock.now()).toBeGreaterThanOrEqual(before);
    } finally {
      vi.useRealTimers();
    }
  });

  it("goes on while the machine sleeps, and runs as fast as the service's", () => {
    let [running, up] = [0, 500];
    const clock = createSteadyClock(20, { running: () => running, awakeOrNot: () => up });
    running += 1_000;
    up += 1;
    expect(clock.now()).toBe(20_000);
    up += 3_600;
    expect(clock.now()).toBe(20 * 3_601_000);
  });
});
