// One key, one operation: asked twice, at once, with another body, after the end, by somebody else.

import { describe, expect, it } from "vitest";
import type { OperationView, Problem } from "../../src/contracts/http-shapes.ts";
import { aFaultWorld, newSize, plainWrites, resultOf, writesOf } from "../support/fault-scene.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { Caller, Reply, System } from "../support/system.ts";

const withKey = (system: System, size = newSize, as: Caller = "alice") =>
  system.ask<OperationView>({
    method: "POST",
    path: "/api/v1/operations",
    as,
    headers: { "Idempotency-Key": "deploy-42" },
    body: { kind: "vm-resize", target: vmPath, parameters: { size }, accept: ["downtime"] },
  });

const runsOf = (system: System): readonly string[] =>
  system
    .host()
    .instances()
    .filter(({ name }) => name === "vm-resize")
    .map(({ id }) => id);

describe("one key", () => {
  it("started twice at the same moment is one run, and both are told of it", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const replies: readonly Reply<OperationView>[] = await Promise.all([
      withKey(system),
      withKey(system),
      withKey(system),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
    const ids = new Set(replies.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    expect(runsOf(system)).toEqual([id]);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
  });

  it("sent again while it runs and after its end is the same operation, and nothing is done twice", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const { id } = (await withKey(system)).body;
    await system.advanceUntil(() => writesOf(system.exchanges).length === 2);
    expect((await withKey(system)).body).toMatchObject({ id, status: "running" });
    await system.ended(id);
    const again = await withKey(system);
    expect(again).toMatchObject({
      status: 200,
      body: { id, status: "ended", outcome: "succeeded" },
    });
    await system.advanceUntil(() => false, 120_000).catch(() => undefined);
    expect(runsOf(system)).toEqual([id]);
    expect(writesOf(system.exchanges)).toEqual(plainWrites);
  });

  it("with another body is refused with 422, whichever time it comes, and starts nothing", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const { id } = (await withKey(system)).body;
    const during = await withKey(system, "Standard_D8s_v5");
    await system.ended(id);
    const afterwards = await withKey(system, "Standard_D8s_v5");
    for (const { status, body } of [during, afterwards]) {
      expect(status).toBe(422);
      expect((body as unknown as Problem).errors?.map(({ field }) => field)).toEqual([
        "Idempotency-Key",
      ]);
    }
    expect(runsOf(system)).toEqual([id]);
    expect(system.vm().size).toBe(newSize);
  });

  it("sent at the same moment with two bodies is one run; the other is told", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const sizes = [newSize, "Standard_D8s_v5"];
    const replies = await Promise.all(sizes.map((size) => withKey(system, size)));
    const ids = replies.filter(({ status }) => status === 202).map(({ body }) => body.id);
    const [id = ""] = ids;
    await system.ended(id);
    expect(runsOf(system)).toEqual([id]);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202, 422]));
    const asked = sizes[replies.findIndex(({ status }) => status === 202)];
    expect(system.vm().size).toBe(asked);
  });

  it("of two principals are two operations", async () => {
    const system = await startSystem({ world: aFaultWorld() });
    const one = (await withKey(system)).body.id;
    const other = (await withKey(system, newSize, "bob")).body.id;
    expect(other).not.toBe(one);
    await system.ended(one);
    expect((await system.ended(other)).outcome).toBe("nothing-to-do");
    expect(writesOf(system.exchanges)).toEqual(plainWrites);
  });
});
