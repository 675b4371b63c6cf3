// Bad input at the door of the running system: it is named, nothing is started and Azure is not asked.
// What each field takes in detail stands in the door's own tests.

import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/contracts/http-shapes.ts";
import { aFaultWorld, expectNothingHeld, newSize, resizeUnder } from "../support/fault-scene.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

const aBody = (change: Readonly<Record<string, unknown>> = {}) => ({
  kind: "vm-resize",
  target: vmPath,
  parameters: { size: newSize },
  accept: ["downtime"],
  ...change,
});

interface BadInput {
  readonly status: number;
  readonly field: string | null;
  /** Text as it stands, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const target = (target: string): BadInput => ({
  status: 400,
  field: "target",
  body: aBody({ target }),
});
const elsewhere = (rest: string): string => vmPath.replace("virtualMachines/api-01", rest);
const parameter = (parameters: unknown, field: string): BadInput => ({
  status: 400,
  field,
  body: aBody({ parameters }),
});

const badInputs: Readonly<Record<string, BadInput>> = {
  "a resource ID that is none": target("api-01"),
  "a resource ID of another type": target(elsewhere("disks/data")),
  "a resource ID of another provider": target(
    vmPath.replace("Microsoft.Compute", "Microsoft.Evil"),
  ),
  "a resource ID with dot segments": target(vmPath.replace("prod-rg", "x/../prod-rg")),
  "a resource ID that ends in dots": target(elsewhere("virtualMachines/..")),
  "a resource ID with %2f": target(`${vmPath}%2f..%2fapi-02`),
  "a resource ID with a control character": target(`${vmPath}\u0000`),
  "a resource ID with a line break": target(`${vmPath}\r\nX-Evil: 1`),
  "a resource ID with a query": target(`${vmPath}?api-version=1`),
  "a resource ID of 10,000 characters": target(vmPath + "x".repeat(10_000)),
  "an unknown kind": { status: 400, field: "kind", body: aBody({ kind: "vm-explode" }) },
  "a kind that every object has": {
    status: 400,
    field: "kind",
    body: aBody({ kind: "__proto__" }),
  },
  "a size that is no name": parameter({ size: "Standard D4s/v5" }, "parameters.size"),
  "a size without vCPUs": parameter({ size: "Standard_Gigantic" }, "parameters.size"),
  "a size of 999 vCPUs": parameter({ size: "Standard_D999s_v9" }, "parameters.size"),
  "a size with more vCPUs left than it has": parameter(
    { size: "Standard_E8-16s_v5" },
    "parameters.size",
  ),
  "a size with one feature twice": parameter({ size: "Standard_D4ss_v5" }, "parameters.size"),
  "a size of version 0": parameter({ size: "Standard_D4s_v0" }, "parameters.size"),
  "a size of a tier that there is not": parameter({ size: "Premium_D4s_v5" }, "parameters.size"),
  "a size that has left the Basic tier": parameter({ size: "Basic_D4" }, "parameters.size"),
  "a size of 65 characters": parameter({ size: `S${"x".repeat(64)}` }, "parameters.size"),
  "no size": parameter({}, "parameters.size"),
  "a parameter that there is not": parameter({ size: newSize, force: true }, "parameters.force"),
  "a deadline that has passed": {
    status: 400,
    field: "deadline",
    body: aBody({ deadline: "2026-01-05T07:59:59Z" }),
  },
  "an acceptance that is none": {
    status: 400,
    field: "accept.0",
    body: aBody({ accept: ["all"] }),
  },
  "a field that there is not": { status: 400, field: "force", body: aBody({ force: true }) },
  "a body that is no JSON": { status: 400, field: "body", body: '{"kind":' },
  "no body": { status: 400, field: "body", body: "" },
  "a body over 64 KB": {
    status: 413,
    field: null,
    body: aBody({ parameters: { size: "S".repeat(65_536) } }),
  },
  "another content type": {
    status: 415,
    field: null,
    body: aBody(),
    headers: { "content-type": "text/plain" },
  },
  "a key that is none": {
    status: 400,
    field: "Idempotency-Key",
    body: aBody(),
    headers: { "idempotency-key": "a key" },
  },
};

function send(system: System, { body, headers }: BadInput, token = "the-token-of-alice") {
  return system.host().fetch(
    new Request(`${system.host().url}/api/v1/operations`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
}

describe("the door of the running system", () => {
  it("refuses every bad input by name, starts nothing and asks Azure nothing", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const told: Record<string, unknown> = {};
    const due: Record<string, unknown> = {};
    for (const [name, bad] of Object.entries(badInputs)) {
      const response = await send(system, bad);
      const { errors = [] } = (await response.json()) as Problem;
      const type = response.headers.get("content-type")?.split(";")[0];
      const named = bad.field === null || errors.some(({ field }) => field === bad.field);
      told[name] = { status: response.status, type, named };
      due[name] = { status: bad.status, type: "application/problem+json", named: true };
    }
    expect(told).toEqual(due);
    // Also a while later.
    await system.advanceUntil(() => false, 60_000).catch(() => undefined);
    expect(system.host().instances()).toEqual([]);
    expect(system.exchanges).toEqual([]);
    expect(system.vm()).toMatchObject({ size: "Standard_D4s_v4", boots: 0 });
    await expectNothingHeld(system);
  });

  it("refuses who is not known in the same way", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const response = await send(system, { status: 401, field: null, body: aBody() }, "a-guess");
    expect(response.status).toBe(401);
    expect(system.host().instances()).toEqual([]);
    expect(system.exchanges).toEqual([]);
  });

  it("lets a size through that only Azure can know, and the plan refuses it with nothing sent", async () => {
    const { report, writes } = await resizeUnder({ size: "Standard_D998s_v9" });
    expect(report).toMatchObject({ outcome: "refused", class: "invalid-request" });
    expect(report.blockers.map(({ rule }) => rule)).toEqual(["size-not-found"]);
    expect(writes).toEqual([]);
  });
});
