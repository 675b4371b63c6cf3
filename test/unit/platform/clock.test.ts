// The clock of the app: the one of its host where that has one.

import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/platform/clock.ts";

const key = Symbol.for("azure-interlock.clock");

describe("the app's clock", () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, key));

  it("is the host's where the host publishes one, also one published later", () => {
    const clock = systemClock();
    Reflect.set(globalThis, key, () => Date.parse("2026-01-05T08:00:00.000Z"));
    expect(clock.now()).toBe("2026-01-05T08:00:00.000Z");
  });

  it("is the system's elsewhere", () => {
    const before = Date.now();
    const now = Date.parse(systemClock().now());
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it("does not take what is no time", () => {
    Reflect.set(globalThis, key, () => "soon");
    expect(() => systemClock().now()).toThrow("does not tell the time");
  });
});
