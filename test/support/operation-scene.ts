// One operation on the replay engine, with the app's own entities, planner and classifier, and a
// machine in a few lines behind the activities that would talk to Azure. What a test wants otherwise it
// scripts: an answer in place of a submission's, of a look's or of a plan's.

import { judge } from "../../src/conflicts/judge.ts";
import type {
  LookAnswer,
  LookAtLocksAnswer,
  LookInput,
  LookSchedule,
  PlanOperationAnswer,
  PlanOperationInput,
  SubmitStepAnswer,
  SubmitStepInput,
  WakeInput,
  JudgeInput,
} from "../../src/contracts/activity-messages.ts";
import { entityKeyOf } from "../../src/contracts/lease-messages.ts";
import type { LeaseView } from "../../src/contracts/lease-messages.ts";
import { leaseViewOf } from "../../src/contracts/lease-state.ts";
import { readLeaseState } from "../../src/contracts/stored-lease.ts";
import type { ArmWrite } from "../../src/domain/arm-write.ts";
import { holds, sayCondition, unmetOf } from "../../src/domain/condition.ts";
import { addMs, isBefore, msBetween } from "../../src/domain/instant.ts";
import { forbidsWrites, isSettled } from "../../src/domain/observation.ts";
import type { LockObservation, VmState } from "../../src/domain/observation.ts";
import type { OperationRequest } from "../../src/domain/operation-request.ts";
import type { OperationReport } from "../../src/domain/outcome.ts";
import { vmResize } from "../../src/operations/vm-resize.ts";
import { orchestrationHandler } from "../../src/platform/durable-app.ts";
import { entities, orchestrators } from "../../src/register.ts";
import { anOperationRequest, claimsOf } from "./operation-request.ts";
import type { EntityCommand } from "./replay-entities.ts";
import { ReplayWorld } from "./replay.ts";
import { aVmObservation, aVmState, vmId } from "./vm-observation.ts";
import { effectOf } from "./write-effect.ts";

export const sceneStart = "2026-01-05T08:00:00.000Z";
export const targetKey = entityKeyOf(vmId);
/** The lease in which the target's group is held, as far as the target needs it. */
export const groupKey = claimsOf([{ resourceId: vmId, mode: "exclusive" }])[0]?.key ?? "";
const minuteMs = 60_000;

/** Null and undefined stand for the machine's own answer. */
export interface Script {
  /** The nth submission of the step, from 1. */
  readonly submit?: (input: SubmitStepInput, nth: number) => SubmitStepAnswer | undefined;
  readonly look?: (input: LookInput, nth: number) => LookAnswer | undefined;
  readonly locks?: () => LookAtLocksAnswer | undefined;
  readonly plan?: (input: PlanOperationInput, nth: number) => PlanOperationAnswer | undefined;
  /** Called before each activity; it may throw, and may move the world. */
  readonly before?: (name: string, nth: number) => void;
  readonly command?: (command: EntityCommand) => { readonly answer: unknown } | undefined;
  /** Every activity runs twice, and the answer of its first run is lost: a crash after each. */
  readonly twice?: boolean;
  /** How long a write takes. */
  readonly durationMs?: (kind: ArmWrite["kind"]) => number;
}

export interface SentWrite {
  readonly at: string;
  readonly stepId: string;
  readonly kind: string;
  readonly fencing: number;
  readonly notAfter: string;
}

/** The writes of a resize that takes its machine down. */
export const wholeWay = ["vm-deallocate", "vm-set-size", "vm-start"];

/** What was sent to Azure, in its order. */
export const kindsOf = (scene: OperationScene): readonly string[] =>
  scene.sent.map((write) => write.kind);

