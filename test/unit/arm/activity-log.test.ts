// What the Activity Log tells of a resource.

import { describe, expect, it } from "vitest";
import { context, scriptedPorts, subscriptionId, vmId } from "../../support/arm-scripted-client.ts";

const range = {
  resourceId: vmId,
  from: "2026-01-05T07:00:00.000Z",
  to: "2026-01-05T08:00:00.000Z",
};

function event(at: string, status: string): object {
  return {
    eventTimestamp: at,
    operationName: {
      value: "Microsoft.Compute/virtualMachines/deallocate/action",
      localizedValue: "Deallocate",
    },
    eventName: { value: "EndRequest" },
    status: { value: status },
    subStatus: { value: "" },
    caller: "alice@example.com",
    resourceId: vmId.toUpperCase(),
    operationId: "o-1",
    correlationId: "c-1",
    httpRequest: { clientRequestId: "op-1.deallocate.1", method: "POST" },
  };
}

describe("reading the Activity Log", () => {
  it("asks for one resource and one range, and gives the events oldest first", async () => {
    const { ports, seen } = scriptedPorts(() => ({
      body: {
        value: [
          event("2026-01-05T07:31:00.1234567Z", "Succeeded"),
          event("2026-01-05T07:30:00Z", "Started"),
        ],
      },
    }));
    const read = await ports.activityLog.listEvents(range, context);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.path).toBe(
      `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`,
    );
    expect(new URL(seen[0]?.url ?? "").searchParams.get("$filter")).toBe(
      `eventTimestamp ge '${range.from}' and eventTimestamp le '${range.to}' and resourceUri eq '${vmId}'`,
    );
    expect(read).toMatchObject({
      kind: "read",
      value: {
        complete: true,
        events: [
          { at: "2026-01-05T07:30:00.000Z", status: "Started" },
          {
            at: "2026-01-05T07:31:00.123Z",
            operationName: "Microsoft.Compute/virtualMachines/deallocate/action",
            eventName: "EndRequest",
            status: "Succeeded",
            subStatus: "",
            caller: "alice@example.com",
            resourceId: vmId.toUpperCase(),
            operationId: "o-1",
            correlationId: "c-1",
            clientRequestId: "op-1.deallocate.1",
          },
        ],
      },
    });
  });

  it("bears events that say little", async () => {
    const { ports } = scriptedPorts(() => ({
      body: { value: [{ eventTimestamp: "2026-01-05T07:30:00Z", httpRequest: null }] },
    }));
    expect(await ports.activityLog.listEvents(range, context)).toMatchObject({
      value: { events: [{ operationName: "", caller: "", clientRequestId: null }] },
    });
  });

  it("says so when there is more than is read at once", async () => {
    const next = "https://management.azure.com/more?$skiptoken=1";
    const { ports, seen } = scriptedPorts(() => ({
      body: { value: [event("2026-01-05T07:30:00Z", "Started")], nextLink: next },
    }));
    expect(await ports.activityLog.listEvents(range, context)).toMatchObject({
      kind: "read",
      value: { complete: false },
    });
    expect(seen).toHaveLength(5);
  });

  it("reads the refusal, which has no wrapper there", async () => {
    const { ports } = scriptedPorts(() => ({
      status: 400,
      body: { code: "BadRequest", message: "Bad filter." },
    }));
    expect(await ports.activityLog.listEvents(range, context)).toMatchObject({
      kind: "refused",
      refusal: { status: 400, code: "BadRequest", message: "Bad filter." },
    });
  });
});
