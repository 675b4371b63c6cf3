// One write, one request; and what each answer to it means.

import { describe, expect, it } from "vitest";
import type { Sent } from "../../../src/contracts/ports.ts";
import type { ArmWrite } from "../../../src/domain/arm-write.ts";
import { context, scriptedPorts, vmId } from "../../support/arm-scripted-client.ts";
import type { Scripted, ScriptedPorts } from "../../support/arm-scripted-client.ts";

const operation = `https://management.azure.com/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/operations/42?p=1&api-version=2026-04-01&t=638&c=${"MIIH".repeat(800)}~&s=a-b_c~&h=x%2Fy`;
const accepted: Scripted = {
  status: 202,
  headers: {
    "azure-asyncoperation": operation,
    location: `${operation}&monitor=true`,
    "retry-after": "10",
  },
};

const writes: readonly (readonly [ArmWrite, string, string])[] = [
  [{ kind: "vm-start", resourceId: vmId }, "POST", `${vmId}/start`],
  [{ kind: "vm-power-off", resourceId: vmId }, "POST", `${vmId}/powerOff`],
  [{ kind: "vm-deallocate", resourceId: vmId }, "POST", `${vmId}/deallocate`],
  [{ kind: "vm-set-size", resourceId: vmId, size: "Standard_D4s_v5" }, "PATCH", vmId],
];

const start: ArmWrite = { kind: "vm-start", resourceId: vmId };

function send(
  scripted: ScriptedPorts,
  write: ArmWrite,
  ifMatch: string | null = null,
): Promise<Sent> {
  return scripted.ports.writes.send({ write, ifMatch, fencing: 1_767_600_000_123 }, context);
}

