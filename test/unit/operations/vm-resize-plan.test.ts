// The plan of a resize over every start, goal, hardware and acceptance: which writes it holds, in
// which order, and what it tells.

import { describe, expect, it } from "vitest";
import type { Acceptance, Plan } from "../../../src/domain/plan.ts";
import type { PlanningRequest } from "../../../src/operations/operation.ts";
import { vmResize } from "../../../src/operations/vm-resize.ts";
import { aMissingVm, aVmObservation, aVmState, vmId } from "../../support/vm-observation.ts";
import type { ObservationChange } from "../../support/vm-observation.ts";

const now = "2026-01-05T08:00:01.000Z";
const everything: readonly Acceptance[] = [
  "downtime",
  "temporary-disk-loss",
  "dynamic-address-change",
  "os-disk-loss",
];
const inPlace = { sizesInPlace: ["standard_d4s_V5"] };
const powers = ["running", "stopped", "deallocated"] as const;

function plan(change: ObservationChange = {}, request: Partial<PlanningRequest> = {}): Plan {
  return vmResize.plan(
    aVmObservation(change),
    {
      target: vmId,
      parameters: { size: "Standard_D4s_v5" },
      accept: everything,
      approvedPlan: null,
      ...request,
    },
    now,
  );
}

function idsOf(planned: Plan): readonly string[] {
  if (planned.kind !== "steps") throw new Error(`No steps but ${JSON.stringify(planned)}`);
  return planned.steps.map((step) => step.id);
}

function asked(goal: string | null): Partial<PlanningRequest> {
  return {
    parameters: { size: "Standard_D4s_v5", ...(goal === null ? {} : { powerStateAfter: goal }) },
  };
}

/** [start, goal, offered in place, steps]; a goal of null is none asked for. */
const table: readonly (readonly [string, string | null, boolean, string])[] = [
  ["running", null, true, "resize"],
  ["running", null, false, "deallocate resize start"],
  ["running", "running", true, "resize"],
  ["running", "running", false, "deallocate resize start"],
  ["running", "stopped", true, "resize power-off"],
  ["running", "stopped", false, "deallocate resize start power-off"],
  ["running", "deallocated", true, "deallocate resize"],
  ["running", "deallocated", false, "deallocate resize"],
  ["stopped", null, true, "resize"],
  ["stopped", null, false, "deallocate resize"],
  ["stopped", "running", true, "resize start"],
  ["stopped", "running", false, "deallocate resize start"],
  ["stopped", "stopped", true, "resize"],
  ["stopped", "stopped", false, "deallocate resize start power-off"],
  ["stopped", "deallocated", true, "deallocate resize"],
  ["stopped", "deallocated", false, "deallocate resize"],
  ["deallocated", null, true, "resize"],
  ["deallocated", "running", true, "resize start"],
  ["deallocated", "stopped", true, "resize start power-off"],
  ["deallocated", "deallocated", true, "resize"],
];

describe("the plan of a resize", () => {
  it.each(table)("from %s to %s, offered in place: %s, is %s", (start, goal, offered, steps) => {
    const change = {
      state: { powerState: start as (typeof powers)[number] },
      ...(offered ? inPlace : {}),
    };
    expect(idsOf(plan(change, asked(goal)))).toEqual(steps.split(" "));
  });

  const pairs = powers.flatMap((start) => powers.map((goal) => [start, goal] as const));
  it.each(pairs.filter(([start, goal]) => start !== goal))(
    "of a machine that has the size, from %s to %s, only sets the power",
    (powerState, goal) => {
      const ids = idsOf(plan({ state: { size: "STANDARD_D4S_V5", powerState } }, asked(goal)));
      const last = { running: "start", stopped: "power-off", deallocated: "deallocate" };
      expect(ids.at(-1)).toBe(last[goal]);
      expect(ids).not.toContain("resize");
    },
  );

  it.each(powers)("of a machine that has the size and is %s as asked is nothing to do", (power) => {
    const state = { size: "STANDARD_D4S_V5", powerState: power };
    expect(plan({ state }, asked(power)).kind).toBe("nothing-to-do");
    expect(plan({ state }).kind).toBe("nothing-to-do");
  });

  it("never takes down a running machine without the acceptance of downtime", () => {
    for (const offered of [{}, inPlace]) {
      for (const goal of [null, ...powers]) {
        const planned = plan(offered, { ...asked(goal), accept: everything.slice(1) });
        expect(planned).toMatchObject({
          kind: "blocked",
          blockers: [{ rule: "acceptance-missing", mustAccept: ["downtime"] }],
        });
      }
    }
  });

  it("asks for no downtime of a machine that does not run", () => {
    for (const powerState of ["stopped", "deallocated"] as const) {
      const planned = plan({ state: { powerState }, ...inPlace }, { accept: [] });
      expect(planned).toMatchObject({ kind: "steps", downtime: { expected: false } });
    }
  });

  it("names everything that has to be accepted in one blocker", () => {
    const change = {
      present: { temporaryDiskMiB: 1024 },
      wanted: { temporaryDiskMiB: 1024 },
      dynamicAddressIds: ["/address"],
    };
    expect(plan(change, { accept: [] })).toMatchObject({
      kind: "blocked",
      blockers: [{ mustAccept: ["downtime", "temporary-disk-loss", "dynamic-address-change"] }],
    });
  });

  it("says why a machine is deallocated, and why one that is not is down all the same", () => {
    expect(plan().downtime).toEqual({
      expected: true,
      why: "api-01 runs and Standard_D4s_v5 is not offered where it is now, so it is deallocated first.",
    });
    expect(plan(inPlace).downtime.why).toContain("setting it restarts the machine");
  });

  it("leaves a machine deallocated that was found stopped, and says so", () => {
    const planned = plan({ state: { powerState: "stopped" } });
    expect(idsOf(planned)).toEqual(["deallocate", "resize"]);
    expect(planned.notes.join()).toContain("found stopped");
    expect(plan({ state: { powerState: "stopped" }, ...inPlace }).notes).toEqual([]);
  });

  it("keeps an address that a machine without a place has lost already out of the acceptances", () => {
    const change = {
      state: { powerState: "deallocated" as const },
      dynamicAddressIds: ["/address"],
    };
    expect(plan({ ...change, ...inPlace }, { accept: [] }).kind).toBe("steps");
  });

  it("spells the size as the location does", () => {
    const planned = plan({}, { parameters: { size: "STANDARD_d4s_v5" } });
    expect(planned).toMatchObject({
      steps: [{}, { write: { kind: "vm-set-size", size: "Standard_D4s_v5" } }, {}],
    });
  });
});

