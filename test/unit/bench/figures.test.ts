// The figures of the benchmarks: how they are made of measurements, and that none is met by chance.

import { describe, expect, it } from "vitest";
import { findingsText, isMet } from "../../../bench/benchmark.ts";
import type { Bound } from "../../../bench/benchmark.ts";
import { BadOptions, readOptions } from "../../../bench/options.ts";
import { timingOf } from "../../../bench/resize/timing.ts";
import { trafficOf } from "../../../bench/resize/traffic.ts";
import { median, p90 } from "../../../bench/statistics.ts";
import type { OperationDump } from "../../../simulator/azure-contract.ts";
import type { TapExchange } from "../../../simulator/protocol.ts";

const machine =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm-1";

function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 5, 8, 0, 0) + seconds * 1000).toISOString();
}

function operation(kind: OperationDump["kind"], from: number, to: number | null): OperationDump {
  return {
    id: kind,
    kind,
    target: machine.toUpperCase(),
    principal: "interlock",
    clientRequestId: "",
    status: to === null ? "InProgress" : "Succeeded",
    startTime: at(from),
    endTime: to === null ? null : at(to),
    error: null,
    polls: 0,
  };
}

function answered(principal: string, status: number, remaining: string): TapExchange {
  return {
    n: 0,
    startedAt: at(0),
    endedAt: at(0),
    principal,
    request: { method: "GET", url: machine, headers: {}, body: null },
    response: { status, headers: { "x-ms-ratelimit-remaining-resource": remaining }, body: null },
  };
}

describe("the timing of a course", () => {
  const course = { startedAt: at(0), endedAt: at(45), seenAfterMs: 46_000 };
  const start = operation("start", 30, 42);
  const deallocate = operation("deallocate", 1, 26);
  const resize = operation("resize", 28, 29);

  it("is its wall time over the sum of Azure's own, and tells what lies between", () => {
    expect(timingOf(course, machine, [start, deallocate, resize])).toEqual({
      wallMs: 45_000,
      azureMs: 38_000,
      ratio: 45 / 38,
      gapsMs: [1_000, 2_000, 1_000, 3_000],
      seenAfterMs: 46_000,
    });
  });

  it("is none when Azure did something else, or has not ended it", () => {
    expect(() => timingOf(course, machine, [deallocate, start])).toThrow("deallocate, start");
    const again = operation("resize", 29, 30);
    expect(() => timingOf(course, machine, [deallocate, resize, again, start])).toThrow(
      "resize, resize, start",
    );
    const running = operation("start", 30, null);
    expect(() => timingOf(course, machine, [deallocate, resize, running])).toThrow("not ended");
  });
});

describe("the traffic of a principal", () => {
  it("is told by its own requests only, with the lowest numbers that it was told", () => {
    const reads = "Microsoft.Compute/LowCostGetSubscriptionMaximum;23999";
    const traffic = trafficOf(
      [
        answered("interlock", 200, `${reads},Microsoft.Compute/LowCostGetResource;30`),
        answered("interlock", 200, `${reads},Microsoft.Compute/LowCostGetResource;21`),
        answered("interlock", 429, "Microsoft.Compute/GetOperationResource;0"),
        answered("somebody", 429, "Microsoft.Compute/LowCostGetResource;1"),
      ],
      "interlock",
    );
    expect(traffic).toEqual({ requests: 3, throttled: 1, readsLeft: 21, pollsLeft: 0 });
  });
});

describe("a bound", () => {
  const bound: Bound = {
    what: "the ratio",
    value: 1.15,
    digits: 3,
    is: "at most",
    limit: 1.15,
    kind: "bound",
  };

  it("is met up to its limit, and never by a figure that was not measured", () => {
    expect(isMet(bound)).toBe(true);
    expect(isMet({ ...bound, is: "below" })).toBe(false);
    expect(isMet({ ...bound, value: median([]) })).toBe(false);
  });

  it("says plainly when it is missed", () => {
    const text = findingsText({ tables: [], bounds: [{ ...bound, value: 1.2 }], notes: [] });
    expect(text).toBe("bound: the ratio is 1.200, wanted at most 1.15: MISSED");
  });
});

describe("median and ninetieth percentile", () => {
  it("do not depend on the order of the values", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(p90([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toBe(9);
  });
});

describe("the options", () => {
  const names = ["wall-time", "history"];

  it("choose all benchmarks and twenty machines unless they say otherwise", () => {
    expect(readOptions([], names)).toMatchObject({ only: names, vms: 20, seed: 1, latencyMs: 0 });
    expect(readOptions(["--quick"], names)).toMatchObject({ vms: 3, quick: true });
    expect(readOptions(["--only", "history", "--vms", "5"], names)).toMatchObject({
      only: ["history"],
      vms: 5,
    });
  });

  it.each([["--only", "nothing"], ["--vms", "0"], ["--vms", "2.5"], ["--seed", "x"], ["--what"]])(
    "%s %s is refused",
    (...args) => {
      expect(() => readOptions(args, names)).toThrow(BadOptions);
    },
  );
});
