// Which function answers must not depend on how a host orders routes: the Functions host goes by the
// functions' names, the embedded one by how specific a route is. So no two routes may meet, but for
// the one that answers what nothing else does.

import { describe, expect, it } from "vitest";
import { collectRegistrations } from "../../../../embedded/functions-core.ts";
import { createRoute, matchRoute } from "../../../../embedded/http-routes.ts";
import type { Route } from "../../../../embedded/http-routes.ts";
import { triggerNames } from "../../../../src/contracts/function-names.ts";
import type { Problem } from "../../../../src/contracts/http-shapes.ts";
import { registerHttpTriggers } from "../../../../src/triggers/http/register.ts";
import { aFaultWorld } from "../../../support/fault-scene.ts";
import { HttpDoor } from "../../../support/http-door.ts";
import { startSystem } from "../../../support/system.ts";

async function routes(): Promise<readonly Route<string>[]> {
  const { ports } = new HttpDoor();
  const load = () => {
    registerHttpTriggers({
      ...ports,
      orchestrations: () => ports.orchestrations,
      clientInput: { type: "durableClient", name: "client" },
    });
    return Promise.resolve();
  };
  const { functions } = await collectRegistrations(load, () => undefined);
  return functions.map(({ metadata }) => {
    const trigger = Object.values(metadata.bindings).find(({ type }) => type === "httpTrigger");
    // The cast names what the library writes into the binding of an HTTP function.
    const { route, methods } = trigger as unknown as { route: string; methods: string[] };
    return createRoute({ template: route, prefix: "", methods, target: metadata.name });
  });
}

/** A path that both serve, if there is one. */
function meeting(one: Route<string>, other: Route<string>): string | undefined {
  if (![...one.methods].some((method) => other.methods.has(method))) return undefined;
  const length = Math.max(one.segments.length, other.segments.length);
  const parts = Array.from({ length }, (_, index) => {
    const literal = [one.segments[index], other.segments[index]].find(
      (segment) => segment?.kind === "literal",
    );
    return literal?.kind === "literal" ? literal.text : "x";
  });
  const path = `/${parts.join("/")}`;
  return [one, other].every((route) => matchRoute(route, path) !== undefined) ? path : undefined;
}

describe("the routes of the app", () => {
  it("never meet, whatever order a host tries them in", async () => {
    const all = (await routes()).filter(({ target }) => target !== "unknownRoute");
    expect(all.length).toBeGreaterThan(3);
    const meetings = all.flatMap((one, index) =>
      all.slice(index + 1).flatMap((other) => {
        const path = meeting(one, other);
        return path === undefined ? [] : [`${one.target} and ${other.target} at ${path}`];
      }),
    );
    expect(meetings).toEqual([]);
  });

  it("are tried before the one for what nothing else serves, by name and by registration", async () => {
    const names = (await routes()).map(({ target }) => target);
    expect(names.at(-1)).toBe("unknownRoute");
    expect(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).at(-1)).toBe(
      "unknownRoute",
    );
    expect([...names].toSorted()).toEqual([...triggerNames].toSorted());
  });
});

describe("what nothing serves", () => {
  it.each([
    ["GET", "/api/v1/operation"],
    ["GET", "/api/v1/operations/op-1/steps"],
    ["DELETE", "/api/v1/operations"],
    ["PATCH", "/api/v1/resources/subscriptions/x"],
    ["POST", "/api/v1"],
  ])("is told as a problem: %s %s", async (method, path) => {
    const system = await startSystem({ world: aFaultWorld() });
    const { status, headers, body } = await system.ask<Problem>({ method, path });
    expect(status).toBe(404);
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: "urn:azure-interlock:problem:nothing-here", status: 404 });
    expect(system.exchanges).toEqual([]);
  });

  it("is not told to somebody who is not known", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const response = await system.host().fetch(new Request(`${system.host().url}/api/v1/secret`));
    expect(response.status).toBe(401);
  });
});
