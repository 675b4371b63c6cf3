// Reading anything: in which version it is asked, what is told of it, and that nothing is made up.

import { describe, expect, it } from "vitest";
import type { Read } from "../../../src/contracts/ports.ts";
import { addMs } from "../../../src/domain/instant.ts";
import type { ResourceState } from "../../../src/domain/resource-state.ts";
import {
  context,
  groupId,
  nowMs,
  scriptedPorts,
  subscriptionId,
  vmId,
} from "../../support/arm-scripted-client.ts";
import type { Scripted } from "../../support/arm-scripted-client.ts";

const disk = `${groupId}/providers/Microsoft.Compute/disks/data-1`;
const vault = `${groupId}/providers/Microsoft.KeyVault/vaults/secrets`;
const vaultKey = `${vault}/keys/one`;
const gateway = `${groupId}/providers/Microsoft.Network/natGateways/way`;
const provider = `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault`;
const listing = {
  resourceTypes: [
    { resourceType: "Vaults", apiVersions: ["2019-09-01", "2024-11-01", "2025-01-01-preview"] },
    { resourceType: "vaults/secrets", apiVersions: ["2026-01-01-privatepreview", "2026-01-01-a"] },
    { resourceType: "operations" },
  ],
};

function stateIn(read: Read<ResourceState>): ResourceState {
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  return read.value;
}

async function stateOf(id: string, body: unknown): Promise<ResourceState> {
  const { ports } = scriptedPorts(() => ({ body }));
  return stateIn(await ports.resources.readState(id, context));
}

function versionsAsked(seen: readonly { readonly url: string }[]): readonly string[] {
  return seen.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return `${pathname} ${searchParams.get("api-version")}`;
  });
}

describe("the state of a resource", () => {
  it.each([
    [disk, "2026-03-02"],
    [groupId, "2025-04-01"],
    [`${vmId}/extensions/agent`, "2026-04-01"],
    [`${groupId}/providers/microsoft.network/NETWORKINTERFACES/nic`, "2025-05-01"],
    [`${vmId}/providers/Microsoft.Authorization/locks/keep`, "2020-05-01"],
  ])("is one request: %s", async (id, version) => {
    const { ports, seen } = scriptedPorts(() => ({ body: {} }));
    expect(await ports.resources.readState(`${id}/`, context)).toMatchObject({
      value: { resourceId: id, exists: true },
    });
    expect(versionsAsked(seen)).toEqual([`${id} ${version}`]);
    expect(seen[0]?.headers["x-ms-client-request-id"]).toBe(context.clientRequestId);
  });

  it("of a machine is the machine's own read, with its power", async () => {
    const { ports, seen } = scriptedPorts(() => ({
      body: {
        properties: {
          provisioningState: "Succeeded",
          hardwareProfile: { vmSize: "Standard_D4s_v5" },
          instanceView: { statuses: [{ code: "PowerState/deallocated" }] },
        },
      },
    }));
    expect(await ports.resources.readState(vmId, context)).toMatchObject({
      value: { provisioningState: "Succeeded", powerState: "deallocated", size: "Standard_D4s_v5" },
    });
    expect(seen[0]?.url).toContain("instanceView");
  });

  it.each<readonly [string, object, string | null]>([
    ["running", { instanceView: { statuses: [{ code: "PowerState/Running" }] } }, "running"],
    ["between two states", { instanceView: { statuses: [] } }, "unknown"],
    ["without its instance view", {}, null],
  ])("of a scale set's instance %s has power and size", async (_how, told, powerState) => {
    const instance = `${groupId}/providers/Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/0`;
    const { ports, seen } = scriptedPorts(() => ({
      body: {
        sku: { name: "Standard_D4s_v5" },
        properties: { provisioningState: "Succeeded", hardwareProfile: {}, ...told },
      },
    }));
    const size = "Standard_D4s_v5";
    expect(await ports.resources.readState(instance, context)).toMatchObject({
      value: { provisioningState: "Succeeded", powerState, size },
    });
    expect(new URL(seen[0]?.url ?? "").searchParams.get("$expand")).toBe("instanceView");
  });

  it.each<readonly [string, unknown, string | null]>([
    ["among the properties", { properties: { provisioningState: "Updating" } }, "Updating"],
    ["in another letter case", { properties: { ProvisioningState: "Failed" } }, "Failed"],
    ["beside the properties", { provisioningState: "Deleting", properties: {} }, "Deleting"],
    ["nowhere", { properties: { state: "Running" } }, null],
    ["nowhere, without properties", {}, null],
    ["as no word", { properties: { provisioningState: 3 } }, null],
  ])("tells the provisioning state that stands %s", async (_where, body, told) => {
    expect(await stateOf(gateway, body)).toMatchObject({
      exists: true,
      provisioningState: told,
      attachment: null,
    });
  });

  it.each<readonly [string, unknown, readonly string[], string | null]>([
    ["disks/d", { managedBy: vmId, properties: { diskState: "Attached" } }, [vmId], "Attached"],
    ["disks/d", { properties: { diskState: "Unattached" } }, [], "Unattached"],
    [
      "disks/d",
      { managedBy: vmId, managedByExtended: [vmId.toUpperCase(), `${vmId}2`], properties: {} },
      [vmId.toUpperCase(), `${vmId}2`],
      null,
    ],
  ])("tells of %s what has it attached: %j", async (name, body, to, diskState) => {
    const id = `${groupId}/providers/Microsoft.Compute/${name}`;
    expect((await stateOf(id, body)).attachment).toEqual({ diskState, to });
  });

  it.each([
    ["networkInterfaces/n", { virtualMachine: { id: vmId } }, [vmId]],
    ["networkInterfaces/n", { privateEndpoint: { id: vmId } }, [vmId]],
    ["networkInterfaces/n", { virtualMachine: null }, []],
    ["publicIPAddresses/a", { ipConfiguration: { id: vmId } }, [vmId]],
    ["publicIPAddresses/a", {}, []],
  ])("tells of %s what has it attached: %j", async (name, properties, to) => {
    const id = `${groupId}/providers/Microsoft.Network/${name}`;
    expect((await stateOf(id, { properties })).attachment).toEqual({ diskState: null, to });
  });

  it.each(["ResourceNotFound", "NotFound", "ResourceGroupNotFound", "ParentResourceNotFound"])(
    "is that it does not exist when ARM says %s",
    async (code) => {
      const { ports } = scriptedPorts(() => ({ status: 404, body: { error: { code } } }));
      const read = await ports.resources.readState(disk, context);
      expect(read).toMatchObject({ value: { exists: false, provisioningState: null } });
    },
  );

  it.each<readonly [string, Scripted, string]>([
    ["a 404 of something on the way", { status: 404, body: "<html>" }, "refused"],
    ["a refusal", { status: 403, body: { error: { code: "AuthorizationFailed" } } }, "refused"],
    ["a body that is none", { body: "<html>" }, "no-answer"],
    ["silence", "drop", "no-answer"],
  ])("is not known after %s", async (_what, answer, kind) => {
    const { ports } = scriptedPorts(() => answer);
    expect((await ports.resources.readState(disk, context)).kind).toBe(kind);
  });

  it.each([`/subscriptions/${subscriptionId}`, "/", "api-01", `${disk}%2fx`])(
    "is not asked of %s, which is no resource",
    async (id) => {
      const { ports, seen } = scriptedPorts(() => ({ body: {} }));
      await expect(ports.resources.readState(id, context)).rejects.toThrow(/no resource|unparsed/i);
      expect(seen).toEqual([]);
    },
  );
});

