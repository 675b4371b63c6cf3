/** How the embedded host runs entities: order, batches, failures, signals. */
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { startApp } from "../../support/embedded-app.ts";

function tally(context: df.EntityContext<string[]>): void {
  const seen = context.df.getState(() => []) ?? [];
  const input = context.df.getInput<string>() ?? "";
  switch (context.df.operationName ?? "") {
    case "add":
      context.df.setState([...seen, input]);
      break;
    case "pass":
      context.df.signalEntity(new df.EntityId("tally", input), "add", "passed on");
      break;
    case "break":
      context.df.setState([...seen, "broken"]);
      throw new Error("the entity throws");
    case "leave":
      context.df.destructOnExit();
      break;
    default:
      context.df.return(seen);
  }
}

const entity = (key: string) => new df.EntityId("tally", key);

describe("an entity", () => {
  it("gets the calls and signals of one sender in the order in which they were sent", async () => {
    const world = await startApp(() => {
      df.app.entity("tally", tally);
      df.app.orchestration("sender", function* (context) {
        const { df: durable } = context;
        for (const word of ["a", "b"]) durable.signalEntity(entity("t"), "add", word);
        yield durable.callEntity(entity("t"), "add", "c");
        durable.signalEntity(entity("t"), "add", "d");
        const seen: unknown = yield durable.callEntity(entity("t"), "get");
        return seen;
      });
    });
    await world.start("sender", "s");
    expect((await world.status("s")).output).toEqual(["a", "b", "c", "d"]);
  });

  it("is entered by one batch at a time, and what comes meanwhile is the next one", async () => {
    const gate = Promise.withResolvers<void>();
    const batches: number[] = [];
    const world = await startApp(() => {
      // The typings promise nothing, but the library waits for an entity that answers later.
      const slow: (context: df.EntityContext<number>) => unknown = async (context) => {
        batches.push(context.df.getInput<number>() ?? 0);
        if (batches.length === 1) await gate.promise;
        context.df.setState((context.df.getState(() => 0) ?? 0) + 1);
      };
      df.app.entity("slow", slow as df.EntityHandler<number>);
    });
    for (const each of [1, 2, 3]) await world.post("/entities/slow/e?op=add", each);
    await expect.poll(() => batches).toEqual([1]);
    gate.resolve();
    await world.host.runUntilIdle();
    expect(batches).toEqual([1, 2, 3]);
    expect(world.host.entityState("@slow@e")).toBe("3");
  });

  it("that throws tells its caller, keeps what it had set, and goes on", async () => {
    const world = await startApp(() => {
      df.app.entity("tally", tally);
      df.app.orchestration("caller", function* (context) {
        try {
          yield context.df.callEntity(entity("t"), "break");
        } catch {
          const seen: unknown = yield context.df.callEntity(entity("t"), "get");
          return seen;
        }
        return "no error";
      });
    });
    await world.start("caller", "c");
    expect((await world.status("c")).output).toEqual(["broken"]);
  });

  it("signals another one, and is gone when it leaves", async () => {
    const world = await startApp(() => df.app.entity("tally", tally));
    await world.post("/entities/Tally/first?op=pass", "second");
    await world.post("/entities/Tally/first?op=add", "x");
    await world.host.runUntilIdle();
    expect(world.host.entityState("@tally@second")).toBe('["passed on"]');
    expect(await (await world.get("/entities/tally/first")).json()).toEqual(["x"]);
    await world.post("/entities/tally/first?op=leave");
    await world.host.runUntilIdle();
    expect((await world.get("/entities/tally/first")).status).toBe(404);
  });

  it("that nobody has registered is refused to a sender", async () => {
    const world = await startApp(() => df.app.entity("tally", tally));
    expect((await world.post("/entities/nobody/x?op=add", 1)).status).toBe(400);
  });
});
