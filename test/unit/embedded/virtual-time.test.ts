/** The embedded host on a manual clock: hours of timers at their very instants, the same each time. */
import { join } from "node:path";
import { app } from "@azure/functions";
import type { Timer } from "@azure/functions";
import * as df from "durable-functions";
import type { OrchestrationContext } from "durable-functions";
import { describe, expect, it } from "vitest";
import { appClockKey, manualClock, scaledClock } from "../../../embedded/clock.ts";
import { appFolder, startApp, startOfTest } from "../../support/embedded-app.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function* sleep(context: OrchestrationContext, ms: number): Generator<df.Task, void> {
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + ms));
}

describe("an orchestration on a manual clock", () => {
  it("wakes at the very instant of its timer, hours later", async () => {
    const world = await startApp(() => {
      df.app.orchestration("nap", function* (context) {
        yield* sleep(context, 5 * hourMs);
        return context.df.currentUtcDateTime.toISOString();
      });
    });
    await world.start("nap", "n");
    await world.clock.advance(5 * hourMs - 1);
    expect(await world.status("n")).toMatchObject({ runtimeStatus: "Running" });
    await world.clock.advance(1);
    expect((await world.status("n")).output).toBe(new Date(startOfTest + 5 * hourMs).toISOString());
  });

  it("sleeps eight days in slices of three days and the rest", async () => {
    const world = await startApp(() => {
      df.app.orchestration("long", function* (context) {
        yield* sleep(context, 8 * dayMs);
        return "awake";
      });
    });
    await world.start("long", "l");
    await world.clock.advance(8 * dayMs);
    const status = await world.status("l");
    expect(status).toMatchObject({ runtimeStatus: "Completed", output: "awake" });
    const dues = status.historyEvents
      .filter((event) => event["EventType"] === "TimerCreated")
      .map((event) => Date.parse(String(event["FireAt"])) - startOfTest);
    expect(dues).toEqual([3 * dayMs, 8 * dayMs]);
  });

  it("repeats a failing activity after growing pauses and gives up after the last one", async () => {
    const ranAt: number[] = [];
    const world = await startApp(() => {
      df.app.activity("refuse", {
        handler: () => {
          ranAt.push((world?.clock.now() ?? startOfTest) - startOfTest);
          throw new Error("no");
        },
      });
      df.app.orchestration("insist", function* (context) {
        const retry = new df.RetryOptions(hourMs, 4);
        retry.backoffCoefficient = 2;
        retry.maxRetryIntervalInMilliseconds = 3 * hourMs;
        yield context.df.callActivityWithRetry("refuse", retry);
      });
    });
    await world.start("insist", "i");
    await world.clock.advance(20 * hourMs);
    expect(ranAt).toEqual([0, hourMs, 3 * hourMs, 6 * hourMs]);
    expect(await world.status("i")).toMatchObject({ runtimeStatus: "Failed" });
  });

  it("ends at once when its losing timer is cancelled, and not before the timer when it is not", async () => {
    const world = await startApp(() => {
      df.app.orchestration("race", function* (context) {
        const due = new Date(context.df.currentUtcDateTime.getTime() + hourMs);
        const timer = context.df.createTimer(due);
        yield context.df.Task.any([timer, context.df.waitForExternalEvent("go")]);
        if (context.df.getInput<{ cancel: boolean }>()?.cancel) timer.cancel();
        return "event";
      });
    });
    await world.start("race", "cancels", { cancel: true });
    await world.start("race", "forgets", { cancel: false });
    await world.raise("cancels", "go", null);
    await world.raise("forgets", "go", null);
    expect(await world.status("cancels")).toMatchObject({ runtimeStatus: "Completed" });
    expect(await world.status("forgets")).toMatchObject({ runtimeStatus: "Running" });
    await world.clock.advance(hourMs);
    expect(await world.status("forgets")).toMatchObject({ runtimeStatus: "Completed" });
    expect(world.host.nextTimerAt()).toBeUndefined();
  });

  it("takes the same course each time, also where many timers are due at one instant", async () => {
    const courses: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      const course: string[] = [];
      const world = await startApp(() => {
        df.app.activity("note", { handler: (what: string) => void course.push(what) });
        df.app.entity("log", (context: df.EntityContext<number>) => {
          course.push(`entity ${context.df.getInput<string>() ?? ""}`);
        });
        df.app.orchestration("step", function* (context) {
          const id = context.df.instanceId;
          yield* sleep(context, hourMs);
          yield context.df.callActivity("note", id);
          yield context.df.callEntity(new df.EntityId("log", "all"), "add", id);
        });
      });
      for (let each = 0; each < 20; each += 1) await world.start("step", `s${each}`);
      await world.clock.advance(hourMs);
      courses.push(course);
      await world.host.close();
    }
    expect(courses[0]).toHaveLength(40);
    expect(courses[1]).toEqual(courses[0]);
  });
});

describe("a timer function", () => {
  it("runs at the instants of its schedule", async () => {
    const ranAt: string[] = [];
    const world = await startApp(() => {
      app.timer("sweep", {
        schedule: "0 */20 * * * *",
        handler: () => {
          ranAt.push(new Date(world.clock.now()).toISOString().slice(11, 16));
        },
      });
    });
    await world.clock.advance(hourMs);
    expect(ranAt).toEqual(["08:20", "08:40", "09:00"]);
  });

  it("runs once, late, for all that it missed while the host was away", async () => {
    const runs: boolean[] = [];
    const load = () => {
      app.timer("sweep", {
        schedule: "0 0 * * * *",
        handler: (timer: Timer) => void runs.push(timer.isPastDue),
      });
    };
    const database = join(await appFolder(), "host.db");
    const clock = manualClock(startOfTest);
    const first = await startApp(load, { database, clock });
    await clock.advance(hourMs);
    await first.host.close();
    await clock.advance(5 * hourMs);
    const second = await startApp(load, { database, clock });
    await second.host.runUntilIdle();
    expect(runs).toEqual([false, true]);
  });

  it("can be run by hand and is not told that it is late", async () => {
    const runs: boolean[] = [];
    const world = await startApp(
      () => {
        app.timer("sweep", {
          schedule: "%SWEEP_SCHEDULE%",
          handler: (timer: Timer) => void runs.push(timer.isPastDue),
        });
      },
      { env: { SWEEP_SCHEDULE: "0 0 0 * * *" } },
    );
    await world.host.runTimer("sweep");
    expect(runs).toEqual([false]);
  });
});

describe("the app's clock", () => {
  it("is the host's while the host lives", async () => {
    const world = await startApp(() => {
      df.app.activity("nothing", { handler: () => null });
    });
    await world.clock.advance(hourMs);
    const read = Reflect.get(globalThis, appClockKey) as () => number;
    expect(read()).toBe(startOfTest + hourMs);
    await world.host.close();
    expect(Reflect.get(globalThis, appClockKey)).toBeUndefined();
  });

  it("runs faster than real time by its speed, from the epoch on", async () => {
    const clock = scaledClock({ speed: 1000, epochMs: Date.now() });
    const before = clock.now();
    await new Promise<void>((rung) => clock.alarm(before + 20_000, rung));
    expect(clock.now()).toBeGreaterThanOrEqual(before + 20_000);
    expect(Date.now() - before).toBeLessThan(20_000);
  });
});