describe("the version of a type that is not written down", () => {
  const answering = (
    rest: Scripted = { body: {} },
    time = { now: new Date(nowMs).toISOString() },
  ) =>
    scriptedPorts(({ path }) => (path === provider ? { body: listing } : rest), {
      clock: { now: () => time.now },
    });

  it("is the newest that is no preview, and is asked for once a day", async () => {
    const time = { now: new Date(nowMs).toISOString() };
    const { ports, seen } = answering({ body: {} }, time);
    await ports.resources.readState(vault, context);
    await ports.resources.readState(`${vault}-2`, context);
    expect(versionsAsked(seen)).toEqual([
      `${provider} 2025-04-01`,
      `${vault} 2024-11-01`,
      `${vault}-2 2024-11-01`,
    ]);
    time.now = addMs(time.now, 86_400_000);
    await ports.resources.readState(vault, context);
    expect(versionsAsked(seen).slice(3)).toEqual([`${provider} 2025-04-01`, `${vault} 2024-11-01`]);
  });

  it("is a preview where there is nothing else", async () => {
    const { ports, seen } = answering();
    await ports.resources.readState(`${vault}/secrets/one`, context);
    expect(versionsAsked(seen).at(-1)).toBe(`${vault}/secrets/one 2026-01-01-privatepreview`);
  });

  it("is one of its provider's where the type is unknown there, and Azure says what is wrong", async () => {
    const error = { code: "InvalidResourceType", message: "There is no such type." };
    const { ports, seen } = answering({ status: 400, body: { error } });
    expect(await ports.resources.readState(vaultKey, context)).toMatchObject({
      kind: "refused",
      refusal: { code: "InvalidResourceType" },
    });
    expect(versionsAsked(seen)).toEqual([`${provider} 2025-04-01`, `${vaultKey} 2024-11-01`]);
  });

  it("cannot be had of a provider that is none: that is told", async () => {
    const error = { code: "InvalidResourceNamespace", message: "It is invalid." };
    const { ports } = scriptedPorts(() => ({ status: 404, body: { error } }));
    expect(await ports.resources.readState(vault, context)).toMatchObject({
      kind: "refused",
      refusal: { code: "InvalidResourceNamespace" },
    });
  });

  it("of something outside subscriptions is asked of the tenant", async () => {
    const { ports, seen } = scriptedPorts(() => ({ body: { resourceTypes: [] } }));
    await ports.resources.readState("/providers/Contoso.Things/things/one", context);
    expect(seen[0]?.path).toBe("/providers/Contoso.Things");
  });

  it("is asked for too where a cloud does not have the one that is written down", async () => {
    const older = [{ resourceType: "disks", apiVersions: ["2023-04-02"] }];
    const { ports, seen } = scriptedPorts(({ path, url }) => {
      if (path.endsWith("/Microsoft.Compute")) return { body: { resourceTypes: older } };
      if (url.includes("2023-04-02")) return { body: { properties: { diskState: "Reserved" } } };
      return { status: 400, body: { error: { code: "NoRegisteredProviderFound" } } };
    });
    expect(stateIn(await ports.resources.readState(disk, context)).attachment?.diskState).toBe(
      "Reserved",
    );
    expect(seen).toHaveLength(3);
  });
});
