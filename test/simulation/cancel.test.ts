// Stopping operations over HTTP in the whole system: by whom, from where, and what is answered.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import type { OperationView, Problem } from "../../src/contracts/http-shapes.ts";
import { expectNothingHeld, writesOf } from "../support/fault-scene.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem } from "../support/system.ts";
import type { Caller, System } from "../support/system.ts";

const size = "Standard_D4s_v5";

type Answer = Partial<OperationView> & Partial<Pick<Problem, "type" | "title" | "operationId">>;

const stop = (system: System, id: string, as: Caller = "alice") =>
  system.ask<Answer>({ method: "POST", path: `/api/v1/operations/${id}/cancel`, as });

const begun = (system: System) => system.vm().power === "deallocating";

describe("stopping an operation", () => {
  it("that waits for its turn ends it within the answer, and the one at work goes on", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const first = await system.resize(size);
    const second = await system.resize("Standard_D8s_v5", { as: "bob" });
    await system.advanceUntil(() => begun(system));
    const reply = await stop(system, second, "bob");
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      status: "ended",
      outcome: "cancelled",
      cancelled: { by: { id: "local:bob" } },
    });
    expect((await system.ended(first)).outcome).toBe("succeeded");
    expect(system.vm().size).toBe(size);
  });

  it("in the middle of a deallocate follows that to its end and starts the machine again", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const id = await system.resize(size);
    await system.advanceUntil(() => begun(system));
    const reply = await stop(system, id);
    expect(reply.status).toBe(202);
    expect(reply.body).toMatchObject({ status: "running", cancelled: { by: { name: "alice" } } });
    expect((await stop(system, id)).status).toBe(202);
    const view = await system.ended(id);
    expect(view.outcome).toBe("cancelled");
    expect(writesOf(system.exchanges)).toEqual(["deallocate 202", "start 202"]);
    expect(system.vm()).toMatchObject({ power: "running", size: "Standard_D4s_v4" });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
    await expectNothingHeld(system);
    const again = await stop(system, id);
    expect(again.status).toBe(200);
    expect(again.body.outcome).toBe("cancelled");
  });

  it("is only for who has started it, and for nobody else", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const id = await system.resize(size);
    await system.advanceUntil(() => begun(system));
    const reply = await stop(system, id, "bob");
    expect(reply.status).toBe(403);
    expect(reply.body.operationId).toBe(id);
    expect((await system.ended(id)).outcome).toBe("succeeded");
  });

  it("after its end is a conflict that says how it ended, and of an unknown one is 404", async () => {
    const system = await startSystem({ world: resizeWorld() });
    const id = await system.resize(size);
    await system.ended(id);
    const reply = await stop(system, id);
    expect(reply.status).toBe(409);
    expect(reply.body.type).toContain("operation-ended");
    expect((await stop(system, `op-${"0".repeat(32)}`)).status).toBe(404);
    expect((await stop(system, "no-id")).status).toBe(404);
  });

  it("is not forgotten when the host goes away before it has come to it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "interlock-cancel-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const database = join(folder, "state.db");
    const system = await startSystem({ world: resizeWorld(), database });
    const id = await system.resize(size);
    await system.advanceUntil(() => begun(system));
    expect((await stop(system, id)).status).toBe(202);
    await system.restart();
    expect((await system.ended(id)).outcome).toBe("cancelled");
    expect(writesOf(system.exchanges)).toEqual(["deallocate 202", "start 202"]);
    expect(system.vm()).toMatchObject({ power: "running", size: "Standard_D4s_v4" });
  });
});
