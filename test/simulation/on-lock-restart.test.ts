// The host is killed while an operation waits for a lock, and for room: nothing is lost by it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  aFaultWorld,
  lockBody,
  lockPath,
  newSize,
  plainWrites,
  resultOf,
  writeMatch,
  writesOf,
} from "../support/fault-scene.ts";
import { passTime } from "../support/pass-time.ts";
import { startSystem } from "../support/system.ts";
import type { System } from "../support/system.ts";

const hourMs = 60 * 60_000;

function aDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), "interlock-waiting-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "hub.db");
}

const untilPhase = (system: System, id: string, phase: string): Promise<void> =>
  system.advanceUntil(async () => (await system.operation(id)).progress?.phase === phase);

describe("a host that is killed", { timeout: 90_000 }, () => {
  it("while a lock is waited for with the machine down goes on waiting, and finishes when it is removed", async () => {
    const system = await startSystem({ world: aFaultWorld(), database: aDatabase() });
    system.azure.addFaults([
      {
        match: writeMatch.deallocate,
        effect: {
          kind: "actor",
          request: { method: "PUT", path: lockPath, body: lockBody, principal: "auditor" },
          afterMs: 10_000,
        },
      },
    ]);
    const id = await system.resize(newSize, { body: { onLock: "wait", deadline: "P3D" } });
    await untilPhase(system, id, "waiting-for-lock");
    for (let kills = 0; kills < 5; kills += 1) {
      await passTime(system, 17 * 60_000);
      await system.restart();
    }
    // Longer than its leases last.
    await system.clock.advance(hourMs);
    await untilPhase(system, id, "waiting-for-lock");
    expect(writesOf(system.exchanges)).toEqual(["deallocate 202", `${newSize} 409`]);
    await system.send("DELETE", lockPath, { as: "owner-of-the-lock" });
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "succeeded", leftBehind: [] });
    expect(writes).toEqual(["deallocate 202", `${newSize} 409`, `${newSize} 200`, "start 202"]);
  });

  it("between two tries for room sends each try once", async () => {
    const system = await startSystem({
      world: aFaultWorld({ exhaustedSizes: [{ size: newSize }] }),
      database: aDatabase(),
    });
    const id = await system.resize(newSize, { body: { onNoCapacity: "wait", deadline: "PT2H" } });
    for (let kills = 0; kills < 4; kills += 1) {
      await passTime(system, 11 * 60_000);
      await system.restart();
    }
    await passTime(system, hourMs);
    const { report, writes } = await resultOf(system, await system.ended(id));
    expect(report).toMatchObject({ outcome: "failed", class: "capacity", leftBehind: [] });
    expect(writes.slice(0, 3)).toEqual(plainWrites);
    // After 5 and 10 minutes, then every 15, as far as that is within two hours; and one to put it back.
    expect(writes.filter((write) => write === "start 202")).toHaveLength(9 + 1);
  });
});
