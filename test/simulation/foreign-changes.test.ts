// Somebody else has changed the machine since it was read, or is at work on it when Interlock comes.

import { describe, expect, it } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import {
  aFaultWorld,
  durationsMs,
  foreign,
  foreignPatch,
  lastReadOfPlan,
  machineRead,
  newSize,
  oldSize,
  plainWrites,
  resizeUnder,
  sizeInPlace,
  writeMatch,
} from "../support/fault-scene.ts";
import { vmPath } from "../support/system.ts";

const computeVersion = "api-version=2024-07-01";
const deallocateFirst = {
  first: (system: { send: (method: string, path: string) => Promise<unknown> }) =>
    system.send("POST", `${vmPath}/deallocate?${computeVersion}`),
};

describe("a foreign change", () => {
  it("of the power state between plan and write is planned again from what it leaves", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ settings: { durationsMs: { ...durationsMs, deallocate: 0 } } }),
      faults: [
        {
          match: lastReadOfPlan,
          occurrence: { nth: 1 },
          effect: { kind: "actor", request: foreign("deallocate") },
        },
      ],
    });
    expect(report.outcome).toBe("succeeded");
    // It was running when it was found, and that is given back.
    expect(writes).toEqual([`${newSize} 200`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
  });
});

describe("a foreign change in the middle", () => {
  it("is planned again from, and the power state that was found at first is given back", async () => {
    const { report, writes, system } = await resizeUnder({
      faults: [
        {
          match: writeMatch.deallocate,
          effect: {
            kind: "actor",
            request: foreignPatch({ properties: { hardwareProfile: { vmSize: sizeInPlace } } }),
            afterMs: durationsMs.deallocate,
          },
        },
      ],
    });
    expect(report).toMatchObject({ outcome: "succeeded", before: { powerState: "running" } });
    expect(writes).toEqual(plainWrites);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
  });
});

describe("somebody at work on the machine", () => {
  it("is waited for, and it is planned from the state that he leaves", async () => {
    const { report, writes, system } = await resizeUnder(deallocateFirst);
    expect(report.outcome).toBe("succeeded");
    expect(report.timeline.map(({ event }) => event)).toContain("waiting-for-azure");
    expect(writes).toEqual([`${newSize} 200`]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "deallocated" });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
  });

  it("is told at once to a caller who does not want to wait, and nothing is sent", async () => {
    const { report, writes, view } = await resizeUnder({
      ...deallocateFirst,
      request: { body: { whenBusy: "reject" } },
    });
    expect(report).toMatchObject({ outcome: "busy" });
    expect(report.endedAt).toBe(view.acceptedAt);
    expect(writes).toEqual([]);
  });

  it("between plan and first write is waited for and not preempted, although Azure would allow it", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ settings: { concurrency: [{ outcome: "preempt" }] } }),
      faults: [
        {
          match: lastReadOfPlan,
          occurrence: { nth: 1 },
          effect: { kind: "actor", request: foreign("restart") },
        },
      ],
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
    const { operations } = system.azure.dump();
    expect(operations.map(({ kind, status }) => [kind, status])[0]).toEqual([
      "restart",
      "Succeeded",
    ]);
    expect(overlapsOf(system.exchanges, operations)).toEqual([]);
  });

  it("until after the deadline is told as busy, with nothing sent", async () => {
    const { report, writes, view } = await resizeUnder({
      ...deallocateFirst,
      request: { body: { deadline: "PT20S" } },
    });
    expect(report).toMatchObject({ outcome: "busy" });
    expect(Date.parse(report.endedAt) - Date.parse(view.deadlineAt)).toBeLessThan(2_000);
    expect(writes).toEqual([]);
  });
});

describe("a power state that is missing while the machine changes state", () => {
  it("is taken for unsettled: nothing is sent before it is there again", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ settings: { powerStateMissingDuringTransitions: true } }),
      ...deallocateFirst,
      request: { body: { parameters: { size: newSize, powerStateAfter: "running" } } },
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual([`${newSize} 200`, "start 202"]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
    expect(overlapsOf(system.exchanges, system.azure.dump().operations)).toEqual([]);
    expect(report.before).toMatchObject({ size: oldSize, powerState: "deallocated" });
  });

  it("although nothing seems to be at work is not guessed: it is read again before anything is planned", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ machine: { power: "deallocated" } }),
      first: async (system) => {
        const body = withoutPowerState(system.vm().body);
        system.azure.addFaults([
          { match: machineRead, effect: { kind: "answer", status: 200, body } },
        ]);
      },
      // Taken for running, the machine would need downtime to be accepted.
      request: { body: { accept: [] } },
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual([`${newSize} 200`]);
    expect(system.vm()).toMatchObject({ size: newSize, power: "deallocated" });
  });

  it("during our own operations changes nothing", async () => {
    const { report, writes, system } = await resizeUnder({
      world: aFaultWorld({ settings: { powerStateMissingDuringTransitions: true } }),
    });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(plainWrites);
    expect(system.vm()).toMatchObject({ size: newSize, power: "running" });
  });
});

interface BodyWithView {
  readonly properties: {
    readonly instanceView?: { readonly statuses?: readonly { readonly code: string }[] };
  };
}

/** A machine's body as ARM sometimes writes it while, or shortly after, the machine changes state. */
function withoutPowerState(body: unknown): unknown {
  const { properties, ...top } = body as BodyWithView;
  const statuses = [{ code: "ProvisioningState/succeeded", level: "Info" }];
  return { ...top, properties: { ...properties, instanceView: { statuses } } };
}
