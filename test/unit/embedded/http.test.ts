/** The HTTP side of the embedded host: routes, bodies, answers, and who may use the management API. */
import { request as httpRequest } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { app } from "@azure/functions";
import type { HttpRequest } from "@azure/functions";
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { startApp } from "../../support/embedded-app.ts";
import type { TestApp } from "../../support/embedded-app.ts";

const echo = (name: string) => (request: HttpRequest) => ({
  jsonBody: { name, params: { ...request.params } },
});

function route(name: string, template: string): void {
  app.http(name, { methods: ["GET"], route: template, handler: echo(name) });
}

async function answer(world: TestApp, path: string): Promise<unknown> {
  const response = await fetch(world.host.url + path);
  return response.status === 200 ? response.json() : response.status;
}

describe("a route", () => {
  const load = () => {
    route("list", "v1/things");
    route("one", "v1/things/{id}");
    route("number", "v1/things/{id:int}");
    route("fixed", "v1/things/new");
    route("tail", "v1/resources/{*resourceId}");
    route("maybe", "v1/maybe/{what?}");
    route("short", "v1/short/{name:minlength(2):maxlength(4)}");
    route("root", "{ignored:maxlength(0)?}");
  };
  const settings = { hostJson: { extensions: { http: { routePrefix: "" } } } };

  it("takes its parameters from the path, and the most specific one wins", async () => {
    const world = await startApp(load, settings);
    const found = (path: string) => answer(world, path);
    expect(await found("/v1/things")).toEqual({ name: "list", params: {} });
    expect(await found("/v1/things/abc")).toEqual({ name: "one", params: { id: "abc" } });
    expect(await found("/v1/things/42")).toEqual({ name: "number", params: { id: "42" } });
    expect(await found("/V1/Things/New")).toEqual({ name: "fixed", params: {} });
    expect(await found("/v1/maybe")).toEqual({ name: "maybe", params: {} });
    expect(await found("/v1/short/abc")).toEqual({ name: "short", params: { name: "abc" } });
    expect(await found("/v1/short/abcde")).toBe(404);
    expect(await found("/v1/things/a/b")).toBe(404);
    expect(await found("/")).toEqual({ name: "root", params: {} });
  });

  it("with a catch-all gets the rest of the path, without its leading slash", async () => {
    const world = await startApp(load, settings);
    const id = "subscriptions/1/resourceGroups/rg/providers/P.C/vms/vm-1";
    expect(await answer(world, `/v1/resources/${id}`)).toEqual({
      name: "tail",
      params: { resourceId: id },
    });
    // Encoded slashes stay encoded, dots are resolved before the route is looked for.
    expect(await answer(world, "/v1/resources/a%2Fb")).toMatchObject({
      params: { resourceId: "a%2Fb" },
    });
    expect(await answer(world, "/v1/resources/a/../b")).toMatchObject({
      params: { resourceId: "b" },
    });
  });

  it("has the prefix api where host.json names none, and serves only its methods", async () => {
    const world = await startApp(() => route("list", "things"));
    expect(await answer(world, "/api/things")).toEqual({ name: "list", params: {} });
    expect(await answer(world, "/things")).toBe(404);
    const deleted = await fetch(`${world.host.url}/api/things`, { method: "DELETE" });
    expect(deleted.status).toBe(404);
  });

  it("of a form that is not known is refused when the app is loaded", async () => {
    await expect(startApp(() => route("odd", "a/{b:odd}"))).rejects.toThrow("odd");
  });
});

