// Which action a VM accepts in which state, and what it is afterwards.

import { describe, expect, test } from "vitest";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, VM } from "./tenant.ts";

type Power = "running" | "stopped" | "deallocated";

// Action, state found, status, state after.
const MATRIX: readonly (readonly [string, Power, number, Power])[] = [
  ["start", "running", 202, "running"],
  ["start", "stopped", 202, "running"],
  ["start", "deallocated", 202, "running"],
  ["powerOff", "running", 202, "stopped"],
  ["powerOff", "stopped", 202, "stopped"],
  ["powerOff", "deallocated", 409, "deallocated"],
  ["deallocate", "running", 202, "deallocated"],
  ["deallocate", "stopped", 202, "deallocated"],
  ["deallocate", "deallocated", 202, "deallocated"],
  ["restart", "running", 202, "running"],
  ["restart", "stopped", 409, "stopped"],
  ["restart", "deallocated", 409, "deallocated"],
];

describe("a VM's power", () => {
  test.each(MATRIX)(
    "%s of a %s VM answers %i and leaves it %s",
    async (action, found, status, after) => {
      const tenant = aTenant(aWorld({ power: found }));
      const answer = await tenant.send("POST", act(action));
      expect(answer.status).toBe(status);
      const code = status === 409 ? "OperationNotAllowed" : undefined;
      expect(answer.body.error?.code).toBe(code);
      tenant.clock.advance(LONG_MS);
      expect(tenant.vm().power).toBe(after);
    },
  );

  test("what is seen while an action runs is the transition, and Updating", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("deallocate"));
    tenant.clock.advance(5000);
    const view = await tenant.send("GET", act("instanceView"));
    const codes = view.body.statuses.map(({ code }) => code);
    expect(codes).toEqual(["ProvisioningState/updating", "PowerState/deallocating"]);
    expect(tenant.vm().provisioningState).toBe("Updating");
  });

  test("the power state can be missing during a transition, where the world says so", async () => {
    const settings = { powerStateMissingDuringTransitions: true };
    const tenant = aTenant({ ...aWorld(), settings });
    await tenant.send("POST", act("deallocate"));
    const view = await tenant.send("GET", act("instanceView"));
    expect(JSON.stringify(view.body.statuses)).not.toContain("PowerState/");
  });

  test("starting a VM that runs does not boot it again, a restart does", async () => {
    const tenant = aTenant();
    await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm().boots).toBe(0);
    await tenant.send("POST", act("restart"));
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm().boots).toBe(1);
  });

  test("hibernation needs a VM that is prepared for it, and forbids a resize", async () => {
    const plain = aTenant();
    const refused = await plain.send("POST", act("deallocate", "hibernate=true&"));
    expect(refused.status).toBe(409);
    const prepared = aTenant(aWorld({ hibernationEnabled: true }));
    await prepared.send("POST", act("deallocate", "hibernate=true&"));
    prepared.clock.advance(LONG_MS);
    expect(prepared.vm()).toMatchObject({ power: "deallocated", hibernated: true });
    const resized = await prepared.send("PATCH", `${VM}?${API}`, resizeTo("Standard_D8s_v4"));
    expect([resized.status, resized.body.error.code]).toEqual([409, "OperationNotAllowed"]);
  });

  test("a VM with an ephemeral OS disk cannot be deallocated", async () => {
    const tenant = aTenant(aWorld({ size: "Standard_D4ds_v5", osDisk: { ephemeral: true } }));
    const answer = await tenant.send("POST", act("deallocate"));
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain("ephemeral OS disk");
  });

  test("deallocation takes a dynamic address away, a start gives another, a static one stays", async () => {
    const nics = [{ publicIp: "dynamic" as const }, { publicIp: "static" as const }];
    const tenant = aTenant(aWorld({ networkInterfaces: nics }));
    const addresses = async (): Promise<readonly unknown[]> => {
      const url = `${VM.replace("Compute/virtualMachines/api-01", "Network/publicIPAddresses")}?api-version=2025-05-01`;
      const { body } = await tenant.send("GET", url);
      return body.value.map((item) => item.properties.ipAddress);
    };
    const [dynamic, fixed] = await addresses();
    await tenant.send("POST", act("deallocate"));
    tenant.clock.advance(LONG_MS);
    expect(await addresses()).toEqual([undefined, fixed]);
    await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    const [given, still] = await addresses();
    expect(still).toBe(fixed);
    expect(given).toEqual(expect.any(String));
    expect(given).not.toBe(dynamic);
  });

  test("a disk is Attached, Reserved on a deallocated VM, Unattached after the VM is gone", async () => {
    const tenant = aTenant(aWorld({ dataDisks: [{}] }));
    const url = `${VM.replace("virtualMachines/api-01", "disks/api-01_DataDisk_0")}?api-version=2026-03-02`;
    const state = async (): Promise<unknown> =>
      (await tenant.send("GET", url)).body.properties.diskState;
    expect(await state()).toBe("Attached");
    await tenant.send("POST", act("deallocate"));
    tenant.clock.advance(LONG_MS);
    expect(await state()).toBe("Reserved");
    await tenant.send("DELETE", `${VM}?${API}`);
    tenant.clock.advance(LONG_MS);
    expect(await state()).toBe("Unattached");
    expect((await tenant.send("GET", `${VM}?${API}`)).status).toBe(404);
    expect((await tenant.send("DELETE", `${VM}?${API}`)).status).toBe(204);
  });

  test("what a VM left behind can be put together again by a PUT", async () => {
    const tenant = aTenant();
    const { body } = await tenant.send("GET", `${VM}?${API}`);
    await tenant.send("DELETE", `${VM}?${API}`);
    tenant.clock.advance(LONG_MS);
    const created = await tenant.send("PUT", `${VM}?${API}`, { body });
    expect([created.status, created.body.properties.provisioningState]).toEqual([201, "Creating"]);
    expect(created.headers["location"]).toBeUndefined();
    tenant.clock.advance(3 * LONG_MS);
    expect(tenant.vm()).toMatchObject({
      power: "running",
      provisioningState: "Succeeded",
      boots: 1,
    });
  });
});
