// Whatever troubles come in whatever order: what must hold of every resize, tried with hundreds of
// drawn ones. A failure prints the seed with which it comes again.
//
// A1. It ends, its turn is free, and nothing stands open in its lease, unless it is stuck.
// A2. Succeeded means as asked for; anything else but stuck means as it was found.
// A3. Nothing is sent while anything is at work, nor within the last two minutes of any of its leases.
// A4. No forward write is sent after one of its steps was refused for good.
// A5. Nothing is submitted before the end of the time for which Azure has asked to be left alone.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LookAnswer, SubmitStepAnswer } from "../../src/contracts/activity-messages.ts";
import type { SubmitStepInput } from "../../src/contracts/activity-messages.ts";
import { addMs, isBefore } from "../../src/domain/instant.ts";
import { isSettled } from "../../src/domain/observation.ts";
import type { PowerState } from "../../src/domain/observation.ts";
import { groupKey, OperationScene, targetKey } from "../support/operation-scene.ts";
import { anOperationsRefusal, aRefusal } from "../support/refusals.ts";
import { vmId } from "../support/vm-observation.ts";

const refusals = [
  { code: "ScopeLocked", failureCause: "gateway" },
  { code: "PreconditionFailed", status: 412 },
  { code: "OperationNotAllowed", message: "Another operation is in progress." },
  { code: "TooManyRequests", status: 429, retryAfterMs: 7_000 },
  { code: "SubscriptionRequestsThrottled", status: 429, retryAfterMs: 900_000 },
  { code: "InternalServerError", status: 500 },
  { code: "NeverHeardOf" },
  { code: "NotFound", status: 404 },
  { code: "ResourceAlreadyExists" },
  { code: "OperationPreempted", status: 200 },
  { code: "AnotherOperationInProgress", blockedBy: "https://arm/operations/theirs" },
  { code: "OperationNotAllowed", message: "It is not allowed since the VM is generalized." },
];

/** Draws a trouble now and then, and watches what is sent. */
class TroubledScene {
  readonly broken: string[] = [];
  readonly scene: OperationScene;
  readonly #next: () => number;
  #stoppedAt: string | null = null;
  #limitedUntil: string | null = null;
  #thieves = 0;

  constructor(draw: () => number, power: PowerState) {
    this.#next = draw;
    this.scene = new OperationScene({
      submit: (input) => this.#submit(input),
      look: (input) => (input.address === null ? undefined : this.#look(input.schedule !== null)),
      before: (name) => {
        const trouble = this.#next();
        if (trouble < 3) throw new Error(`The worker died in ${name}.`);
        if (trouble < 4) this.#stall();
      },
    });
    this.scene.machine = { ...this.scene.machine, powerState: power };
  }

  #submit(input: SubmitStepInput): SubmitStepAnswer | undefined {
    const { scene } = this;
    // The activity's own first look at the clock.
    if (isBefore(input.notAfter, scene.world.now)) return { kind: "too-late" };
    this.#watch(input);
    const seen = scene.seen();
    const trouble = this.#next();
    if (trouble < 4 && this.#wouldSend(input)) {
      scene.apply(input);
      return { kind: "unknown", refusal: null, seen };
    }
    if (trouble < 8 && this.#wouldSend(input)) {
      scene.apply(input);
      return { kind: "busy", seen: scene.seen() };
    }
    if (trouble < 12) return { kind: "unknown", refusal: null, seen };
    if (trouble < 15) {
      return {
        kind: "unreadable",
        refusal: null,
        sentence: "No answer.",
        retryAt: addMs(scene.world.now, 1_000),
      };
    }
    if (trouble < 23 && this.#wouldSend(input)) {
      const refusal = aRefusal(refusals[this.#next() % refusals.length]);
      if (refusal.code === "ScopeLocked" && input.phase === "forward") {
        this.#stoppedAt ??= scene.world.now;
      }
      if (refusal.status === 429) {
        this.#limitedUntil = addMs(scene.world.now, refusal.retryAfterMs ?? 0);
      }
      // A success that says otherwise may have been done all the same.
      if (refusal.status === 200 && this.#next() < 50) scene.apply(input);
      return { kind: "refused", refusal, seen };
    }
    return undefined;
  }

  /** Everything stands still for twenty minutes, and somebody else asks for one of the leases. */
  #stall(): void {
    const { world } = this.scene;
    world.pass(20 * 60_000);
    this.#thieves += 1;
    const thief = `op-thief-${this.#thieves}`;
    const key = this.#thieves % 2 === 0 ? groupKey : targetKey;
    const input = {
      resourceId: key === targetKey ? vmId : vmId.slice(0, vmId.indexOf("/providers/")),
      mode: "exclusive",
      owner: {
        id: thief,
        operationId: thief,
        instanceId: thief,
        kind: "vm-resize",
        principal: { id: "local:bob", name: "bob" },
        purpose: "something else",
      },
      commandId: 1,
      whenBusy: "queue",
      at: world.now,
      leaseMs: 300_000,
      waitEvent: "none-1",
      waitUntil: world.now,
    };
    world.tell({ entity: "resourceLease", key, command: "acquire", input });
  }

  #wouldSend({ step }: SubmitStepInput): boolean {
    const seen = this.scene.seen();
    return isSettled(seen) && step.write.kind !== kindThatIsSo(seen.powerState);
  }

  /** A3, A4 and A5, at the moment at which it may be sent. */
  #watch(input: SubmitStepInput): void {
    if (this.#limitedUntil !== null && isBefore(this.scene.world.now, this.#limitedUntil)) {
      this.broken.push("It would send although Azure has asked to be left alone.");
    }
    for (const key of [groupKey, targetKey]) {
      const holder = this.scene
        .lease(key)
        .holders.find(({ owner }) => owner.operationId === input.operationId);
      if (holder === undefined) this.broken.push("It would send without one of the leases.");
      else if (isBefore(addMs(holder.expiresAt, -120_000), input.notAfter)) {
        this.broken.push("It would send in the last two minutes of a lease.");
      } else if (key === targetKey && holder.fencing !== input.fencing) {
        this.broken.push("It would send under another number than its grant has.");
      }
    }
    if (this.#stoppedAt !== null && input.phase === "forward") {
      this.broken.push("It would go forward after it was refused for good.");
    }
  }

