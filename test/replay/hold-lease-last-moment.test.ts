// Between the last look at Azure and the grant a tool's leases are renewed once more, and only that
// answer counts: they may have been broken in that very moment.

import { expect, it } from "vitest";
import { after, minute } from "../support/entity-scene.ts";
import { aToolRequest, leaseId } from "../support/tool-lease-scene.ts";
import { ToolLeaseWorld } from "../support/tool-lease-world.ts";

const request = aToolRequest();

it("a lease that is broken just before it is granted is queued for again, and only what stands is told as held", async () => {
  let isBroken = false;
  const scene: ToolLeaseWorld = new ToolLeaseWorld({
    holdsAt: after(minute),
    command: ({ entity, command, key, input }) => {
      const { leaseMs } = input as { readonly leaseMs?: number };
      // Only the last renewal asks for the tool's own duration.
      if (command !== "renew" || leaseMs !== request.durationMs || isBroken) return undefined;
      isBroken = true;
      scene.world.tell({
        entity,
        key,
        command: "break",
        input: {
          by: { id: "local:eve", name: "eve" },
          reason: "it is needed",
          at: scene.world.now,
        },
      });
      return undefined;
    },
  });
  expect((await scene.hold(request)).status).toBe("held");
  expect(isBroken).toBe(true);
  const { grants } = scene.record(leaseId);
  expect(grants.map(({ key }) => key)).toEqual(request.claims.map(({ key }) => key));
  for (const { key, fencing } of grants) {
    expect(scene.lease(key).holders.map((holder) => holder.fencing)).toEqual([fencing]);
  }
});