export class OperationScene {
  machine: VmState = aVmState();
  /** Sizes of the hardware that the machine is on. */
  sizesInPlace: readonly string[] = ["Standard_D4s_v4"];
  availabilitySetId: string | null = null;
  /** Locks that the lists show; what they forbid is scripted. */
  locks: readonly LockObservation[] = [];
  readonly sent: SentWrite[] = [];
  readonly wakes: string[] = [];
  readonly world: ReplayWorld;
  #script: Script;
  #counts = new Map<string, number>();
  #pending: { readonly endsAt: string; readonly finally: Partial<VmState> } | null = null;

  constructor(script: Script = {}) {
    this.#script = script;
    this.world = new ReplayWorld({
      orchestrators: {
        "vm-resize": orchestrationHandler(orchestrators["vm-resize"]),
        followOperation: orchestrationHandler(orchestrators.followOperation),
        cancelOperation: orchestrationHandler(orchestrators.cancelOperation),
      },
      entities,
      startAt: sceneStart,
      activities: (name, input) => {
        if (this.#script.twice === true) this.#activity(name, input);
        return this.#activity(name, input);
      },
      onCommand: (command) => this.#script.command?.(command),
    });
  }

  async run(request: OperationRequest = aRequest()): Promise<OperationReport> {
    this.start(request);
    return this.reportOf(request.operationId);
  }

  start(request: OperationRequest = aRequest()): void {
    this.world.start("vm-resize", request.operationId, request);
  }

  async reportOf(operationId: string): Promise<OperationReport> {
    const ended = await this.world.untilEnded(operationId);
    if (ended.status !== "Completed")
      throw new Error(`It ended ${ended.status}: ${String(ended.output)}`);
    return ended.output as OperationReport;
  }

  /** Somebody else changes the machine. */
  change(change: Partial<VmState>): void {
    this.#pending = null;
    this.machine = { ...this.machine, ...change };
  }

  /** Somebody else is at work on the machine for so long. */
  occupy(during: Partial<VmState>, forMs: number, afterwards: Partial<VmState>): void {
    this.machine = { ...this.machine, ...during };
    this.#pending = { endsAt: addMs(this.world.now, forMs), finally: afterwards };
  }

  /** A lease as it stands now. */
  lease(key: string = targetKey): LeaseView {
    const read = readLeaseState(this.world.entityState("resourceLease", key));
    if (!read.ok) throw new Error(read.problem);
    return leaseViewOf(read.state, this.world.now);
  }

  seen(): VmState {
    const pending = this.#pending;
    if (pending !== null && !isBefore(this.world.now, pending.endsAt)) {
      this.#pending = null;
      this.machine = { ...this.machine, ...pending.finally };
    }
    return { ...this.machine, observedAt: this.world.now };
  }

  /** What a scripted look tells of its looks: the first one, and the next is due at once. */
  schedule(change: Partial<LookSchedule> = {}): LookSchedule {
    const { now } = this.world;
    return {
      nextLookAt: now,
      pollNotBefore: now,
      polls: 1,
      reads: 1,
      settledReads: 0,
      troubles: 0,
      ...change,
    };
  }

  #activity(name: string, input: unknown): unknown {
    this.#script.before?.(name, this.#count(name));
    switch (name) {
      case "planOperation":
        return this.#plan(input as PlanOperationInput);
      case "submitStep":
        return this.#submit(input as SubmitStepInput);
      case "lookAtOperation":
        return this.#look(input as LookInput);
      case "lookAtLocks":
        return this.#lookAtLocks();
      case "judgeRefusal": {
        const { refusal, write, resourceType } = input as JudgeInput;
        return judge(refusal, { write, resourceType });
      }
      case "wakeWaiters":
        return this.#wake(input as WakeInput);
      default:
        throw new Error(`There is no activity ${name}.`);
    }
  }

