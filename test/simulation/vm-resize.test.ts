// A resize of one machine through the whole system: HTTP, orchestrations, activities, a simulated Azure.

import { describe, expect, it } from "vitest";
import { startSystem } from "../support/system.ts";

describe("a resize", () => {
  it("of a running machine whose hardware does not offer the size goes through deallocate and start", async () => {
    const system = await startSystem({
      world: {
        clusters: [
          { name: "old", sizes: ["Standard_D4s_v4", "Standard_D8s_v4"] },
          { name: "new", sizes: ["Standard_D4s_v5", "Standard_D8s_v5"] },
        ],
        machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4" }],
      },
    });
    const id = await system.resize("Standard_D4s_v5");
    const view = await system.ended(id);
    expect(view.outcome).toBe("succeeded");
    expect(system.vm()).toMatchObject({ size: "Standard_D4s_v5", power: "running" });
  });
});
