// The cheap read of a machine, whatever Azure leaves out or spells otherwise.

import { describe, expect, it } from "vitest";
import type { Read } from "../../../src/contracts/ports.ts";
import type { VmState } from "../../../src/domain/observation.ts";
import { context, scriptedPorts, vmId } from "../../support/arm-scripted-client.ts";
import type { Scripted, ScriptedAnswer } from "../../support/arm-scripted-client.ts";
import { runningStatuses, vmBody } from "../../support/arm-vm-body.ts";

function readOf(answer: Scripted): Promise<Read<VmState>> {
  return scriptedPorts(() => answer).ports.virtualMachines.readState(vmId, context);
}

async function stateOf(answer: ScriptedAnswer): Promise<VmState> {
  const read = await readOf(answer);
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  return read.value;
}

function withCodes(...codes: readonly string[]): ScriptedAnswer {
  return { body: vmBody({ statuses: codes.map((code) => ({ code, level: "Info" })) }) };
}

describe("reading a machine's state", () => {
  it("is one GET with the instance view, under the caller's identifiers", async () => {
    const { ports, seen } = scriptedPorts(() => ({
      body: vmBody(),
      headers: {
        "x-ms-ratelimit-remaining-resource":
          "Microsoft.Compute/LowCostGetSubscriptionMaximum;23996,Microsoft.Compute/LowCostGetResource;32",
      },
    }));
    expect(await ports.virtualMachines.readState(vmId, context)).toEqual({
      kind: "read",
      value: {
        resourceId: vmId,
        observedAt: "2026-01-05T08:00:00.000Z",
        exists: true,
        provisioningState: "Succeeded",
        provisioningErrorCode: null,
        powerState: "running",
        hibernated: false,
        size: "Standard_D4s_v4",
        etag: '"7"',
      },
      allowance: { resourceReads: 32, operationReads: null },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: "GET", path: vmId });
    expect(new URL(seen[0]?.url ?? "").searchParams.get("$expand")).toBe("instanceView");
    expect(seen[0]?.headers).toMatchObject({ "x-ms-client-request-id": context.clientRequestId });
    expect(seen[0]?.headers).not.toHaveProperty("x-interlock-fencing");
  });

  it("finds the power state wherever it stands and however it is spelt", async () => {
    const codes = [
      "OSState/generalized",
      "powerstate/DEALLOCATED",
      "ProvisioningState/succeeded",
      "ColocationStatus/Aligned",
    ];
    expect(await stateOf(withCodes(...codes))).toMatchObject({ powerState: "deallocated" });
  });

  it.each([
    "creating",
    "starting",
    "running",
    "stopping",
    "stopped",
    "deallocating",
    "deallocated",
  ])("knows PowerState/%s", async (power) => {
    expect(await stateOf(withCodes(`PowerState/${power}`))).toMatchObject({ powerState: power });
  });

  it.each([
    ["the power state is missing", withCodes("ProvisioningState/updating")],
    ["its word is new", withCodes("PowerState/levitating")],
    ["there are no statuses", { body: vmBody({ statuses: [] }) }],
    ["there is no instance view", { body: vmBody({ statuses: undefined }) }],
  ])("calls the power state unknown when %s", async (_what, answer) => {
    expect(await stateOf(answer)).toMatchObject({ powerState: "unknown", exists: true });
  });

  it("takes the code of a failed provisioning from its third segment", async () => {
    const codes = ["ProvisioningState/failed/AllocationFailed", "PowerState/deallocated"];
    expect(await stateOf(withCodes(...codes))).toMatchObject({
      provisioningErrorCode: "AllocationFailed",
    });
  });

  it.each(["ProvisioningState/succeeded/osProvisioningInProgress", "ProvisioningState/failed"])(
    "takes no error from %s",
    async (code) => {
      expect(await stateOf(withCodes(code))).toMatchObject({ provisioningErrorCode: null });
    },
  );

  it.each([
    ["HibernationState/Hibernated", true],
    ["hibernationstate/hibernated", true],
    ["HibernationState/NotHibernated", false],
    ["PowerState/deallocated", false],
  ])("reads %s as hibernated: %s", async (code, hibernated) => {
    expect(await stateOf(withCodes("PowerState/deallocated", code))).toMatchObject({ hibernated });
  });

  it("takes the version from the header where the body has none", async () => {
    const body = vmBody({ top: { etag: undefined } });
    expect(await stateOf({ body, headers: { etag: '"9"' } })).toMatchObject({ etag: '"9"' });
    expect(await stateOf({ body })).toMatchObject({ etag: null });
  });

  it("tells of which sets it is a member, and nothing where it is in none", async () => {
    const set =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/availabilitySets/web";
    const body = vmBody({ properties: { availabilitySet: { id: set } } });
    expect(await stateOf({ body })).toMatchObject({ memberOf: [set] });
    expect(await stateOf({ body: vmBody() })).not.toHaveProperty("memberOf");
  });

  it("bears nulls and parts that it does not know", async () => {
    const body = vmBody({
      statuses: [...runningStatuses, { code: null }, { somethingElse: 1 }],
      properties: {
        availabilitySet: null,
        networkProfile: null,
        hardwareProfile: null,
        brandNew: { a: 1 },
      },
    });
    expect(await stateOf({ body })).toMatchObject({ powerState: "running", size: "" });
  });
});

describe("a machine that cannot be read", () => {
  it.each(["ResourceNotFound", "NotFound", "ResourceGroupNotFound", "SubscriptionNotFound"])(
    "does not exist when Azure says %s",
    async (code) => {
      const answer = { status: 404, body: { error: { code, message: "Not found." } } };
      expect(await readOf(answer)).toMatchObject({
        kind: "read",
        value: {
          exists: false,
          powerState: "unknown",
          size: "",
          etag: null,
          observedAt: "2026-01-05T08:00:00.000Z",
        },
      });
    },
  );

  it.each([
    [
      "an unknown code",
      { status: 404, body: { error: { code: "InvalidResourceType", message: "?" } } },
    ],
    ["a page of somebody on the way", { status: 404, body: "<html><title>404</title></html>" }],
    ["nothing", { status: 404 }],
  ])("is not taken for gone on a 404 with %s", async (_what, answer) => {
    expect(await readOf(answer)).toMatchObject({
      kind: "refused",
      refusal: { status: 404, phase: "read" },
    });
  });

  it.each([401, 403, 409, 429, 500, 503])("is refused with a %i", async (status) => {
    const answer = { status, body: { error: { code: "AuthorizationFailed", message: "No." } } };
    expect(await readOf(answer)).toMatchObject({
      kind: "refused",
      refusal: { status, code: "AuthorizationFailed" },
    });
  });

  it.each<readonly [string, Scripted]>([
    ["the connection drops", "drop"],
    ["a 200 has a page for a body", { body: "<html>Welcome</html>" }],
    ["a 200 has no body", { body: "" }],
    ["a 200 has the body of something else", { body: { value: [] } }],
    ["a 200 has no provisioning state", { body: { properties: {} } }],
  ])("has no answer when %s", async (_what, answer) => {
    expect(await readOf(answer)).toMatchObject({ kind: "no-answer" });
  });
});
