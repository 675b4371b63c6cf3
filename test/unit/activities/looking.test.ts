// The rules of one look, tried with answers that the simulated Azure does not give.

import { describe, expect, it } from "vitest";
import { afterPoll, afterRead, beginLook } from "../../../src/activities/looking.ts";
import type { Next } from "../../../src/activities/looking.ts";
import type {
  LookAnswer,
  LookInput,
  LookSchedule,
} from "../../../src/contracts/activity-messages.ts";
import type { Polled, Read } from "../../../src/contracts/ports.ts";
import { addMs, msBetween } from "../../../src/domain/instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import type { VmState } from "../../../src/domain/observation.ts";
import { anOperationsRefusal } from "../../support/refusals.ts";
import { aVmState, vmId } from "../../support/vm-observation.ts";

const startedAt = "2026-01-05T08:00:00.000Z";
const plenty = { resourceReads: 30, operationReads: 40 };
const running = aVmState({ provisioningState: "Updating" });
const deallocated = aVmState({ powerState: "deallocated" });

interface World {
  state(at: Instant): VmState;
  poll(at: Instant): Polled;
}

/** Looks until the end, or `looksMax` times, against a world that is a function of time. */
function follow(world: World, change: Partial<LookInput> = {}, looksMax = 60) {
  let schedule: LookSchedule | null = null;
  let at = startedAt;
  const asked: { readonly what: string; readonly at: Instant }[] = [];
  for (let looks = 0; looks < looksMax; looks += 1) {
    const answer = lookOnce(world, { at, schedule, asked, change });
    schedule = answer.schedule;
    if (answer.kind === "ended") return { answer, asked, at };
    at = schedule.nextLookAt;
  }
  return { answer: null, asked, at };
}

function lookOnce(
  world: World,
  look: {
    readonly at: Instant;
    readonly schedule: LookSchedule | null;
    readonly asked: { readonly what: string; readonly at: Instant }[];
    readonly change: Partial<LookInput>;
  },
): LookAnswer {
  const { at, schedule, asked, change } = look;
  const input: LookInput = {
    operationId: "op-1",
    correlationId: "c",
    target: vmId,
    address: { asyncOperation: "https://arm/operations/1", location: null },
    writeKind: "vm-deallocate",
    after: [{ kind: "settled" }, { kind: "power-state", anyOf: ["deallocated"] }],
    startedAt,
    schedule,
    ...change,
  };
  let next: Next = beginLook(input, at);
  while (next.kind !== "tell") {
    asked.push({ what: next.kind, at });
    const read: Read<VmState> = { kind: "read", value: world.state(at), allowance: plenty };
    next =
      next.kind === "read"
        ? afterRead(next.looking, read, at)
        : afterPoll(next.looking, world.poll(at), at);
  }
  return next.answer;
}

function after(seconds: number, at: Instant): boolean {
  return msBetween(startedAt, at) >= seconds * 1000;
}

const stillRunning: Polled = {
  kind: "running",
  retryAfterMs: 30_000,
  allowance: plenty,
  unknownWord: null,
};

describe("a status word that nobody has seen yet", () => {
  it("is followed on, and named to whoever looks", () => {
    const asked: { readonly what: string; readonly at: Instant }[] = [];
    const sentences: string[] = [];
    let schedule: LookSchedule | null = null;
    const world: World = {
      state: () => running,
      poll: () => ({ ...stillRunning, unknownWord: "Pondering" }),
    };
    for (let at = startedAt; !after(300, at); at = schedule.nextLookAt) {
      const answer = lookOnce(world, { at, schedule, asked, change: {} });
      if (answer.kind === "running") sentences.push(answer.sentence);
      schedule = answer.schedule;
    }
    expect(asked.some(({ what }) => what === "poll")).toBe(true);
    expect(sentences.join("\n")).toContain('Azure calls its operation "Pondering"');
  });
});

describe("an effect that shows before the operation's last word", () => {
  it("is not enough: the next write has to wait for the word", () => {
    const { answer, asked, at } = follow({
      state: (when) => (after(13, when) ? deallocated : running),
      poll: (when) => (after(22, when) ? { kind: "succeeded" } : stillRunning),
    });
    expect(answer).toMatchObject({ how: "succeeded", unmet: [] });
    expect(after(22, at)).toBe(true);
    expect(asked.filter(({ what }) => what === "poll").length).toBeGreaterThan(1);
  });
});

