// One look at what a tool waits for: what is told of the resources, when to look again, and how often
// Azure is asked.

import { describe, expect, it } from "vitest";
import { createLookAtResources } from "../../../src/activities/look-at-resources.ts";
import type { Allowance, Read } from "../../../src/contracts/ports.ts";
import type {
  GateSchedule,
  LookAtResourcesAnswer,
} from "../../../src/contracts/tool-lease-messages.ts";
import type { GateCondition } from "../../../src/domain/gate-condition.ts";
import { addMs, msBetween } from "../../../src/domain/instant.ts";
import type { LockObservation } from "../../../src/domain/observation.ts";
import { absentResource, resourceStateOfVm } from "../../../src/domain/resource-state.ts";
import type { ResourceState } from "../../../src/domain/resource-state.ts";
import { aRefusal } from "../../support/refusals.ts";
import { aLock, aVmState, vmId } from "../../support/vm-observation.ts";

const start = "2026-01-05T08:00:00.000Z";
const disk = `${vmId.slice(0, vmId.indexOf("/virtualMachines/"))}/disks/data`;
const told: Allowance = { resourceReads: 30, operationReads: null };
const untold: Allowance = { resourceReads: null, operationReads: null };
const read = (value: ResourceState, allowance = told): Read<ResourceState> => ({
  kind: "read",
  value,
  allowance,
});
const vm = (change: Parameters<typeof aVmState>[0] = {}): ResourceState =>
  resourceStateOfVm(aVmState(change));
const refused = (status: number, code: string, retryAfterMs: number | null = null) =>
  ({ kind: "refused", refusal: aRefusal({ status, code, retryAfterMs }) }) as const;

class Sight {
  now = start;
  states = new Map<string, Read<ResourceState>>([[vmId, read(vm())]]);
  locks: Read<readonly LockObservation[]> = { kind: "read", value: [], allowance: untold };
  reads = 0;
  lockReads = 0;

  readonly #look = createLookAtResources({
    clock: { now: () => this.now },
    resources: {
      readState: (resourceId) => {
        this.reads += 1;
        return Promise.resolve(
          this.states.get(resourceId) ?? read(absentResource(resourceId, this.now), untold),
        );
      },
    },
    locks: {
      listLocks: () => {
        this.lockReads += 1;
        return Promise.resolve(this.locks);
      },
    },
  });

  look(
    until: readonly GateCondition[] = [{ kind: "settled" }],
    { resources = [vmId], schedule = null }: Partial<Seen> = {},
  ): Promise<LookAtResourcesAnswer> {
    const correlationId = "11111111-2222-4333-8444-555555555555";
    return this.#look({ leaseId: "lease-1", correlationId, resources, until, schedule });
  }

  /** Looks whenever it is due, for so long; answers when that was. */
  async looksFor(ms: number): Promise<readonly number[]> {
    const at: number[] = [];
    let schedule: GateSchedule | null = null;
    while (msBetween(start, this.now) <= ms) {
      at.push(msBetween(start, this.now) / 1000);
      const answer = await this.look([{ kind: "settled" }], { schedule });
      if (answer.kind !== "wait") break;
      ({ schedule } = answer);
      this.now = schedule.nextLookAt;
    }
    return at;
  }
}

interface Seen {
  readonly resources: readonly string[];
  readonly schedule: GateSchedule | null;
}

describe("a look at what a tool waits for", () => {
  it("is told that it holds once it holds of every resource, also of one that is not there", async () => {
    const sight = new Sight();
    expect(await sight.look()).toEqual({ kind: "hold" });
    expect(await sight.look([{ kind: "settled" }], { resources: [vmId, disk] })).toEqual({
      kind: "hold",
    });
    expect(sight.lockReads).toBe(0);
  });

  it("names the first resource of which something does not hold, and says what and how it is", async () => {
    const sight = new Sight();
    sight.states.set(disk, read({ ...vm(), provisioningState: "Updating" }, untold));
    const answer = await sight.look([{ kind: "settled" }], { resources: [vmId, disk] });
    expect(answer).toMatchObject({ kind: "wait", resourceId: disk });
    expect(answer).toHaveProperty("sentence", expect.stringContaining("data") as unknown);
    expect(answer).toHaveProperty("sentence", expect.stringContaining("Updating") as unknown);
  });

  it("reads locks only where they are asked for, and an unlocked resource holds", async () => {
    const sight = new Sight();
    const unlocked = [{ kind: "unlocked" }] as const;
    expect(await sight.look(unlocked)).toEqual({ kind: "hold" });
    const value = [aLock({ name: "keep" })];
    sight.locks = { kind: "read", value, allowance: untold };
    expect(await sight.look(unlocked)).toMatchObject({ kind: "wait", resourceId: vmId });
    sight.locks = refused(403, "AuthorizationFailed");
    expect(await sight.look(unlocked)).toMatchObject({ kind: "wait", schedule: { troubles: 1 } });
    expect(sight.lockReads).toBe(3);
  });

  it("is made about every five seconds at first, and four times a minute later on", async () => {
    const sight = new Sight();
    sight.states.set(vmId, read(vm({ powerState: "deallocating" })));
    const at = await sight.looksFor(300_000);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
    expect(at.filter((time) => time < 60)).toHaveLength(13);
    expect(at.filter((time) => time >= 60 && time < 300)).toHaveLength(16);
  });

  it("is made less often where Azure tells no allowance, and where little of it is left", async () => {
    const untoldType = new Sight();
    untoldType.states.set(vmId, read({ ...vm(), provisioningState: "Updating" }, untold));
    const late = (await untoldType.looksFor(300_000)).filter((time) => time >= 60 && time < 300);
    expect(late.length).toBeLessThanOrEqual(9);
    const scarce = new Sight();
    const left = { resourceReads: 5, operationReads: null };
    scarce.states.set(vmId, read(vm({ powerState: "starting" }), left));
    const [first = 0, second = 0] = await scarce.looksFor(60_000);
    expect(second - first).toBeGreaterThanOrEqual(30);
  });

  it("that Azure cannot answer is made again later each time, or when Azure says", async () => {
    const sight = new Sight();
    sight.states.set(vmId, { kind: "no-answer", reason: "socket hang up" });
    const at = await sight.looksFor(120_000);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    sight.states.set(vmId, refused(429, "TooManyRequests", 90_000));
    const answer = await sight.look();
    expect(answer).toHaveProperty("schedule.nextLookAt", addMs(sight.now, 90_000));
  });

  it("that Azure refuses for good is given up after the third time, told as it was refused", async () => {
    const sight = new Sight();
    sight.states.set(vmId, refused(403, "AuthorizationFailed"));
    let schedule: GateSchedule | null = null;
    for (let nth = 1; nth <= 2; nth += 1) {
      const answer = await sight.look([{ kind: "settled" }], { schedule });
      if (answer.kind !== "wait") throw new Error(`It was answered ${answer.kind}.`);
      ({ schedule } = answer);
    }
    const last = await sight.look([{ kind: "settled" }], { schedule });
    expect(last).toMatchObject({ kind: "refused", resourceId: vmId });
    expect(last).toHaveProperty("sentence", expect.stringContaining("403") as unknown);
  });

  it("forgets troubles once everything could be read", async () => {
    const sight = new Sight();
    sight.states.set(vmId, read(vm({ powerState: "starting" })));
    const schedule = { startedAt: start, nextLookAt: start, looks: 5, troubles: 2 };
    const answer = await sight.look([{ kind: "settled" }], { schedule });
    expect(answer).toMatchObject({ kind: "wait", schedule: { looks: 6, troubles: 0 } });
  });
});
