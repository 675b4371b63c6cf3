// Leases that others hold when an operation comes, on its machine, on the group that the machine is in, or
// on a neighbour that only the plan knows of: whoever waits, and in which order leases are taken.

import { describe, expect, it } from "vitest";
import { entityKeyOf } from "../../src/contracts/lease-messages.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { hold, letGo, tool } from "../support/interventions.ts";
import {
  aRequest,
  groupKey,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
  wholeWay,
} from "../support/operation-scene.ts";
import type { Script } from "../support/operation-scene.ts";
import { vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const group = vmId.slice(0, vmId.indexOf("/providers/"));
const availabilitySet = `${group}/providers/Microsoft.Compute/availabilitySets/front`;
const setKey = entityKeyOf(availabilitySet);

const held = [
  { what: "the machine", key: targetKey, resourceId: vmId },
  { what: "the machine's group", key: groupKey, resourceId: group },
];

/** With what was asked of leases, and the activities that ran. */
function watched(script: Script = {}) {
  const commands: string[] = [];
  const activities: string[] = [];
  const scene = new OperationScene({
    ...script,
    before: (name) => void activities.push(name),
    command: ({ entity, command, key }) => {
      if (entity === "resourceLease") commands.push(`${command} ${nameOf(key)}`);
      return undefined;
    },
  });
  return { scene, commands, activities };
}

function nameOf(key: string): string {
  if (key === targetKey) return "machine";
  return key === setKey ? "set" : "group";
}

describe.each(held)("somebody else's hold on $what", ({ key, resourceId }) => {
  it("is waited for before Azure is asked anything, and it goes on as soon as it is given back", async () => {
    const { scene, activities } = watched();
    hold(scene, { key, resourceId });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => msBetween(sceneStart, scene.world.now) >= 20 * minuteMs);
    expect(activities.filter((name) => name !== "wakeWaiters")).toEqual([]);
    expect(scene.world.instance(request.operationId).customStatus).toMatchObject({
      phase: "acquiring-leases",
      sentence: expect.stringContaining("terraform apply for bob") as string,
    });
    letGo(scene, key);
    const givenBackAt = scene.world.now;
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("succeeded");
    expect(scene.sent[0]?.at).toBe(givenBackAt);
  });

  it("is told to who does not want to wait, with everything about it, and nobody is left in a queue", async () => {
    const { scene, activities } = watched();
    hold(scene, { key, resourceId });
    const report = await scene.run(aRequest({ whenBusy: "reject" }));
    expect(report).toMatchObject({
      outcome: "busy",
      busyWith: {
        resourceId,
        holder: {
          ownerId: tool.id,
          kind: "tool-lease",
          principal: { name: "bob" },
          purpose: "terraform apply",
          since: sceneStart,
          expectedEnd: tool.expectedEnd,
        },
        queueLength: 0,
      },
    });
    expect(activities).toEqual([]);
    for (const one of [groupKey, targetKey]) expect(scene.lease(one).queue).toEqual([]);
    expect(scene.lease(key).holders.map(({ owner }) => owner.id)).toEqual([tool.id]);
  });

  it("that runs out is waited for, with the longest request on top", async () => {
    const { scene } = watched();
    hold(scene, { key, resourceId }, 30 * minuteMs);
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    const waitedMs = msBetween(sceneStart, scene.sent[0]?.at ?? sceneStart);
    expect(waitedMs).toBeGreaterThanOrEqual(32 * minuteMs);
    expect(waitedMs).toBeLessThanOrEqual(37 * minuteMs);
  });

  it("that lasts for hours keeps histories short, the place in the queue, and what is held alive", async () => {
    const { scene } = watched();
    hold(scene, { key, resourceId }, 300 * minuteMs);
    const request = aRequest({ deadlineAt: addMs(sceneStart, 600 * minuteMs) });
    scene.start(request);
    const lapses: string[] = [];
    await scene.world.until(() => {
      for (const { owner, expiresAt } of scene.lease(groupKey).holders) {
        const isOurs = owner.operationId === request.operationId;
        if (isOurs && !isBefore(scene.world.now, expiresAt)) lapses.push(expiresAt);
      }
      return scene.sent.length === 1;
    });
    expect(lapses).toEqual([]);
    expect((await scene.reportOf(request.operationId)).outcome).toBe("succeeded");
    const { generations } = scene.world.instance(request.operationId);
    expect(generations.length).toBeGreaterThan(3);
    for (const history of generations) expect(history.length).toBeLessThan(120);
  });
});

