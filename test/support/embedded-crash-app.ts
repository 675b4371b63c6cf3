/**
 * An app for the crash tests of the embedded host: one orchestration that uses everything which has
 * to survive a kill, and a start-up function that starts it once and ends the process when it has
 * ended. Each run of an activity and each entity operation leaves a line in a file beside the
 * database, so that a test can count what ran, in which life of the process, also when its result
 * was lost.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { app } from "@azure/functions";
import * as df from "durable-functions";
import type { OrchestrationContext } from "durable-functions";

const instanceId = "journey-1";

function notesFile(): string {
  const file = process.env["CRASH_APP_NOTES"];
  if (file === undefined) throw new Error("CRASH_APP_NOTES names no file.");
  return file;
}

function note(what: string): void {
  appendFileSync(notesFile(), `${process.pid} ${what}\n`);
}

df.app.activity("work", {
  handler: (step: string) => {
    note(`work ${step}`);
    return `${step} done`;
  },
});

/** Fails in its first two runs, whether or not their results were kept, so that there are retries. */
df.app.activity("fragile", {
  handler: (step: string) => {
    note(`fragile ${step}`);
    const runs = readFileSync(notesFile(), "utf8").match(/ fragile /g)?.length ?? 0;
    if (runs <= 2) throw new Error(`${step} fails in its first runs`);
    return `${step} done`;
  },
});

df.app.entity("tally", (context: df.EntityContext<number>) => {
  const value = context.df.getState(() => 0) ?? 0;
  note(`tally ${context.df.operationName ?? ""}`);
  if (context.df.operationName === "add") context.df.setState(value + 1);
  context.df.return(value + 1);
});

df.app.orchestration("child", function* (context: OrchestrationContext) {
  const round = context.df.getInput<number>() ?? 0;
  const result: unknown = yield context.df.callActivity("work", `child ${round}`);
  if (round === 0) {
    context.df.continueAsNew(1);
    return undefined;
  }
  return result;
});

df.app.orchestration("journey", function* (context: OrchestrationContext) {
  const { df: durable } = context;
  const first: unknown = yield durable.callActivity("work", "first");
  const tally = new df.EntityId("tally", "one");
  durable.signalEntity(tally, "add");
  const added: unknown = yield durable.callEntity(tally, "add");
  yield durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + 20));
  const child: unknown = yield durable.callSubOrchestrator("child", 0, "journey-1-child");
  const woken = durable.waitForExternalEvent("Woken");
  const timeout = durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + 600_000));
  durable.setCustomStatus("waiting");
  yield durable.Task.any([woken, timeout]);
  timeout.cancel();
  durable.setCustomStatus("woken");
  const retry = new df.RetryOptions(5, 5);
  const fragile: unknown = yield durable.callActivityWithRetry("fragile", retry, "fragile");
  const fan: unknown = yield durable.Task.all(
    ["a", "b", "c"].map((step) => durable.callActivity("work", `fan ${step}`)),
  );
  return { first, added, child, event: woken.result, fragile, fan };
});

app.timer("begin", {
  schedule: "0 0 0 1 1 *",
  runOnStartup: true,
  extraInputs: [df.input.durableClient()],
  handler: async (_timer, context) => {
    const client = df.getClient(context);
    const before = await client.getStatus(instanceId).catch(() => undefined);
    if (before === undefined) await client.startNew("journey", { instanceId });
    for (let raised = false; ; await delay(5)) {
      const status = await client.getStatus(instanceId);
      if (["Completed", "Failed"].includes(status.runtimeStatus)) process.exit(0);
      if (status.customStatus === "waiting" && !raised) {
        await client.raiseEvent(instanceId, "Woken", "awake");
        raised = true;
      }
    }
  },
});
