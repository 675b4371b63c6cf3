// What a tool that waits gives back: everything that it has asked for, in whichever generation of its
// orchestration, and before it asks for anything anew. A place in a queue that is forgotten is called
// some day, and keeps everybody behind it waiting.

import { expect, it } from "vitest";
import { after, anAcquire, hour, minute, second } from "../support/entity-scene.ts";
import { aToolRequest, leaseId, ownerIdOf } from "../support/tool-lease-scene.ts";
import { ToolLeaseWorld } from "../support/tool-lease-world.ts";

const request = aToolRequest();
const [groupClaim, vmClaim] = request.claims;
const groupKey = groupClaim?.key ?? "";
const vmKey = vmClaim?.key ?? "";

function occupy(scene: ToolLeaseWorld, key: string, name: string): void {
  const { now } = scene.world;
  const input = anAcquire(name, now, { leaseMs: 3 * hour, commandId: Date.parse(now) });
  scene.world.tell({ entity: "resourceLease", key, command: "acquire", input });
}

async function passes(scene: ToolLeaseWorld, ms: number): Promise<void> {
  const until = Date.parse(scene.world.now) + ms;
  await scene.world.until(() => Date.parse(scene.world.now) >= until);
}

const queueOf = (scene: ToolLeaseWorld, key: string): readonly string[] =>
  scene.lease(key).queue.map(({ owner }) => owner.id);

it("its place at the machine, which an earlier generation has taken, goes with an end of the next one before it is asked for again", async () => {
  let asksForGroup = 0;
  const scene: ToolLeaseWorld = new ToolLeaseWorld({
    command: ({ command, key }) => {
      if (command !== "acquire" || key !== groupKey) return undefined;
      asksForGroup += 1;
      // The second generation asks for the group again before it asks for the machine.
      return asksForGroup === 1 ? undefined : { answer: { kind: "queue-full", waiters: 100 } };
    },
  });
  occupy(scene, vmKey, "first");
  scene.start(aToolRequest({ waitUntil: after(2 * hour) }));
  await passes(scene, second);
  expect(queueOf(scene, vmKey)).toEqual([ownerIdOf()]);
  await scene.world.untilEnded(leaseId);
  expect(scene.world.instance(leaseId).generations).toHaveLength(2);
  expect(scene.record().status).toBe("busy");
  expect(scene.present(request)).toEqual(["op-first:start-1"]);
});

it("its place at the machine goes with the loss of the group, and it stands behind whoever came meanwhile", async () => {
  const scene = new ToolLeaseWorld();
  occupy(scene, vmKey, "first");
  scene.start();
  await passes(scene, second);
  expect(queueOf(scene, vmKey)).toEqual([ownerIdOf()]);
  await scene.break(request, 0);
  occupy(scene, groupKey, "whole");
  await passes(scene, 6 * minute);
  // It waits for the group; whoever waits for a parent stands in no queue of what is in it.
  expect(queueOf(scene, groupKey)).toEqual(["op-whole:start-1", ownerIdOf()]);
  expect(queueOf(scene, vmKey)).toEqual([]);
});

it("the machine goes with the loss of the group while it waits for Azure, before the group is waited for", async () => {
  const scene = new ToolLeaseWorld({ holdsAt: after(hour) });
  scene.start();
  await passes(scene, minute);
  expect(scene.lease(vmKey).holders).toHaveLength(1);
  await scene.break(request, 0);
  occupy(scene, groupKey, "whole");
  await passes(scene, 6 * minute);
  expect(queueOf(scene, groupKey)).toEqual(["op-whole:start-1", ownerIdOf()]);
  expect(scene.lease(vmKey).holders).toEqual([]);
});
