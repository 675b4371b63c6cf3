// Whoever asks not to wait is told at once who is in the way, before anything is asked of Azure.

import { describe, expect, it } from "vitest";
import type { OperationView, Problem } from "../../src/contracts/http-shapes.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";

type Answer = Partial<Pick<Problem, "busyWith" | "operationId">> & Partial<OperationView>;

const ask = (system: System, key: string) =>
  system.ask<Answer>({
    method: "POST",
    path: "/api/v1/operations",
    as: "bob",
    headers: { "Idempotency-Key": key },
    body: {
      kind: "vm-resize",
      target: vmPath,
      parameters: { size: "Standard_D8s_v5" },
      accept: ["downtime"],
      whenBusy: "reject",
    },
  });

describe("an operation that is not to wait", () => {
  it("is answered 409 with who is at work while another has the turn, and Azure is not asked for it", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const leader = await system.resize("Standard_D4s_v5");
    await system.advanceUntil(() => system.exchanges.length > 3);
    const before = system.exchanges.length;
    const askedAt = Date.now();
    const reply = await ask(system, "k1");
    expect(Date.now() - askedAt).toBeLessThan(2_000);
    expect(reply.status).toBe(409);
    expect(reply.headers.get("content-type")).toContain("application/problem+json");
    expect(reply.body.busyWith).toMatchObject({
      resourceId: vmPath,
      holder: {
        kind: "vm-resize",
        principal: { id: "local:alice", name: "alice" },
        purpose: "vm-resize of api-01",
      },
      queueLength: 0,
    });
    expect(reply.body.busyWith?.holder?.ownerId).toContain(leader);
    expect(reply.headers.get("location")).toBe(`/api/v1/operations/${reply.body.operationId}`);
    expect(system.exchanges.length).toBe(before);
    const told = await system.operation(reply.body.operationId ?? "");
    expect(told.report?.timeline.map(({ event }) => event)).toEqual([
      "claimed",
      "busy",
      "released",
    ]);
    const again = await ask(system, "k1");
    expect(again.status).toBe(409);
    expect(again.body).toEqual(reply.body);
  });

  it("is accepted where nobody is in the way", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const reply = await ask(system, "k1");
    expect(reply.status).toBe(202);
    const ended = await system.ended(reply.body.id ?? "");
    expect(ended.outcome).toBe("succeeded");
  });
});