  #look(mayFail: boolean): LookAnswer | undefined {
    const { scene } = this;
    if (!mayFail || this.#next() >= 6) return undefined;
    const canceled = this.#next() < 50;
    scene.change({
      powerState: lastingOf(scene.machine.powerState),
      provisioningState: canceled ? "Succeeded" : "Failed",
    });
    const schedule = scene.schedule();
    return {
      kind: "ended",
      how: canceled ? "canceled" : "failed",
      refusal: canceled
        ? anOperationsRefusal({ operationStatus: "Canceled", code: "OperationPreempted" })
        : anOperationsRefusal({ code: "AllocationFailed" }),
      seen: scene.seen(),
      unmet: ["the effect"],
      schedule,
    };
  }
}

/** Where a machine is after an operation that had no effect. */
function lastingOf(power: PowerState): PowerState {
  if (power === "deallocating" || power === "stopping") return "running";
  return power === "starting" ? "deallocated" : power;
}

function kindThatIsSo(power: PowerState): string {
  if (power === "deallocated") return "vm-deallocate";
  return power === "running" ? "vm-start" : "";
}

describe("a resize in any trouble", () => {
  it.each([
    { power: "running", seed: 1 },
    { power: "running", seed: 2 },
    { power: "deallocated", seed: 3 },
  ] as const)(
    "keeps its promises, found $power (seed $seed)",
    async ({ power, seed }) => {
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.nat(99)), async (stream) => {
          const troubled = new TroubledScene(() => Number(stream.next().value), power);
          const { scene } = troubled;
          const report = await scene.run();
          expect(troubled.broken).toEqual([]);
          const turn = scene.world.entityState("targetTurn", targetKey) ?? { tickets: [] };
          expect(turn).toMatchObject({ tickets: [] });
          const wanted = report.outcome === "succeeded" ? "Standard_D4s_v5" : "Standard_D4s_v4";
          const isAsTold =
            report.outcome === "stuck" ||
            (scene.seen().size === wanted && scene.seen().powerState === power);
          expect({ isAsTold, report: isAsTold ? null : report }).toEqual({
            isAsTold: true,
            report: null,
          });
          const isOver = report.outcome !== "stuck";
          expect(isOver ? scene.lease().open : []).toEqual([]);
        }),
        { numRuns: 30, seed, endOnFailure: true },
      );
    },
    120_000,
  );
});
