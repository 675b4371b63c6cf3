// The ports over the durable client, against the embedded host's management API.

import { inspect } from "node:util";
import { app } from "@azure/functions";
import type { InvocationContext } from "@azure/functions";
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import type { EntityPage, OrchestrationPort } from "../../../src/contracts/orchestration-port.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import { durableClientInput } from "../../../src/platform/durable-app.ts";
import { orchestrationPortOf, wakePortOf } from "../../../src/platform/durable-client.ts";
import { readEntityPage } from "../../../src/platform/entity-pages.ts";
import { startApp } from "../../support/embedded-app.ts";
import { aRequest } from "../../support/operation-scene.ts";

/** Runs `work` with the client of a real invocation. */
async function withClient(work: (context: InvocationContext) => Promise<unknown>) {
  let run = work;
  const world = await startApp(() => {
    df.app.orchestration("vm-resize", function* (context) {
      return (yield context.df.waitForExternalEvent("go-1")) as unknown;
    });
    df.app.entity("resourceLease", (context) => {
      context.df.setState({ kept: true });
      context.df.return("ok");
    });
    app.http("work", {
      route: "work",
      extraInputs: [durableClientInput()],
      handler: async (_request, context) => ({ jsonBody: { given: await run(context) } }),
    });
  });
  const call = async (next: typeof work): Promise<unknown> => {
    run = next;
    const response = await world.host.fetch(new Request(`${world.host.url}/api/work`));
    if (response.status !== 200) throw new Error(`The work failed: ${response.status}`);
    return ((await response.json()) as { readonly given: unknown }).given;
  };
  const ports = (use: (port: OrchestrationPort) => Promise<unknown>) =>
    call((context) =>
      use(orchestrationPortOf(context, { now: () => instantOf(world.clock.now()) })),
    );
  return { world, call, ports };
}

describe("starting", () => {
  it("says whether an instance with the ID is alive already", async () => {
    const { ports } = await withClient(() => Promise.resolve());
    const request = aRequest();
    expect(await ports((port) => port.start("vm-resize", request))).toBe("started");
    expect(await ports((port) => port.start("vm-resize", request))).toBe("exists");
  });

  it("refuses an ID that would walk through the management API", async () => {
    const { ports } = await withClient(() => Promise.resolve());
    const request = { ...aRequest(), operationId: "../entities/resourceLease/a" };
    await expect(ports((port) => port.start("vm-resize", request))).rejects.toThrow("500");
  });
});

describe("reading", () => {
  it("knows nothing of an unknown or impossible instance", async () => {
    const { ports } = await withClient(() => Promise.resolve());
    expect(await ports((port) => port.status("op-none"))).toBeNull();
    expect(await ports((port) => port.status("../../admin"))).toBeNull();
  });

  it("gives name, input and state of an instance", async () => {
    const { ports } = await withClient(() => Promise.resolve());
    const request = aRequest();
    await ports((port) => port.start("vm-resize", request));
    expect(await ports((port) => port.status(request.operationId))).toMatchObject({
      instanceId: request.operationId,
      name: "vm-resize",
      input: { target: request.target },
    });
  });

  it("lists operations newest first, without children and entities, no more than asked for", async () => {
    const { ports, world } = await withClient(() => Promise.resolve());
    const requests = [aRequest(), aRequest(), aRequest()];
    for (const request of requests) {
      await ports((port) => port.start("vm-resize", request));
      await world.clock.advance(3 * 60 * 60 * 1000);
    }
    await world.start("vm-resize", `${requests[0]?.operationId}-child-1`);
    const createdFrom = "2026-01-05T00:00:00.000Z";
    const list = async (max: number) =>
      ((await ports((port) => port.list({ createdFrom, max }))) as { instanceId: string }[]).map(
        (status) => status.instanceId,
      );
    const newestFirst = requests.map((request) => request.operationId).toReversed();
    expect(await list(10)).toEqual(newestFirst);
    expect(await list(2)).toEqual(newestFirst.slice(0, 2));
  });

  it("gives the committed state of an entity, and null where there is none", async () => {
    const { ports, call, world } = await withClient(() => Promise.resolve());
    expect(await ports((port) => port.entityState("resourceLease", "a1"))).toBeNull();
    await call((context) =>
      df.getClient(context).signalEntity(new df.EntityId("resourceLease", "a1"), "touch", {}),
    );
    await world.host.runUntilIdle();
    expect(await ports((port) => port.entityState("resourceLease", "a1"))).toEqual({ kept: true });
  });
});

describe("walking over entities", () => {
  it("gives those of one name with their states, page by page", async () => {
    const { ports, call, world } = await withClient(() => Promise.resolve());
    for (const key of ["c", "a", "b"]) {
      await call((context) =>
        df.getClient(context).signalEntity(new df.EntityId("resourceLease", key), "touch", {}),
      );
    }
    await world.host.runUntilIdle();
    const page = (from: string | null) =>
      ports((port) =>
        port.entityPage({ entity: "resourceLease", top: 2, from }),
      ) as Promise<EntityPage>;
    const first = await page(null);
    const state = { kept: true };
    expect(first.entities).toEqual([
      { key: "a", state },
      { key: "b", state },
    ]);
    expect(await page(first.next)).toEqual({ entities: [{ key: "c", state }], next: null });
    const none = await ports((port) =>
      port.entityPage({ entity: "targetTurn", top: 2, from: null }),
    );
    expect(none).toEqual({ entities: [], next: null });
  });

  it("names neither the address nor its key where it fails", async () => {
    const { world } = await withClient(() => Promise.resolve());
    const input = durableClientInput();
    const invocationTo = (baseUrl: string) =>
      ({
        options: { extraInputs: [input] },
        extraInputs: {
          get: () => ({ baseUrl, requiredQueryStringParameters: "code=a-secret-of-the-host" }),
        },
      }) as unknown as InvocationContext;
    const ask = async (baseUrl: string): Promise<string> =>
      readEntityPage(invocationTo(baseUrl), { entity: "resourceLease", top: 2, from: null }).then(
        () => "It was answered.",
        (thrown: unknown) => inspect(thrown),
      );
    // A wrong key is refused, and nobody listens at the other address.
    const refused = await ask(`${world.host.url}/runtime/webhooks/durabletask`);
    const unanswered = await ask("http://127.0.0.1:9/runtime/webhooks/durabletask");
    expect(refused).toContain("HTTP 401");
    expect(unanswered).toContain("did not answer");
    expect(`${refused} ${unanswered}`).not.toMatch(/a-secret|127\.0\.0\.1|code=/);
  });
});

describe("waking", () => {
  it("counts whom it reached and whoever has ended, and nobody else", async () => {
    const { world, ports, call } = await withClient(() => Promise.resolve());
    const request = aRequest();
    await ports((port) => port.start("vm-resize", request));
    await world.host.runUntilIdle();
    const wake = (instanceId: string, eventName: string) =>
      call((context) => wakePortOf(context).wake([{ instanceId, eventName }]));
    expect(await wake(request.operationId, "bad/name")).toBe(0);
    expect(await wake(request.operationId, "go-1")).toBe(1);
    await world.host.runUntilIdle();
    expect((await world.status(request.operationId)).runtimeStatus).toBe("Completed");
    expect(await wake(request.operationId, "go-1")).toBe(1);
    expect(await wake("op-never-there", "go-1")).toBe(1);
  });
});