describe("an effect that comes late", () => {
  it("is looked for again without another poll, and found", () => {
    const { answer, asked, at } = follow({
      state: (when) => (after(50, when) ? deallocated : running),
      poll: (when) => (after(20, when) ? { kind: "succeeded" } : stillRunning),
    });
    expect(answer).toMatchObject({ how: "succeeded", unmet: [] });
    expect(after(50, at)).toBe(true);
    const lastPoll = asked.findLast(({ what }) => what === "poll");
    expect(after(60, lastPoll?.at ?? startedAt)).toBe(false);
  });

  it("is told as missing after about a minute", () => {
    const { answer, at } = follow({
      state: () => aVmState(),
      poll: () => ({ kind: "succeeded" }),
    });
    expect(answer).toMatchObject({ how: "succeeded" });
    expect(answer?.unmet).toEqual(["PowerState/deallocated, now PowerState/running"]);
    expect(msBetween(startedAt, at)).toBeGreaterThanOrEqual(60_000);
    expect(msBetween(startedAt, at)).toBeLessThan(100_000);
  });

  it("is not waited for when the operation has failed", () => {
    const { answer, asked } = follow({
      state: () => aVmState({ provisioningState: "Failed" }),
      poll: () => ({ kind: "failed", refusal: anOperationsRefusal({ code: "X" }) }),
    });
    expect(answer).toMatchObject({ how: "failed" });
    expect(asked.filter(({ what }) => what === "poll")).toHaveLength(1);
  });
});

describe("without an address", () => {
  const noAddress = { address: null };

  it("a machine that settles and starts moving again has not ended", () => {
    const { answer, at } = follow(
      {
        state: (when) => (after(3, when) && !after(30, when) ? running : aVmState()),
        poll: () => stillRunning,
      },
      noAddress,
    );
    expect(answer).toMatchObject({ how: "settled" });
    expect(after(40, at)).toBe(true);
  });

  it("an early wake-up does not count as the second settled read", () => {
    const world: World = { state: () => aVmState(), poll: () => stillRunning };
    const asked: { what: string; at: Instant }[] = [];
    const look = (at: Instant, schedule: LookSchedule | null) =>
      lookOnce(world, { at, schedule, asked, change: noAddress });
    const first = look(startedAt, null);
    const woken = look(addMs(startedAt, 2_000), first.schedule);
    expect([first.kind, woken.kind]).toEqual(["running", "running"]);
    expect(woken.schedule.nextLookAt).toBe(first.schedule.nextLookAt);
    expect(look(woken.schedule.nextLookAt, woken.schedule).kind).toBe("ended");
  });

  it("no effect to wait for is not an effect that is there", () => {
    const { asked } = follow(
      { state: () => aVmState(), poll: () => stillRunning },
      { ...noAddress, after: [] },
    );
    expect(asked).toHaveLength(2);
  });
});

describe("a machine that is deleted meanwhile", () => {
  it("ends the operation by its own word, and the machine is told as gone", () => {
    const gone = aVmState({
      exists: false,
      powerState: "unknown",
      provisioningState: "",
      size: "",
    });
    const { answer } = follow({
      state: () => gone,
      poll: () => ({
        kind: "canceled",
        refusal: anOperationsRefusal({ operationStatus: "Canceled", code: "X" }),
      }),
    });
    expect(answer).toMatchObject({ how: "canceled", seen: { exists: false } });
  });
});

describe("an Azure that cannot be reached", () => {
  it("is asked less and less often, but at least every minute", () => {
    let at = startedAt;
    let schedule: LookSchedule | null = null;
    const gaps: number[] = [];
    for (let looks = 0; looks < 20; looks += 1) {
      const input: LookInput = {
        operationId: "op",
        correlationId: "c",
        target: vmId,
        address: null,
        writeKind: null,
        after: [],
        startedAt,
        schedule,
      };
      const begun = beginLook(input, at);
      if (begun.kind !== "read") throw new Error(begun.kind);
      const next = afterRead(begun.looking, { kind: "no-answer", reason: "ECONNREFUSED" }, at);
      if (next.kind !== "tell" || next.answer.kind !== "running") throw new Error(next.kind);
      schedule = next.answer.schedule;
      gaps.push(msBetween(at, schedule.nextLookAt));
      at = schedule.nextLookAt;
    }
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(gaps[0]).toBe(5_000);
    expect(gaps.at(-1)).toBe(60_000);
  });
});
