/** How the embedded host runs orchestrations: events, IDs, ends, changed code, versions, limits. */
import { join } from "node:path";
import * as df from "durable-functions";
import type { OrchestrationContext } from "durable-functions";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../../embedded/clock.ts";
import { appFolder, startApp, startOfTest } from "../../support/embedded-app.ts";

describe("an external event", () => {
  it("that comes before it is waited for is kept, in order", async () => {
    const world = await startApp(() => {
      df.app.orchestration("two", function* (context) {
        yield context.df.waitForExternalEvent("begin");
        const first: unknown = yield context.df.waitForExternalEvent("item");
        const second: unknown = yield context.df.waitForExternalEvent("item");
        return [first, second];
      });
    });
    await world.start("two", "t");
    await world.raise("t", "item", 1);
    await world.raise("t", "item", 2);
    await world.raise("t", "begin", null);
    expect((await world.status("t")).output).toEqual([1, 2]);
  });

  it("whose name is a number is refused, because it would end a task", async () => {
    const world = await startApp(() => {
      df.app.orchestration("wait", function* (context) {
        yield context.df.waitForExternalEvent("go");
      });
    });
    await world.start("wait", "w");
    const answer = await world.post("/instances/w/raiseEvent/0", "x");
    expect(answer.status).toBe(400);
  });

  it("that comes while an orchestration continues as new is there for the next generation", async () => {
    let late: Promise<void> | undefined;
    const world = await startApp(() => {
      df.app.orchestration("rounds", function* (context) {
        const round = context.df.getInput<number>() ?? 0;
        if (round === 0) {
          yield context.df.waitForExternalEvent("begin");
          // Stands for a sender that is quicker than the end of this generation.
          late ??= world.raise("r", "item", "late");
          context.df.continueAsNew(1);
          return undefined;
        }
        const item: unknown = yield context.df.waitForExternalEvent("item");
        return item;
      });
    });
    await world.start("rounds", "r", 0);
    await world.raise("r", "begin", null);
    await late;
    expect(await world.status("r")).toMatchObject({ runtimeStatus: "Completed", output: "late" });
  });
});

describe("an instance ID", () => {
  const load = () => {
    df.app.orchestration("wait", function* (context) {
      const value: unknown = yield context.df.waitForExternalEvent("go");
      return value;
    });
    df.app.orchestration("parent", function* (context) {
      const value: unknown = yield context.df.callSubOrchestrator("wait", null, "taken");
      return value;
    });
  };

  it("that is alive is refused, and one that has ended is taken over", async () => {
    const world = await startApp(load);
    await world.start("wait", "w");
    expect((await world.post("/orchestrators/wait/w")).status).toBe(409);
    await world.raise("w", "go", 1);
    await world.start("wait", "w");
    expect(await world.status("w")).toMatchObject({ runtimeStatus: "Running", output: null });
  });

  it("that is alive is refused to a child, and the parent is told", async () => {
    const world = await startApp(load);
    await world.start("wait", "taken");
    await world.start("parent", "p");
    const status = await world.status("p");
    expect(status.runtimeStatus).toBe("Failed");
    expect(status.output).toContain("already exists");
  });
});

describe("a termination", () => {
  it("ends the instance alone: its child goes on, its timers and running activities count no more", async () => {
    const gate = Promise.withResolvers<void>();
    const world = await startApp(() => {
      df.app.activity("slow", { handler: () => gate.promise });
      df.app.orchestration("child", function* (context) {
        const value: unknown = yield context.df.waitForExternalEvent("go");
        return value;
      });
      df.app.orchestration("parent", function* (context) {
        const due = new Date(context.df.currentUtcDateTime.getTime() + 1000);
        yield context.df.Task.all([
          context.df.callSubOrchestrator("child", null, "c"),
          context.df.createTimer(due),
          context.df.callActivity("slow"),
        ]);
      });
    });
    await world.post("/orchestrators/parent/p");
    await expect.poll(() => world.host.nextTimerAt()).toBe(startOfTest + 1000);
    await world.post("/instances/p/terminate?reason=enough");
    await expect.poll(() => world.host.nextTimerAt()).toBeUndefined();
    gate.resolve();
    await world.host.runUntilIdle();
    expect(await world.status("p")).toMatchObject({
      runtimeStatus: "Terminated",
      output: "enough",
    });
    await world.raise("c", "go", 1);
    expect(await world.status("c")).toMatchObject({ runtimeStatus: "Completed", output: 1 });
    expect((await world.post("/instances/p/terminate?reason=again")).status).toBe(410);
    expect((await world.post("/instances/nobody/terminate?reason=x")).status).toBe(404);
  });
});

