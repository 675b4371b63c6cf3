// Allowances: per VM and policy, per subscription and principal, how they are told and refilled.

import { describe, expect, test } from "vitest";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, SUBSCRIPTION, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const read = (tenant: Tenant) => tenant.send("GET", `${VM}?${API}`);

describe("allowances", () => {
  test("a VM may be read 36 times at once and 12 times a minute after that", async () => {
    const tenant = aTenant();
    for (let i = 0; i < 36; i += 1) expect((await read(tenant)).status).toBe(200);
    const refused = await read(tenant);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "5"]);
    expect(refused.body.error).toBeUndefined();
    expect(refused.body).toMatchObject({
      code: "OperationNotAllowed",
      details: [{ code: "TooManyRequests", target: "LowCostGetResource" }],
    });
    tenant.clock.advance(5000);
    expect((await read(tenant)).status).toBe(200);
    expect((await read(tenant)).status).toBe(429);
    tenant.clock.advance(60_000);
    for (let i = 0; i < 12; i += 1) expect((await read(tenant)).status).toBe(200);
    expect((await read(tenant)).status).toBe(429);
  });

  test("another VM's allowance is not touched", async () => {
    const world = aWorld();
    const tenant = aTenant({
      machines: [
        ...(world.machines ?? []),
        { name: "api-02", resourceGroup: "prod-rg", size: "Standard_D2s_v5" },
      ],
    });
    for (let i = 0; i < 40; i += 1) await read(tenant);
    expect((await tenant.send("GET", `${VM.replace("api-01", "api-02")}?${API}`)).status).toBe(200);
  });

  test("the allowance left is told by policy, for the subscription and for the VM", async () => {
    const tenant = aTenant();
    const left = async (method: string, url: string, body?: unknown) =>
      (await tenant.send(method, url, body === undefined ? {} : { body })).headers[
        "x-ms-ratelimit-remaining-resource"
      ];
    expect(await left("GET", `${VM}?${API}`)).toBe(
      "Microsoft.Compute/LowCostGetSubscriptionMaximum;23999,Microsoft.Compute/LowCostGetResource;35",
    );
    expect(await left("POST", act("deallocate"))).toBe(
      "Microsoft.Compute/DeleteVMSubscriptionMaximum;1499,Microsoft.Compute/DeleteVMResource;11",
    );
    tenant.clock.advance(LONG_MS);
    expect(await left("PATCH", `${VM}?${API}`, resizeTo("Standard_D8s_v4").body)).toContain(
      "UpdateVMResource;11",
    );
    tenant.clock.advance(1000);
    expect(await left("PUT", `${VM}?${API}`, { location: "westeurope" })).toContain(
      "PutVMResource;11",
    );
  });

  test("polls draw on an allowance of their own, the VM's", async () => {
    const tenant = aTenant();
    const { headers } = await tenant.send("POST", act("deallocate"));
    const poll = () => tenant.send("GET", headers["azure-asyncoperation"] ?? "");
    for (let i = 0; i < 45; i += 1) expect((await poll()).status).toBe(200);
    expect((await poll()).status).toBe(429);
    expect((await read(tenant)).status).toBe(200);
  });

  test("the front door counts by principal: 250 reads, then 25 a second, for each", async () => {
    const tenant = aTenant();
    const list = (as: string) =>
      tenant.send("GET", `${SUBSCRIPTION}/resourceGroups?api-version=2025-04-01`, { as });
    for (let i = 0; i < 250; i += 1) expect((await list("a")).status).toBe(200);
    const refused = await list("a");
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "1"]);
    expect(refused.headers["x-ms-failure-cause"]).toBe("gateway");
    const other = await list("b");
    expect(other.headers["x-ms-ratelimit-remaining-subscription-reads"]).toBe("249");
    expect(other.headers["x-ms-ratelimit-remaining-subscription-global-reads"]).toBe("3499");
    tenant.clock.advance(1000);
    for (let i = 0; i < 25; i += 1) expect((await list("a")).status).toBe(200);
    expect((await list("a")).status).toBe(429);
  });

  test("a world can do without", async () => {
    const tenant = aTenant({ ...aWorld(), settings: { throttling: false } });
    for (let i = 0; i < 60; i += 1) await read(tenant);
    const { status, headers } = await read(tenant);
    expect([status, headers["x-ms-ratelimit-remaining-resource"]]).toEqual([200, undefined]);
  });
});
