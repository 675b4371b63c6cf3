// What becomes of a lease that a tool holds: renewed, lost in part, broken by a person.

import { describe, expect, it } from "vitest";
import { after, anAcquire, minute } from "../support/entity-scene.ts";
import { aToolRequest, ownerIdOf } from "../support/tool-lease-scene.ts";
import { ToolLeaseWorld } from "../support/tool-lease-world.ts";

const request = aToolRequest();
const [groupClaim, vmClaim] = request.claims;
const groupKey = groupClaim?.key ?? "";
const vmKey = vmClaim?.key ?? "";

function occupy(scene: ToolLeaseWorld, name: string, forMs: number): void {
  const { now } = scene.world;
  const input = anAcquire(name, now, { leaseMs: forMs, commandId: Date.parse(now) });
  scene.world.tell({ entity: "resourceLease", key: vmKey, command: "acquire", input });
}

describe("renewing a tool's lease", () => {
  it("that is lost in one part loses all of it; the rest stays until the tool gives it back", async () => {
    const scene = new ToolLeaseWorld();
    await scene.hold();
    await scene.world.until(() => true);
    scene.world.pass(20 * minute);
    occupy(scene, "next", 15 * minute);
    expect(await scene.renew()).toEqual({ kind: "over" });
    expect(scene.record()).toMatchObject({
      status: "lost",
      inTheWay: { holder: { principal: { name: "next" } } },
    });
    expect(await scene.renew()).toEqual({ kind: "over" });
    // What the tool has started may still be writing until it has heard of the loss and ended it.
    expect(scene.present(request)).toEqual([ownerIdOf(), "op-next:start-1"]);
    await scene.release();
    expect(scene.present(request)).toEqual(["op-next:start-1"]);
    expect(scene.record().status).toBe("lost");
  });

  it("that ran out and that nobody has taken prolongs it", async () => {
    const scene = new ToolLeaseWorld();
    await scene.hold();
    scene.world.pass(20 * minute);
    expect((await scene.renew()).kind).toBe("renewed");
    for (const { expiresAt } of scene.record().grants) expect(expiresAt).toBe(after(35 * minute));
  });

  it.each(["another", ""])("with the token %j changes nothing", async (token) => {
    const scene = new ToolLeaseWorld();
    await scene.hold();
    const before = scene.record();
    expect(await scene.renew(token)).toEqual({ kind: "forbidden" });
    expect(await scene.release(token)).toEqual({ kind: "forbidden" });
    expect(scene.record()).toEqual(before);
    expect(scene.present(request)).toHaveLength(2);
  });
});

describe("breaking a lease that a tool holds", () => {
  it("tells its record who did it and why; what else it holds stays until it gives that back", async () => {
    const scene = new ToolLeaseWorld({ twice: true });
    await scene.hold();
    const { holders } = await scene.break(request);
    expect(holders.map(({ owner }) => owner.id)).toEqual([ownerIdOf()]);
    expect(scene.record()).toMatchObject({ status: "lost" });
    expect(scene.record().sentence).toContain("eve");
    expect((await scene.renew()).kind).toBe("over");
    expect(scene.lease(groupKey).holders).toHaveLength(1);
    await scene.release();
    expect(scene.present(request)).toEqual([]);
  });
});
