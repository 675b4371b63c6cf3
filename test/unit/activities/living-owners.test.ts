// Who of the owners of leases and turns is taken for dead.

import { describe, expect, it } from "vitest";
import { LivingOwners } from "../../../src/activities/living-owners.ts";
import type { OrchestrationStatus } from "../../../src/contracts/orchestration-port.ts";
import type { PresentOwner } from "../../../src/leases/sweep-needs.ts";
import { FakeOrchestrations } from "../../support/fake-orchestrations.ts";

const at = "2026-01-05T08:30:00.000Z";
const longAgo = "2026-01-05T08:00:00.000Z";

const anOwner = (change: Partial<PresentOwner> = {}): PresentOwner => ({
  id: "op-a/start-1",
  operationId: "op-a",
  instanceId: "op-a",
  kind: "vm-resize",
  since: longAgo,
  ...change,
});

const anInstance = (change: Partial<OrchestrationStatus> = {}): OrchestrationStatus => ({
  instanceId: "op-a",
  name: "vm-resize",
  runtimeStatus: "Running",
  input: { startToken: "start-1" },
  output: null,
  customStatus: null,
  createdAt: longAgo,
  updatedAt: longAgo,
  ...change,
});

async function isDead(
  orchestrations: FakeOrchestrations,
  owner: PresentOwner = anOwner(),
): Promise<boolean> {
  const living = new LivingOwners({ orchestrations, clock: { now: () => at } });
  return (await living.deadAmong([owner])).includes(owner.id);
}

function withInstance(change: Partial<OrchestrationStatus> = {}): FakeOrchestrations {
  const orchestrations = new FakeOrchestrations();
  orchestrations.instances.set("op-a", anInstance(change));
  return orchestrations;
}

describe("an owner", () => {
  it.each(["Pending", "Running", "Suspended", "ContinuedAsNew", "Unknown"] as const)(
    "whose orchestration is %s lives",
    async (runtimeStatus) => {
      expect(await isDead(withInstance({ runtimeStatus }))).toBe(false);
    },
  );

  it.each(["Completed", "Failed", "Terminated", "Canceled"] as const)(
    "whose orchestration is %s is dead",
    async (runtimeStatus) => {
      expect(await isDead(withInstance({ runtimeStatus }))).toBe(true);
    },
  );

  it("whose orchestration is not known is dead once it has been there for a while", async () => {
    const none = new FakeOrchestrations();
    expect(await isDead(none)).toBe(true);
    expect(await isDead(none, anOwner({ since: "2026-01-05T08:29:30.000Z" }))).toBe(false);
  });

  it("that cannot be asked about lives, and keeps nobody else from being asked about", async () => {
    const orchestrations = withInstance({ runtimeStatus: "Terminated" });
    const status = orchestrations.status.bind(orchestrations);
    orchestrations.status = (id) =>
      id === "op-b" ? Promise.reject(new Error("no answer")) : status(id);
    const living = new LivingOwners({ orchestrations, clock: { now: () => at } });
    const other = anOwner({ id: "op-b/start-1", operationId: "op-b", instanceId: "op-b" });
    expect(await living.deadAmong([other, anOwner()])).toEqual(["op-a/start-1"]);
  });

  it("is asked about once, however often it is named", async () => {
    const orchestrations = withInstance();
    let asked = 0;
    const status = orchestrations.status.bind(orchestrations);
    orchestrations.status = (id) => {
      asked += 1;
      return status(id);
    };
    const living = new LivingOwners({ orchestrations, clock: { now: () => at } });
    await living.deadAmong([anOwner(), anOwner()]);
    await living.deadAmong([anOwner()]);
    expect(asked).toBe(1);
  });
});

describe("an owner whose operation was started again", () => {
  const restarted = () => withInstance({ input: { startToken: "start-2" } });

  it("is dead once the later start has claimed the record", async () => {
    const orchestrations = restarted();
    orchestrations.entities.set("operationRecord@op-a", { request: { startToken: "start-2" } });
    expect(await isDead(orchestrations)).toBe(true);
    expect(await isDead(orchestrations, anOwner({ id: "op-a/start-2" }))).toBe(false);
  });

  it("lives while the record is still its own: of two starts at one moment one is not taken", async () => {
    const orchestrations = restarted();
    orchestrations.entities.set("operationRecord@op-a", { request: { startToken: "start-1" } });
    expect(await isDead(orchestrations)).toBe(false);
  });

  it("lives while no record tells which start goes on", async () => {
    expect(await isDead(restarted())).toBe(false);
  });

  it("is looked for in the record of tools' leases, where it is a tool", async () => {
    const orchestrations = restarted();
    orchestrations.entities.set("toolLease@op-a", { request: { startToken: "start-2" } });
    expect(await isDead(orchestrations, anOwner({ kind: "tool-lease" }))).toBe(true);
  });
});
