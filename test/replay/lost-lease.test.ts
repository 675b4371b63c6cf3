// A lease that goes to somebody else in the middle of a resize, and operations that an earlier
// execution has left open.

import { describe, expect, it } from "vitest";
import type { LeaseOwner } from "../../src/contracts/lease-messages.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import {
  aRequest,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
} from "../support/operation-scene.ts";
import { vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;

const thief: LeaseOwner = {
  id: "op-thief/1",
  operationId: "op-thief",
  instanceId: "op-thief",
  kind: "vm-resize",
  principal: { id: "local:bob", name: "bob" },
  purpose: "something else",
};

/** Somebody takes the lease as soon as it has run out, which it did long ago. */
function steal(scene: OperationScene): void {
  scene.world.pass(20 * minuteMs);
  const answer = scene.world.tell({
    entity: "resourceLease",
    key: targetKey,
    command: "acquire",
    input: {
      resourceId: vmId,
      mode: "exclusive",
      owner: thief,
      commandId: 1,
      whenBusy: "queue",
      at: scene.world.now,
      leaseMs: 15 * minuteMs,
      waitEvent: "none-1",
      waitUntil: addMs(scene.world.now, minuteMs),
    },
  });
  expect(answer).toMatchObject({ kind: "granted" });
}

describe("a lease that went to somebody else", () => {
  it("is queued for again, and the operation is finished under the new grant", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "lookAtOperation" && nth === 2) steal(scene);
      },
    });
    const report = await scene.run();
    expect(report).toMatchObject({ outcome: "succeeded", after: { powerState: "running" } });
    expect(kindsOf(scene)).toEqual(["vm-deallocate", "vm-set-size", "vm-start"]);
    const [first, second] = scene.sent;
    expect(second?.fencing).toBeGreaterThan(first?.fencing ?? 0);
  });

  it("sends nothing while somebody else has it", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "lookAtOperation" && nth === 2) steal(scene);
      },
    });
    await scene.run();
    const stolenAt = addMs(sceneStart, 20 * minuteMs);
    const freeAt = addMs(stolenAt, 15 * minuteMs);
    for (const { at } of scene.sent.slice(1)) expect(isBefore(at, freeAt)).toBe(false);
  });

  it("and does not come back leaves what was sent to a person, and nothing more is sent", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "lookAtOperation" && nth === 2) steal(scene);
      },
      command: ({ entity, command, input }) =>
        entity === "resourceLease" && command === "acquire" && scene.sent.length > 0
          ? { answer: keptWaiting(input) }
          : undefined,
    });
    const report = await scene.run();
    expect(report.outcome).toBe("stuck");
    expect(report.commands.join()).toContain("az vm start");
    expect(kindsOf(scene)).toEqual(["vm-deallocate"]);
  });

  it("before anything was sent, and does not come back, ends as busy with nothing sent", async () => {
    const scene: OperationScene = new OperationScene({
      before: (name, nth) => {
        if (name === "planOperation" && nth === 1) steal(scene);
      },
      command: ({ entity, command, input }) =>
        entity === "resourceLease" && command === "acquire" && isLate(scene)
          ? { answer: keptWaiting(input) }
          : undefined,
    });
    const report = await scene.run();
    expect(report.outcome).toBe("busy");
    expect(scene.sent).toEqual([]);
  });
});

describe("what an earlier holder has left open", () => {
  it("is followed to its end before anything is sent", async () => {
    const scene = new OperationScene();
    const command = (name: string, input: object): void => {
      scene.world.tell({ entity: "resourceLease", key: targetKey, command: name, input });
    };
    command("acquire", {
      resourceId: vmId,
      mode: "exclusive",
      owner: thief,
      commandId: 1,
      whenBusy: "queue",
      at: sceneStart,
      leaseMs: minuteMs,
      waitEvent: "none-1",
      waitUntil: sceneStart,
    });
    command("renew", {
      ownerId: thief.id,
      fencing: 1_767_600_000_000,
      at: sceneStart,
      leaseMs: minuteMs,
      intends: {
        stepId: "deallocate",
        write: { kind: "vm-deallocate", resourceId: vmId },
        clientRequestId: "00000000-0000-8000-8000-000000000001",
        intendedAt: sceneStart,
        address: null,
        undoCommands: [],
      },
    });
    scene.occupy({ powerState: "deallocating", provisioningState: "Updating" }, 600_000, {
      powerState: "deallocated",
      provisioningState: "Succeeded",
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(["vm-set-size"]);
    expect(msBetween(sceneStart, scene.sent[0]?.at ?? sceneStart)).toBeGreaterThanOrEqual(600_000);
    expect(scene.lease()).toMatchObject({ open: [] });
  });

  it("by an execution of its own that died is taken up by the next one", async () => {
    const scene = new OperationScene();
    const request = aRequest();
    scene.start(request);
    await scene.world.until(() => scene.sent.length === 1);
    // Somebody terminated the instance; its key is sent once more and starts it anew.
    const again = { ...request, startToken: "second-start" };
    scene.start(again);
    const report = await scene.reportOf(request.operationId);
    expect(report.outcome).toBe("succeeded");
    expect(scene.machine).toMatchObject({ size: "Standard_D4s_v5" });
    expect(kindsOf(scene).filter((kind) => kind === "vm-deallocate")).toHaveLength(1);
  });
});

function isLate(scene: OperationScene): boolean {
  return msBetween(sceneStart, scene.world.now) > 15 * minuteMs;
}

function keptWaiting(input: unknown): unknown {
  const { at } = input as { readonly at: string };
  return { kind: "waiting", position: 1, holder: null, askAgainAt: addMs(at, 30 * minuteMs) };
}
