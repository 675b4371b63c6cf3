// Properties of every plan of a resize, tried out on a model machine: it reaches its goal, it takes
// down nothing unasked, and from whatever point it is broken off, its undo leads back.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Acceptance, Plan, Step } from "../../../src/domain/plan.ts";
import { vmResize } from "../../../src/operations/vm-resize.ts";
import { afterWrite, applyWrite, undoAll } from "../../support/model-machine.ts";
import type { ModelMachine } from "../../support/model-machine.ts";
import { aDisk, aVmObservation, vmId } from "../../support/vm-observation.ts";

const [oldSize, newSize] = ["Standard_D4s_v4", "Standard_D4s_v5"];
const powers = ["running", "stopped", "deallocated"] as const;

const scene = fc.record({
  power: fc.constantFrom(...powers),
  powerStateAfter: fc.option(fc.constantFrom(...powers), { nil: undefined }),
  offered: fc.boolean(),
  hasSize: fc.boolean(),
  ephemeral: fc.boolean(),
  addresses: fc.constantFrom([], ["/address"]),
  temporaryDiskMiB: fc.constantFrom(0, 1024),
  accept: fc.subarray<Acceptance>([
    "downtime",
    "temporary-disk-loss",
    "dynamic-address-change",
    "os-disk-loss",
  ]),
});
type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

function planOf(of: Scene): Plan {
  const { powerStateAfter } = of;
  const isPlaced = of.power !== "deallocated";
  return vmResize.plan(
    aVmObservation({
      state: { powerState: of.power, size: of.hasSize ? newSize : oldSize },
      sizesInPlace: of.offered || !isPlaced ? [oldSize, newSize] : [oldSize],
      present: { temporaryDiskMiB: of.temporaryDiskMiB },
      wanted: { temporaryDiskMiB: of.temporaryDiskMiB },
      dynamicAddressIds: of.addresses,
      osDisk: { ...aDisk({ name: "os" }), ephemeral: of.ephemeral },
    }),
    {
      target: vmId,
      parameters: { size: newSize, ...(powerStateAfter === undefined ? {} : { powerStateAfter }) },
      accept: of.accept,
      approvedPlan: null,
    },
    "2026-01-05T08:00:00.000Z",
  );
}

function machineOf(of: Scene): ModelMachine {
  const offered = of.offered ? [oldSize, newSize] : [of.hasSize ? newSize : oldSize];
  return {
    power: of.power,
    size: of.hasSize ? newSize : oldSize,
    offered: of.power === "deallocated" ? [] : offered,
  };
}

function stepsOf(of: Scene): readonly Step[] {
  const planned = planOf(of);
  return planned.kind === "steps" ? planned.steps : [];
}

function goalOf(of: Scene): string {
  if (of.powerStateAfter !== undefined) return of.powerStateAfter;
  return of.power === "stopped" && !of.offered && !of.hasSize ? "deallocated" : of.power;
}

describe("every plan of a resize", () => {
  it("reaches the wanted size and power state, sending each of its writes", () => {
    fc.assert(
      fc.property(scene, (of) => {
        const steps = stepsOf(of);
        fc.pre(steps.length > 0);
        let machine = machineOf(of);
        for (const step of steps) {
          const applied = applyWrite(machine, step);
          expect([step.id, applied.kind]).toEqual([step.id, "done"]);
          machine = applied.machine;
        }
        expect(machine).toMatchObject({ size: newSize, power: goalOf(of) });
      }),
      { numRuns: 200 },
    );
  });

  it("holds no write that takes down or loses what the request does not accept", () => {
    fc.assert(
      fc.property(scene, (of) => {
        const kinds = stepsOf(of).map((step) => step.write.kind);
        const deallocates = kinds.includes("vm-deallocate");
        const resizes = kinds.includes("vm-set-size");
        const isPlaced = of.power !== "deallocated";
        const has = (acceptance: Acceptance): boolean => of.accept.includes(acceptance);
        const moves = isPlaced && (deallocates || resizes);
        expect(of.power === "running" && kinds.length > 0 && !has("downtime")).toBe(false);
        expect(moves && of.temporaryDiskMiB > 0 && !has("temporary-disk-loss")).toBe(false);
        expect(
          deallocates && isPlaced && of.addresses.length > 0 && !has("dynamic-address-change"),
        ).toBe(false);
        expect(of.ephemeral && (deallocates || (resizes && !has("os-disk-loss")))).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it("deallocates only where the size is not offered in place, or to end deallocated", () => {
    fc.assert(
      fc.property(scene, (of) => {
        const deallocates = stepsOf(of).some((step) => step.write.kind === "vm-deallocate");
        expect(deallocates && (of.offered || of.hasSize) && goalOf(of) !== "deallocated").toBe(
          false,
        );
      }),
    );
  });

  it("leads back from any point at which it is broken off, whether its last write had its effect or not", () => {
    fc.assert(
      fc.property(scene, fc.nat(3), fc.boolean(), (of, broken, tookEffect) => {
        const steps = stepsOf(of);
        fc.pre(steps.length > 0);
        const tried = steps.slice(0, (broken % steps.length) + 1);
        const before = machineOf(of);
        let machine = before;
        for (const [index, step] of tried.entries()) {
          const isBroken = index === tried.length - 1;
          if (!isBroken || tookEffect) machine = afterWrite(machine, step.write) ?? machine;
        }
        const undone = undoAll(
          machine,
          tried.map((step) => step.undo),
        );
        // A machine that was found stopped and has been deallocated is not booted to get back.
        const wasDeallocated = tried[0]?.undo.kind === "none" && (tried.length > 1 || tookEffect);
        const keepsDown = of.power === "stopped" && wasDeallocated;
        expect(undone.failed).toBeNull();
        expect(undone.machine.size).toBe(before.size);
        expect(undone.machine.power).toBe(keepsDown ? "deallocated" : before.power);
      }),
      { numRuns: 600 },
    );
  });

  it("undoes twice as it undoes once", () => {
    fc.assert(
      fc.property(scene, (of) => {
        const steps = stepsOf(of);
        fc.pre(steps.length > 0);
        const undos = steps.map((step) => step.undo);
        const ended = steps.reduce(
          (machine, step) => afterWrite(machine, step.write) ?? machine,
          machineOf(of),
        );
        const once = undoAll(ended, undos);
        for (const undo of undos.filter((one) => one.kind === "write").slice(0, 1)) {
          expect(applyWrite(once.machine, undo).kind).toBe("already");
        }
        expect(undoAll(once.machine, undos).machine).toMatchObject({
          size: once.machine.size,
          power: once.machine.power,
        });
      }),
    );
  });
});

describe("a start that finds no room for the new size", () => {
  it("leads back to the old size and a running machine, and sends nothing for the start itself", () => {
    const planned = planOf({
      power: "running",
      powerStateAfter: undefined,
      offered: false,
      hasSize: false,
      ephemeral: false,
      addresses: [],
      temporaryDiskMiB: 0,
      accept: ["downtime"],
    });
    const steps = planned.kind === "steps" ? planned.steps : [];
    expect(steps.map((step) => step.id)).toEqual(["deallocate", "resize", "start"]);
    const machine: ModelMachine = { power: "deallocated", size: newSize, offered: [] };
    const undoOfStart = steps.at(-1)?.undo;
    expect(undoOfStart?.kind === "write" && applyWrite(machine, undoOfStart).kind).toBe("already");
    expect(
      undoAll(
        machine,
        steps.map((step) => step.undo),
      ).machine,
    ).toMatchObject({
      size: oldSize,
      power: "running",
    });
  });
});
