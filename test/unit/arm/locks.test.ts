// Which locks cover a resource, and where each sits.

import { describe, expect, it } from "vitest";
import type { Read } from "../../../src/contracts/ports.ts";
import type { LockObservation } from "../../../src/domain/observation.ts";
import {
  context,
  groupId,
  scriptedPorts,
  subscriptionId,
  vmId,
} from "../../support/arm-scripted-client.ts";

const type = "/providers/Microsoft.Authorization/locks";

function lock(scope: string, level: string, rest: object = {}): object {
  return { id: `${scope}${type}/hands-off`, name: "hands-off", properties: { level, ...rest } };
}

function listed(value: readonly object[]): Promise<Read<readonly LockObservation[]>> {
  return scriptedPorts(() => ({ body: { value } })).ports.locks.listLocks(vmId, context);
}

async function scopesOf(...value: readonly object[]): Promise<readonly string[]> {
  const read = await listed(value);
  return read.kind === "read" ? read.value.map((one) => one.scope) : [JSON.stringify(read)];
}

describe("listing the locks of a machine", () => {
  it("is one request at the machine's own scope", async () => {
    const { ports, seen } = scriptedPorts(() => ({ body: { value: [] } }));
    expect(await ports.locks.listLocks(vmId, context)).toMatchObject({ kind: "read", value: [] });
    expect(seen.map((request) => request.path)).toEqual([`${vmId}${type}`]);
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer a-token",
      accept: "application/json",
      "x-ms-client-request-id": context.clientRequestId,
    });
  });

  it("keeps those of the machine, its group and its subscription, in any letter case", async () => {
    const scopes = [
      vmId,
      groupId.replace("resourceGroups", "resourcegroups").replace("prod-rg", "PROD-RG"),
      `/subscriptions/${subscriptionId}`,
    ];
    expect(await scopesOf(...scopes.map((scope) => lock(scope, "ReadOnly")))).toEqual(scopes);
  });

  it("finds the scope of a lock, whatever letters a group's name has", async () => {
    const group = `/subscriptions/${subscriptionId}/resourceGroups/İİİ`;
    const { ports } = scriptedPorts(() => ({ body: { value: [lock(group, "ReadOnly")] } }));
    const id = `${group}/providers/Microsoft.Compute/virtualMachines/api-01`;
    expect(await ports.locks.listLocks(id, context)).toMatchObject({ value: [{ scope: group }] });
  });

  it("leaves out what sits below or beside", async () => {
    const others = [
      `${vmId}/extensions/agent`,
      `${vmId}0`,
      `${groupId}-2`,
      `${groupId}/providers/Microsoft.Compute/disks/api-01-os`,
    ];
    expect(await scopesOf(...others.map((scope) => lock(scope, "ReadOnly")))).toEqual([]);
  });

  it("tells level, name and notes", async () => {
    expect(await listed([lock(groupId, "cannotdelete", { notes: "Ask Alice." })])).toMatchObject({
      value: [
        {
          id: `${groupId}${type}/hands-off`,
          name: "hands-off",
          level: "CanNotDelete",
          scope: groupId,
          notes: "Ask Alice.",
        },
      ],
    });
  });

  it("takes an unknown level for the stricter one and passes over one that is none", async () => {
    expect(await listed([lock(groupId, "Frozen"), lock(vmId, "NotSpecified")])).toMatchObject({
      value: [{ level: "ReadOnly", scope: groupId, notes: null }],
    });
  });

  it("follows further pages", async () => {
    const next = `https://management.azure.com${vmId}${type}/more?$skiptoken=1`;
    const { ports } = scriptedPorts((request) =>
      request.url === next
        ? { body: { value: [lock(vmId, "ReadOnly")] } }
        : { body: { value: [lock(groupId, "ReadOnly")], nextLink: next } },
    );
    const read = await ports.locks.listLocks(vmId, context);
    expect(read.kind === "read" ? read.value.map((one) => one.scope) : read).toEqual([
      groupId,
      vmId,
    ]);
  });

  it("does not end in a circle of pages", async () => {
    const { ports, seen } = scriptedPorts((request) => ({
      body: { value: [], nextLink: request.url },
    }));
    expect(await ports.locks.listLocks(vmId, context)).toMatchObject({ kind: "no-answer" });
    expect(seen.length).toBeLessThanOrEqual(20);
  });

  it("is refused where reading locks is", async () => {
    const body = { error: { code: "AuthorizationFailed", message: "No." } };
    const { ports, seen } = scriptedPorts(() => ({ status: 403, body }));
    expect(await ports.locks.listLocks(vmId, context)).toMatchObject({
      kind: "refused",
      refusal: { status: 403, code: "AuthorizationFailed" },
    });
    expect(seen).toHaveLength(1);
  });

  it("sends names with odd letters safely", async () => {
    const { ports, seen } = scriptedPorts(() => ({ body: { value: [] } }));
    await ports.locks.listLocks(vmId.replace("prod-rg", "größe(1)"), context);
    expect(decodeURIComponent(seen[0]?.path ?? "")).toBe(
      `${vmId.replace("prod-rg", "größe(1)")}${type}`,
    );
  });
});
