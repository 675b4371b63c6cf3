// Lists of instances and entities in pages, and what purging leaves. Statuses, bodies and tokens are also
// compared with recordings of a real host (test/fidelity/embedded).
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { startApp } from "../../support/embedded-app.ts";
import type { TestApp } from "../../support/embedded-app.ts";

const tokenHeader = "x-ms-continuation-token";

function startCounters(): Promise<TestApp> {
  return startApp(() => {
    df.app.entity("leaseCounter", (context) => {
      if (context.df.operationName === "leave") context.df.destructOnExit();
      else context.df.setState({ said: context.df.operationName });
    });
    df.app.entity("leaseCounters", (context) => context.df.setState("another one"));
    df.app.orchestration("brief", function* (context) {
      yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 1_000));
    });
  });
}

/** Follows the tokens to the end. */
async function pagesOf(
  world: TestApp,
  path: string,
): Promise<readonly Record<string, unknown>[][]> {
  const pages: Record<string, unknown>[][] = [];
  for (let token: string | null = ""; token !== null;) {
    const { host } = world;
    const url = `${host.url}/runtime/webhooks/durabletask${path}&code=${host.systemKey}`;
    const response: Response = await host.fetch(
      new Request(url, { headers: token === "" ? {} : { [tokenHeader]: token } }),
    );
    expect(response.status).toBe(200);
    pages.push((await response.json()) as Record<string, unknown>[]);
    token = response.headers.get(tokenHeader);
  }
  return pages;
}

async function signal(world: TestApp, name: string, key: string, operation: string): Promise<void> {
  await world.post(`/entities/${name}/${key}?op=${operation}`);
  await world.host.runUntilIdle();
}

describe("a list of entities", () => {
  it("has those of one name, in any letter case, page by page in the order of their keys", async () => {
    const world = await startCounters();
    for (const key of ["c", "a", "e", "b", "d"]) await signal(world, "leaseCounter", key, "hello");
    await signal(world, "leaseCounters", "a", "hello");
    const pages = await pagesOf(world, "/entities/LEASECOUNTER?fetchState=true&top=2");
    expect(pages.map((page) => page.map((each) => each["entityId"]))).toEqual([
      [key("a"), key("b")],
      [key("c"), key("d")],
      [key("e")],
    ]);
    expect(pages[0]?.[0]?.["state"]).toEqual({ said: "hello" });
  });

  it("goes on behind an entity that was removed between two pages", async () => {
    const world = await startCounters();
    for (const key of ["a", "b", "c"]) await signal(world, "leaseCounter", key, "hello");
    const first = await world.get("/entities/leaseCounter?top=1");
    const token = first.headers.get(tokenHeader) ?? "";
    await signal(world, "leaseCounter", "b", "leave");
    const { host } = world;
    const url = `${host.url}/runtime/webhooks/durabletask/entities/leaseCounter?code=${host.systemKey}`;
    const rest = await host.fetch(new Request(url, { headers: { [tokenHeader]: token } }));
    expect(await rest.json()).toMatchObject([{ entityId: key("c") }]);
  });
});

describe("a list of instances", () => {
  it("has entities under their lower-case names, and only what begins with the prefix", async () => {
    const world = await startCounters();
    for (const key of ["B", "a", "c"]) await signal(world, "leaseCounter", key, "hello");
    await signal(world, "leaseCounters", "a", "hello");
    await world.start("brief", "one");
    const pages = await pagesOf(world, "/instances?instanceIdPrefix=@leasecounter@&top=2");
    expect(pages.map((page) => page.map((each) => each["instanceId"]))).toEqual([
      ["@leasecounter@B", "@leasecounter@a"],
      ["@leasecounter@c"],
    ]);
    expect(pages[0]?.[0]).toMatchObject({ runtimeStatus: "Running" });
    const others = await pagesOf(world, "/instances?instanceIdPrefix=@leaseCounter@");
    expect(others).toEqual([[]]);
  });
});

describe("purging", () => {
  it("removes an instance that has ended, and leaves one that runs", async () => {
    const world = await startCounters();
    await world.start("brief", "one");
    const { host } = world;
    const purge = async () => {
      const url = `${host.url}/runtime/webhooks/durabletask/instances/one?code=${host.systemKey}`;
      return (await host.fetch(new Request(url, { method: "DELETE" }))).status;
    };
    expect(await purge()).toBe(412);
    await world.clock.advance(1_000);
    expect((await world.status("one")).runtimeStatus).toBe("Completed");
    expect(await purge()).toBe(200);
    expect((await world.get("/instances/one")).status).toBe(404);
    expect(host.history("one")).toEqual([]);
    expect(await purge()).toBe(404);
  });
});

function key(name: string) {
  return { name: "leasecounter", key: name };
}