  #plan(input: PlanOperationInput): PlanOperationAnswer {
    const scripted = this.#script.plan?.(input, this.#count("plan"));
    if (scripted !== undefined) return scripted;
    const { request, found, refused } = input;
    const { observedAt: _, ...state } = this.seen();
    // A deallocated machine is on no hardware and is offered what its location has.
    const sizesInPlace =
      state.powerState === "deallocated"
        ? ["Standard_D4s_v4", "Standard_D4s_v5", "Standard_D8s_v5"]
        : this.sizesInPlace;
    const wanted = { name: String(request.parameters["size"]) };
    const present = { name: state.size };
    const { availabilitySetId, locks } = this;
    const observation = aVmObservation({
      state,
      availabilitySetId,
      sizesInPlace,
      wanted,
      present,
      locks,
    });
    const plan = vmResize.plan(observation, { ...request, found, refused }, this.world.now);
    return { kind: "planned", plan, claims: plan.kind === "steps" ? claimsOf(plan.touches) : [] };
  }

  #submit(input: SubmitStepInput): SubmitStepAnswer {
    const { step, fencing, notAfter } = input;
    const scripted = this.#script.submit?.(input, this.#count(`submit ${step.id}`));
    if (scripted !== undefined) return scripted;
    const seen = this.seen();
    if (!isSettled(seen)) return { kind: "busy", seen };
    if (step.after.every((condition) => holds(condition, seen))) return { kind: "already", seen };
    const unmet = unmetOf(step.before, seen);
    if (unmet.length > 0) {
      return { kind: "unmet", unmet: unmet.map((each) => sayCondition(each, seen)), seen };
    }
    if (isBefore(notAfter, this.world.now)) return { kind: "too-late" };
    this.apply(input);
    return {
      kind: "accepted",
      address: { asyncOperation: `https://arm/operations/${step.id}-${fencing}`, location: null },
      retryAfterMs: null,
      sentAt: this.world.now,
      seenBefore: seen,
    };
  }

  /** What Azure does with a write that it has taken. */
  apply({ step, fencing, notAfter }: SubmitStepInput): void {
    const { write } = step;
    this.sent.push({
      at: this.world.now,
      stepId: step.id,
      kind: write.kind,
      fencing,
      notAfter,
    });
    const { during, afterwards } = effectOf(write);
    this.occupy(during, this.#script.durationMs?.(write.kind) ?? 20_000, afterwards);
  }

  #look(input: LookInput): LookAnswer {
    const scripted = this.#script.look?.(input, this.#count(`look ${input.target}`));
    if (scripted !== undefined) return scripted;
    const seen = this.seen();
    const { now } = this.world;
    const schedule = this.schedule({
      nextLookAt: addMs(now, Math.max(10_000, msBetween(input.startedAt, now))),
      polls: (input.schedule?.polls ?? 0) + 1,
      reads: (input.schedule?.reads ?? 0) + 1,
    });
    if (!isSettled(seen)) return { kind: "running", schedule, seen, sentence: "It runs." };
    return {
      kind: "ended",
      how: input.address === null ? "settled" : "succeeded",
      refusal: null,
      seen,
      unmet: unmetOf(input.after, seen).map((each) => sayCondition(each, seen)),
      schedule,
    };
  }

  #lookAtLocks(): LookAtLocksAnswer {
    const scripted = this.#script.locks?.();
    const locks = this.locks.filter(forbidsWrites);
    return scripted ?? (locks.length === 0 ? { kind: "clear" } : { kind: "locked", locks });
  }

  #wake({ targets }: WakeInput): number {
    for (const { instanceId, eventName } of targets) {
      this.wakes.push(instanceId);
      this.world.raise(instanceId, eventName);
    }
    return targets.length;
  }

  #count(what: string): number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count;
  }
}

let requests = 0;
/** A resize to a size that is not offered in place, with downtime accepted and hours to go. */
export function aRequest(change: Partial<OperationRequest> = {}): OperationRequest {
  return anOperationRequest({
    operationId: `op-${(requests += 1).toString(16).padStart(32, "0")}`,
    deadlineAt: addMs(sceneStart, 240 * minuteMs),
    startToken: `token-${requests}`,
    acceptedAt: sceneStart,
    ...change,
  });
}
