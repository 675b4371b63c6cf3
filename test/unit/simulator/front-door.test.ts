// What happens before any provider sees a request: who asks, in which version, for what.

import { describe, expect, test } from "vitest";
import { act, API, aTenant, aWorld, GROUP, SUBSCRIPTION, VM } from "./tenant.ts";

describe("the front door", () => {
  test("an unknown route is an error that says so", async () => {
    const tenant = aTenant();
    for (const [method, url] of [
      ["POST", act("redeploy")],
      ["GET", `${SUBSCRIPTION}/providers/Microsoft.Storage/storageAccounts?${API}`],
      ["PUT", `${GROUP}?api-version=2025-04-01`],
    ] as const) {
      const { status, body } = await tenant.send(method, url);
      expect([status, body.error.code]).toEqual([501, "NotModelledBySimulator"]);
      expect(body.error.message).toContain(`does not model ${method} `);
    }
  });

  test("an unknown api-version is an error that names the known ones", async () => {
    const tenant = aTenant();
    const unknown = await tenant.send("GET", `${VM}?api-version=2099-01-01`);
    expect([unknown.status, unknown.body.error.code]).toEqual([400, "NoRegisteredProviderFound"]);
    expect(unknown.body.error.message).toContain("2026-04-01");
    const missing = await tenant.send("GET", VM);
    expect(missing.body.error.code).toBe("MissingApiVersionParameter");
  });

  test.each([
    ["none", ""],
    ["another tenant's", `Bearer ${aTenant(aWorld(), 2).azure.mintToken("caller")}`],
    ["one that is no token", "Bearer a.b.c"],
  ])(
    "a request with a bad token (%s) is not authenticated, and nothing is done",
    async (_, authorization) => {
      const tenant = aTenant();
      const { status, headers, body } = await tenant.send("POST", act("deallocate"), {
        headers: { authorization },
      });
      expect([status, body.error.code]).toEqual([401, "AuthenticationFailed"]);
      expect(headers["www-authenticate"]).toContain("Bearer ");
      expect(tenant.azure.dump().operations).toEqual([]);
    },
  );

  test("a right that a principal lacks is refused by name, and others keep it", async () => {
    const denials = [
      { principal: "pipeline", action: "Microsoft.Compute/virtualMachines/*", scope: GROUP },
    ];
    const tenant = aTenant({ ...aWorld(), denials });
    const refused = await tenant.send("POST", act("start"), { as: "pipeline" });
    expect([refused.status, refused.body.error.code]).toEqual([403, "AuthorizationFailed"]);
    expect(refused.body.error.message).toContain(
      "'Microsoft.Compute/virtualMachines/start/action'",
    );
    expect((await tenant.send("POST", act("start"), { as: "other" })).status).toBe(202);
  });

  test("what is not there is told by ARM: first the group, then the resource", async () => {
    const tenant = aTenant();
    const group = await tenant.send("GET", `${VM.replace("prod-rg", "nowhere")}?${API}`);
    expect([group.status, group.body.error.code]).toEqual([404, "ResourceGroupNotFound"]);
    const vm = await tenant.send("GET", `${VM}-b?${API}`);
    expect([vm.status, vm.body.error.code, vm.headers["x-ms-failure-cause"]]).toEqual([
      404,
      "ResourceNotFound",
      "gateway",
    ]);
  });

  test("paths are read in any letter case and listings may give the group in capitals", async () => {
    const tenant = aTenant();
    const found = await tenant.send("GET", `${VM.toUpperCase()}?${API}`);
    expect(found.body.id).toBe(VM);
    const listed = await tenant.send(
      "GET",
      `${GROUP}/providers/Microsoft.Compute/virtualMachines?${API}`,
    );
    expect(listed.body.value[0]?.id).toBe(VM.replace("prod-rg", "PROD-RG"));
  });

  test("identifiers of the caller are given back or adopted, others are made", async () => {
    const tenant = aTenant();
    const ids = { "x-ms-client-request-id": "mine", "x-ms-correlation-request-id": "corr" };
    const { headers } = await tenant.send("GET", `${VM}?${API}`, { headers: ids });
    expect(headers).toMatchObject(ids);
    expect(headers["x-ms-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    const plain = await tenant.send("GET", `${VM}?${API}`);
    expect(plain.headers["x-ms-client-request-id"]).toBeUndefined();
  });

  test("an escaped slash stays part of a name, and a broken escape is refused", async () => {
    const tenant = aTenant();
    expect((await tenant.send("GET", `${GROUP}%2Fx?api-version=2025-04-01`)).status).toBe(404);
    expect((await tenant.send("GET", `${GROUP}%zz?api-version=2025-04-01`)).body.error.code).toBe(
      "InvalidRequestUri",
    );
    const broken = await tenant.azure.handle({
      method: "PATCH",
      url: `${VM}?${API}`,
      headers: { authorization: `Bearer ${tenant.azure.mintToken("caller")}` },
      body: "{",
    });
    expect(broken).toMatchObject({ status: 400 });
  });

  test("the catalogue of sizes says what a size has and whether the subscription may use it", async () => {
    const tenant = aTenant({ ...aWorld(), restrictedSizes: [{ size: "Standard_D4ds_v5" }] });
    const filter = encodeURIComponent("location eq 'westeurope'");
    const { body } = await tenant.send(
      "GET",
      `${SUBSCRIPTION}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=${filter}`,
    );
    const sku = body.value.find(({ name }) => name === "Standard_D4ds_v5");
    const capabilities = Object.fromEntries(
      (sku?.capabilities ?? []).map(({ name, value }) => [name, value]),
    );
    expect(capabilities).toMatchObject({
      vCPUs: "4",
      MaxDataDiskCount: "8",
      MaxNetworkInterfaces: "2",
      PremiumIO: "True",
      EphemeralOSDiskSupported: "True",
      HyperVGenerations: "V1,V2",
      DiskControllerTypes: "SCSI",
      MaxResourceVolumeMB: String(150 * 1024),
    });
    expect(sku?.restrictions[0]?.reasonCode).toBe("NotAvailableForSubscription");
  });
});