describe("a machine on which somebody is at work", () => {
  const busy = [
    { provisioningState: "Updating" },
    { powerState: "deallocating" },
    { powerState: "unknown" },
    { provisioningState: "Deleting" },
  ] as const;
  it.each(busy)("is waited for: %o", (state) => {
    expect(plan({ state })).toMatchObject({ kind: "wait", until: [{ kind: "settled" }] });
  });

  it("is refused at once where no end of the other's work can help", () => {
    expect(plan({ state: busy[0], wanted: null })).toMatchObject({
      kind: "blocked",
      blockers: [{ rule: "size-not-found" }],
    });
  });

  it("is not refused for what the other may be changing just now", () => {
    const disks = { wanted: { maxDataDisks: 0 }, dataDisks: [aVmObservation().osDisk] };
    expect(plan({ state: busy[0], ...disks }).kind).toBe("wait");
  });
});

describe("planning again in the middle of an operation", () => {
  const found = aVmState();

  it("gives back the power state that was found before the first write", () => {
    const change = { state: { powerState: "deallocated" as const }, ...inPlace };
    expect(idsOf(plan(change, { found }))).toEqual(["resize", "start"]);
    const resized = { state: { powerState: "deallocated" as const, size: "Standard_D4s_v5" } };
    expect(idsOf(plan(resized, { found }))).toEqual(["start"]);
  });

  it("deallocates after Azure has refused in place what it had listed there", () => {
    const refused = [{ stepId: "resize", class: "lifecycle-state" as const }];
    expect(idsOf(plan(inPlace, { refused }))).toEqual(["deallocate", "resize", "start"]);
    const change = { state: { powerState: "deallocated" as const }, ...inPlace };
    expect(idsOf(plan(change, { found, refused }))).toEqual(["resize", "start"]);
  });

  it("leaves a machine running that somebody has started meanwhile", () => {
    const before = aVmState({ powerState: "deallocated" });
    const planned = plan({ state: { size: "Standard_D4s_v5" } }, { found: before });
    expect(planned.kind).toBe("nothing-to-do");
    expect(planned.notes.join()).toContain("started meanwhile");
  });

  it("does not compare the approved digest with what our own steps have made", () => {
    const change = { state: { powerState: "deallocated" as const }, ...inPlace };
    expect(plan(change, { found, approvedPlan: plan().digest }).kind).toBe("steps");
  });
});

describe("an approved plan", () => {
  it("goes through while nothing has changed, in whatever letter case", () => {
    const { digest } = plan({}, { accept: [] });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const shouted = aVmObservation();
    const planned = vmResize.plan(
      {
        ...shouted,
        location: "WestEurope",
        state: { ...shouted.state, resourceId: vmId.toUpperCase() },
      },
      {
        target: vmId.toUpperCase(),
        parameters: { size: "standard_D4S_v5" },
        accept: everything,
        approvedPlan: digest,
      },
      now,
    );
    expect(planned.kind).toBe("steps");
  });

  it.each<[string, ObservationChange]>([
    ["the power state", { state: { powerState: "deallocated" }, ...inPlace }],
    ["what is offered in place", inPlace],
    [
      "a lock that does not even hinder",
      { locks: [{ id: "/l", name: "l", level: "CanNotDelete", scope: "/", notes: null }] },
    ],
    ["what the wanted size takes", { wanted: { maxDataDisks: 99 } }],
    ["the disks", { dataDisks: [aVmObservation().osDisk] }],
  ])("is refused when %s has changed", (_what, change) => {
    const planned = plan(change, { approvedPlan: plan().digest });
    expect(planned).toMatchObject({ kind: "blocked", blockers: [{ rule: "plan-changed" }] });
  });

  it("stands when only the time and the version token have moved on", () => {
    const state = { etag: '"7"', observedAt: "2026-02-01T00:00:00.000Z" };
    expect(plan({ state }, { approvedPlan: plan().digest }).kind).toBe("steps");
  });
});

describe("a machine that is not there", () => {
  it("blocks as not found and as nothing else", () => {
    const observation = { ...aVmObservation(), state: aMissingVm() };
    const request = {
      target: vmId,
      parameters: { size: "Standard_D4s_v5" },
      accept: [],
      approvedPlan: null,
    };
    expect(vmResize.plan(observation, request, now)).toMatchObject({
      kind: "blocked",
      blockers: [{ rule: "vm-not-found", class: "not-found" }],
    });
  });
});
