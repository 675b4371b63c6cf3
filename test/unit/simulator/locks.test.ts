// Management locks: what they cover, what they forbid, and how they are told.

import { describe, expect, test } from "vitest";
import { act, API, aTenant, aWorld, GROUP, resizeTo, SUBSCRIPTION, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const LOCKS = "providers/Microsoft.Authorization/locks";
const LOCK_API = "api-version=2020-05-01";

async function lock(tenant: Tenant, scope: string, level: string, name = "keep"): Promise<number> {
  const url = `${scope}/${LOCKS}/${name}?${LOCK_API}`;
  return (await tenant.send("PUT", url, { body: { properties: { level } } })).status;
}

describe("a management lock", () => {
  test.each([
    ["the subscription", SUBSCRIPTION],
    ["the group", GROUP],
    ["the VM", VM],
  ])(
    "ReadOnly on %s stops every write and action on the VM, with the verb write",
    async (_, scope) => {
      const tenant = aTenant();
      expect(await lock(tenant, scope, "ReadOnly")).toBe(201);
      const refused = await tenant.send("POST", act("start"));
      expect([refused.status, refused.headers["x-ms-failure-cause"]]).toEqual([409, "gateway"]);
      expect(refused.body.error).toEqual({
        code: "ScopeLocked",
        message:
          `The scope '${VM}' cannot perform write operation because following scope(s) are locked: ` +
          `'${scope}'. Please remove the lock and try again.`,
      });
      expect((await tenant.send("PATCH", `${VM}?${API}`, resizeTo("Standard_D8s_v4"))).status).toBe(
        409,
      );
      const deleted = await tenant.send("DELETE", `${VM}?${API}`);
      expect(deleted.body.error.message).toContain("cannot perform delete operation");
      expect((await tenant.send("GET", `${VM}?${API}`)).status).toBe(200);
    },
  );

  test("CanNotDelete stops only the deletion, and no longer once it is removed", async () => {
    const tenant = aTenant();
    await lock(tenant, GROUP, "CanNotDelete");
    expect((await tenant.send("DELETE", `${VM}?${API}`)).body.error.code).toBe("ScopeLocked");
    expect((await tenant.send("POST", act("start"))).status).toBe(202);
    const url = `${GROUP}/${LOCKS}/keep?${LOCK_API}`;
    expect((await tenant.send("DELETE", url)).status).toBe(200);
    expect((await tenant.send("DELETE", url)).status).toBe(204);
    tenant.clock.advance(5000);
    expect((await tenant.send("DELETE", `${VM}?${API}`)).status).toBe(202);
  });

  test("a lock on a neighbour or on a group with a longer name does not matter", async () => {
    const tenant = aTenant();
    await lock(tenant, `${VM}-b`, "ReadOnly");
    tenant.azure.seed({ ...aWorld(), resourceGroups: [{ name: "prod-rg-2" }] });
    await lock(tenant, `${GROUP}-2`, "ReadOnly");
    expect((await tenant.send("POST", act("start"))).status).toBe(202);
  });

  test("a listing at a resource shows what it inherits, one at the subscription what lies below", async () => {
    const tenant = aTenant();
    await lock(tenant, SUBSCRIPTION, "CanNotDelete", "a");
    await lock(tenant, VM, "ReadOnly", "b");
    const names = async (scope: string, filter = ""): Promise<readonly string[]> =>
      (await tenant.send("GET", `${scope}/${LOCKS}?${LOCK_API}${filter}`)).body.value.map(
        ({ name }) => name,
      );
    expect(await names(VM)).toEqual(["a", "b"]);
    expect(await names(SUBSCRIPTION)).toEqual(["a", "b"]);
    expect(await names(SUBSCRIPTION, "&$filter=atScope()")).toEqual(["a"]);
    expect(await names(GROUP, "&$filter=atScope()")).toEqual(["a"]);
  });

  test("is found in any letter case and keeps its own", async () => {
    const tenant = aTenant();
    await lock(tenant, VM, "ReadOnly", "Keep");
    const found = await tenant.send("GET", `${VM.toUpperCase()}/${LOCKS}/KEEP?${LOCK_API}`);
    expect(found.body.name).toBe("Keep");
    expect(await lock(tenant, VM.toLowerCase(), "CanNotDelete", "keep")).toBe(200);
    expect(tenant.azure.dump().locks).toHaveLength(1);
  });
});
