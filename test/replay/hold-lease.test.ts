// Taking leases for a tool, on the replay engine: every step may run twice or fail, leases may be lost
// and given back meanwhile, and no history grows long.

import { describe, expect, it } from "vitest";
import {
  after,
  anAcquire,
  anOpenOperation,
  hour,
  minute,
  second,
  start,
} from "../support/entity-scene.ts";
import { aToolRequest, hashOf, leaseId, ownerIdOf } from "../support/tool-lease-scene.ts";
import { ToolLeaseWorld } from "../support/tool-lease-world.ts";

const request = aToolRequest();
const [groupClaim, vmClaim] = request.claims;
const groupKey = groupClaim?.key ?? "";
const vmKey = vmClaim?.key ?? "";

/** Says something to a lease, as another orchestration would. */
function tell(scene: ToolLeaseWorld, command: string, input: unknown, key = vmKey): void {
  scene.world.tell({ entity: "resourceLease", key, command, input });
}

function occupy(scene: ToolLeaseWorld, name: string, forMs: number): void {
  const { now } = scene.world;
  tell(scene, "acquire", anAcquire(name, now, { leaseMs: forMs, commandId: Date.parse(now) }));
}

async function passes(scene: ToolLeaseWorld, ms: number): Promise<void> {
  const until = Date.parse(scene.world.now) + ms;
  await scene.world.until(() => Date.parse(scene.world.now) >= until);
}