describe("sending a write", () => {
  it.each(writes)(
    "sends exactly one request for %o, however long the operation runs",
    async (write, method, path) => {
      const scripted = scriptedPorts(() => accepted);
      const sent = await send(scripted, write);
      // Were the SDK's poller running, its first poll would follow at once.
      await new Promise((resolve) => setImmediate(resolve));
      expect(scripted.seen).toHaveLength(1);
      expect(scripted.seen[0]).toMatchObject({ method, path });
      expect(sent).toEqual({
        kind: "accepted",
        address: { asyncOperation: operation, location: `${operation}&monitor=true` },
        retryAfterMs: 10_000,
      });
    },
  );

  it("keeps the whole address of an update, which has Azure-AsyncOperation alone", async () => {
    const scripted = scriptedPorts(() => ({
      status: 200,
      headers: { "Azure-AsyncOperation": operation },
      body: { name: "api-01", properties: { provisioningState: "Updating" } },
    }));
    const write: ArmWrite = { kind: "vm-set-size", resourceId: vmId, size: "Standard_D4s_v5" };
    expect(await send(scripted, write, '"7"')).toEqual({
      kind: "accepted",
      address: { asyncOperation: operation, location: null },
      retryAfterMs: null,
    });
    expect(scripted.seen).toHaveLength(1);
    expect(scripted.seen[0]?.body).toEqual({
      properties: { hardwareProfile: { vmSize: "Standard_D4s_v5" } },
    });
    expect(scripted.seen[0]?.headers).toMatchObject({ "if-match": '"7"' });
  });

  it("carries the operation's identifiers and the fencing number, and If-Match only where given", async () => {
    const scripted = scriptedPorts(() => accepted);
    await send(scripted, { kind: "vm-set-size", resourceId: vmId, size: "Standard_D4s_v5" });
    expect(scripted.seen[0]?.headers).toMatchObject({
      "x-ms-client-request-id": context.clientRequestId,
      "x-ms-correlation-request-id": context.correlationId,
      "x-interlock-fencing": "1767600000123",
      authorization: "Bearer a-token",
    });
    expect(scripted.seen[0]?.headers).not.toHaveProperty("if-match");
  });

  it("takes a synchronous 200 without an address as accepted", async () => {
    const scripted = scriptedPorts(() => ({ status: 200 }));
    expect(await send(scripted, start)).toEqual({
      kind: "accepted",
      address: { asyncOperation: null, location: null },
      retryAfterMs: null,
    });
  });

  it("does not keep an address of another origin", async () => {
    const scripted = scriptedPorts(() => ({
      status: 202,
      headers: {
        "azure-asyncoperation": "https://management.azure.com.evil.example/operations/1",
        location: "http://management.azure.com/operations/1",
      },
    }));
    expect(await send(scripted, start)).toMatchObject({
      kind: "accepted",
      address: { asyncOperation: null, location: null },
    });
  });

  it.each([400, 401, 403, 404, 409, 412, 429, 307])(
    "tells a %i as refused, once",
    async (status) => {
      const body = { error: { code: "SomeCode", message: "Some message." } };
      const scripted = scriptedPorts(() => ({
        status,
        body,
        headers: { location: `${operation}&x=1`, "retry-after": "7" },
      }));
      const sent = await send(scripted, start);
      expect(sent).toMatchObject({
        kind: "refused",
        refusal: {
          phase: "submit",
          status,
          code: "SomeCode",
          retryAfterMs: 7_000,
          request: `POST ${vmId}/start`,
        },
      });
      expect(scripted.seen).toHaveLength(1);
    },
  );

  it.each([408, 500, 502, 503, 504])(
    "tells a %i as unknown, because it may have been done",
    async (status) => {
      const scripted = scriptedPorts(() => ({ status, headers: { "retry-after": "1" } }));
      expect(await send(scripted, start)).toMatchObject({
        kind: "unknown",
        refusal: { status, code: null },
      });
      expect(scripted.seen).toHaveLength(1);
    },
  );

  it("tells a dropped connection as unknown and does not send again", async () => {
    const scripted = scriptedPorts(() => "drop");
    expect(await send(scripted, start)).toEqual({ kind: "unknown", refusal: null });
    expect(scripted.seen).toHaveLength(1);
  });

  it("gives up on an answer that does not come", async () => {
    const scripted = scriptedPorts(() => "hang", { answerTimeLimitMs: 20 });
    expect(await send(scripted, start)).toEqual({ kind: "unknown", refusal: null });
    expect(scripted.seen).toHaveLength(1);
  });

  it("tells a success with a body that is no JSON as accepted", async () => {
    const scripted = scriptedPorts(() => ({
      status: 200,
      headers: { "content-type": "application/json", "azure-asyncoperation": operation },
      body: "<html>",
    }));
    expect(
      await send(scripted, { kind: "vm-set-size", resourceId: vmId, size: "X" }),
    ).toMatchObject({
      kind: "accepted",
      address: { asyncOperation: operation },
    });
  });

  describe("whose success says in its body that it was not done", () => {
    const preempted = {
      code: "OperationPreempted",
      message: "Operation execution has been preempted by a more recent operation.",
    };

    it.each([
      ["by an error", 200, { error: preempted }, null],
      ["by an error as it is accepted", 202, { error: preempted }, null],
      [
        "by an error with its cause in JSON",
        200,
        { error: { code: "Conflict", message: JSON.stringify({ error: preempted }) } },
        null,
      ],
      ["by an operation's status", 200, { status: "Canceled", error: preempted }, "Canceled"],
      ["by a status without an error", 200, { status: "Failed" }, "Failed"],
    ] as const)("%s, it is told as refused", async (_how, status, body, operationStatus) => {
      const scripted = scriptedPorts(() => ({ status, body }));
      expect(await send(scripted, start)).toMatchObject({
        kind: "refused",
        refusal: {
          phase: "submit",
          status: operationStatus === null ? status : null,
          operationStatus,
          blockedBy: null,
        },
      });
    });

    it("names its own operation, which is to be followed to its end", async () => {
      const scripted = scriptedPorts(() => ({ ...accepted, body: { error: preempted } }));
      expect(await send(scripted, start)).toMatchObject({
        kind: "refused",
        refusal: { code: "OperationPreempted", blockedBy: operation },
      });
    });

    it.each([
      { name: "api-01", properties: { provisioningState: "Failed" } },
      { name: "api-01", error: null },
      { name: "api-01", error: {} },
      { status: "InProgress", error: preempted },
      { status: "Succeeded" },
    ])("is not what %j is: it is accepted", async (body) => {
      const scripted = scriptedPorts(() => ({ status: 200, body }));
      expect(await send(scripted, start)).toMatchObject({ kind: "accepted" });
    });
  });

  it.each([409, 429])("tells the operation that the header of a %i names", async (status) => {
    const body = { error: { code: "Conflict", message: "Another operation is in progress." } };
    const headers = { "azure-asyncoperation": operation };
    const scripted = scriptedPorts(() => ({ status, body, headers }));
    expect(await send(scripted, start)).toMatchObject({ refusal: { blockedBy: operation } });
  });

  it.each([307, 400, 404])("takes no Location of a %i for an operation", async (status) => {
    const scripted = scriptedPorts(() => ({ status, headers: { location: operation } }));
    expect(await send(scripted, start)).toMatchObject({ refusal: { blockedBy: null } });
  });

  it("keeps no blocker of another origin that a header names", async () => {
    const headers = { location: "https://example.com/operations/1" };
    const scripted = scriptedPorts(() => ({ status: 409, headers }));
    expect(await send(scripted, start)).toMatchObject({ refusal: { blockedBy: null } });
  });

  it("says that nothing was sent when no token could be had", async () => {
    const credential = { getToken: () => Promise.reject(new Error("IMDS is not there.")) };
    const scripted = scriptedPorts(() => accepted, { credential });
    const sent = await send(scripted, start);
    expect(sent).toMatchObject({ kind: "not-sent" });
    expect(sent.kind === "not-sent" ? sent.reason : "").toContain("IMDS is not there.");
    expect(scripted.seen).toHaveLength(0);
  });

  it("sends nothing under the path of a machine for something that is none", async () => {
    const scripted = scriptedPorts(() => accepted);
    const resourceId = vmId.replace(
      "Microsoft.Compute/virtualMachines",
      "Microsoft.Network/networkInterfaces",
    );
    await expect(send(scripted, { kind: "vm-start", resourceId })).rejects.toThrow(
      "no type of virtual machine",
    );
    expect(scripted.seen).toHaveLength(0);
  });
});
