// The Activity Log: what it records, when that is seen, and how it can be asked.

import { describe, expect, test } from "vitest";
import { act, aTenant, aWorld, GROUP, LONG_MS, SUBSCRIPTION, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const PATH = `${SUBSCRIPTION}/providers/Microsoft.Insights/eventtypes/management/values`;

async function events(tenant: Tenant, filter: string, more = "") {
  const query = `api-version=2015-04-01&$filter=${encodeURIComponent(filter)}${more}`;
  return tenant.send("GET", `${PATH}?${query}`);
}

const localized = (value: string) => ({ value, localizedValue: value });

const SINCE = "eventTimestamp ge '2026-01-01T00:00:00Z'";

describe("the Activity Log", () => {
  test("has three events of a long-running operation, tied by their identifiers", async () => {
    const tenant = aTenant();
    const headers = { "x-ms-client-request-id": "mine", "x-ms-correlation-request-id": "corr" };
    await tenant.send("POST", act("deallocate"), { headers });
    tenant.clock.advance(LONG_MS);
    const { body } = await events(tenant, `${SINCE} and correlationId eq 'corr'`);
    const told = body.value.map((event) => [event.eventName.value, event.status]);
    expect(told.toReversed()).toEqual([
      ["BeginRequest", localized("Started")],
      ["EndRequest", localized("Accepted")],
      ["EndRequest", localized("Succeeded")],
    ]);
    for (const event of body.value) {
      expect(event).toMatchObject({
        caller: "caller",
        httpRequest: { clientRequestId: "mine", method: "POST" },
        operationName: { value: "Microsoft.Compute/virtualMachines/deallocate/action" },
        resourceId: VM,
        operationId: body.value[0]?.operationId,
      });
    }
  });

  test("shows an event only after its lag", async () => {
    const tenant = aTenant({ ...aWorld(), settings: { activityLogLagMs: 20_000 } });
    await tenant.send("POST", act("powerOff"));
    tenant.clock.advance(19_999);
    expect((await events(tenant, SINCE)).body.value).toEqual([]);
    tenant.clock.advance(1);
    expect((await events(tenant, SINCE)).body.value).toHaveLength(2);
  });

  test("the lag is drawn between 14 seconds and 20 minutes", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("powerOff"));
    tenant.clock.advance(13_999);
    expect((await events(tenant, SINCE)).body.value).toEqual([]);
    tenant.clock.advance(20 * 60 * 1000);
    expect((await events(tenant, SINCE)).body.value).toHaveLength(3);
  });

  test("records refusals with what was told", async () => {
    const tenant = aTenant(aWorld({ power: "deallocated" }));
    await tenant.send("POST", act("powerOff"));
    tenant.clock.advance(LONG_MS);
    const { body } = await events(tenant, `${SINCE} and resourceUri eq '${VM.toLowerCase()}'`);
    expect(body.value[0]).toMatchObject({
      status: { value: "Failed" },
      subStatus: { value: "Conflict" },
    });
    expect(body.value[0]?.properties.statusMessage).toContain("OperationNotAllowed");
  });

  test("comes in pages", async () => {
    const tenant = aTenant({ ...aWorld(), settings: { activityLogPageSize: 2 } });
    await tenant.send("POST", act("powerOff"));
    tenant.clock.advance(LONG_MS);
    const first = await events(tenant, SINCE, "&$select=eventDataId");
    expect(first.body.value).toHaveLength(2);
    expect(Object.keys(first.body.value[0] ?? {})).toEqual(["eventDataId"]);
    const second = await tenant.send("GET", first.body.nextLink);
    expect(second.body.value).toHaveLength(1);
    expect(second.body.nextLink).toBeUndefined();
  });

  test.each([
    ["caller eq 'me'"],
    ["resourceGroupName eq 'prod-rg'"],
    [`${SINCE} and resourceGroupName eq 'a' and resourceProvider eq 'b'`],
    ["eventTimestamp gt '2026-01-01'"],
  ])("does not take the filter %s", async (filter) => {
    const { status, body } = await events(aTenant(), filter);
    expect([status, body.code]).toEqual([400, "BadRequest"]);
  });

  test("is asked by group, and by provider", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("powerOff"));
    tenant.clock.advance(LONG_MS);
    const group = GROUP.split("/").at(-1)?.toUpperCase();
    expect(
      (await events(tenant, `${SINCE} and resourceGroupName eq '${group}'`)).body.value,
    ).toHaveLength(3);
    expect(
      (await events(tenant, `${SINCE} and resourceProvider eq 'Microsoft.Network'`)).body.value,
    ).toEqual([]);
  });
});