describe("changed code", () => {
  it("that asks for another activity than before fails the instance", async () => {
    const database = join(await appFolder(), "host.db");
    const clock = manualClock(startOfTest);
    const load = (activity: string) => () => {
      for (const name of ["stop", "start"]) df.app.activity(name, { handler: () => name });
      df.app.orchestration("work", function* (context) {
        yield context.df.callActivity(activity);
        yield context.df.waitForExternalEvent("go");
      });
    };
    const before = await startApp(load("stop"), { database, clock });
    await before.start("work", "w");
    await before.host.close();
    const after = await startApp(load("start"), { database, clock });
    await after.raise("w", "go", null);
    const status = await after.status("w");
    expect(status.runtimeStatus).toBe("Failed");
    expect(status.output).toMatch(/Non-Deterministic workflow detected.*'stop'.*'start'/);
  });

  it("that no longer knows an activity fails the instance with the names it knows", async () => {
    const world = await startApp(() => {
      df.app.activity("known", { handler: () => null });
      df.app.orchestration("work", function* (context) {
        yield context.df.callActivity("unknown");
      });
    });
    await world.start("work", "w");
    const status = await world.status("w");
    expect(status.runtimeStatus).toBe("Failed");
    expect(status.output).toContain("'unknown' doesn't exist");
    expect(status.output).toContain("'known'");
  });
});

describe("an orchestrator whose answer cannot be followed", () => {
  const oddities: readonly [string, df.OrchestrationHandler, string][] = [
    ["throws what is no error", throwNoError, "not an Error"],
    ["asks for a timer at no time", askForNoTime, "expected string"],
    ["calls an entity that is none", callNoEntity, "is not an entity function"],
    ["calls over HTTP", callOverHttp, "does not support callHttp"],
  ];
  it.each(oddities)("%s: its instance fails, and the host goes on", async (_what, odd, text) => {
    const world = await startApp(() => {
      df.app.orchestration("odd", odd);
      df.app.orchestration("sound", function* (context) {
        yield context.df.createTimer(context.df.currentUtcDateTime);
        return "sound";
      });
    });
    await world.start("odd", "o");
    await world.start("sound", "s");
    expect(await world.status("o")).toMatchObject({ runtimeStatus: "Failed" });
    expect((await world.status("o")).output).toContain(text);
    expect(await world.status("s")).toMatchObject({ runtimeStatus: "Completed", output: "sound" });
  });
});

describe("a version", () => {
  const load = () => {
    df.app.orchestration("child", function* (context) {
      yield context.df.waitForExternalEvent("never");
    });
    df.app.orchestration("parent", function* (context) {
      context.df.setCustomStatus(context.df.version);
      yield context.df.callSubOrchestrator("child", null, "c");
    });
  };
  const host = (durableTask: object) => ({ hostJson: { extensions: { durableTask } } });

  it("of the host is stamped on an instance and on its children", async () => {
    const world = await startApp(load, host({ defaultVersion: "1.2" }));
    await world.start("parent", "p");
    expect((await world.status("p")).customStatus).toBe("1.2");
    expect(world.host.instances().map((row) => row.version)).toEqual(["1.2", "1.2"]);
  });

  it("that is newer than the host's waits for a newer host, or fails where that is asked", async () => {
    const strategies = { defaultVersion: "1.2", versionMatchStrategy: "CurrentOrOlder" };
    const patient = await startApp(load, host(strategies));
    await patient.post("/orchestrators/parent/p?version=1.10");
    await patient.host.runUntilIdle();
    expect((await patient.status("p")).runtimeStatus).toBe("Pending");
    const strict = await startApp(load, host({ ...strategies, versionFailureStrategy: "Fail" }));
    await strict.post("/orchestrators/parent/p?version=1.10");
    await strict.host.runUntilIdle();
    expect((await strict.status("p")).runtimeStatus).toBe("Failed");
  });
});

describe("a limit", () => {
  it("of 16 KB for the custom status and of actions fails the instance", async () => {
    const world = await startApp(
      () => {
        df.app.activity("echo", { handler: (value: unknown) => value });
        df.app.orchestration("status", function* (context) {
          context.df.setCustomStatus("x".repeat(9000));
          yield context.df.callActivity("echo", 1);
        });
        df.app.orchestration("many", function* (context) {
          for (let each = 0; each < 5; each += 1) yield context.df.callActivity("echo", each);
        });
      },
      { hostJson: { extensions: { durableTask: { maxOrchestrationActions: 4 } } } },
    );
    await world.start("status", "s");
    await world.start("many", "m");
    expect((await world.status("s")).output).toContain("16 KB");
    expect((await world.status("m")).output).toContain("Maximum amount of orchestration actions");
  });
});

// oxlint-disable-next-line require-yield -- an orchestrator is a generator also when it throws first
function* throwNoError(): Generator<df.Task, unknown> {
  // oxlint-disable-next-line typescript/only-throw-error -- that is what the test is about
  throw { message: 5 };
}

function* askForNoTime(context: OrchestrationContext): Generator<df.Task, unknown> {
  yield context.df.createTimer(new Date(Number.NaN));
  return null;
}

function* callNoEntity(context: OrchestrationContext): Generator<df.Task, unknown> {
  yield context.df.callEntity(new df.EntityId("none", "@"), "get");
  return null;
}

function* callOverHttp(context: OrchestrationContext): Generator<df.Task, unknown> {
  yield context.df.callHttp({ method: "GET", url: "http://127.0.0.1/" });
  return null;
}
