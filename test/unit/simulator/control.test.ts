// Driving the simulator from outside: the control routes, the tap and the token endpoint.

import { describe, expect, test } from "vitest";
import { DEFAULT_IDENTITY } from "../../../simulator/identity/identity-endpoint.ts";
import { act, API, aTenant, aWorld, VM } from "./tenant.ts";

const control = (path: string): string => `https://127.0.0.1/_simulator/${path}`;

describe("the control routes", () => {
  test("seed another world, and throw away everything of the old one", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("deallocate"));
    const seeded = await tenant.send("POST", control("seed"), {
      body: { machines: [{ name: "b", resourceGroup: "g", size: "Standard_D2s_v5" }] },
    });
    expect(seeded.status).toBe(204);
    const dump = (await tenant.send("GET", control("dump"))).body;
    expect(dump.virtualMachines.map(({ name }) => name)).toEqual(["b"]);
    expect([dump.operations, tenant.azure.exchanges()]).toEqual([[], []]);
  });

  test("a world that cannot be is refused, and the old one stays", async () => {
    const tenant = aTenant();
    const machine = { name: "b", resourceGroup: "g", size: "Standard_Nonsense" };
    const refused = await tenant.send("POST", control("seed"), { body: { machines: [machine] } });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining("Standard_Nonsense"),
    ]);
    expect(tenant.vm().name).toBe("api-01");
  });

  test("script faults, list them, let them go and take them away", async () => {
    const tenant = aTenant();
    const body = { id: "held", effect: { kind: "withhold-before" } };
    expect((await tenant.send("POST", control("faults"), { body })).body).toEqual({
      ids: ["held"],
    });
    const answer = tenant.send("GET", `${VM}?${API}`);
    expect((await tenant.send("GET", control("faults"))).body.value).toEqual([
      { id: "held", effect: "withhold-before", matched: 1, fired: 1, holding: 1 },
    ]);
    await tenant.send("POST", control("faults/held/release"));
    expect((await answer).status).toBe(200);
    await tenant.send("DELETE", control("faults"));
    expect(tenant.azure.faults()).toEqual([]);
    const wrong = await tenant.send("POST", control("faults"), {
      body: { effect: { kind: "explode" } },
    });
    expect(wrong.status).toBe(400);
  });

  test("tell the time and advance it", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("deallocate"));
    const before = (await tenant.send("GET", control("now"))).body;
    expect(before).toMatchObject({ now: "2026-01-05T08:00:00.000Z", manual: true });
    const ms = before.nextEventMs - before.nowMs;
    await tenant.send("POST", control("clock/advance"), { body: { ms } });
    expect(tenant.vm().power).toBe("deallocated");
  });

  test("give out tokens and the exchanges that have ended", async () => {
    const tenant = aTenant();
    const { token } = (await tenant.send("POST", control("tokens"), { body: { principal: "x" } }))
      .body;
    await tenant.send("GET", `${VM}?${API}`, { headers: { authorization: `Bearer ${token}` } });
    await tenant.send("GET", `${VM}?${API}`);
    const { exchanges } = (await tenant.send("GET", control("exchanges?since=1"))).body;
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({ n: 1, principal: "caller", response: { status: 200 } });
    expect(tenant.azure.exchanges()[0]?.principal).toBe("x");
    expect(JSON.stringify(tenant.tapped)).not.toContain(token);
  });

  test("an unknown one is an error", async () => {
    expect((await aTenant().send("GET", control("secrets"))).status).toBe(404);
  });
});

describe("the token endpoint", () => {
  const resource = `resource=${encodeURIComponent("https://management.azure.com")}`;

  test("gives the machine's own token to whoever knows the header, and it is accepted", async () => {
    const tenant = aTenant();
    const url = `http://127.0.0.1/msi/token?api-version=2019-08-01&${resource}`;
    expect((await tenant.send("GET", url)).status).toBe(401);
    const headers = { "X-IDENTITY-HEADER": DEFAULT_IDENTITY.header };
    const { body } = await tenant.send("GET", url, { headers });
    const authorization = `Bearer ${body.access_token}`;
    await tenant.send("POST", act("start"), { headers: { authorization } });
    expect(tenant.azure.dump().operations[0]?.principal).toBe(DEFAULT_IDENTITY.principal);
  });

  test("gives a user-assigned identity's token by its name, in the VM's own form too", async () => {
    const tenant = aTenant();
    const url = `http://127.0.0.1/metadata/identity/oauth2/token/?api-version=2018-02-01&${resource}&client_id=mine`;
    expect((await tenant.send("GET", url)).status).toBe(400);
    const { body } = await tenant.send("GET", url, { headers: { Metadata: "true" } });
    const authorization = `Bearer ${body.access_token}`;
    await tenant.send("POST", act("start"), { headers: { authorization } });
    expect(tenant.azure.dump().operations[0]?.principal).toBe("mine");
  });

  test("is met only by a fault that asks for it, and stands in no log", async () => {
    const tenant = aTenant(aWorld());
    tenant.azure.addFaults([{ occurrence: "every", effect: { kind: "answer", status: 418 } }]);
    const url = `http://127.0.0.1/msi/token?${resource}`;
    const headers = { "X-IDENTITY-HEADER": DEFAULT_IDENTITY.header };
    expect((await tenant.send("GET", url, { headers })).status).toBe(200);
    tenant.azure.addFaults([
      { match: { path: "^/msi/" }, effect: { kind: "answer", status: 500 } },
    ]);
    expect((await tenant.send("GET", url, { headers })).status).toBe(500);
    expect(tenant.tapped).toEqual([]);
  });
});
