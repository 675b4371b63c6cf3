/** One small run through everything that the embedded host offers, over its real listener. */
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { startApp } from "../../support/embedded-app.ts";

describe("the embedded host", () => {
  it("runs an orchestration with an activity, an entity, a timer and an event", async () => {
    const world = await startApp(() => {
      df.app.activity("greet", { handler: (name: string) => `Hello ${name}` });
      df.app.entity("counter", (context: df.EntityContext<number>) => {
        const value = context.df.getState(() => 0) ?? 0;
        if (context.df.operationName === "add") {
          context.df.setState(value + (context.df.getInput<number>() ?? 0));
        }
        context.df.return(context.df.operationName === "get" ? value : undefined);
      });
      df.app.orchestration("whole", function* (context) {
        const greeting: unknown = yield context.df.callActivity("greet", "Ada");
        const counter = new df.EntityId("counter", "one");
        yield context.df.callEntity(counter, "add", 5);
        const count: unknown = yield context.df.callEntity(counter, "get");
        const due = new Date(context.df.currentUtcDateTime.getTime() + 3_600_000);
        yield context.df.createTimer(due);
        const go: unknown = yield context.df.waitForExternalEvent("go");
        return { greeting, count, go };
      });
      app.http("begin", {
        methods: ["POST"],
        route: "begin/{id}",
        extraInputs: [df.input.durableClient()],
        async handler(request, context) {
          const id = await df.getClient(context).startNew("whole", {
            instanceId: request.params["id"] ?? "",
          });
          return { status: 202, jsonBody: { id } };
        },
      });
    });
    const response = await fetch(`${world.host.url}/api/begin/first`, { method: "POST" });
    expect(response.status).toBe(202);
    await world.host.runUntilIdle();
    expect(world.host.nextTimerAt()).toBe(world.clock.now() + 3_600_000);
    await world.clock.advance(3_600_000);
    await world.raise("first", "go", { ok: true });
    const status = await world.status("first");
    expect(status).toMatchObject({
      runtimeStatus: "Completed",
      output: { greeting: "Hello Ada", count: 5, go: { ok: true } },
    });
  });
});
