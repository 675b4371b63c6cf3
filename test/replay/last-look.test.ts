// The last moments of a lease: nothing is sent in them, and what was sent just before has arrived when
// somebody else is granted it.

import { describe, expect, it } from "vitest";
import { longestRequestMs } from "../../src/contracts/lease-state.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { hold } from "../support/interventions.ts";
import {
  groupKey,
  kindsOf,
  OperationScene,
  sceneStart,
  targetKey,
  wholeWay,
} from "../support/operation-scene.ts";
import { vmId } from "../support/vm-observation.ts";

const minuteMs = 60_000;
const group = vmId.slice(0, vmId.indexOf("/providers/"));

describe("a write", () => {
  it("is not sent later than two minutes before the first of its leases runs out", async () => {
    const ends: string[] = [];
    const scene: OperationScene = new OperationScene({
      submit: ({ notAfter }) => {
        const expiries = [groupKey, targetKey].map(
          (key) => scene.lease(key).holders[0]?.expiresAt ?? sceneStart,
        );
        const first = expiries.toSorted()[0] ?? sceneStart;
        if (notAfter > addMs(first, -2 * minuteMs)) ends.push(notAfter);
        return undefined;
      },
    });
    expect((await scene.run()).outcome).toBe("succeeded");
    expect(ends).toEqual([]);
  });

  it("is not sent by a holder that was paused before its last look at the clock", async () => {
    let paused = false;
    const scene: OperationScene = new OperationScene({
      before: (name) => {
        if (name !== "submitStep" || paused) return;
        paused = true;
        scene.world.pass(20 * minuteMs);
        hold(scene, { key: groupKey, resourceId: group }, 10 * minuteMs);
      },
    });
    const report = await scene.run();
    expect(report.outcome).toBe("succeeded");
    const toolEnds = addMs(sceneStart, 30 * minuteMs);
    for (const { at } of scene.sent) expect(isBefore(at, toolEnds)).toBe(false);
  });

  it("that was stalled after that look has arrived before anybody else can have the lease", async () => {
    const answers: string[] = [];
    const ask = (scene: OperationScene): void => {
      for (const claim of [
        { key: groupKey, resourceId: group },
        { key: targetKey, resourceId: vmId },
      ]) {
        answers.push(hold(scene, claim).kind);
      }
    };
    let arrivedAt = "";
    const scene: OperationScene = new OperationScene({
      submit: (input, nth) => {
        if (input.step.id !== "deallocate" || nth > 1) return undefined;
        const { world } = scene;
        world.pass(msBetween(world.now, input.notAfter));
        ask(scene);
        world.pass(longestRequestMs);
        ask(scene);
        arrivedAt = world.now;
        const seenBefore = scene.seen();
        scene.apply(input);
        const address = { asyncOperation: "https://arm/operations/late", location: null };
        return { kind: "accepted", address, retryAfterMs: null, sentAt: world.now, seenBefore };
      },
    });
    const report = await scene.run();
    expect(answers).toEqual(["waiting", "waiting", "waiting", "waiting"]);
    expect(scene.sent[0]?.at).toBe(arrivedAt);
    expect(report.outcome).toBe("succeeded");
    expect(kindsOf(scene)).toEqual(wholeWay);
  });
});
