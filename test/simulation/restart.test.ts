// The host goes away in the middle of a resize and comes back over the same file.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem } from "../support/system.ts";

describe("a resize whose host is restarted", () => {
  it.each(["deallocating", "deallocated", "starting"])(
    "while the machine is %s ends as if nothing had been",
    async (power) => {
      const folder = await mkdtemp(join(tmpdir(), "interlock-restart-"));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const database = join(folder, "state.db");
      const system = await startSystem({ world: resizeWorld(), database });
      const id = await system.resize("Standard_D4s_v5");
      await system.advanceUntil(() => system.vm().power === power);
      await system.restart();
      const view = await system.ended(id);
      expect(view.outcome).toBe("succeeded");
      expect(system.vm()).toMatchObject({ size: "Standard_D4s_v5", power: "running", boots: 1 });
      const kinds = system.azure.dump().operations.map((operation) => operation.kind);
      expect(kinds).toEqual(["deallocate", "resize", "start"]);
    },
  );
});