describe("taking leases for a tool", () => {
  it("ends held, under leases of the tool's own duration", async () => {
    const scene = new ToolLeaseWorld();
    expect((await scene.hold(aToolRequest({ durationMs: minute }))).status).toBe("held");
    const { grants, status } = scene.record();
    expect(status).toBe("held");
    expect(grants.map(({ key }) => key)).toEqual([groupKey, vmKey]);
    for (const { key, expiresAt, fencing } of grants) {
      expect(expiresAt).toBe(after(minute));
      expect(scene.lease(key).holders).toMatchObject([{ fencing, expiresAt }]);
    }
  });

  it("comes to the same with every activity and every command carried out twice", async () => {
    const script = { holdsAt: after(10 * minute) };
    const once = new ToolLeaseWorld(script);
    const twice = new ToolLeaseWorld({ ...script, twice: true });
    for (const scene of [once, twice]) {
      await scene.hold();
      await scene.renew();
    }
    expect(twice.record()).toEqual(once.record());
    for (const scene of [once, twice]) await scene.release();
    expect(twice.record()).toEqual(once.record());
    expect(twice.present(request)).toEqual([]);
  });

  it.each(["claim", "acquire", "ask", "renew", "grant"])(
    "fails and holds nothing where the command %s is not understood",
    async (command) => {
      const scene = new ToolLeaseWorld({
        command: (sent) =>
          sent.command === command ? { answer: { kind: "invalid", problem: "?" } } : undefined,
      });
      expect((await scene.hold()).status).toBe("failed");
      expect(scene.present(request)).toEqual([]);
    },
  );

  it("goes on after a look that failed a few times, and fails with one that keeps failing", async () => {
    const flaky = new ToolLeaseWorld({
      before: (name, nth) => {
        if (name === "lookAtResources" && nth <= 2) throw new Error("The worker died.");
      },
    });
    expect((await flaky.hold()).status).toBe("held");
    const broken = new ToolLeaseWorld({
      before: (name) => {
        if (name === "lookAtResources") throw new Error("The worker died.");
      },
    });
    expect((await broken.hold()).status).toBe("failed");
    expect(broken.record().status).toBe("failed");
    expect(broken.present(request)).toEqual([]);
  });

  it("ends as failed at once where Azure does not show what must be seen", async () => {
    const scene = new ToolLeaseWorld({
      look: ({ resources }) => ({
        kind: "refused",
        resourceId: resources[0] ?? "",
        sentence: "Azure answered 403 AuthorizationFailed.",
      }),
    });
    await scene.hold();
    expect(scene.record()).toMatchObject({ status: "failed" });
    expect(scene.record().sentence).toContain("403");
    expect(scene.present(request)).toEqual([]);
  });

  it("follows everything that earlier holders left open to its end, before it looks at the rest", async () => {
    const scene = new ToolLeaseWorld({ runs: 3 });
    occupy(scene, "dead", minute);
    const { fencing } = scene.lease(vmKey).holders[0] ?? { fencing: 0 };
    const intends = anOpenOperation("deallocate", start);
    const ownerId = "op-dead:start-1";
    tell(scene, "renew", { ownerId, fencing, at: start, leaseMs: minute, intends });
    await scene.hold(aToolRequest({ until: [] }));
    expect(scene.follows).toHaveLength(4);
    expect(scene.follows[0]?.target).toBe(intends.write.resourceId);
    expect(scene.lease(vmKey).open).toEqual([]);
    expect(scene.record().status).toBe("held");
    expect(Date.parse(scene.record().grantedAt ?? "")).toBeGreaterThan(
      Date.parse(after(3 * minute + 30 * second)),
    );
  });

  it("keeps its place over hours in the queue, and no history grows long", async () => {
    const scene = new ToolLeaseWorld();
    occupy(scene, "first", 3 * hour);
    scene.start(aToolRequest({ waitUntil: after(6 * hour) }));
    await passes(scene, hour);
    occupy(scene, "later", minute);
    const { queue } = scene.lease(vmKey);
    expect(queue.map(({ owner }) => owner.id)).toEqual([ownerIdOf(), "op-later:start-1"]);
    await scene.world.untilEnded(leaseId);
    expect(scene.record().status).toBe("held");
    const { generations } = scene.world.instance(leaseId);
    expect(generations.length).toBeGreaterThan(1);
    for (const history of generations) expect(history.length).toBeLessThan(100);
  });

  it("keeps its leases over hours of looking, and no history grows long", async () => {
    const scene = new ToolLeaseWorld({ holdsAt: after(3 * hour) });
    scene.start();
    for (let round = 0; round < 17; round += 1) {
      await passes(scene, 10 * minute);
      const ends = [groupKey, vmKey].map((key) => scene.lease(key).holders[0]?.expiresAt ?? "");
      for (const end of ends) expect(end > scene.world.now).toBe(true);
    }
    await scene.world.untilEnded(leaseId);
    expect(scene.record().status).toBe("held");
    for (const history of scene.world.instance(leaseId).generations) {
      expect(history.length).toBeLessThan(100);
    }
    const numbers = scene.record().grants.map(({ fencing }) => fencing);
    expect(Math.max(...numbers)).toBeLessThan(Date.parse(after(minute)));
  });

  it("queues again for a lease that is broken while it waits, and is granted a newer number", async () => {
    const scene = new ToolLeaseWorld({ holdsAt: after(20 * minute) });
    scene.start();
    await passes(scene, 5 * minute);
    await scene.break(request);
    expect(scene.record().status).toBe("waiting");
    await scene.world.untilEnded(leaseId);
    expect(scene.record().status).toBe("held");
    const [, machine] = scene.record().grants;
    expect(machine?.fencing).toBeGreaterThan(Date.parse(after(5 * minute)));
  });

  it("gives up when its time to wait is over, told who is in the way", async () => {
    const scene = new ToolLeaseWorld();
    occupy(scene, "first", 3 * hour);
    await scene.hold(aToolRequest({ waitUntil: after(30 * minute) }));
    expect(scene.world.now).toBe(after(30 * minute));
    expect(scene.record()).toMatchObject({
      status: "busy",
      inTheWay: { queueLength: 1, holder: { principal: { name: "first" } } },
    });
    expect(scene.present(request)).toEqual(["op-first:start-1"]);
  });

  it("is refused as the waiter too many, told how many wait, and is in no queue", async () => {
    const scene = new ToolLeaseWorld();
    for (let nth = 0; nth <= 100; nth += 1) occupy(scene, `waiter-${nth}`, hour);
    const before = scene.lease(vmKey);
    expect(before.queue).toHaveLength(100);
    await scene.hold();
    expect(scene.record()).toMatchObject({ status: "busy", inTheWay: { queueLength: 100 } });
    expect(scene.record().sentence).toContain("no room for more");
    expect(scene.lease(vmKey)).toEqual(before);
    expect(scene.lease(groupKey).holders).toEqual([]);
  });

  it("is told that it waits for want of room where as many share the group as can", async () => {
    const scene = new ToolLeaseWorld();
    for (let nth = 1; nth <= 32; nth += 1) {
      const input = anAcquire(`neighbour-${nth}`, start, { mode: "intent", leaseMs: hour });
      tell(scene, "acquire", input, groupKey);
    }
    await scene.hold(aToolRequest({ waitUntil: after(minute) }));
    expect(scene.record()).toMatchObject({ status: "busy" });
    expect(scene.record().sentence).toMatch(/32 hold a share of it, which is as many as can/);
  });

  it("is out of every queue and sends nothing more, once it was released while it waited", async () => {
    const scene = new ToolLeaseWorld();
    occupy(scene, "first", 3 * hour);
    scene.start();
    await passes(scene, 2 * minute);
    await scene.release();
    expect(scene.present(request)).toEqual(["op-first:start-1"]);
    const ended = await scene.world.untilEnded(leaseId);
    expect(ended.output).toMatchObject({ status: "released" });
    expect(Date.parse(scene.world.now) - Date.parse(start)).toBeLessThanOrEqual(8 * minute);
    expect(scene.present(request)).toEqual(["op-first:start-1"]);
  });

  it("stops looking at Azure, and is gone, once it was released while it looked", async () => {
    const scene = new ToolLeaseWorld({ holdsAt: after(3 * hour) });
    scene.start();
    await passes(scene, 5 * minute);
    const looks = scene.looks.length;
    await scene.release();
    expect(scene.present(request)).toEqual([]);
    const releasedAt = scene.world.now;
    const ended = await scene.world.untilEnded(leaseId);
    expect(ended.output).toMatchObject({ status: "released" });
    expect(Date.parse(scene.world.now) - Date.parse(releasedAt)).toBeLessThanOrEqual(15 * second);
    expect(scene.looks.length).toBeLessThanOrEqual(looks + 1);
    expect(scene.present(request)).toEqual([]);
  });

  it("gives back what it is granted where the tool went away in that moment", async () => {
    const scene: ToolLeaseWorld = new ToolLeaseWorld({
      command: ({ command }) => {
        if (command !== "grant") return undefined;
        const input = { principalId: "local:ann", tokenHash: hashOf("token"), at: scene.world.now };
        scene.world.tell({ entity: "toolLease", key: leaseId, command: "release", input });
        return undefined;
      },
    });
    expect((await scene.hold()).status).toBe("released");
    expect(scene.present(request)).toEqual([]);
  });

  it("takes over from a dead start of it, whose leases it gives back first", async () => {
    const scene = new ToolLeaseWorld({ holdsAt: after(hour) });
    scene.start();
    await passes(scene, 5 * minute);
    // As after a termination: the instance is replaced, what it held is still there.
    scene.start(aToolRequest({ startToken: "start-2" }));
    await passes(scene, minute);
    expect(new Set(scene.present(request))).toEqual(new Set([ownerIdOf("start-2")]));
    await scene.world.untilEnded(leaseId);
    expect(scene.record()).toMatchObject({ status: "held", request: { startToken: "start-2" } });
  });

  it("does nothing for a lease that another request has under this ID, or that has ended", async () => {
    const scene = new ToolLeaseWorld();
    await scene.hold();
    const other = aToolRequest({ requestDigest: "f".repeat(64), startToken: "start-2" });
    expect((await scene.hold(other)).status).toBe("failed");
    expect(scene.record()).toMatchObject({ status: "held", request: { startToken: "start-1" } });
    expect(new Set(scene.present(request))).toEqual(new Set([ownerIdOf()]));
    expect((await scene.hold(aToolRequest({ startToken: "start-3" }))).status).toBe("held");
    expect(new Set(scene.present(request))).toEqual(new Set([ownerIdOf()]));
  });
});
