// Resizing: what the hardware offers, what the VM would lose, and how a version tag protects it.

import { describe, expect, test } from "vitest";
import type { World } from "../../../simulator/world.ts";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, VM } from "./tenant.ts";

const TWO_CLUSTERS: World["clusters"] = [
  { name: "older", sizes: ["Standard_D4s_v4", "Standard_D8s_v4"] },
  { name: "newer", sizes: ["Standard_D4s_v4", "Standard_D4s_v5"] },
];

const PATCH_URL = `${VM}?${API}`;

describe("resizing a VM", () => {
  test("a size that the current hardware offers is taken at once, with a boot", async () => {
    const tenant = aTenant({ ...aWorld(), clusters: TWO_CLUSTERS });
    const answer = await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D8s_v4"));
    expect([answer.status, answer.body.properties.provisioningState]).toEqual([200, "Updating"]);
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm()).toMatchObject({ size: "Standard_D8s_v4", power: "running", boots: 1 });
  });

  test("a size that it does not offer needs a deallocated VM, and vmSizes says so before", async () => {
    const tenant = aTenant({ ...aWorld(), clusters: TWO_CLUSTERS });
    const sizes = async (): Promise<readonly string[]> =>
      (await tenant.send("GET", act("vmSizes"))).body.value.map(({ name }) => name);
    expect(await sizes()).toEqual(["Standard_D4s_v4", "Standard_D8s_v4"]);
    const refused = await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v5"));
    expect([refused.status, refused.body.error.code]).toEqual([409, "OperationNotAllowed"]);
    expect(refused.body.error.message).toContain("is not available in the cluster where the VM");

    await tenant.send("POST", act("deallocate"));
    tenant.clock.advance(LONG_MS);
    expect(await sizes()).toContain("Standard_D4s_v5");
    expect((await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v5"))).status).toBe(200);
    tenant.clock.advance(1000);
    await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm()).toMatchObject({ size: "Standard_D4s_v5", cluster: "newer" });
  });

  test("a set stays on its hardware as long as one of its VMs does", async () => {
    const machine = { resourceGroup: "prod-rg", size: "Standard_D4s_v4", availabilitySet: "set" };
    const tenant = aTenant({
      clusters: TWO_CLUSTERS,
      machines: [
        { ...machine, name: "api-01", power: "deallocated" },
        { ...machine, name: "api-02" },
      ],
    });
    const refused = await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v5"));
    expect(refused.body.error.message).toContain("availability set is currently allocated");
  });

  test("capacity given up is not always there again: the start fails, the old size starts", async () => {
    const tenant = aTenant({
      ...aWorld({ power: "deallocated" }),
      exhaustedSizes: [{ size: "Standard_D4s_v5" }],
    });
    await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v5"));
    tenant.clock.advance(1000);
    const started = await tenant.send("POST", act("start"));
    expect(started.status).toBe(202);
    tenant.clock.advance(LONG_MS);
    const poll = await tenant.send("GET", started.headers["azure-asyncoperation"] ?? "");
    expect(poll.body).toMatchObject({ status: "Failed", error: { code: "AllocationFailed" } });
    expect(tenant.vm()).toMatchObject({ power: "deallocated", provisioningState: "Failed" });
    await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v4"));
    tenant.clock.advance(1000);
    await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm()).toMatchObject({ power: "running", provisioningState: "Succeeded" });
  });

  const full = { dataDisks: Array.from({ length: 5 }, () => ({})) };
  test.each([
    ["Standard_Nonsense", {}, 400, "InvalidParameter", "not valid"],
    ["Standard_D4ds_v5", {}, 409, "OperationNotAllowed", "resource disk"],
    ["Standard_D2s_v4", full, 409, "OperationNotAllowed", "maximum number of data disks"],
    ["Standard_D4_v5", {}, 409, "OperationNotAllowed", "Premium_LRS"],
    ["Standard_D4s_v6", {}, 400, "InvalidParameter", "DiskControllerType"],
  ])("%s is refused for what the VM has", async (size, machine, status, code, words) => {
    const tenant = aTenant(aWorld({ ...machine, power: "deallocated" }));
    const { status: told, body } = await tenant.send("PATCH", PATCH_URL, resizeTo(size));
    expect([told, body.error.code]).toEqual([status, code]);
    expect(body.error.message).toContain(words);
    expect(tenant.vm().size).toBe("Standard_D4s_v4");
  });

  test("quota and restrictions are told in their own words", async () => {
    const tenant = aTenant({
      ...aWorld(),
      quotas: [{ family: "standardDSv5Family", limit: 3 }],
      restrictedSizes: [{ size: "Standard_E4s_v5" }],
    });
    const quota = await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_D4s_v5"));
    expect(quota.body.error.message).toContain("exceeding approved standardDSv5Family Cores quota");
    const restricted = await tenant.send("PATCH", PATCH_URL, resizeTo("Standard_E4s_v5"));
    expect([restricted.status, restricted.body.error.code]).toEqual([409, "SkuNotAvailable"]);
  });

  test("a stale version tag is refused with both tags named, and changes nothing", async () => {
    const tenant = aTenant(aWorld({ power: "deallocated" }));
    const { headers } = await tenant.send("GET", PATCH_URL);
    const ifMatch = { "if-match": headers["etag"] ?? "" };
    const wanted = { ...resizeTo("Standard_D8s_v4"), headers: ifMatch };
    expect((await tenant.send("PATCH", PATCH_URL, wanted)).status).toBe(200);
    tenant.clock.advance(LONG_MS);
    const stale = await tenant.send("PATCH", PATCH_URL, {
      ...wanted,
      ...resizeTo("Standard_D2s_v4"),
      headers: ifMatch,
    });
    expect([stale.status, stale.body.error]).toEqual([
      412,
      {
        code: "PreconditionFailed",
        message: 'Etag provided in if-match header "1" does not match etag "2" of resource.',
      },
    ]);
    expect(tenant.vm().size).toBe("Standard_D8s_v4");
  });

  test("power actions leave the version tag alone unless the world says otherwise", async () => {
    for (const powerActionsBumpEtag of [false, true]) {
      const tenant = aTenant({ ...aWorld(), settings: { powerActionsBumpEtag } });
      await tenant.send("POST", act("powerOff"));
      tenant.clock.advance(LONG_MS);
      expect(tenant.vm().etag).toBe(powerActionsBumpEtag ? '"2"' : '"1"');
    }
  });

  test("a PUT that leaves a part out keeps it, and one that is not JSON is refused", async () => {
    const tenant = aTenant();
    const body = { location: "westeurope", tags: { team: "a" } };
    expect((await tenant.send("PUT", PATCH_URL, { body })).status).toBe(200);
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm().body).toMatchObject({
      tags: { team: "a" },
      properties: { osProfile: { computerName: "api-01" } },
    });
    const headers = { "content-type": "text/plain" };
    expect((await tenant.send("PUT", PATCH_URL, { body, headers })).status).toBe(415);
    const elsewhere = await tenant.send("PUT", PATCH_URL, { body: { location: "eastus" } });
    expect(elsewhere.body.error.code).toBe("PropertyChangeNotAllowed");
  });
});