describe("a machine in an availability set", () => {
  const inASet = (script: Script = {}) => {
    const world = watched(script);
    world.scene.availabilitySetId = availabilitySet;
    world.scene.sizesInPlace = ["Standard_D4s_v4", "Standard_D4s_v5"];
    return world;
  };

  it("is resized with an intent on the set, taken anew with all others in their order", async () => {
    const { scene, commands } = inASet();
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-set-size"]);
    const upToRenewal = commands.slice(
      0,
      commands.findIndex((each) => each.startsWith("renew")),
    );
    const [first, second] = [upToRenewal.slice(0, 4), upToRenewal.slice(4)];
    expect(first.map((each) => each.split(" ")[0])).toEqual([
      "acquire",
      "acquire",
      "release",
      "release",
    ]);
    expect(second).toHaveLength(3);
    expect(second[0]).toBe("acquire group");
    expect(second.slice(1).toSorted()).toEqual(["acquire machine", "acquire set"]);
    for (const key of [targetKey, setKey]) {
      expect(scene.lease(key)).toMatchObject({ holders: [], queue: [], open: [] });
    }
  });

  it("is not written while somebody else has the set, and nothing that comes later is held meanwhile", async () => {
    const { scene } = inASet();
    hold(scene, { key: setKey, resourceId: availabilitySet });
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => msBetween(sceneStart, scene.world.now) >= 20 * minuteMs);
    expect(scene.sent).toEqual([]);
    const isHeld = (key: string) =>
      scene.lease(key).holders.some(({ owner }) => owner.operationId === request.operationId);
    // The set comes before the machine in the order, or after it, by their keys.
    expect(isHeld(targetKey)).toBe(targetKey < setKey);
    letGo(scene, setKey);
    expect((await scene.reportOf(request.operationId)).outcome).toBe("succeeded");
  });

  it("is told to who does not want to wait for the set, before anything is written", async () => {
    const { scene } = inASet();
    hold(scene, { key: setKey, resourceId: availabilitySet });
    const report = await scene.run(aRequest({ whenBusy: "reject" }));
    expect(report).toMatchObject({
      outcome: "busy",
      busyWith: { resourceId: availabilitySet, holder: { ownerId: tool.id } },
    });
    expect(scene.sent).toEqual([]);
  });
});

describe("a lease on the group that is lost in the middle of a deallocate", () => {
  /** The tool takes it as soon as it has run out, which it did long ago. */
  const stolen = (script: Script = {}): OperationScene => {
    const scene: OperationScene = new OperationScene({
      durationMs: (kind) => (kind === "vm-deallocate" ? 30 * minuteMs : minuteMs),
      before: (name, nth) => {
        if (name !== "lookAtOperation" || nth !== 2) return;
        scene.world.pass(18 * minuteMs);
        const answer = hold(scene, { key: groupKey, resourceId: group }, 20 * minuteMs);
        expect(answer.kind).toBe("granted");
      },
      ...script,
    });
    return scene;
  };

  it("keeps anything more from being sent until the group is had again, and then it goes on", async () => {
    const scene = stolen();
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
    const freeAt = addMs(sceneStart, (18 + 20 + 2) * minuteMs);
    for (const { at } of scene.sent.slice(1)) expect(isBefore(at, freeAt)).toBe(false);
    const [deallocate, resize] = scene.sent;
    expect(resize?.fencing).toBeGreaterThan(deallocate?.fencing ?? 0);
  });

  it("gives back what was left, so that the machine is somebody else's to follow meanwhile", async () => {
    const scene = stolen();
    scene.start();
    await scene.world.until(() => msBetween(sceneStart, scene.world.now) > 20 * minuteMs);
    expect(scene.lease(targetKey)).toMatchObject({
      holders: [],
      open: [{ stepId: "deallocate", accepted: true }],
    });
  });

  it("and does not come back ends as stuck with the commands", async () => {
    const scene = stolen({
      command: ({ entity, command, key, input }) => {
        if (entity !== "resourceLease" || command !== "acquire" || key !== groupKey)
          return undefined;
        if (scene.sent.length === 0) return undefined;
        const { at } = input as { readonly at: string };
        const askAgainAt = addMs(at, 10 * minuteMs);
        return { answer: { kind: "waiting", position: 1, waiting: 1, holder: null, askAgainAt } };
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm start");
    expect(kindsOf(scene)).toEqual(["vm-deallocate"]);
  });
});