describe("an HTTP function", () => {
  it("answers with status, headers and cookies, with 204 for nothing and 500 when it throws", async () => {
    const world = await startApp(() => {
      app.http("full", {
        handler: () => ({
          status: 201,
          headers: { "x-one": "1" },
          cookies: [{ name: "c", value: "v", httpOnly: true, path: "/" }],
          body: "made",
        }),
      });
      app.http("nothing", { handler: () => undefined as never });
      app.http("throws", {
        handler: () => {
          throw new Error("secret");
        },
      });
    });
    const full = await fetch(`${world.host.url}/api/full`);
    expect(full.status).toBe(201);
    expect(full.headers.get("x-one")).toBe("1");
    expect(full.headers.get("set-cookie")).toBe("c=v; Path=/; HttpOnly");
    expect(await full.text()).toBe("made");
    expect((await fetch(`${world.host.url}/api/nothing`)).status).toBe(204);
    const thrown = await fetch(`${world.host.url}/api/throws`);
    expect(thrown.status).toBe(500);
    expect(await thrown.text()).toBe("");
  });

  it("sees a body of known length whole and a chunked one empty, as without enableHttpStream", async () => {
    const world = await startApp(() => {
      app.http("read", {
        methods: ["POST"],
        handler: async (request) => ({ body: `read ${await request.text()}` }),
      });
    });
    expect(await post(world, { body: "whole" })).toEqual({ status: 200, body: "read whole" });
    expect(await post(world, { body: "lost", chunked: true })).toEqual({
      status: 200,
      body: "read ",
    });
  });

  it("is not called for a body of more than 100 MB", async () => {
    const world = await startApp(() => {
      app.http("read", { methods: ["POST"], handler: () => ({ body: "read" }) });
    });
    const large = await post(world, { body: "", declared: 104_857_601 });
    expect(large.status).toBe(413);
  });
});

describe("an HTTP function with enableHttpStream", () => {
  it("reads a chunked body and sends its answer piece by piece, also to a caller who hangs up", async () => {
    const ended = Promise.withResolvers<void>();
    const world = await startApp(() => {
      app.setup({ enableHttpStream: true });
      app.http("read", {
        methods: ["POST"],
        handler: async (request) => ({ body: `read ${await request.text()}` }),
      });
      app.http("pieces", {
        handler: () => {
          const body = new ReadableStream({
            async pull(controller) {
              await turn();
              controller.enqueue(new TextEncoder().encode("piece "));
            },
            cancel: () => ended.resolve(),
          });
          return { body: body as never };
        },
      });
    });
    expect(await post(world, { body: "whole", chunked: true })).toMatchObject({
      body: "read whole",
    });
    const answer = await fetch(`${world.host.url}/api/pieces`);
    const pieces = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await pieces?.read())?.value).toMatch(/^piece /);
    await pieces?.cancel();
    await ended.promise;
    expect((await fetch(`${world.host.url}/api/read`, { method: "POST" })).status).toBe(200);
  });
});

function post(
  world: TestApp,
  options: { body: string; chunked?: boolean; declared?: number },
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((done, failed) => {
    const outgoing = httpRequest(`${world.host.url}/api/read`, { method: "POST" }, (incoming) => {
      let body = "";
      incoming.setEncoding("utf8").on("data", (text: string) => (body += text));
      incoming.on("end", () => done({ status: incoming.statusCode, body }));
    });
    outgoing.on("error", failed);
    if (options.chunked !== true) {
      outgoing.setHeader("content-length", options.declared ?? options.body.length);
    }
    outgoing.write(options.body);
    if (options.declared === undefined) outgoing.end();
    else outgoing.flushHeaders();
  });
}

describe("the management API", () => {
  const load = () => {
    df.app.orchestration("wait", function* (context) {
      yield context.df.waitForExternalEvent("go");
    });
  };

  it("asks for the system key on its public address", async () => {
    const world = await startApp(load);
    const path = "/runtime/webhooks/durabletask/instances/x";
    expect((await fetch(world.host.url + path)).status).toBe(401);
    expect((await fetch(`${world.host.url + path}?code=wrong`)).status).toBe(401);
    expect((await fetch(`${world.host.url + path}?code=${world.host.systemKey}`)).status).toBe(404);
    const headers = { "x-functions-key": world.host.systemKey };
    expect((await fetch(world.host.url + path, { headers })).status).toBe(404);
  });

  it("serves durable clients on an address that others cannot guess", async () => {
    const world = await startApp(() => {
      app.http("client", {
        extraInputs: [df.input.durableClient()],
        handler: (_request, context) => {
          const client = df.getClient(context) as unknown as {
            clientData: { rpcBaseUrl: string };
          };
          return { body: client.clientData.rpcBaseUrl };
        },
      });
    });
    const base = await (await fetch(`${world.host.url}/api/client`)).text();
    expect((await fetch(`${base}instances/x`)).status).toBe(404);
    expect((await fetch(`${base}instances/`)).status).toBe(200);
    const { origin } = new URL(base);
    expect((await fetch(`${origin}/durabletask/instances/`)).status).toBe(404);
    expect((await fetch(`${base.slice(0, -15)}X/durabletask/instances/`)).status).toBe(404);
  });
});
